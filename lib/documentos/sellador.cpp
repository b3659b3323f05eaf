#include "documentos/sellador.hpp"

#include <map>
#include <mutex>

namespace sctf::documentos {
namespace {

void add_faces(const Nodo& nodo, pdf::Prefix::Styles& styles) {
  styles[static_cast<std::size_t>(nodo.estilo.texto.cara)] = true;  // also of bullets and numbers
  for (const auto& piece : nodo.piezas) styles[static_cast<std::size_t>(piece.estilo.cara)] = true;
  for (const auto& child : nodo.hijos) add_faces(child, styles);
}

/// One for all templates in the same faces, for as long as the process lives.
std::shared_ptr<const pdf::Prefix> prefix_for(const std::shared_ptr<const pdf::Fonts>& fonts,
                                              const pdf::Prefix::Styles& styles) {
  static std::mutex mutex;
  static std::map<std::pair<const pdf::Fonts*, pdf::Prefix::Styles>, std::shared_ptr<const pdf::Prefix>>
      known;
  const std::lock_guard lock(mutex);
  auto& prefix = known[{fonts.get(), styles}];
  if (!prefix) prefix = std::make_shared<const pdf::Prefix>(fonts, styles);
  return prefix;
}

std::string_view tooltip(std::string_view lang) {
  const auto language = lang.substr(0, 2);
  return language == "en"   ? "Electronic seal of the body that issues this document"
         : language == "de" ? "Elektronisches Siegel der ausstellenden Stelle"
                            : "Sello electrónico del órgano que expide este documento";
}

}  // namespace

pdf::Prefix::Styles caras_de(const Plantilla& plantilla) {
  pdf::Prefix::Styles out{};
  const auto& arbol = plantilla.arbol();
  for (const auto* part : {&arbol.cabecera, &arbol.cuerpo, &arbol.pie}) add_faces(*part, out);
  return out;
}

Sellador::Sellador(std::shared_ptr<Sello> sello, const Plantilla& plantilla, const Plantilla* detras)
    : sello_(std::move(sello)) {
  auto caras = caras_de(plantilla);
  if (detras != nullptr) {
    const auto more = caras_de(*detras);
    for (std::size_t i = 0; i < caras.size(); ++i) caras[i] = caras[i] || more[i];
  }
  prefijo_ = prefix_for(plantilla.fonts(), caras);
  campo_.tooltip = tooltip(plantilla.lang());
  campo_.signer = sello_->certificado().name();
  campo_.reserve = sello_->reserva();
}

pdf::UnsignedFile Sellador::escribir(const PorSellar& documento, Instant clock) const {
  std::string tail;
  pdf::Writer writer(prefijo_, documento.metadata, [&](std::string_view part) { tail += part; });
  auto field = campo_;
  field.at = clock;
  writer.sign(std::move(field));
  writer.add(documento.documento.paginas, *documento.documento.elementos);
  if (documento.detras != nullptr) writer.add(documento.detras->paginas, *documento.detras->elementos);
  const auto hole = writer.finish();
  return {std::move(tail), hole.value(), prefijo_->bytes().size()};
}

Result<std::vector<Sellado>> Sellador::sellar(std::span<const PorSellar> documentos, Instant clock) {
  const auto& cms = sello_->cms();
  std::vector<pdf::UnsignedFile> files;
  std::vector<crypto::Digest> digests, to_sign;
  for (const auto& documento : documentos) {
    files.push_back(escribir(documento, clock));
    digests.push_back(files.back().digest(prefijo_->sha()));
    to_sign.push_back(cms.to_be_signed(digests.back()));
  }
  const auto signatures = sello_->firmante().sign(to_sign);
  if (!signatures) return tl::unexpected(signatures.error());
  std::vector<Sellado> out;
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto cola = std::move(files[i]).sealed(cms.assemble(digests[i], (*signatures)[i]));
    auto sha = prefijo_->sha();
    sha.update(cola);
    out.push_back({prefijo_, std::move(cola), sha.hex()});
  }
  return out;
}

}  // namespace sctf::documentos
