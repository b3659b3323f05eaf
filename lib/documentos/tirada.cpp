#include "documentos/tirada.hpp"

namespace sctf::documentos {

Tirada::Tirada(std::shared_ptr<const pdf::Fonts> fonts, pdf::Metadata metadata, pdf::Writer::Sink sink)
    : writer_(std::move(fonts), std::move(metadata), std::move(sink)) {}
Tirada::~Tirada() = default;

Result<int> Tirada::add(const std::shared_ptr<const Plantilla>& plantilla, const Registro& registro) {
  auto compositor = compositores_.find(plantilla.get());
  if (compositor == compositores_.end())
    compositor = compositores_.emplace(plantilla.get(), Compositor(plantilla)).first;
  const auto documento = compositor->second.componer(registro);
  if (!documento) return tl::unexpected(documento.error());
  add(*documento);
  return static_cast<int>(documento->paginas.size());
}

void Tirada::add(const Documento& documento) {
  writer_.add(documento.paginas, *documento.elementos);
}

bool Tirada::llena() const {
  constexpr std::size_t kRoomForOne = 10'000;
  return writer_.objects() + kRoomForOne > pdf::Writer::kMaxObjects;
}

void Tirada::finish() {
  writer_.finish();
}

Result<std::string> escribir(const std::shared_ptr<const Plantilla>& plantilla, const Registro& registro,
                             pdf::Metadata metadata) {
  Compositor compositor(plantilla);
  const auto documento = compositor.componer(registro);
  if (!documento) return tl::unexpected(documento.error());
  std::string out;
  pdf::Writer writer(plantilla->fonts(), std::move(metadata), [&](std::string_view bytes) { out += bytes; });
  writer.add(documento->paginas, *documento->elementos);
  writer.finish();
  return out;
}

}  // namespace sctf::documentos
