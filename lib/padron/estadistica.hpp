#pragma once

#include <functional>
#include <string>

#include "padron/poblacion.hpp"

namespace sctf::padron {

/// The pyramid as CSV: `grupo;hombres;mujeres`.
[[nodiscard]] SCTF_API std::string piramide_csv(const Poblacion& poblacion);
/// The pyramid as a picture that a screen reader can read: title, description, each bar with its own words.
[[nodiscard]] SCTF_API std::string piramide_svg(const Poblacion& poblacion, const std::string& municipio);

/// The pyramid as an accessible PDF: what templates/padron/piramide makes of it.
[[nodiscard]] SCTF_API Result<std::string> piramide_pdf(const Poblacion& poblacion,
                                                        const std::string& organismo,
                                                        const std::string& municipio, Instant clock);

/// Cells of a table for everybody, by section, sex and age, none of which tells of fewer than `k_min` people:
/// such a cell is withheld, and as many more as it takes that it does not follow from the sums of sections or
/// of the whole city (norms/padron 7.2; secreto.hpp). `seccion;sexo;grupo;personas`, withheld ones empty.
[[nodiscard]] SCTF_API std::string datos_abiertos_csv(const Poblacion& poblacion, std::int64_t k_min);
/// `naci;pais;personas`, small ones together as `otros`.
[[nodiscard]] SCTF_API std::string nacionalidades_csv(
    const Poblacion& poblacion, std::int64_t k_min,
    const std::function<std::string(const std::string&)>& pais);

}  // namespace sctf::padron
