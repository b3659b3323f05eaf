#include "documentos/estilo.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/suggest.hpp"
#include "config/reader.hpp"

namespace sctf::documentos {

enum class HojaDeEstilo::Propiedad : std::uint8_t {
  tamano,
  interlinea,
  negrita,
  cursiva,
  mono,
  color,
  alinear,
  antes,
  despues,
  relleno,
  marco,
  filete_arriba,
  filete_abajo,
  discontinuo,
  marco_color,
  fondo,
  x,
  y,
  ancho,
  alto,
  columnas,
  separacion,
  lineas,
  modulo,
  sin_corte,
};

namespace {

using Propiedad = HojaDeEstilo::Propiedad;
enum class EstiloUnidad : std::uint8_t { punto, milimetro, numero, si_no, color, palabra, partes };

struct PropiedadInfo {
  std::string_view nombre;
  Propiedad propiedad;
  EstiloUnidad unidad;
  float menor, mayor;
};

constexpr PropiedadInfo kPropiedades[] = {
    {"tamaño", Propiedad::tamano, EstiloUnidad::punto, 7, 40},
    {"interlinea", Propiedad::interlinea, EstiloUnidad::numero, 1, 2},
    {"negrita", Propiedad::negrita, EstiloUnidad::si_no, 0, 0},
    {"cursiva", Propiedad::cursiva, EstiloUnidad::si_no, 0, 0},
    {"mono", Propiedad::mono, EstiloUnidad::si_no, 0, 0},
    {"color", Propiedad::color, EstiloUnidad::color, 0, 0},
    {"alinear", Propiedad::alinear, EstiloUnidad::palabra, 0, 0},
    {"antes", Propiedad::antes, EstiloUnidad::milimetro, 0, 100},
    {"despues", Propiedad::despues, EstiloUnidad::milimetro, 0, 100},
    {"relleno", Propiedad::relleno, EstiloUnidad::milimetro, 0, 30},
    {"marco", Propiedad::marco, EstiloUnidad::punto, 0, 5},
    {"filete_arriba", Propiedad::filete_arriba, EstiloUnidad::punto, 0, 5},
    {"filete_abajo", Propiedad::filete_abajo, EstiloUnidad::punto, 0, 5},
    {"discontinuo", Propiedad::discontinuo, EstiloUnidad::si_no, 0, 0},
    {"marco_color", Propiedad::marco_color, EstiloUnidad::color, 0, 0},
    {"fondo", Propiedad::fondo, EstiloUnidad::color, 0, 0},
    {"x", Propiedad::x, EstiloUnidad::milimetro, 0, 420},
    {"y", Propiedad::y, EstiloUnidad::milimetro, 0, 420},
    {"ancho", Propiedad::ancho, EstiloUnidad::milimetro, 5, 420},
    {"alto", Propiedad::alto, EstiloUnidad::milimetro, 2, 420},
    {"columnas", Propiedad::columnas, EstiloUnidad::partes, 1, 100},
    {"separacion", Propiedad::separacion, EstiloUnidad::milimetro, 0, 50},
    {"lineas", Propiedad::lineas, EstiloUnidad::numero, 1, 20},
    {"modulo", Propiedad::modulo, EstiloUnidad::milimetro, 0.2F, 2},
    {"sin_corte", Propiedad::sin_corte, EstiloUnidad::si_no, 0, 0},
};

const std::vector<std::string>& alinear_words() {
  static const std::vector<std::string> words = {"izquierda", "derecha", "centro"};
  return words;
}

double linear_light(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(pdf::Colour c) {
  return 0.2126 * linear_light(c.r) + 0.7152 * linear_light(c.g) + 0.0722 * linear_light(c.b);
}

pdf::Style with_face(pdf::Style now, Propiedad propiedad, bool on) {
  const auto face = propiedad == Propiedad::negrita   ? pdf::Style::bold
                    : propiedad == Propiedad::cursiva ? pdf::Style::italic
                                                      : pdf::Style::mono;
  if (on) return face;
  return now == face ? pdf::Style::regular : now;
}

}  // namespace

double contraste(pdf::Colour a, pdf::Colour b) {
  const auto light = std::max(luminance(a), luminance(b)), dark = std::min(luminance(a), luminance(b));
  return (light + 0.05) / (dark + 0.05);
}

/// Reads one style sheet; one use each.
class EstiloReader {
 public:
  EstiloReader(const config::Node& root, config::Problems& problems) : root_(root), problems_(problems) {}

