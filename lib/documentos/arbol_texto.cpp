// What stands in the blocks of a template: texts, fields, sections.

#include <algorithm>

#include "base/suggest.hpp"
#include "documentos/arbol_parse.hpp"

namespace sctf::documentos {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// Blanks in a row are one, as browsers show it.
std::string one_blank(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = kBlanks.find(c) != std::string_view::npos;
    if (!blank)
      out += c;
    else if (out.empty() || out.back() != ' ')
      out += ' ';
  }
  return out;
}

std::string trimmed_name(std::string_view text) {
  const auto from = text.find_first_not_of(kBlanks);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(kBlanks) - from + 1));
}

}  // namespace

std::vector<Trozo> ArbolReader::split(const xml::Element& text) {
  std::vector<Trozo> out;
  const std::string& source = text.text;
  auto line = text.line;
  std::size_t at = 0;
  const auto count = [&](std::size_t from, std::size_t to) {
    return std::count(source.begin() + static_cast<std::ptrdiff_t>(from),
                      source.begin() + static_cast<std::ptrdiff_t>(to), '\n');
  };
  while (at < source.size()) {
    const auto open = std::min(source.find("{{", at), source.size());
    if (open > at) out.push_back({false, source.substr(at, open - at), {}, line});
    line += count(at, open);
    if (open == source.size()) break;
    const auto close = source.find("}}", open);
    if (close == std::string::npos) {
      fallos_.add(Code::bad_document, line, "a {{{{ without its }}}}");
      break;
    }
    auto name = trimmed_name(std::string_view(source).substr(open + 2, close - open - 2));
    Trozo trozo{true, {}, {}, line};
    if (!name.empty() && std::string_view("#^/").find(name[0]) != std::string_view::npos) {
      trozo.etiqueta.kind = name[0];
      name = trimmed_name(std::string_view(name).substr(1));
    }
    trozo.etiqueta.nombre = std::move(name);
    out.push_back(std::move(trozo));
    line += count(open, close);
    at = close + 2;
  }
  return out;
}

void ArbolReader::read_inline(const xml::Element& element, const EstiloTexto& style, const std::string& lang,
                              Nodo& out) {
  const auto base = abiertas_.size();
  for (const auto& child : element.children) {
    if (!child.name.empty()) {
      read_inline_child(child, style, lang, out);
      continue;
    }
    for (auto& trozo : split(child)) {
      if (!trozo.es_etiqueta)
        add_text(std::move(trozo.texto), style, lang, trozo.linea, out);
      else if (trozo.etiqueta.kind == 'v')
        add_field(trozo, style, lang, out);
      else if (trozo.etiqueta.kind == '/')
        close_section(trozo, base);
      else
        open_section(trozo, false);
    }
  }
  close_all(base);
}

void ArbolReader::read_inline_child(const xml::Element& child, const EstiloTexto& style,
                                    const std::string& lang, Nodo& out) {
  static const std::vector<std::string> names = {"strong", "em", "br", "span"};
  const auto known = std::find(names.begin(), names.end(), child.name);
  if (known == names.end()) {
    fallos_.add(Code::unknown_key, child.line, "<{}> may not stand in a text: only strong, em, br, span{}",
                child.name, did_you_mean(child.name, names));
    return;
  }
  if (child.name == "br") {
    out.piezas.push_back({.clase = Pieza::Clase::salto,
                          .texto = {},
                          .campo = {},
                          .estilo = style,
                          .lang = lang,
                          .condiciones = conditions_from(0),
                          .linea = child.line});
    return;
  }
  Estilo outer;
  outer.texto = style;
  const auto which = child.name == "strong" ? Elemento::strong
                     : child.name == "em"   ? Elemento::em
                                            : Elemento::span;
  const auto node = make_node(child, which, outer);
  read_inline(child, node.estilo.texto, node.lang.empty() ? lang : node.lang, out);
}

void ArbolReader::add_text(std::string text, const EstiloTexto& style, const std::string& lang,
                           std::int64_t line, Nodo& out) {
  auto clean = one_blank(text);
  if (clean.empty()) return;
  out.piezas.push_back({.clase = Pieza::Clase::texto,
                        .texto = std::move(clean),
                        .campo = {},
                        .estilo = style,
                        .lang = lang,
                        .condiciones = conditions_from(0),
                        .linea = line});
}

void ArbolReader::add_field(const Trozo& trozo, const EstiloTexto& style, const std::string& lang,
                            Nodo& out) {
  Pieza pieza{.clase = Pieza::Clase::campo,
              .texto = {},
              .campo = {},
              .estilo = style,
              .lang = lang,
              .condiciones = conditions_from(0),
              .linea = trozo.linea};
  const auto& name = trozo.etiqueta.nombre;
  if (es_nombre_propio(name)) {
    if (!repetido_)
      fallos_.add(Code::bad_document, trozo.linea, "{{{{{}}}}} is known in <header> and <footer> only", name);
    else if (name == "paginas" && declaracion_.flujo >= 0)
      fallos_.add(Code::bad_document, trozo.linea,
                  "{{{{paginas}}}} cannot be known where rows come one by one (flujo): take it away");
    pieza.clase = name == "pagina" ? Pieza::Clase::pagina : Pieza::Clase::paginas;
  } else {
    const auto field = use_field(name, trozo.linea);
    if (!field) return;
    pieza.campo = *field;
  }
  out.piezas.push_back(std::move(pieza));
}

