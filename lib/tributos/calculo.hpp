#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tributos/linea.hpp"
#include "tributos/ordenanza.hpp"

namespace sctf::tributos {

/// A receipt of a periodic tribute, notified collectively, or a first-year liquidación, notified one by one.
enum class ClaseValor { recibo, liquidacion };
/// Why a charged line has a valor or has none.
enum class Situacion { valor, minimo, solidario };

SCTF_API std::string_view to_string(ClaseValor clase);
SCTF_API std::string_view to_string(Situacion situacion);

/// What is known of a line besides the census.
struct Antecedentes {
  bool hay_padron = false;                ///< a padrón of this tributo is approved
  bool conocida = false;                  ///< that padrón has this (objeto, nif)
  std::optional<Cents> valor_anterior;    ///< its valor catastral there
  std::optional<Day> mandato_vivo_desde;  ///< last debit that we know, else first load, of its mandate
  bool mandato_cancelado = false;
};

/// One benefit as it was applied.
struct BeneficioAplicado {
  std::string codigo, nombre;
  Decimal porcentaje;
  bool sobre_restante = false;
  Cents importe;
};

/// The cuota of an object, before it is shared among its holders.
struct Cuota {
  std::optional<Cents> base;       ///< base liquidable, of IBI
  std::optional<Cents> reduccion;  ///< shown: valor catastral − base, of IBI
  std::string tipo;                ///< rate or tariff, as the ordinance writes it
  Cents integra;
  std::vector<BeneficioAplicado> beneficios;
  Cents liquida;
  int trimestres = 4;                  ///< quarters charged, of IVTM and prorated tasas
  std::optional<Decimal> coeficiente;  ///< of IVTM
};

/// A charged line, calculated: what the padrón fiscal holds and the export shows.
struct Calculado {
  std::size_t indice = 0;  ///< of the line among those given
  ClaseValor clase = ClaseValor::recibo;
  Situacion situacion = Situacion::valor;
  std::optional<Cents> base = {};
  std::string tipo = {};
  Cents integra = {}, beneficios = {}, liquida = {};
  bool domiciliado = false;
  Cents rebaja = {}, importe = {};
};

/// What the year gives: the ordinance of the run and the tributo's part and term in it.
struct Marco {
  const Ordenanza& ordenanza;
  std::string tributo;
  const ParteComun& parte;
  const Periodo& periodo;
};
/// `no_tariff` where the ordinance has no part or no term for `tributo`.
SCTF_API Result<Marco> marco_de(const Ordenanza& ordenanza, const std::string& tributo);

/// Base, tipo, cuota íntegra, benefits and cuota líquida of a property. Every rounding half away from zero,
/// once at each figure that the law prints (TRLRHL 66 to 74; design 6, steps 1 to 3).
SCTF_API Result<Cuota> cuota_ibi(const LineaIbi& inmueble, const Marco& marco);
/// Of a vehicle; empty where it is not charged in this year (TRLRHL 92 to 96).
SCTF_API Result<std::optional<Cuota>> cuota_ivtm(const LineaIvtm& vehiculo, const Marco& marco);
/// Of an object of a tasa; empty where it is not charged in this year.
SCTF_API Result<std::optional<Cuota>> cuota_tasa(const LineaTasa& objeto, const Marco& marco);

/// All charged lines of a property, in their order: minimum, division among holders, clase of the valor,
/// rebate for domiciling (design 6, steps 4 to 7). `antecedentes` goes beside `inmueble`, one a line.
SCTF_API Result<std::vector<Calculado>> calcular_ibi(const std::vector<LineaIbi>& inmueble,
                                                     const std::vector<Antecedentes>& antecedentes,
                                                     const Marco& marco);
SCTF_API Result<std::optional<Calculado>> calcular_ivtm(const LineaIvtm& vehiculo,
                                                        const Antecedentes& antecedentes, const Marco& marco);
SCTF_API Result<std::optional<Calculado>> calcular_tasa(const LineaTasa& objeto,
                                                        const Antecedentes& antecedentes, const Marco& marco);

/// Checks the benefits of a line that are in force against the ordinance: a code that it does not name, a
/// pair that it declares incompatible.
SCTF_API Result<void> comprobar_beneficios(std::string_view beneficios, const Marco& marco);

}  // namespace sctf::tributos
