#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"
#include "config/yaml.hpp"

namespace sctf::tributos {

/// Second term of a slip with two amounts: the second is round(importe × (1 + recargo / 100)).
struct SegundoPlazo {
  Day hasta;
  Decimal recargo;  ///< per cent
};

/// When one or more tributos are paid (LGT 62.3: the voluntary term lasts two months or more).
struct Periodo {
  std::vector<std::string> tributos;
  Day desde;  ///< of the voluntary term, first and last day, both inside it
  Day hasta;
  std::optional<Day> cargo_domiciliados;  ///< day of the debits, inside the voluntary term
  std::optional<SegundoPlazo> segundo_plazo;
};

/// A bonificación that a census line may name. Its percent stands on the line.
struct Beneficio {
  enum class Base { integra, restante };  ///< percent of the cuota íntegra, or of what is left of it
  std::string codigo;
  std::string nombre;
  Base base = Base::integra;
  std::optional<std::vector<std::string>> compatible_con;  ///< absent: with all
};
/// Whether two may be in force together: each that says with whom must name the other.
SCTF_API bool compatibles(const Beneficio& a, const Beneficio& b);

/// The rebate for domiciling (LRHL 9.1: at most 5 %).
struct Domiciliacion {
  Decimal porcentaje;
  std::optional<Day> solicitud_hasta;   ///< mandates dated later count next year; absent: all count
  std::vector<std::string> pierde_por;  ///< reasons of return that undo the rebate
};

/// What the parts of IBI, IVTM and each tasa have in common.
struct ParteComun {
  std::vector<Beneficio> beneficios;  ///< in the file's order
  Cents recibo_minimo;                ///< a cuota líquida below it gives no receipt; 0: none
  std::optional<Domiciliacion> domiciliacion;
  [[nodiscard]] SCTF_API const Beneficio* beneficio(std::string_view codigo) const;
};

/// An amount of a tariff, as the ordinance writes it.
struct Tarifa {
  Decimal euros;
  /// round(euros × factor × numerator / denominator) to the cent, once, halves away from zero: the cuota of
  /// `unidades` or of a coefficient and of `numerator` quarters of 4.
  [[nodiscard]] SCTF_API Cents cuota(const Decimal& factor, std::int64_t numerator = 1,
                                     std::int64_t denominator = 1) const;
  /// As the ordinance writes it: what the export shows as `tipo`.
  [[nodiscard]] std::string str() const { return euros.str(); }
};

struct TipoPorUso {
  Decimal tipo;
  Cents umbral;                         ///< applies where the valor catastral exceeds it
  std::int64_t linea = 0, columna = 0;  ///< of the threshold in its file, for messages
};

struct OrdenanzaIbi {
  ParteComun comun;
  std::map<char, Decimal> tipos;             ///< by clase `U`, `R`, `B`; per cent of the base liquidable
  std::map<char, TipoPorUso> tipos_por_uso;  ///< by use of the cadastre; for urban properties only
  Decimal actualizacion_general{1, 0};  ///< general update of values: less than it is no alta (LGT 102.3)
};

/// A band reaches up to, not including, its limit; the last has none.
struct Banda {
  std::optional<Decimal> limite;
  Tarifa tarifa;
  Decimal coeficiente{1, 0};  ///< LRHL 95.4
};

struct ClaseVehiculo {
  std::string nombre;
  std::string unidad;         ///< `CVF`, `plazas`, `kg`, `cc`; `unidad`: one amount whatever the power
  std::vector<Banda> bandas;  ///< ascending, at least one
};

struct OrdenanzaIvtm {
  ParteComun comun;
  std::vector<ClaseVehiculo> clases;  ///< in the file's order
  [[nodiscard]] SCTF_API const ClaseVehiculo* clase(std::string_view nombre) const;
};

struct OrdenanzaTasa {
  ParteComun comun;
  std::string concepto;
  std::vector<std::pair<std::string, Tarifa>> tarifas;  ///< in the file's order
  bool prorrateo_trimestres = false;
};

/// The tariffs, terms and benefits of one year. Law that changes is data: this is the data.
struct Ordenanza {
  int ejercicio = 0;
  bool ejemplo = false;  ///< the file says of itself that it is an example
  std::vector<Periodo> periodos;
  std::optional<OrdenanzaIbi> ibi;
  std::optional<OrdenanzaIvtm> ivtm;
  std::vector<OrdenanzaTasa> tasas;
  std::string texto;  ///< the bytes of the file, for a run to freeze

  /// The term of a tributo (`ibi`, `ivtm`, a concepto). `no_tariff` where the ordinance has no such part.
  [[nodiscard]] SCTF_API Result<const Periodo*> periodo(std::string_view tributo) const;
  /// What is common to all parts, of this one; null where the ordinance has no such part.
  [[nodiscard]] SCTF_API const ParteComun* parte(std::string_view tributo) const;
  [[nodiscard]] SCTF_API const OrdenanzaTasa* tasa(std::string_view concepto) const;
  /// A bonificación of a tributo; null where it has none of that code.
  [[nodiscard]] SCTF_API const Beneficio* beneficio(std::string_view tributo, std::string_view codigo) const;

  /// Tipo of a property: that of its use for an urban one whose value exceeds the threshold (LRHL 72.4), else
  /// that of its clase. `no_tariff` where the ordinance has none.
  [[nodiscard]] SCTF_API Result<Decimal> tipo_for(char clase, std::string_view uso,
                                                  Cents valor_catastral) const;
  /// The band of a vehicle. `no_tariff` for a class that the ordinance does not name.
  [[nodiscard]] SCTF_API Result<Banda> tarifa_ivtm(std::string_view clase, const Decimal& potencia) const;
  /// `no_tariff` for a concepto or a tarifa that the ordinance does not name.
  [[nodiscard]] SCTF_API Result<Tarifa> tarifa_tasa(std::string_view concepto, std::string_view tarifa) const;
};

/// Reads an ordinance and checks it against the schema and the limits of the law. All problems, each with
/// line and column: `unknown_key`, `missing_value`, `invalid_value`, `out_of_range` (the message names the
/// article), `inconsistent`, `duplicate`, `bad_document`, `bad_encoding`.
[[nodiscard]] SCTF_API config::Loaded<Ordenanza> parse_ordenanza(std::string_view bytes,
                                                                 const std::string& file);
/// The same from a file; `no_input` where it cannot be opened.
[[nodiscard]] SCTF_API config::Loaded<Ordenanza> load_ordenanza(const std::filesystem::path& file);

}  // namespace sctf::tributos
