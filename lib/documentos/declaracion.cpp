#include "documentos/declaracion.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "config/reader.hpp"
#include "text/utf8.hpp"

namespace sctf::documentos {
namespace {

constexpr int kLongestField = 4000;
constexpr int kMostRows = 500;

// Printed letters where the yaml names no maximum; 0: it must.
int usual_maximum(Tipo tipo) {
  switch (tipo) {
    case Tipo::dinero: return 16;  // 999.999.999,99 €
    case Tipo::fecha: return 17;   // 28 September 2026
    case Tipo::nif: return 9;
    case Tipo::numero: return 13;
    case Tipo::porcentaje: return 10;
    case Tipo::referencia: return 13;
    case Tipo::codigo: return 56;
    case Tipo::texto:
    case Tipo::url: return 0;
  }
  throw Error(Code::internal, "unknown Tipo");
}

bool is_field_name(std::string_view text) {
  return !text.empty() && text.size() <= 40 && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

bool es_nombre_propio(std::string_view nombre) {
  return nombre == "pagina" || nombre == "paginas";
}

const std::vector<Campo>& campos_de_sello() {
  static const auto campos = [] {
    std::vector<Campo> out;
    const auto add = [&](const char* nombre, Tipo tipo, int maximo, const char* muestra) {
      Campo campo;
      campo.nombre = nombre;
      campo.tipo = tipo;
      campo.maximo = maximo;
      campo.propio = true;
      campo.muestra.set(std::string_view(muestra));
      out.push_back(std::move(campo));
    };
    add("numero", Tipo::texto, 32, "empadronamiento-2026-000123");
    add("expedido", Tipo::texto, 40, "24/11/2026, 10:32");
    add("organo", Tipo::texto, 110, "Secretaría General del Pleno (ejemplo)");
    add("resolucion", Tipo::texto, 120, "Resolución de ejemplo 1/2026, de 2 de enero");
    add("csv", Tipo::texto, 34, "7K3M-9QXV-2B7D-5T0N-WF8H-C4RZ-6GYA");
    add("csv_direccion", Tipo::url, 60, "https://sede.ejemplo.es/cotejo");
    add("csv_qr", Tipo::url, 110, "HTTPS://SEDE.EJEMPLO.ES/C/7K3M9QXV2B7D5T0NWF8HC4RZ6GYA");
    return out;
  }();
  return campos;
}

/// Reads one plantilla.yaml; one use each.
class DeclaracionReader {
 public:
  DeclaracionReader(const config::Node& root, config::Problems& problems)
      : root_(root), problems_(problems) {}

  Declaracion read() {
    config::MapReader r(root_, "", problems_);
    if (const auto* node = r.optional("pagina")) read_page(*node);
    if (const auto* node = r.required("margenes")) read_margins(*node);
    if (const auto* node = r.required("tipo_documental")) read_kind(*node);
    if (const auto* node = r.optional("sello"))
      out_.sello = config::read_bool(*node, "sello", problems_).value_or(false);
    if (const auto* node = r.required("campos")) read_fields(*node, out_.campos);
    if (out_.sello) add_seal_fields(root_);
    if (const auto* node = r.optional("filas"))
      for (const auto& entry : node->entries()) read_rows(entry);
    if (const auto* node = r.optional("flujo")) read_stream(*node);
    r.finish();
    return std::move(out_);
  }

 private:
  // The list of the NTI de Documento Electrónico: TD01 to TD20, and TD99 for others.
  void read_kind(const config::Node& node) {
    const auto& text = node.text();
    const bool digits = text.size() == 4 && text.starts_with("TD") && text[2] >= '0' && text[2] <= '9' &&
                        text[3] >= '0' && text[3] <= '9';
    const int number = digits ? (text[2] - '0') * 10 + (text[3] - '0') : 0;
    if (number == 99 || (number >= 1 && number <= 20))
      out_.tipo_documental = text;
    else
      problems_.add(Code::unknown_value, node, "tipo_documental is TD01 to TD20 or TD99, not \"{}\"", text);
  }

  void read_page(const config::Node& node) {
    if (node.text() == "A4 apaisada")
      std::swap(out_.ancho, out_.alto);
    else if (node.text() != "A4")
      problems_.add(Code::unknown_value, node, "pagina is \"A4\" or \"A4 apaisada\", not \"{}\"",
                    node.text());
  }

  void read_margins(const config::Node& node) {
    config::MapReader r(node, "margenes", problems_);
    const auto side = [&](std::string_view name, const config::Node* value, pdf::Points& out) {
      const auto mm = value ? config::read_integer(*value, name, 5, 200, problems_) : std::nullopt;
      if (mm) out = static_cast<float>(*mm) * pdf::kMillimetre;
    };
    side("arriba", r.required("arriba"), out_.margenes.arriba);
    side("derecha", r.required("derecha"), out_.margenes.derecha);
    side("abajo", r.required("abajo"), out_.margenes.abajo);
    side("izquierda", r.required("izquierda"), out_.margenes.izquierda);
    side("pie_fijo", r.optional("pie_fijo"), out_.margenes.pie_fijo);
    r.finish();
  }

  void add_seal_fields(const config::Node& node) {
    for (const auto& campo : campos_de_sello()) {
      if (out_.find(campo.nombre))
        problems_.add(Code::duplicate, node, "every sealed document has the field \"{}\" already",
                      campo.nombre);
      out_.campos.push_back(campo);
    }
  }

  void read_fields(const config::Node& node, std::vector<Campo>& out) {
    if (!node.is_map()) return problems_.add(Code::invalid_value, node, "campos must be a map");
    std::vector<std::pair<std::size_t, const config::Node*>> companions;
    for (const auto& entry : node.entries()) read_field(entry, out, companions);
    for (const auto& [which, con] : companions) {
      const auto found = std::find_if(out.begin(), out.end(),
                                      [&, name = con->text()](const Campo& c) { return c.nombre == name; });
      if (found == out.end() || !found->opcional)
        problems_.add(Code::unknown_value, *con,
                      "con: \"{}\" is no optional field beside it; name one that has opcional: true",
                      con->text());
      else
        out[which].con = static_cast<int>(found - out.begin());
    }
  }

  void read_field(const config::Node::Entry& entry, std::vector<Campo>& out,
                  std::vector<std::pair<std::size_t, const config::Node*>>& companions) {
    Campo campo;
    campo.nombre = entry.key;
    campo.linea = entry.line, campo.columna = entry.column;
    if (!is_field_name(entry.key) || es_nombre_propio(entry.key))
      problems_.add(Code::invalid_value, entry,
                    "\"{}\" is no name for a field: a-z, 0-9 and _, not pagina(s)", entry.key);
    config::MapReader r(entry.value, entry.key, problems_);
    const auto* tipo = r.required("tipo");
    const auto* maximo = r.optional("maximo");
    const auto* sample = r.required("muestra");
    if (const auto* node = r.optional("opcional"))
      campo.opcional = config::read_bool(*node, "opcional", problems_).value_or(false);
    if (const auto* node = r.optional("con")) companions.emplace_back(out.size(), node);
    r.finish();
    if (tipo && read_type(*tipo, campo)) {
      read_maximum(entry, maximo, campo);
      if (sample) read_samples(*sample, campo);
    }
    out.push_back(std::move(campo));
  }

  bool read_type(const config::Node& node, Campo& campo) {
    const auto& names = nombres_de_tipo();
    const auto found = std::find(names.begin(), names.end(), node.text());
    if (found == names.end()) {
      problems_.add(Code::unknown_value, node, "there is no type \"{}\"{}", node.text(),
                    did_you_mean(node.text(), names));
      return false;
    }
    campo.tipo = static_cast<Tipo>(found - names.begin());
    return true;
  }

  void read_maximum(const config::Node::Entry& entry, const config::Node* node, Campo& campo) {
    campo.maximo = usual_maximum(campo.tipo);
    if (node)
      campo.maximo =
          static_cast<int>(config::read_integer(*node, "maximo", 1, kLongestField, problems_).value_or(1));
    else if (campo.maximo == 0)
      problems_.add(Code::missing_value, entry, "\"{}\" of type {} needs a maximo: how many letters at most",
                    campo.nombre, to_string(campo.tipo));
  }

  // One, or for the rows of a preview one each.
  void read_samples(const config::Node& node, Campo& campo) {
    if (!node.is_list()) return read_sample(node, campo, campo.muestra);
    for (const auto& item : node.items()) read_sample(item, campo, campo.muestras.emplace_back());
    if (campo.muestras.empty())
      problems_.add(Code::missing_value, node, "muestra is an empty list");
    else
      campo.muestra = campo.muestras.front();
  }

  void read_sample(const config::Node& node, const Campo& campo, Valor& out) {
    const auto text = config::read_text(node, "muestra", problems_);
    if (!text) return;
    auto valor = leer_muestra(campo.tipo, *text);
    if (!valor) return problems_.add(std::move(valor.error()), node);
    out = std::move(*valor);
    for (const auto idioma : {Idioma::es, Idioma::en}) {
      std::string printed;
      escribir_valor(campo.tipo, out, idioma, printed);
      const auto letters = text::count_code_points(printed);
      if (campo.maximo > 0 && letters > static_cast<std::size_t>(campo.maximo)) {
        problems_.add(Code::out_of_range, node, "the sample of \"{}\" has {} letters, maximo is {}",
                      campo.nombre, letters, campo.maximo);
        return;
      }
    }
  }

  void read_rows(const config::Node::Entry& entry) {
    Filas filas;
    filas.nombre = entry.key;
    filas.linea = entry.line, filas.columna = entry.column;
    if (!is_field_name(entry.key))
      problems_.add(Code::invalid_value, entry, "\"{}\" is no name for a section", entry.key);
    const auto taken = [&](const Campo& c) { return c.nombre == entry.key; };
    if (std::any_of(out_.campos.begin(), out_.campos.end(), taken))
      problems_.add(Code::duplicate, entry, "\"{}\" is a field already", entry.key);
    config::MapReader r(entry.value, entry.key, problems_);
    if (const auto* node = r.optional("maximo"))
      filas.maximo =
          static_cast<int>(config::read_integer(*node, "maximo", 1, kMostRows, problems_).value_or(1));
    if (const auto* node = r.optional("muestra"))
      filas.muestra =
          static_cast<int>(config::read_integer(*node, "muestra", 1, kMostRows, problems_).value_or(1));
    if (const auto* node = r.required("campos")) read_fields(*node, filas.campos);
    r.finish();
    out_.filas.push_back(std::move(filas));
  }

  void read_stream(const config::Node& node) {
    out_.flujo = out_.find_filas(node.text());
    if (out_.flujo < 0)
      problems_.add(Code::unknown_value, node, "flujo: there is no section \"{}\" under filas", node.text());
  }

  const config::Node& root_;
  config::Problems& problems_;
  Declaracion out_;
};

config::Loaded<Declaracion> Declaracion::parse(std::string_view yaml, const std::string& file) {
  const auto root = config::parse_yaml(yaml, file);
  if (!root) return tl::unexpected(std::vector<Problem>{root.error()});
  config::Problems problems(file);
  auto out = DeclaracionReader(*root, problems).read();
  for (std::size_t i = 0; i < out.filas.size(); ++i)
    if (out.filas[i].maximo == 0 && static_cast<int>(i) != out.flujo)
      problems.add(
          Problem{.code = Code::missing_value,
                  .text = fmt::format("\"{}\" needs a maximo: how many rows at most", out.filas[i].nombre)},
          *root->find("filas")->find(out.filas[i].nombre));
  if (!problems.empty()) return tl::unexpected(problems.take());
  return out;
}

std::optional<CampoId> Declaracion::find(std::string_view nombre, int seccion) const {
  const auto look = [&](int in) -> std::optional<CampoId> {
    const auto& list = campos_de(in);
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Campo& c) { return c.nombre == nombre; });
    if (found == list.end()) return std::nullopt;
    return CampoId{in, static_cast<int>(found - list.begin())};
  };
  if (seccion >= 0)
    if (const auto found = look(seccion)) return found;
  return look(-1);
}

int Declaracion::find_filas(std::string_view nombre) const {
  const auto found =
      std::find_if(filas.begin(), filas.end(), [&](const Filas& f) { return f.nombre == nombre; });
  return found == filas.end() ? -1 : static_cast<int>(found - filas.begin());
}

}  // namespace sctf::documentos
