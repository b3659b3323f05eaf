#include "padron/trazado.hpp"

#include "config/reader.hpp"

namespace sctf::padron {
namespace {

constexpr std::size_t kMostLength = 16'384;

std::string read_word(const config::Node* node, std::string_view what, config::Problems& problems,
                      std::string fallback) {
  if (node == nullptr) return fallback;
  return config::read_text(*node, what, problems).value_or(std::move(fallback));
}

void read_extension(const config::Node& node, Trazado& out, config::Problems& problems) {
  config::MapReader r(node, "extension", problems);
  out.mensual = read_word(r.optional("monthly"), "monthly", problems, out.mensual);
  out.anual = read_word(r.optional("yearly"), "yearly", problems, out.anual);
  const auto* meses = r.optional("month_chars");
  out.meses = read_word(meses, "month_chars", problems, out.meses);
  if (meses != nullptr && out.meses.size() != 12)
    problems.add(Code::invalid_value, *meses, "month_chars wants one character for each of the 12 months");
  r.finish();
}

bool is_block(const std::string& word) {
  return word == "I" || word == "C" || word == "V" || word == "T";
}

// `[V, NUMER, N, 4]`.
void read_piece(const config::Node& node, Trazado& out, config::Problems& problems) {
  const auto& items = node.items();
  if (items.size() != 4) {
    problems.add(Code::invalid_value, node, "a field is [block, NAME, type, width]");
    return;
  }
  const auto block = config::read_text(items[0], "block", problems);
  const auto name = config::read_text(items[1], "name", problems);
  const auto type = config::read_text(items[2], "type", problems);
  const auto width = config::read_integer(items[3], "width", 1, 1000, problems);
  if (!block || !name || !type || !width) return;
  if (!is_block(*block)) problems.add(Code::unknown_value, items[0], "a block is I, C, V or T");
  if (*type != "N" && *type != "A") problems.add(Code::unknown_value, items[2], "a type is N or A");
  const auto field = campo_ine(*name);
  const bool known = static_cast<std::size_t>(field) < kCampos;
  if (known && info(field).anchura != *width)
    problems.add(Code::inconsistent, items[3], "{} has {} positions", *name, info(field).anchura);
  if (out.pieza(block->front(), *name) != nullptr)
    problems.add(Code::duplicate, items[1], "{} stands twice in block {}", *name, *block);
  const auto from = out.piezas.empty() ? 0 : out.piezas.back().desde + out.piezas.back().ancho;
  out.piezas.push_back({block->front(), *name, type->front(), from, static_cast<std::size_t>(*width), field});
}

void read_layout(const config::Node& root, Trazado& out, const FuenteTrazado& source,
                 config::Problems& problems);

void read_base(const config::Node& node, Trazado& out, const FuenteTrazado& source,
               config::Problems& problems) {
  const auto name = config::read_text(node, "base", problems);
  if (!name) return;
  const auto text = source(*name);
  if (!text) {
    problems.add(text.error(), node);
    return;
  }
  auto base = parse_trazado(*text, *name + ".yaml", source);
  if (!base) {
    problems.add(Code::inconsistent, node, "{} is wrong itself: {}", *name, base.error().front().text);
    return;
  }
  out = std::move(*base);
}

void read_layout(const config::Node& root, Trazado& out, const FuenteTrazado& source,
                 config::Problems& problems) {
  config::MapReader r(root, "", problems);
  const auto* name = r.required("layout");
  if (const auto* base = r.optional("base")) read_base(*base, out, source, problems);
  out.nombre = read_word(name, "layout", problems, "");
  if (const auto* encoding = r.optional("encoding"))
    if (read_word(encoding, "encoding", problems, "") != "ISO-8859-1")
      problems.add(Code::unknown_value, *encoding, "encoding is ISO-8859-1");
  if (const auto* eol = r.optional("eol")) {
    const auto word = read_word(eol, "eol", problems, "CRLF");
    if (word != "CRLF" && word != "LF") problems.add(Code::unknown_value, *eol, "eol is CRLF or LF");
    out.crlf = word == "CRLF";
  }
  if (const auto* fase = r.optional("fase"))
    out.fase = static_cast<int>(config::read_integer(*fase, "fase", 1, 2, problems).value_or(2));
  const auto* length = r.required("length");
  if (length != nullptr)
    out.longitud = static_cast<std::size_t>(
        config::read_integer(*length, "length", 1, kMostLength, problems).value_or(0));
  if (const auto* extension = r.optional("extension")) read_extension(*extension, out, problems);
  if (const auto* fields = r.required("fields"))
    if (const auto* items = config::read_list(*fields, "fields", problems))
      for (const auto& item : *items) read_piece(item, out, problems);
  r.finish();
  const auto sum = out.piezas.empty() ? 0 : out.piezas.back().desde + out.piezas.back().ancho;
  if (length != nullptr && out.longitud != 0 && problems.empty() && sum != out.longitud)
    problems.add(Code::inconsistent, *length, "the widths add up to {}, not {}", sum, out.longitud);
}

}  // namespace

const Trazado::Pieza* Trazado::pieza(char bloque, std::string_view wanted) const {
  for (const auto& one : piezas)
    if (one.bloque == bloque && one.nombre == wanted) return &one;
  return nullptr;
}

config::Loaded<Trazado> parse_trazado(std::string_view bytes, const std::string& file,
                                      const FuenteTrazado& fuente) {
  const auto root = config::parse_yaml(bytes, file);
  if (!root) return tl::unexpected(std::vector{root.error()});
  config::Problems problems(file);
  Trazado out;
  read_layout(*root, out, fuente, problems);
  if (!problems.empty()) return tl::unexpected(problems.take());
  return out;
}

Result<std::filesystem::path> Trazados::buscar(const std::string& nombre) const {
  for (const auto& carpeta : carpetas_) {
    const auto path = carpeta / (nombre + ".yaml");
    if (std::error_code failed; std::filesystem::exists(path, failed)) return path;
  }
  return problem(Code::asset_missing, "there is no layout {}.yaml", nombre);
}

config::Loaded<Trazado> Trazados::cargar(const std::string& nombre) const {
  int depth = 0;
  const FuenteTrazado source = [&](const std::string& base) -> Result<std::string> {
    if (++depth > 8) return problem(Code::bad_document, "layouts build on one another in a ring");
    const auto path = buscar(base);
    if (!path) return tl::unexpected(path.error());
    return config::read_document(*path);
  };
  const auto path = buscar(nombre);
  if (!path) return tl::unexpected(std::vector{path.error()});
  const auto bytes = config::read_document(*path);
  if (!bytes) return tl::unexpected(std::vector{bytes.error()});
  return parse_trazado(*bytes, path->string(), source);
}

}  // namespace sctf::padron
