#pragma once

#include <map>
#include <string>
#include <vector>

#include "tributos/contabilidad.hpp"

namespace sctf::tributos {

/// What the accounting papers say besides their lines.
struct CabeceraContable {
  std::string organismo;
  Day desde, hasta;
  Instant clock;
  std::map<std::string, std::string> conceptos;   ///< names by economic concept; those not known stay codes
  std::map<std::string, std::string> resultados;  ///< `templates/tributos/resultados.yaml`
};

/// The cuenta de recaudación as a PDF, with the sums of what is in its voluntary term and of what is past it.
/// Empty where there is no line.
[[nodiscard]] SCTF_API Result<std::string> cuenta_pdf(const std::vector<LineaCuenta>& lineas,
                                                      const CabeceraContable& cabecera);
/// The parte diario as a PDF, with the sums by outcome. Empty where there is no line.
[[nodiscard]] SCTF_API Result<std::string> parte_pdf(const std::vector<LineaParte>& lineas,
                                                     const CabeceraContable& cabecera);

}  // namespace sctf::tributos