  HojaDeEstilo read() {
    HojaDeEstilo out;
    config::MapReader r(root_, "", problems_);
    if (const auto* node = r.required("colores"))
      for (const auto& entry : node->entries()) read_colour(entry);
    if (const auto* node = r.required("elementos"))
      for (const auto& entry : node->entries()) out.elementos_[entry.key] = read_rule(entry);
    if (const auto* node = r.required("clases"))
      for (const auto& entry : node->entries()) out.clases_[entry.key] = read_rule(entry);
    r.finish();
    return out;
  }

 private:
  void read_colour(const config::Node::Entry& entry) {
    const auto& text = entry.value.text();
    std::uint32_t rgb = 0;
    const auto* end = text.data() + text.size();
    if (text.size() != 7 || text[0] != '#' || std::from_chars(text.data() + 1, end, rgb, 16).ptr != end) {
      problems_.add(Code::invalid_value, entry.value, "a colour is \"#RRGGBB\", not \"{}\"", text);
      return;
    }
    colours_[entry.key] = {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U),
                           static_cast<std::uint8_t>(rgb)};
    names_.push_back(entry.key);
  }

  HojaDeEstilo::Regla read_rule(const config::Node::Entry& rule) {
    HojaDeEstilo::Regla out;
    if (!rule.value.is_map())
      problems_.add(Code::invalid_value, rule, "\"{}\" must be a map of properties", rule.key);
    for (const auto& entry : rule.value.entries()) {
      const auto* known = std::find_if(std::begin(kPropiedades), std::end(kPropiedades),
                                       [&](const auto& p) { return p.nombre == entry.key; });
      if (known == std::end(kPropiedades)) {
        std::vector<std::string> names;
        for (const auto& p : kPropiedades) names.emplace_back(p.nombre);
        problems_.add(Code::unknown_key, entry, "unknown property \"{}\" in \"{}\"{}", entry.key, rule.key,
                      did_you_mean(entry.key, names));
        continue;
      }
      if (auto ajuste = read_property(*known, entry.value)) out.push_back(std::move(*ajuste));
    }
    return out;
  }

  std::optional<HojaDeEstilo::Ajuste> read_property(const PropiedadInfo& info, const config::Node& node) {
    HojaDeEstilo::Ajuste out{info.propiedad, {}, {}, 0};
    switch (info.unidad) {
      case EstiloUnidad::si_no: {
        const auto yes = config::read_bool(node, info.nombre, problems_);
        if (!yes) return std::nullopt;
        out.palabra = *yes ? 1 : 0;
        return out;
      }
      case EstiloUnidad::color: {
        const auto found = colours_.find(node.text());
        if (found == colours_.end()) {
          problems_.add(Code::unknown_value, node, "no colour \"{}\" among \"colores\"{}", node.text(),
                        did_you_mean(node.text(), names_));
          return std::nullopt;
        }
        out.color = found->second;
        return out;
      }
      case EstiloUnidad::palabra: {
        const auto& words = alinear_words();
        const auto found = std::find(words.begin(), words.end(), node.text());
        if (found == words.end()) {
          problems_.add(Code::unknown_value, node, "{} is izquierda, derecha or centro, not \"{}\"",
                        info.nombre, node.text());
          return std::nullopt;
        }
        out.palabra = static_cast<int>(found - words.begin());
        return out;
      }
      case EstiloUnidad::punto:
      case EstiloUnidad::milimetro:
      case EstiloUnidad::numero:
      case EstiloUnidad::partes: break;
    }
    if (!read_numbers(info, node, out.numeros)) return std::nullopt;
    return out;
  }

