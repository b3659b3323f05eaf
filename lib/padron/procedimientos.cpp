#include "padron/procedimientos.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "config/reader.hpp"
#include "padron/codigo.hpp"

namespace sctf::padron {
namespace {

std::vector<std::string> palabras_de(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : text) {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

PasoProcedimiento leer_paso(const config::Node::Entry& entry, config::Problems& problems) {
  config::MapReader r(entry.value, entry.key, problems);
  PasoProcedimiento out;
  out.nombre = entry.key;
  const auto text = [&](const char* name) {
    const auto* node = r.optional(name);
    return node == nullptr ? std::string() : node->text();
  };
  const auto number = [&](const char* name, std::int64_t most) {
    const auto* node = r.optional(name);
    return node == nullptr
               ? 0
               : static_cast<int>(config::read_integer(*node, name, 1, most, problems).value_or(0));
  };
  const auto flag = [&](const char* name) {
    const auto* node = r.optional(name);
    return node != nullptr && config::read_bool(*node, name, problems).value_or(false);
  };
  if (const auto* after = r.required("tras")) out.tras = palabras_de(after->text());
  if (const auto* what = r.required("texto")) out.texto = what->text();
  out.meses = number("meses", 60), out.dias = number("dias", 400);
  out.sigue_plazo = text("sigue_plazo"), out.carta = text("carta"), out.vence = text("vence");
  out.espera = flag("espera"), out.fin = flag("fin");
  if (const auto* codes = r.optional("movimientos")) {
    out.movimientos = codes->text();
    for (const auto& code : palabras_de(out.movimientos))
      if (find_movimiento(code) == nullptr)
        problems.add(Code::unknown_value, *codes, "\"{}\" is no movement: {}", code, kCodigos);
  }
  r.finish();
  if (out.meses != 0 && out.dias != 0)
    problems.add(Code::inconsistent, entry, "\"{}\" has a term in months and one in days", entry.key);
  return out;
}

// What the steps of a class say of one another.
void comprobar_pasos(const config::Node::Entry& clase, const std::vector<PasoProcedimiento>& pasos,
                     config::Problems& problems) {
  const auto known = [&](const std::string& name) {
    return std::any_of(pasos.begin(), pasos.end(), [&](const auto& p) { return p.nombre == name; });
  };
  std::int64_t first = 0;
  for (std::size_t i = 0; i < pasos.size(); ++i) {
    const auto& entry = clase.value.entries()[i];
    if (pasos[i].tras.empty()) ++first;
    for (const auto& name : pasos[i].tras)
      if (!known(name)) problems.add(Code::unknown_value, entry, "\"{}\" follows no step", name);
    if (!pasos[i].sigue_plazo.empty() && !known(pasos[i].sigue_plazo))
      problems.add(Code::unknown_value, entry, "\"{}\" is no step", pasos[i].sigue_plazo);
  }
  if (first != 1) problems.add(Code::inconsistent, clase, "one step opens \"{}\", not {}", clase.key, first);
}

}  // namespace

Result<std::optional<Day>> PasoProcedimiento::plazo(Day fecha, const Calendar& calendario) const {
  if (meses > 0) {
    const auto end = calendario.working_from(add_months(fecha, meses));
    if (!end) return tl::unexpected(end.error());
    return std::optional<Day>(*end);
  }
  if (dias == 0) return std::optional<Day>{};
  auto day = fecha;
  for (int left = dias; left > 0;) {
    day += std::chrono::days{1};
    const auto works = calendario.is_working(day);
    if (!works) return tl::unexpected(works.error());
    if (*works) --left;
  }
  return std::optional<Day>(day);
}

Result<Procedimientos> Procedimientos::cargar(const std::filesystem::path& file) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse(*bytes, file.string());
}

Result<Procedimientos> Procedimientos::parse(std::string_view yaml, const std::string& file) {
  const auto root = config::parse_yaml(yaml, file);
  if (!root) return tl::unexpected(root.error());
  config::Problems problems(file);
  if (!root->is_map()) problems.add(Code::bad_document, *root, "procedures are a map of classes");
  Procedimientos out;
  for (const auto& clase : root->entries()) {
    auto& pasos = out.clases_[clase.key];
    for (const auto& entry : clase.value.entries()) pasos.push_back(leer_paso(entry, problems));
    comprobar_pasos(clase, pasos, problems);
  }
  if (!problems.empty()) return tl::unexpected(problems.take().front());
  return out;
}

std::string Procedimientos::clases() const {
  std::string out;
  for (const auto& [name, pasos] : clases_) out += (out.empty() ? "" : ", ") + name;
  return out;
}

const PasoProcedimiento& Procedimientos::primero(const std::string& clase) const {
  const auto& pasos = clases_.at(clase);
  return *std::find_if(pasos.begin(), pasos.end(), [](const auto& p) { return p.tras.empty(); });
}

const PasoProcedimiento* Procedimientos::paso(const std::string& clase, const std::string& nombre) const {
  const auto found = clases_.find(clase);
  if (found == clases_.end()) return nullptr;
  for (const auto& one : found->second)
    if (one.nombre == nombre) return &one;
  return nullptr;
}

std::vector<const PasoProcedimiento*> Procedimientos::siguientes(const std::string& clase,
                                                                 const std::string& paso) const {
  std::vector<const PasoProcedimiento*> out;
  const auto found = clases_.find(clase);
  if (found == clases_.end()) return out;
  for (const auto& one : found->second)
    if (std::find(one.tras.begin(), one.tras.end(), paso) != one.tras.end()) out.push_back(&one);
  return out;
}

}  // namespace sctf::padron
