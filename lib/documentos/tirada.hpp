#pragma once

#include <map>
#include <memory>

#include "documentos/compositor.hpp"
#include "pdf/writer.hpp"

namespace sctf::documentos {

/// Many documents in one file: what 70,000 slips have in common is written once. Memory does not grow with
/// them (a few bytes a page). One thread at a time; other threads may lay out with a `Compositor` of their
/// own and hand over.
class SCTF_API Tirada {
 public:
  Tirada(std::shared_ptr<const pdf::Fonts> fonts, pdf::Metadata metadata, pdf::Writer::Sink sink);
  ~Tirada();

  /// One more document; its pages. A record that is refused (see Compositor) leaves no trace in the file.
  Result<int> add(const std::shared_ptr<const Plantilla>& plantilla, const Registro& registro);
  /// One that is laid out already.
  void add(const Documento& documento);
  /// Whether another document of the usual size may no longer fit (PDF/A-2 allows 8,388,607 objects in a
  /// file): end this file and begin the next.
  [[nodiscard]] bool llena() const;
  /// Ends the file. It must hold a document.
  void finish();

 private:
  std::map<const Plantilla*, Compositor> compositores_;
  pdf::Writer writer_;
};

/// One document in a file of its own; its pages are the same bytes as in a `Tirada`.
[[nodiscard]] SCTF_API Result<std::string> escribir(const std::shared_ptr<const Plantilla>& plantilla,
                                                    const Registro& registro, pdf::Metadata metadata);

}  // namespace sctf::documentos