// Blanks at the ends of a paragraph and of its lines are not text; between two pieces one is enough.
void ArbolReader::trim_paragraph(Nodo& out) {
  auto& pieces = out.piezas;
  bool at_start = true;
  for (auto& piece : pieces) {
    if (piece.clase == Pieza::Clase::texto) {
      if (at_start && !piece.texto.empty() && piece.texto.front() == ' ') piece.texto.erase(0, 1);
      if (!piece.texto.empty()) at_start = piece.texto.back() == ' ';
    } else {
      at_start = piece.clase == Pieza::Clase::salto;
    }
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool ends = i + 1 == pieces.size() || pieces[i + 1].clase == Pieza::Clase::salto;
    if (ends && pieces[i].clase == Pieza::Clase::texto && pieces[i].texto.ends_with(' '))
      pieces[i].texto.pop_back();
  }
  std::erase_if(pieces, [](const Pieza& p) { return p.clase == Pieza::Clase::texto && p.texto.empty(); });
}

// A field that is printed or drawn here: known, and inside its own section where it may be missing.
std::optional<CampoId> ArbolReader::use_field(std::string_view name, std::int64_t line) {
  const auto found = declaracion_.find(name, seccion_);
  if (!found) {
    std::vector<std::string> names;
    for (const auto& c : declaracion_.campos) names.push_back(c.nombre);
    if (seccion_ >= 0)
      for (const auto& c : declaracion_.campos_de(seccion_)) names.push_back(c.nombre);
    fallos_.add(Code::unknown_key, line, "plantilla.yaml declares no field \"{}\" for this place{}", name,
                did_you_mean(name, names));
    return std::nullopt;
  }
  usados_.emplace(found->seccion, found->indice);
  const auto& campo = declaracion_.campo(*found);
  if (!campo.puede_faltar()) return found;
  const int guard = campo.con >= 0 ? campo.con : found->indice;
  const bool guarded = std::any_of(abiertas_.begin(), abiertas_.end(), [&](const Abierta& a) {
    const auto& c = a.condicion;
    return c.presente && c.campo.seccion == found->seccion &&
           (c.campo.indice == guard || c.campo.indice == found->indice);
  });
  if (!guarded) {
    const auto& section = declaracion_.campos_de(found->seccion)[static_cast<std::size_t>(guard)].nombre;
    fallos_.add(Code::bad_document, line,
                "\"{}\" may be missing: it stands only between {{{{#{}}}}} and {{{{/{}}}}}", name, section,
                section);
  }
  return found;
}

void ArbolReader::open_section(const Trozo& trozo, bool blocks) {
  const auto& [kind, name] = trozo.etiqueta;
  Abierta open{name, {{-1, -1}, kind == '#'}, false, trozo.linea};
  if (const int rows = declaracion_.find_filas(name); rows >= 0) {
    filas_usadas_.insert(rows);
    open.condicion.campo = {rows, -1};
    if (kind == '#') {
      if (!blocks)
        fallos_.add(Code::bad_document, trozo.linea, "rows are repeated around elements, not inside a text");
      else if (seccion_ >= 0)
        fallos_.add(Code::bad_document, trozo.linea, "rows inside rows are not for our templates");
      else
        open.filas = true, seccion_ = rows;
    }
  } else if (const auto found = declaracion_.find(name, seccion_)) {
    open.condicion.campo = *found;
    if (!declaracion_.campo(*found).puede_faltar())
      fallos_.add(Code::bad_document, trozo.linea,
                  "\"{}\" is never missing: a section needs an optional field or rows", name);
  } else {
    fallos_.add(Code::unknown_key, trozo.linea, "plantilla.yaml declares no field and no rows \"{}\"", name);
  }
  abiertas_.push_back(std::move(open));
}

void ArbolReader::close_section(const Trozo& trozo, std::size_t base) {
  const auto& name = trozo.etiqueta.nombre;
  if (abiertas_.size() <= base || abiertas_.back().nombre != name) {
    fallos_.add(Code::bad_document, trozo.linea,
                "{{{{/{}}}}} closes a section that is not open here: open and close it inside one element",
                name);
    return;
  }
  if (abiertas_.back().filas) seccion_ = -1;
  abiertas_.pop_back();
}

void ArbolReader::close_all(std::size_t base) {
  while (abiertas_.size() > base) {
    const auto& open = abiertas_.back();
    fallos_.add(Code::bad_document, open.linea,
                "section \"{}\" is not closed inside this element: add {{{{/{}}}}}", open.nombre,
                open.nombre);
    if (open.filas) seccion_ = -1;
    abiertas_.pop_back();
  }
}

std::vector<Condicion> ArbolReader::conditions_from(std::size_t base) const {
  std::vector<Condicion> out;
  for (std::size_t i = base; i < abiertas_.size(); ++i)
    if (!abiertas_[i].filas) out.push_back(abiertas_[i].condicion);
  return out;
}

void ArbolReader::report_unused(const std::string& yaml_file) {
  const auto tell = [&](const std::string& what, const std::string& name, std::int64_t line,
                        std::int64_t column) {
    fallos_.add(Problem{.code = Code::unknown_key,
                        .text = fmt::format("{} \"{}\" is used by no text of {}: use it or remove it", what,
                                            name, fallos_.file()),
                        .file = yaml_file,
                        .line = line,
                        .column = column});
  };
  const auto fields = [&](const std::vector<Campo>& list, int section) {
    for (std::size_t i = 0; i < list.size(); ++i)
      if (!list[i].propio && !usados_.contains({section, static_cast<int>(i)}))
        tell("field", list[i].nombre, list[i].linea, list[i].columna);
  };
  fields(declaracion_.campos, -1);
  for (std::size_t i = 0; i < declaracion_.filas.size(); ++i) {
    const auto& rows = declaracion_.filas[i];
    if (!filas_usadas_.contains(static_cast<int>(i)))
      tell("section", rows.nombre, rows.linea, rows.columna);
    else
      fields(rows.campos, static_cast<int>(i));
  }
}

}  // namespace sctf::documentos
