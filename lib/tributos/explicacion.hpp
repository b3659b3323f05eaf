#pragma once

#include <optional>
#include <string>

#include "base/caller.hpp"
#include "db/transaction.hpp"
#include "text/plantilla.hpp"
#include "tributos/calculo.hpp"

namespace sctf::tributos {

/// A receipt taken apart: from the census line to the euro, under the ordinance that its run froze.
struct Explicacion {
  std::int64_t valor = 0;
  std::string tributo;
  int ejercicio = 0;
  LineaComun linea;
  std::optional<LineaIbi> ibi;
  std::optional<LineaIvtm> ivtm;
  std::optional<LineaTasa> tasa;
  Cuota cuota;          ///< of the whole object
  Calculado calculado;  ///< of this line
  std::optional<Decimal> porcentaje_domiciliacion;
  Day voluntaria_desde, voluntaria_hasta;
  std::string fichero;  ///< census file, whose `linea.linea` it is
  std::string estado;
  Cents pendiente;
  std::optional<Cents> ano_anterior;  ///< cuota líquida of the same object and holder the year before
};

/// Calculates the valor again and compares with what stands: `unbalanced` if they differ (a defect).
SCTF_API Result<Explicacion> explicar(db::Transaction& tx, const Caller& caller, std::int64_t valor);
/// What `templates/tributos/explicacion.es.txt` is filled with.
SCTF_API text::Value plantilla_de(const Explicacion& explicacion);

}  // namespace sctf::tributos
