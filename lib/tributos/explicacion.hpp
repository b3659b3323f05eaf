#pragma once

#include <optional>
#include <string>

#include "base/caller.hpp"
#include "db/transaction.hpp"
#include "text/plantilla.hpp"
#include "tributos/calculo.hpp"
#include "tributos/emision.hpp"

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

/// A charged line with its place in the census.
struct LineaCargada {
  std::int64_t valor = 0, linea = 0;
  std::int64_t primera = 0, ultima = 0;  ///< lines of its object
  Cents integra, liquida;                ///< as they stand
};
/// Calculates one line of a run again and compares with what stands: `unbalanced` if they differ (a defect).
/// What was decided on the day of the issue (clase, domiciling) and what happened since is not filled in.
SCTF_API Result<Explicacion> recalcular(db::Transaction& tx, Ente ente, const Emision& emision,
                                        const Marco& marco, const LineaCargada& linea);
/// Calculates the valor again and compares with what stands: `unbalanced` if they differ (a defect).
SCTF_API Result<Explicacion> explicar(db::Transaction& tx, const Caller& caller, std::int64_t valor,
                                      const std::string& finalidad = {});
/// What `templates/tributos/explicacion.es.txt` is filled with.
SCTF_API text::Value plantilla_de(const Explicacion& explicacion);

}  // namespace sctf::tributos
