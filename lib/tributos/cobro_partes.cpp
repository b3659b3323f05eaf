#include "tributos/cobro_partes.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/ids.hpp"

namespace sctf::tributos {
namespace {

constexpr std::size_t kMaxAvisos = 100;
constexpr Cents kMaxSuma{100'000'000'000'000'000};

bool cobro_digit(char c) {
  return c >= '0' && c <= '9';
}
// Letters outside ASCII count as letters: `Ñ123` is no number that stands alone.
bool cobro_word(char c) {
  return cobro_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool es_end_to_end_nuestro(std::string_view text) {
  // TRIBUTO (begins with a letter), ejercicio, hyphen, ten digits.
  if (text.size() < 16 || text.size() > 35) return false;
  const auto id = text.substr(text.size() - 10);
  const auto year = text.substr(text.size() - 15, 4);
  const auto tributo = text.substr(0, text.size() - 15);
  return text[text.size() - 11] == '-' && std::all_of(id.begin(), id.end(), cobro_digit) &&
         std::all_of(year.begin(), year.end(), cobro_digit) && tributo[0] >= 'A' && tributo[0] <= 'Z' &&
         std::all_of(tributo.begin(), tributo.end(),
                     [](char c) { return cobro_digit(c) || (c >= 'A' && c <= 'Z') || c == '-'; });
}

std::string_view recortado(std::string_view utf8, std::size_t max) {
  if (utf8.size() <= max) return utf8;
  while (max > 0 && (static_cast<unsigned char>(utf8[max]) & 0xC0U) == 0x80) --max;
  return utf8.substr(0, max);
}

std::string numero_suelto(std::span<const std::string_view> textos, bool diez) {
  std::string_view ten, other;
  for (const auto text : textos)
    for (std::size_t from = 0; from < text.size();) {
      if (!cobro_word(text[from])) {
        ++from;
        continue;
      }
      const auto start = from;
      while (from < text.size() && cobro_word(text[from])) ++from;
      const auto word = text.substr(start, from - start);
      if ((word.size() != 10 && word.size() != 12 && word.size() != 13) ||
          !std::all_of(word.begin(), word.end(), cobro_digit))
        continue;
      if (word.size() == 12 && parse_referencia(word)) return std::string(word);
      auto& first = word.size() == 10 ? ten : other;
      if (first.empty()) first = word;
    }
  return std::string(!other.empty() ? other : diez ? ten : std::string_view{});
}

std::int64_t numero_de(std::string_view digits) {
  if (digits.empty() || digits.size() > 18) return -1;
  std::int64_t out = 0;
  for (const char c : digits) {
    if (!cobro_digit(c)) return -1;
    out = out * 10 + (c - '0');
  }
  return out;
}

std::optional<std::int64_t> id_de_valor(std::string_view digits) {
  const auto id = numero_de(digits);
  if (id < 1 || id > 9'999'999'999) return {};
  return id;
}

std::string_view sin_blancos(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

Result<void> sumar(Cents& total, Cents importe) {
  if (importe > kMaxSuma || -importe > kMaxSuma)
    return problem(Code::out_of_range, "{} is more money than there is", importe.str());
  const Cents sum = total + importe;
  if (sum > kMaxSuma || -sum > kMaxSuma)
    return problem(Code::out_of_range, "the sum {} is more money than there is", sum.str());
  total = sum;
  return {};
}

void AvisosCobro::put(Code code, std::int64_t line, std::int64_t column, std::string_view value,
                      std::string text) {
  if (fichero_.avisos.size() >= kMaxAvisos) {
    ++more_;
    return;
  }
  fichero_.avisos.push_back(Problem{.code = code,
                                    .text = std::move(text),
                                    .file = name_,
                                    .line = line,
                                    .column = column,
                                    .value = std::string(value)});
}

void AvisosCobro::close() {
  if (more_ > 0)
    fichero_.avisos.push_back(
        Problem{.code = Code::inconsistent,
                .text = fmt::format("{} more warnings of this file are not shown", more_),
                .file = name_});
}

Result<void> SalidaCobros::put(Cobro&& cobro, bool clave_unica) {
  if (auto added = sumar(fichero_.suma, cobro.importe); !added)
    return tl::unexpected(std::move(added.error()).at({}, cobro.linea, 0));
  cobro.n = ++fichero_.registros;
  if (!clave_unica)
    if (const auto times = ++vistas_[std::hash<std::string>{}(cobro.clave)]; times > 1)
      cobro.clave += fmt::format("#{}", times);
  tomar_(std::move(cobro));
  return {};
}

}  // namespace sctf::tributos
