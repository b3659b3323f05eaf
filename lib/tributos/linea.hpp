#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"

namespace sctf::tributos {

/// A benefit as a census line carries it: `code:percent:from:until`.
struct BeneficioLinea {
  std::string codigo;
  Decimal porcentaje;  ///< above 0, up to 100
  Day desde, hasta;    ///< both included

  /// Whether it counts for a tax that accrues on 1 January of `ejercicio` (TRLRHL 75, 96).
  [[nodiscard]] bool en_vigor(int ejercicio) const {
    const auto devengo = make_day(ejercicio, 1, 1);
    return desde <= devengo && devengo <= hasta;
  }
};

/// Reads the column `beneficios`. Refused: a shape that is not `code:percent:from:until` joined by `,`; a
/// from after its until; the same code twice in force on one 1 January.
SCTF_API Result<std::vector<BeneficioLinea>> parse_beneficios(std::string_view text);

/// What a line of every census says.
struct LineaComun {
  std::int64_t linea = 0;     ///< of the file, from 1
  std::int64_t objeto_n = 0;  ///< number of its object in the load, from 1
  std::string objeto;         ///< cadastral reference, plate, or what a tasa is for
  std::string nif;            ///< empty: a party without number, never debited
  std::string nombre;
  bool notificada = true;  ///< whether its alta was notified one by one (LGT 102.3)
  std::string domicilio_objeto, domicilio_fiscal, codigo_postal, municipio;
  std::string iban;  ///< empty: not domiciled
  std::string titular_cuenta_nif;
  std::string mandato;
  std::optional<Day> fecha_mandato;
  std::string beneficios;  ///< as the census writes it; `parse_beneficios` reads it
};

/// One holder of a property.
struct LineaIbi : LineaComun {
  char clase = 'U';  ///< `U` urban, `R` rustic, `B` of special characteristics
  std::string uso;   ///< the cadastre's letter, or empty
  Cents valor_catastral;
  std::optional<Cents> valor_inicial, valor_base;
  Decimal coeficiente_reductor;
  std::string derecho;  ///< `CA` `DS` `US` `PR` `NP`
  Decimal cuota_participacion;
  std::int64_t columna_derecho = 1;  ///< where it stands in its line, for messages
  std::int64_t columna_cuota = 1;    ///< of cuota_participacion
  bool division = false;
};

/// One vehicle.
struct LineaIvtm : LineaComun {
  std::string clase_vehiculo;
  Decimal potencia;
  std::string unidad, carburante;
  Day fecha_matriculacion;
  std::optional<Day> fecha_baja;
  std::string tipo_baja;
};

/// One object of a tasa.
struct LineaTasa : LineaComun {
  std::string concepto, tarifa;
  Decimal unidades;
  Day fecha_alta;
  std::optional<Day> fecha_baja;
};

/// Which lines of a property are charged: those of the first right present of CA, DS, US, PR; NP never
/// (TRLRHL 63.1). The right, or empty.
SCTF_API std::string_view derecho_gravado(const std::vector<LineaIbi>& inmueble);

}  // namespace sctf::tributos
