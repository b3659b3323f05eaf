#include "padron/textos.hpp"

#include <fmt/format.h>

#include "config/yaml.hpp"

namespace sctf::padron {
namespace {

std::string sin_ceros(const std::string& text) {
  const auto from = text.find_first_not_of('0');
  return from == std::string::npos ? text : text.substr(from);
}

bool only_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// `P03` → `planta 3`; a code of the list in its word; another one as it stands, after its noun.
std::string planta(const std::string& code, const Textos& palabras) {
  if (palabras.tiene("planta_" + code)) return palabras.de("planta_" + code);
  const auto key = "planta_" + code.substr(0, 1);
  if (code.size() > 1 && only_digits(code.substr(1)) && palabras.tiene(key))
    return fmt::format(fmt::runtime(palabras.de(key)), fmt::arg("n", sin_ceros(code.substr(1))));
  return palabras.de("planta") + " " + sin_ceros(code);
}

std::string escalera(const std::string& code, const Textos& palabras) {
  const auto key = "escalera_" + code;
  return palabras.de("escalera") + " " + (palabras.tiene(key) ? palabras.de(key) : sin_ceros(code));
}

}  // namespace

Result<Textos> Textos::cargar(const std::filesystem::path& file, const std::string& lang) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto root = config::parse_yaml(*bytes, file.string());
  if (!root) return tl::unexpected(root.error());
  Textos out;
  for (const auto& entry : root->entries()) {
    const auto* text = entry.value.find(lang);
    if (text == nullptr) text = entry.value.find("es");
    if (text != nullptr) out.textos_[entry.key] = text->text();
  }
  return out;
}

const std::string& Textos::de(const std::string& clave) const {
  const auto found = textos_.find(clave);
  return found == textos_.end() ? clave : found->second;
}

std::string domicilio_en_palabras(const Bloque& d, const Listas& listas, const Textos& palabras) {
  std::string out;
  if (d[Campo::cvia] != "00000")
    out = fmt::format("{} {}", listas.nombre_via(d[Campo::tvia]), d[Campo::nviac]);
  if (d[Campo::cpsvia] != "00000") out += (out.empty() ? "" : ", ") + d[Campo::dpsvia];
  if (out.empty()) out = d[Campo::nnuclec];
  if (d[Campo::tinum] == "0") {
    out += d[Campo::kmt].empty() && d[Campo::hmt].empty()
               ? " " + palabras.de("sin_numero")
               : fmt::format(" {} {},{}", palabras.de("kilometro"), sin_ceros(d[Campo::kmt]),
                             d[Campo::hmt].empty() ? "0" : d[Campo::hmt]);
  } else {
    out += " " + sin_ceros(d[Campo::numer]);
    if (!d[Campo::cnumer].empty()) out += " " + d[Campo::cnumer];
    if (!d[Campo::numers].empty())
      out += fmt::format("-{}{}{}", sin_ceros(d[Campo::numers]), d[Campo::cnumers].empty() ? "" : " ",
                         d[Campo::cnumers]);
  }
  const auto add = [&](const std::string& text) { out += ", " + text; };
  if (!d[Campo::bloq].empty()) add(palabras.de("bloque") + " " + sin_ceros(d[Campo::bloq]));
  if (!d[Campo::port].empty()) add(palabras.de("portal") + " " + sin_ceros(d[Campo::port]));
  if (!d[Campo::esca].empty()) add(escalera(d[Campo::esca], palabras));
  if (!d[Campo::plan].empty()) add(planta(d[Campo::plan], palabras));
  if (!d[Campo::puer].empty()) add(palabras.de("puerta") + " " + sin_ceros(d[Campo::puer]));
  return out;
}

}  // namespace sctf::padron
