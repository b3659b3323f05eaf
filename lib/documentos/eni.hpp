#pragma once

#include <string>

#include "documentos/cotejo.hpp"

namespace sctf::documentos {

/// A document as administrations exchange it: XML of the Norma Técnica de Interoperabilidad de Documento
/// Electrónico (BOE-A-2011-13169; norms/documentos 5), with the PDF in it, its minimum metadata, and its two
/// signatures: the PAdES one by reference to the PDF that bears it, and the CSV. The same document gives the
/// same bytes.
///
/// @param zona  whose offset FechaCaptura shows
[[nodiscard]] SCTF_API std::string documento_eni(const Guardado& guardado, std::string_view zona);

/// `ES_L01380380_2026_SCTF…`: 30 letters that follow from the document's bytes, not from its CSV, which is a
/// credential.
[[nodiscard]] SCTF_API std::string identificador_eni(const Guardado& guardado, std::string_view zona);

}  // namespace sctf::documentos
