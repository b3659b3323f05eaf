#pragma once

#include "documentos/plantilla.hpp"

namespace sctf::documentos {

/// A template with its sample values as a PDF. `out_of_range` and others as `Compositor`.
[[nodiscard]] SCTF_API Result<std::string> escribir_muestra(const std::shared_ptr<const Plantilla>& plantilla,
                                                            Plantilla::Muestra cual, Instant clock);

/// All that is wrong with one language of a template (norms/documentos 14): its files, and whether its
/// samples make PDFs that conform. Empty where it is right.
[[nodiscard]] SCTF_API std::vector<Problem> comprobar(std::string_view nombre, std::string_view lang);

}  // namespace sctf::documentos
