#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "documentos/compositor.hpp"
#include "documentos/sello.hpp"

namespace sctf::documentos {

/// A document laid out, to be sealed.
struct PorSellar {
  Documento documento;
  pdf::Metadata metadata;
  const Documento* detras = nullptr;  ///< behind it in the same file
};

/// A file under its seal, in two parts: the whole is `prefijo->bytes() + cola`.
struct Sellado {
  std::shared_ptr<const pdf::Prefix> prefijo;
  std::string cola;
  std::string sha256;  ///< of the whole, in hexadecimal
  [[nodiscard]] std::size_t bytes() const { return prefijo->bytes().size() + cola.size(); }
};

/// Writes and seals documents of one template: PDF/A-2a and PDF/UA-1 with a PAdES B-B signature in their only
/// revision (norms/documentos 3). One thread at a time, its Sello is shared.
class SCTF_API Sellador {
 public:
  /// @param detras  template of what goes behind the documents
  Sellador(std::shared_ptr<Sello> sello, const Plantilla& plantilla, const Plantilla* detras = nullptr);

  /// All of them, in their order; one round trip to the key. `seal_unavailable`: then none is sealed.
  ///
  /// @param clock  of the run: the time that the signatures claim
  [[nodiscard]] Result<std::vector<Sellado>> sellar(std::span<const PorSellar> documentos, Instant clock);

 private:
  [[nodiscard]] pdf::UnsignedFile escribir(const PorSellar& documento, Instant clock) const;

  std::shared_ptr<Sello> sello_;
  std::shared_ptr<const pdf::Prefix> prefijo_;
  pdf::SignatureField campo_;
};

/// The faces that a template's text stands in.
[[nodiscard]] pdf::Prefix::Styles caras_de(const Plantilla& plantilla);

}  // namespace sctf::documentos
