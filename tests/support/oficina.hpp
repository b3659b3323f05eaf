#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "demo/banco.hpp"
#include "support/database.hpp"
#include "tributos/anulacion.hpp"
#include "tributos/cobros.hpp"
#include "tributos/consultas.hpp"

namespace sctf::test {

/// A property of the census of a test.
struct Inmueble {
  int n = 0;                     ///< its number, from 1: reference, holder and mandate follow from it
  std::int64_t valor_euros = 0;  ///< valor catastral
  bool domiciliado = false;
};

/// A receipt that was charged, as the bank gets to know it.
struct ReciboCargado {
  std::int64_t valor = 0;
  Cents cuota, rebaja, importe;
  bool domiciliado = false;
  std::string objeto, end_to_end, mandato, bloque;
};

/// A tax office on a database of its own: IBI of 2026 under tests/data/ordenanza_design.yaml, paid until
/// 2026-07-22, debited on 2026-07-08. Debits of odd properties are FRST as all of a first year.
class Oficina {
 public:
  explicit Oficina(int chunk = 50);

  [[nodiscard]] db::Pool& pool() { return *pool_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] Ente ente() const { return {}; }
  [[nodiscard]] Caller caller(std::string account = "tester") const;
  /// Works on that day at noon.
  [[nodiscard]] jobs::Engine engine(Day day, const std::string& account = "tester");

  /// A census file of these.
  std::filesystem::path censo(const std::vector<Inmueble>& inmuebles, const std::string& name);
  /// Imports, issues, approves, charges and releases; the receipts in the order of their valores.
  std::vector<ReciboCargado> cargar(const std::vector<Inmueble>& inmuebles);
  /// The receipts of a run of issue.
  std::vector<ReciboCargado> recibos(std::int64_t run);

  /// What `collect` makes of a file that the bank writes.
  Result<tributos::Cobrados> cobrar(tributos::FormatoCobro formato, Day day,
                                    const std::function<void(const demo::Salida&)>& write);
  Result<tributos::Cobrados> c60(Day day, const std::vector<demo::PagoSimulado>& pagos);
  Result<tributos::Cobrados> c57(Day day, const std::vector<demo::PagoSimulado>& pagos);
  Result<tributos::Cobrados> n43(Day day, const std::vector<demo::ApunteSimulado>& apuntes);
  Result<tributos::Cobrados> camt053(Day day, const std::vector<demo::ApunteSimulado>& apuntes);
  Result<tributos::Cobrados> camt054(Day day, const std::vector<demo::ApunteSimulado>& apuntes);
  Result<tributos::Cobrados> rechazos(Day day, const std::vector<demo::RetornoSimulado>& rechazos);
  Result<tributos::Cobrados> devoluciones(Day day, const std::vector<demo::RetornoSimulado>& devoluciones);
  [[nodiscard]] tributos::PeticionCobro peticion(tributos::FormatoCobro formato,
                                                 const std::filesystem::path& file) const;
  [[nodiscard]] tributos::Recaudador recaudador() const;

  /// A slip of Cuaderno 60 of any id, its digits right. `numero` tells payments of one day apart.
  [[nodiscard]] demo::PagoSimulado slip(std::int64_t valor, Cents importe, Day day, int numero = 0) const;
  /// The same of Cuaderno 57.
  [[nodiscard]] demo::PagoSimulado slip57(std::int64_t valor, Cents importe, Day day, int numero = 0) const;
  /// An entry of the account with one detail: a transfer, with what its payer wrote.
  [[nodiscard]] demo::ApunteSimulado transferencia(Cents importe, Day day, const std::string& texto,
                                                   const std::string& pagador = {});
  /// One debit, credited or taken back.
  [[nodiscard]] demo::ApunteSimulado adeudo(Cents importe, Day day, const ReciboCargado& recibo,
                                            const std::string& motivo = {});
  [[nodiscard]] demo::ApunteSimulado abono_bloque(const std::string& bloque, Cents importe, Day day);
  [[nodiscard]] static demo::RetornoSimulado retorno(const ReciboCargado& recibo, const std::string& motivo);

  [[nodiscard]] tributos::Recibo recibo(std::int64_t valor);
  /// Rows of a query as text, columns apart by `|`.
  std::vector<std::string> filas(const std::string& text);
  std::int64_t numero(const std::string& text);
  /// The first of the books that do not square; empty: all do.
  std::string descuadre();

 private:
  [[nodiscard]] demo::ApunteSimulado apunte(Cents importe, Day day, demo::DetalleSimulado detalle);
  [[nodiscard]] demo::CabeceraMensaje mensaje(const std::string& what, Day day);
  [[nodiscard]] demo::CuentaSimulada cuenta(Day day) const;

  std::unique_ptr<db::Pool> pool_;
  TempFolder folder_;
  jobs::Registry registry_;
  int chunk_;
  int files_ = 0, apuntes_ = 0;
  tributos::ReglasCobro reglas_;
  std::string remesa_;
  std::int64_t adeudos_ = 0;
  Cents suma_adeudos_;
};

}  // namespace sctf::test
