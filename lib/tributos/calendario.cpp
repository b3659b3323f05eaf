#include "tributos/calendario.hpp"

#include <algorithm>
#include <system_error>

#include "config/reader.hpp"

namespace sctf::tributos {
namespace {

std::optional<Festivo::Ambito> read_ambito(const config::Node& node, config::Problems& problems) {
  const auto text = config::read_text(node, "ambito", problems);
  if (!text) return std::nullopt;
  if (*text == "nacional") return Festivo::Ambito::nacional;
  if (*text == "canarias") return Festivo::Ambito::canarias;
  if (*text == "isla") return Festivo::Ambito::isla;
  if (*text == "local") return Festivo::Ambito::local;
  problems.add(Code::unknown_value, node, "ambito is nacional, canarias, isla or local, not \"{}\"", *text);
  return std::nullopt;
}

void read_festivo(const config::Node& node, Calendario& out, config::Problems& problems) {
  config::MapReader r(node, "festivos", problems);
  const auto* date = r.required("fecha");
  const auto* name = r.required("nombre");
  const auto* scope = r.required("ambito");
  r.finish();
  const auto fecha = date ? config::read_day(*date, "fecha", problems) : std::nullopt;
  const auto nombre = name ? config::read_text(*name, "nombre", problems) : std::nullopt;
  const auto ambito = scope ? read_ambito(*scope, problems) : std::nullopt;
  if (!fecha || !nombre || !ambito) return;
  if (out.ano != 0 && year_of(*fecha) != out.ano)
    problems.add(Code::inconsistent, *date, "{} is not in {}", sctf::to_string(*fecha), out.ano);
  if (std::any_of(out.festivos.begin(), out.festivos.end(),
                  [&](const Festivo& other) { return other.fecha == *fecha; }))
    problems.add(Code::duplicate, *date, "{} stands twice", sctf::to_string(*fecha));
  out.festivos.push_back({*fecha, *nombre, *ambito});
}

// 2026 of `2026.yaml`; 0 for any other name.
int year_of_calendar_file(const std::filesystem::path& file) {
  const auto stem = file.stem().string();
  if (file.extension() != ".yaml" || stem.size() != 4) return 0;
  if (!std::all_of(stem.begin(), stem.end(), [](char c) { return c >= '0' && c <= '9'; })) return 0;
  return std::stoi(stem);
}

}  // namespace

config::Loaded<Calendario> parse_calendario(std::string_view bytes, const std::string& file) {
  const auto root = config::parse_yaml(bytes, file);
  if (!root) return tl::unexpected(std::vector{root.error()});
  config::Problems problems(file);
  Calendario out;
  config::MapReader r(*root, "", problems);
  if (const auto* year = r.required("ano"))
    out.ano = static_cast<int>(config::read_integer(*year, "ano", 2000, 2100, problems).value_or(0));
  if (const auto* example = r.optional("ejemplo"))
    out.ejemplo = config::read_bool(*example, "ejemplo", problems).value_or(false);
  if (const auto* days = r.required("festivos"))
    if (const auto* items = config::read_list(*days, "festivos", problems))
      for (const auto& item : *items) read_festivo(item, out, problems);
  r.finish();
  if (!problems.empty()) return tl::unexpected(problems.take());
  std::sort(out.festivos.begin(), out.festivos.end(),
            [](const Festivo& a, const Festivo& b) { return a.fecha < b.fecha; });
  return out;
}

void add_to(Calendar& calendar, const Calendario& year) {
  std::set<Day> days;
  for (const auto& one : year.festivos) days.insert(one.fecha);
  calendar.set_year(year.ano, std::move(days));
}

config::Loaded<Calendar> load_calendarios(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::vector<Problem> problems;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (year_of_calendar_file(it->path()) != 0) files.push_back(it->path());
  if (error && error != std::errc::no_such_file_or_directory)
    return tl::unexpected(std::vector{Problem{.code = Code::no_input,
                                              .text = fmt::format("cannot be read: {}", error.message()),
                                              .file = folder.string()}});
  std::sort(files.begin(), files.end());
  Calendar out;
  for (const auto& file : files) {
    const auto bytes = config::read_document(file);
    if (!bytes) {
      problems.push_back(bytes.error());
      continue;
    }
    const auto year = parse_calendario(*bytes, file.string());
    if (!year)
      problems.insert(problems.end(), year.error().begin(), year.error().end());
    else if (year->ano != year_of_calendar_file(file))
      problems.push_back({.code = Code::inconsistent,
                          .text = fmt::format("holds the year {}, not that of its name", year->ano),
                          .file = file.string()});
    else
      add_to(out, *year);
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return out;
}

}  // namespace sctf::tributos
