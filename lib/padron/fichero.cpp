#include "padron/fichero.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "padron/lector.hpp"
#include "proc/file.hpp"
#include "proc/lines.hpp"

namespace sctf::padron {
namespace {

bool only_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// `{m}{aa}` with its parts filled in.
std::string fill(std::string pattern, std::string_view key, std::string_view value) {
  if (const auto at = pattern.find(key); at != std::string::npos) pattern.replace(at, key.size(), value);
  return pattern;
}

std::string extension_of(const std::string& pattern, const Trazado& traza, int ano, int mes) {
  auto out = fill(pattern, "{aaa}", fmt::format("{:03}", ano % 1000));
  out = fill(out, "{aa}", fmt::format("{:02}", ano % 100));
  if (mes > 0) out = fill(out, "{m}", traza.meses.substr(static_cast<std::size_t>(mes - 1), 1));
  return out;
}

// Letter, province, municipality and direction of `H38038AI`; false for another name.
bool read_name(const std::string& stem, char& letter, Fichero& out) {
  if (stem.size() != 8 || (stem[0] != 'C' && stem[0] != 'H') || !only_digits(stem.substr(1, 5)) ||
      (stem.substr(6) != "AI" && stem.substr(6) != "IA"))
    return false;
  letter = stem[0];
  out.cpro = stem.substr(1, 2);
  out.cmun = stem.substr(3, 3);
  return true;
}

void read_extension(std::string extension, char letter, const Trazado& traza, Fichero& out) {
  if (extension.starts_with('.')) extension.erase(0, 1);
  for (int ano = 2000; ano < 2100; ++ano) {
    if (letter == 'C' && extension == extension_of(traza.anual, traza, ano, 0)) out.ejercicio = ano;
    for (int mes = 1; letter == 'H' && mes <= 12; ++mes)
      if (extension == extension_of(traza.mensual, traza, ano, mes))
        out.mes = fmt::format("{}-{:02}", ano, mes);
  }
}

// By what the records have: a baja, or an alta without identification, is of an H file alone.
char letter_by_records(proc::LineReader& lineas, std::string_view linea, const Trazado& traza) {
  const auto* cvar = traza.pieza('C', "CVAR");
  const auto* nomb = traza.pieza('I', "NOMB");
  if (cvar == nullptr || nomb == nullptr) return 'C';
  for (;;) {
    if (linea.size() == traza.longitud) {
      const char code = linea[cvar->desde];
      const bool named = linea.substr(nomb->desde, nomb->ancho).find_first_not_of(' ') != std::string::npos;
      if (code == 'B' || (code == 'A' && !named)) return 'H';
      if (code == ' ' || code == 'A') return 'C';
    }
    const auto more = lineas.next(linea);
    if (!more || !*more) return 'H';  // modifications alone
  }
}

}  // namespace

std::string nombre_mensual(const Trazado& traza, const std::string& cpro, const std::string& cmun, int ano,
                           int mes) {
  return fmt::format("H{}{}AI.{}", cpro, cmun, extension_of(traza.mensual, traza, ano, mes));
}

std::string nombre_anual(const Trazado& traza, const std::string& cpro, const std::string& cmun, int ano) {
  return fmt::format("C{}{}AI.{}", cpro, cmun, extension_of(traza.anual, traza, ano, 0));
}

Result<Fichero> reconocer(const std::filesystem::path& path, const Trazado& traza) {
  auto file = proc::FileReader::open(path);
  if (!file) return tl::unexpected(file.error());
  Fichero out;
  char letter = 0;
  const bool named = read_name(path.stem().string(), letter, out);
  if (named) read_extension(path.extension().string(), letter, traza, out);
  proc::LineReader lineas(**file, kLineaMasLarga);
  std::string_view linea;
  const auto more = lineas.next(linea);
  if (!more) return tl::unexpected(Problem(more.error()).at(path.string(), 1, 1));
  if (!*more) {
    if (letter != 'H') return problem(Code::empty_file, "{} is empty", path.string());
    out.formato = Formato::variaciones, out.vacio = true;
    return out;
  }
  auto header = linea;
  if (header.starts_with("\xEF\xBB\xBF")) header.remove_prefix(3);
  if (!named && (header.starts_with("fvar") || header.find(';') != std::string_view::npos)) return out;
  const std::string first(linea.substr(0, 60));
  const auto longitud = linea.size();
  // One record of another length among others that fit is told as that.
  for (int n = 0; !named && linea.size() != traza.longitud && n < 10; ++n)
    if (const auto next = lineas.next(linea); !next || !*next) break;
  if (!named && linea.size() != traza.longitud)
    return tl::unexpected(Problem{.code = Code::bad_header,
                                  .text = fmt::format("neither padron.csv (another first line) nor a file of "
                                                      "INE (its first record has {} positions, not {})",
                                                      longitud, traza.longitud),
                                  .value = first}
                              .at(path.string(), 1, 1));
  if (letter == 0) letter = letter_by_records(lineas, linea, traza);
  out.formato = letter == 'C' ? Formato::completo : Formato::variaciones;
  return out;
}

}  // namespace sctf::padron
