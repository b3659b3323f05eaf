#include "documentos/arbol.hpp"

#include <algorithm>
#include <charconv>

#include "base/suggest.hpp"
#include "documentos/arbol_parse.hpp"

namespace sctf::documentos {
namespace {

// norms/documentos 12; a hair less, for they come from decimals of millimetres.
constexpr pdf::Points kLeastBars = 12.99F * pdf::kMillimetre, kLeastBarModule = 0.2499F * pdf::kMillimetre;
constexpr std::size_t kMaxTemplateBytes = std::size_t{1} << 20;

const std::vector<std::string>& element_names() {
  static const std::vector<std::string> names = {
      "html", "head",   "title", "body",  "h1",      "h2",    "h3",     "h4",     "p",
      "ul",   "ol",     "li",    "table", "caption", "thead", "tbody",  "tr",     "th",
      "td",   "strong", "em",    "br",    "span",    "img",   "header", "footer", "section"};
  return names;
}

constexpr std::string_view kBlocks = " h1 h2 h3 h4 p ul ol table img section ";
constexpr std::string_view kBodyBlocks = " header footer h1 h2 h3 h4 p ul ol table img section ";

std::optional<xml::Element> read_xhtml(std::string_view text, const std::string& file, Fallos& fallos) {
  auto root = xml::parse_mixed(text, {.bytes = kMaxTemplateBytes, .depth = 64, .elements = 50'000});
  if (root) return std::move(*root);
  auto refused = std::move(root.error());
  refused.file = file;
  fallos.add(std::move(refused));
  return std::nullopt;
}

/// Puts the foot that all sealed documents share where the template asks for it. False where it may not, or
/// must.
bool put_seal_foot(xml::Element& root, std::string_view foot, bool sealed, Fallos& fallos) {
  const auto body = std::find_if(root.children.begin(), root.children.end(),
                                 [](const xml::Element& e) { return e.name == "body"; });
  if (body == root.children.end()) return true;  // told by who reads on
  const auto asks = std::find_if(body->children.begin(), body->children.end(), [](const xml::Element& e) {
    const auto* name = e.attribute("class");
    return e.name == "footer" && name != nullptr && *name == "csv";
  });
  if (asks == body->children.end()) {
    if (sealed)
      fallos.add(Code::missing_value, body->line,
                 "a document with sello: true has a <footer class=\"csv\"/>");
    return !sealed;
  }
  if (!sealed || !asks->children.empty()) {
    fallos.add(Code::bad_document, asks->line, "{}",
               sealed ? "<footer class=\"csv\"/> has nothing inside: its text is templates/pie_csv"
                      : "<footer class=\"csv\"/> stands in documents with sello: true only");
    return false;
  }
  auto read = read_xhtml(foot, "templates/pie_csv", fallos);
  if (!read) return false;
  if (read->name != "footer") {
    fallos.add(Code::bad_document, read->line, "the outermost element of templates/pie_csv is footer, not {}",
               read->name);
    return false;
  }
  *asks = std::move(*read);
  std::erase_if(asks->attributes, [](const xml::Attribute& a) { return a.name == "lang"; });
  return true;
}

std::string_view children_of(Elemento elemento) {
  switch (elemento) {
    case Elemento::html: return " head body ";
    case Elemento::head: return " title ";
    case Elemento::body: return kBodyBlocks;
    case Elemento::ul:
    case Elemento::ol: return " li ";
    case Elemento::table: return " caption thead tbody ";
    case Elemento::thead:
    case Elemento::tbody: return " tr ";
    case Elemento::tr: return " th td ";
    case Elemento::th:
    case Elemento::td:
    case Elemento::header:
    case Elemento::footer:
    case Elemento::section: return kBlocks;
    default: return "";
  }
}

bool holds_text(Elemento e) {
  return (e >= Elemento::h1 && e <= Elemento::p) || e == Elemento::li || e == Elemento::caption;
}

bool is_listed(std::string_view list, std::string_view name) {
  return list.find(fmt::format(" {} ", name)) != std::string_view::npos;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string_view to_string(Elemento elemento) {
  return elemento == Elemento::grupo ? "grupo"
                                     : std::string_view(element_names()[static_cast<std::size_t>(elemento)]);
}

bool Nodo::variable() const {
  return std::any_of(piezas.begin(), piezas.end(),
                     [](const Pieza& p) { return p.clase == Pieza::Clase::campo || !p.condiciones.empty(); });
}

std::vector<Problem> Fallos::take() {
  std::stable_sort(list_.begin(), list_.end(), [this](const Problem& a, const Problem& b) {
    return std::pair(a.file != file_, a.line) < std::pair(b.file != file_, b.line);  // other files last
  });
  return std::move(list_);
}

Arbol ArbolReader::read(const xml::Element& root, std::string_view lang) {
  Arbol out;
  out.lang = lang;
  if (root.name != "html") {
    fallos_.add(Code::bad_document, root.line, "the outermost element is html, not {}", root.name);
    return out;
  }
  Nodo html = make_node(root, Elemento::html, {});
  if (html.lang != lang)
    fallos_.add(Code::inconsistent, root.line, "<html lang=\"{}\"> in a file for \"{}\"", html.lang, lang);
  bool title = false, body = false;
  for (const auto& child : root.children) {
    if (child.name == "body") {
      body = true;
      read_body(child, out);
    } else if (child.name == "head") {
      for (const auto& in_head : child.children)
        if (in_head.name == "title" && !in_head.children.empty()) {
          title = true;
          out.titulo = in_head.children[0].text;
        } else if (!in_head.name.empty()) {
          fallos_.add(Code::unknown_key, in_head.line, "<{}> has no place in <head>: only <title>",
                      in_head.name);
        }
    } else if (!child.name.empty()) {
      fallos_.add(Code::unknown_key, child.line, "<{}> has no place in <html>: only <head> and <body>",
                  child.name);
    }
  }
  if (!title)
    fallos_.add(Code::missing_value, root.line, "the template has no <title>: give it one in <head>");
  if (!body) fallos_.add(Code::missing_value, root.line, "the template has no <body>");
  out.parrafos = parrafos_;
  return out;
}

void ArbolReader::read_body(const xml::Element& body, Arbol& out) {
  out.cuerpo = make_node(body, Elemento::body, {});
  read_blocks(body, out.cuerpo, kBodyBlocks);
  auto& children = out.cuerpo.hijos;
  for (const auto which : {Elemento::header, Elemento::footer}) {
    const auto is_it = [&](const Nodo& n) { return n.elemento == which; };
    const auto found = std::find_if(children.begin(), children.end(), is_it);
    if (found == children.end()) continue;
    if (!found->condiciones.empty())
      fallos_.add(Code::bad_document, found->linea, "<{}> stands on every page, never inside a section",
                  to_string(which));
    (which == Elemento::header ? out.cabecera : out.pie) = std::move(*found);
    children.erase(found);
    if (const auto second = std::find_if(children.begin(), children.end(), is_it); second != children.end()) {
      fallos_.add(Code::duplicate, second->linea, "a second <{}>: keep one", to_string(which));
      children.erase(second);
    }
  }
}

// Blocks and the sections around them. `allowed` are the names of the elements that may stand here.
void ArbolReader::read_blocks(const xml::Element& parent, Nodo& out, std::string_view allowed) {
  const auto base = abiertas_.size();
  int group = -1;  // the child of `out` that the rows of an open section repeat
  for (const auto& child : parent.children) {
    if (!child.name.empty()) {
      auto& into = group >= 0 ? out.hijos[static_cast<std::size_t>(group)] : out;
      auto conditions = conditions_from(base);
      if (group >= 0)
        std::erase_if(conditions, [&](const Condicion& c) { return c.campo.indice < 0 && c.presente; });
      read_child(child, out, into, allowed, std::move(conditions));
      continue;
    }
    for (const auto& trozo : split(child)) {
      if (!trozo.es_etiqueta) {
        if (trozo.texto.find_first_not_of(" \t\r\n") != std::string::npos)
          fallos_.add(Code::bad_document, trozo.linea, "text stands in <{}> itself: put it in a <p>",
                      parent.name);
      } else if (trozo.etiqueta.kind == 'v') {
        fallos_.add(Code::bad_document, trozo.linea, "{{{{{}}}}} stands in <{}> itself: put it in a <p>",
                    trozo.etiqueta.nombre, parent.name);
      } else if (trozo.etiqueta.kind == '/') {
        close_section(trozo, base);
        if (seccion_ < 0) group = -1;
      } else {
        open_section(trozo, true);
        if (abiertas_.empty() || !abiertas_.back().filas || group >= 0 || abiertas_.size() <= base) continue;
        auto& made = out.hijos.emplace_back();
        made.elemento = Elemento::grupo;
        made.filas = seccion_;
        made.linea = trozo.linea;
        made.estilo = out.estilo;
        made.condiciones = conditions_from(base);
        group = static_cast<int>(out.hijos.size()) - 1;
      }
    }
  }
  close_all(base);
}

void ArbolReader::read_child(const xml::Element& child, const Nodo& parent, Nodo& into,
                             std::string_view allowed, std::vector<Condicion> conditions) {
  const auto& names = element_names();
  const auto known = std::find(names.begin(), names.end(), child.name);
  if (known == names.end()) {
    fallos_.add(Code::unknown_key, child.line, "unknown element <{}>{}", child.name,
                did_you_mean(child.name, names));
    return;
  }
  if (!is_listed(allowed, child.name)) {
    fallos_.add(Code::bad_document, child.line, "<{}> may not stand in <{}>: here go{}", child.name,
                to_string(parent.elemento), allowed.empty() ? " texts only " : allowed);
    return;
  }
  auto node = make_node(child, static_cast<Elemento>(known - names.begin()), parent.estilo);
  if (node.elemento == Elemento::header || node.elemento == Elemento::footer) repetido_ = true;
  node.condiciones = std::move(conditions);
  read_inside(child, node);
  if (node.elemento == Elemento::header || node.elemento == Elemento::footer) repetido_ = false;
  into.hijos.push_back(std::move(node));
}

void ArbolReader::read_inside(const xml::Element& element, Nodo& out) {
  const bool cell = out.elemento == Elemento::th || out.elemento == Elemento::td;
  if (out.elemento == Elemento::img) return read_image(element, out);
  if (holds_text(out.elemento) || (cell && !has_blocks(element))) {
    out.parrafo = true;
    out.id = parrafos_++;
    read_inline(element, out.estilo.texto, out.lang, out);
    trim_paragraph(out);
    return;
  }
  read_blocks(element, out, children_of(out.elemento));
}

bool ArbolReader::has_blocks(const xml::Element& element) const {
  return std::any_of(element.children.begin(), element.children.end(),
                     [](const xml::Element& e) { return is_listed(kBlocks, e.name); });
}

Nodo ArbolReader::make_node(const xml::Element& element, Elemento which, const Estilo& outer) {
  Nodo out;
  out.elemento = which;
  out.linea = element.line;
  std::vector<std::string> classes;
  if (const auto* text = element.attribute("class")) classes = words_of(*text);
  for (const auto& name : classes)
    if (!hoja_.has_class(name))
      fallos_.add(Code::unknown_value, element.line, "there is no class \"{}\" in estilo.yaml{}", name,
                  did_you_mean(name, hoja_.classes()));
  out.estilo = hoja_.style(outer, to_string(which), classes);
  read_attributes(element, out);
  return out;
}

void ArbolReader::read_attributes(const xml::Element& element, Nodo& out) {
  for (const auto& attribute : element.attributes) read_attribute(element, attribute, out);
  if (out.elemento == Elemento::th && out.scope == pdf::Scope::none)
    fallos_.add(Code::missing_value, element.line, "<th> has no scope: say col or row");
}

void ArbolReader::read_attribute(const xml::Element& element, const xml::Attribute& attribute, Nodo& out) {
  const auto& [name, ns, value] = attribute;
  const bool cell = out.elemento == Elemento::th || out.elemento == Elemento::td;
  if (ns.empty() && (name == "class" || name == "id")) return;
  if (ns.empty() && name == "lang") {
    out.lang = value;
  } else if (ns.empty() && name == "scope" && out.elemento == Elemento::th) {
    out.scope = value == "col" ? pdf::Scope::column : value == "row" ? pdf::Scope::row : pdf::Scope::none;
  } else if (ns.empty() && (name == "colspan" || name == "rowspan") && cell) {
    int span = 0;
    const auto* end = value.data() + value.size();
    if (std::from_chars(value.data(), end, span).ptr != end || span < 1 || span > 30)
      fallos_.add(Code::out_of_range, element.line, "{} must be 1 to 30, not \"{}\"", name, value);
    else if (name == "rowspan" && span > 1)
      fallos_.add(Code::not_built_yet, element.line, "rowspan is not laid out: give each row its own cells");
    else if (name == "colspan")
      out.colspan = span;
  } else if (ns.empty() && (name == "alt" || name == "src") && out.elemento == Elemento::img) {
    return;  // read_image
  } else {
    static const std::vector<std::string> names = {"lang",    "id",      "class", "scope",
                                                   "colspan", "rowspan", "alt",   "src"};
    fallos_.add(Code::unknown_key, element.line, "unknown attribute \"{}\" of <{}>{}", name, element.name,
                did_you_mean(name, names));
  }
}

void ArbolReader::read_image(const xml::Element& element, Nodo& out) {
  const auto* alt = element.attribute("alt");
  const auto* src = element.attribute("src");
  const bool ornament = src != nullptr && src->starts_with("barra:");
  const bool said = alt != nullptr && !words_of(*alt).empty();
  if (ornament && (alt == nullptr || said))
    fallos_.add(Code::missing_value, element.line, "a barra is an ornament: alt=\"\"");
  else if (!ornament && !said)
    fallos_.add(Code::missing_value, element.line, "<img> has no alt: say what it is for");
  else
    out.imagen.alt = *alt;
  for (const auto& child : element.children)
    fallos_.add(Code::bad_document, child.line, "<img> has nothing inside");
  const auto colon = src == nullptr ? std::string::npos : src->find(':');
  const auto kind = colon == std::string::npos ? std::string() : src->substr(0, colon);
  if (kind != "qr" && kind != "barras" && kind != "barra") {
    fallos_.add(Code::unknown_value, element.line,
                "<img> src is \"qr:NAME\", \"barras:NAME\" or \"barra:NAME\", not \"{}\"",
                src == nullptr ? "" : *src);
    return;
  }
  out.imagen.clase = kind == "qr"      ? Imagen::Clase::qr
                     : kind == "barra" ? Imagen::Clase::barra
                                       : Imagen::Clase::barras;
  const auto field = use_field(std::string_view(*src).substr(colon + 1), element.line);
  if (!field) return;
  out.imagen.campo = *field;
  const auto tipo = declaracion_.campo(*field).tipo;
  const bool fits = kind == "barras"  ? tipo == Tipo::codigo
                    : kind == "barra" ? tipo == Tipo::referencia
                                      : tipo == Tipo::url || tipo == Tipo::texto;
  if (!fits)
    fallos_.add(Code::invalid_value, element.line, "\"{}\" is of type {}: {}", *src, to_string(tipo),
                kind == "barras"  ? "bars want a codigo"
                : kind == "barra" ? "a bar wants a referencia, its part of a thousand"
                                  : "a QR wants a url or a texto");
  if (!out.estilo.ancho || !out.estilo.alto)
    fallos_.add(Code::missing_value, element.line, "<img> has no class that says ancho and alto");
  else if (kind == "barras" &&
           (*out.estilo.alto < kLeastBars || (out.estilo.modulo > 0 && out.estilo.modulo < kLeastBarModule)))
    fallos_.add(Code::out_of_range, element.line, "bars are at least 13 mm high, with a modulo of 0.25 mm");
}

Arbol leer_arbol(std::string_view xhtml, std::string_view pie_csv, std::string_view lang,
                 const Declaracion& declaracion, const HojaDeEstilo& estilo, const std::string& yaml_file,
                 Fallos& fallos) {
  auto root = read_xhtml(xhtml, fallos.file(), fallos);
  if (!root || !put_seal_foot(*root, pie_csv, declaracion.sello, fallos)) return {};
  ArbolReader reader(declaracion, estilo, fallos);
  auto out = reader.read(*root, lang);
  reader.report_unused(yaml_file);
  return out;
}

}  // namespace sctf::documentos