  bool read_numbers(const PropiedadInfo& info, const config::Node& node, std::vector<float>& out) {
    const bool many = info.unidad == EstiloUnidad::partes || info.propiedad == Propiedad::relleno;
    const std::vector<config::Node> one{node};
    if (node.is_list() && !many) {
      problems_.add(Code::invalid_value, node, "{} is one number, not a list", info.nombre);
      return false;
    }
    for (const auto& item : node.is_list() ? node.items() : one) {
      const auto decimal = config::read_decimal(item, info.nombre, 3, problems_);
      if (!decimal) return false;
      const float value =
          static_cast<float>(decimal->units) / static_cast<float>(power_of_ten(decimal->scale));
      if (value < info.menor || value > info.mayor) {
        problems_.add(Code::out_of_range, item, "{} must be {} to {}, not {}", info.nombre, info.menor,
                      info.mayor, item.text());
        return false;
      }
      out.push_back(info.unidad == EstiloUnidad::milimetro ? value * pdf::kMillimetre : value);
    }
    float sum = 0;
    for (const auto part : out) sum += part;
    if (info.unidad == EstiloUnidad::partes && std::abs(sum - 100) > 0.01F) {
      problems_.add(Code::inconsistent, node, "the columns add up to {} %, not 100", sum);
      return false;
    }
    if (info.propiedad == Propiedad::relleno && out.size() == 1) out.push_back(out[0]);
    if (info.propiedad == Propiedad::relleno && out.size() != 2) {
      problems_.add(Code::invalid_value, node, "relleno is one number, or above and beside");
      return false;
    }
    return true;
  }

  const config::Node& root_;
  config::Problems& problems_;
  std::map<std::string, pdf::Colour, std::less<>> colours_;
  std::vector<std::string> names_;
};

config::Loaded<HojaDeEstilo> HojaDeEstilo::parse(std::string_view yaml, const std::string& file) {
  const auto root = config::parse_yaml(yaml, file);
  if (!root) return tl::unexpected(std::vector<Problem>{root.error()});
  config::Problems problems(file);
  auto out = EstiloReader(*root, problems).read();
  if (!problems.empty()) return tl::unexpected(problems.take());
  return out;
}

std::vector<std::string> HojaDeEstilo::classes() const {
  std::vector<std::string> out;
  for (const auto& [name, regla] : clases_) out.push_back(name);
  return out;
}

void HojaDeEstilo::apply(const Regla& regla, Estilo& e) {
  for (const auto& a : regla) {
    const auto number = a.numeros.empty() ? 0.0F : a.numeros[0];
    switch (a.propiedad) {
      case Propiedad::tamano: e.texto.tamano = number; break;
      case Propiedad::interlinea: e.interlinea = number; break;
      case Propiedad::negrita:
      case Propiedad::cursiva:
      case Propiedad::mono: e.texto.cara = with_face(e.texto.cara, a.propiedad, a.palabra != 0); break;
      case Propiedad::color: e.texto.color = a.color; break;
      case Propiedad::alinear: e.alinear = static_cast<Alinear>(a.palabra); break;
      case Propiedad::antes: e.antes = number; break;
      case Propiedad::despues: e.despues = number; break;
      case Propiedad::relleno: e.relleno_v = number, e.relleno_h = a.numeros[1]; break;
      case Propiedad::marco: e.marco = number; break;
      case Propiedad::filete_arriba: e.filete_arriba = number; break;
      case Propiedad::filete_abajo: e.filete_abajo = number; break;
      case Propiedad::discontinuo: e.discontinuo = a.palabra != 0; break;
      case Propiedad::marco_color: e.marco_color = a.color; break;
      case Propiedad::fondo: e.fondo = e.sobre = a.color; break;
      case Propiedad::x: e.x = number; break;
      case Propiedad::y: e.y = number; break;
      case Propiedad::ancho: e.ancho = number; break;
      case Propiedad::alto: e.alto = number; break;
      case Propiedad::columnas: e.columnas = a.numeros; break;
      case Propiedad::separacion: e.separacion = number; break;
      case Propiedad::lineas: e.lineas = static_cast<int>(number); break;
      case Propiedad::modulo: e.modulo = number; break;
      case Propiedad::sin_corte: e.sin_corte = a.palabra != 0; break;
    }
  }
}

Estilo HojaDeEstilo::style(const Estilo& outer, std::string_view element,
                           const std::vector<std::string>& classes) const {
  Estilo out;
  out.texto = outer.texto;
  out.interlinea = outer.interlinea;
  out.alinear = outer.alinear;
  out.sobre = outer.sobre;
  if (const auto found = elementos_.find(element); found != elementos_.end()) apply(found->second, out);
  for (const auto& name : classes)
    if (const auto found = clases_.find(name); found != clases_.end()) apply(found->second, out);
  return out;
}

}  // namespace sctf::documentos
