#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "db/transaction.hpp"
#include "identidad/partes.hpp"
#include "tributos/deuda.hpp"

namespace sctf::tributos {

/// A valor with its state, as every question about receipts shows it.
struct Recibo {
  std::int64_t valor = 0;
  std::int64_t run = 0;
  std::string tributo;
  int ejercicio = 0;
  std::string clase_valor;  ///< `recibo` `liquidacion`; `pendiente`: of an earlier year (load-pending)
  std::string objeto, nif, nombre, domicilio_objeto, domicilio_fiscal, codigo_postal, municipio;
  std::string referencia;  ///< as it is printed: twelve digits; of an earlier year as its system wrote it
  Cents liquida, rebaja, importe, pendiente;
  bool domiciliado = false;
  std::string
      estado;  ///< of design 6: `emitido` `cargado` `notificado` `pagado` `parcial` `devuelto` `anulado`
  std::optional<Day> fin_voluntaria;      ///< none: a liquidación without effective notice
  std::optional<Day> vence_notificacion;  ///< of a liquidación that was delivered
  Deuda deuda;                            ///< booked and unpaid, by component
};

/// `not_found` where there is no such valor.
SCTF_API Result<Recibo> find_recibo(db::Transaction& tx, Ente ente, std::int64_t valor);
/// By what a person types: a reference of load-pending as it was loaded, else twelve digits, or the first
/// ten.
SCTF_API Result<Recibo> find_recibo(db::Transaction& tx, Ente ente, std::string_view referencia);
/// Those of `valores` that there are, by their valor.
SCTF_API std::map<std::int64_t, Recibo> recibos_de(db::Transaction& tx, Ente ente,
                                                   const std::vector<std::int64_t>& valores);
/// All of a NIF, all years, oldest first.
SCTF_API std::vector<Recibo> recibos_de(db::Transaction& tx, Ente ente, std::string_view nif);

/// A mandate as it stands.
struct Mandato {
  std::string referencia, iban;
  Day fecha_firma;
  std::optional<Day> ultimo_adeudo;
  std::string situacion;  ///< `vigente` `cancelado` `caducado` (36 months without debits)
};
/// Those under which lines of a NIF were loaded.
SCTF_API std::vector<Mandato> mandatos_de(db::Transaction& tx, Ente ente, std::string_view nif, Day today);

/// The sheet of a taxpayer (oficinas 5): who it is, all his valores, his mandates, his deposits.
struct Contribuyente {
  identidad::Persona persona;
  std::vector<Recibo> recibos;
  std::vector<Mandato> mandatos;
  Cents depositos;
};
/// `not_found` where nobody has that NIF here. Leaves an audit row: personal data was seen.
SCTF_API Result<Contribuyente> contribuyente(db::Transaction& tx, const Caller& caller, std::string_view nif,
                                             Day today, const std::string& finalidad = {});

/// What is pending on a day, by the ledger: payments by payment date, the rest by booking date, in the order
/// of the valores; only what is not zero. Leaves an audit row.
SCTF_API void pendientes(db::Transaction& tx, const Caller& caller, Day on,
                         const std::function<void(const std::string& referencia, Cents)>& each);

/// A run of issue with its sums, for `status`.
struct EstadoEmision {
  std::int64_t run = 0, censo = 0;
  std::string tributo, estado,
      cuenta;  ///< `calculando` `calculada` `aprobada` `cargada` `liberada` `deshecha`
  int ejercicio = 0;
  bool complementaria = false;
  std::int64_t valores = 0, hechos = 0, tramos = 0;
  Cents suma, pendiente;
};
SCTF_API std::vector<EstadoEmision> situacion(db::Transaction& tx, Ente ente);

/// One thing that must be equal to another.
struct Cuadre {
  std::string prueba;  ///< what is compared
  std::string ambito;  ///< of which run, tributo, year
  Cents esperado, hallado;
  [[nodiscard]] Cents diferencia() const {
    return esperado < hallado ? hallado - esperado : esperado - hallado;
  }
};
/// Proves the books: chunks = padrón = cargo = ledger, remesa = debits = their lines, ledger entries only of
/// valores that stand, no deposit below zero. Runs that are still at work are left out.
SCTF_API std::vector<Cuadre> cuadrar_libros(db::Transaction& tx, Ente ente);

}  // namespace sctf::tributos
