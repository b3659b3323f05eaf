#include "base/nif.hpp"

#include <fmt/format.h>

namespace sctf {
namespace {

constexpr std::string_view kDniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
constexpr std::string_view kEntityLetters = "JABCDEFGHI";
constexpr std::string_view kEntityWithLetter = "PQRSNWK";
constexpr std::string_view kEntityWithDigit = "ABEH";

bool all_digits(std::string_view text) {
  for (const char c : text)
    if (c < '0' || c > '9') return false;
  return !text.empty();
}

std::uint32_t digits_value(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
  return value;
}

char dni_letter(std::uint32_t number) {
  return kDniLetters[number % 23];
}

// 0 to 9: what is missing to the next ten of the digit sum in which the odd positions count double.
int entity_check(std::string_view seven) {
  int sum = 0;
  for (std::size_t i = 0; i < 7; ++i) {
    const int digit = seven[i] - '0';
    const int doubled = digit * 2;
    sum += i % 2 == 0 ? doubled / 10 + doubled % 10 : digit;
  }
  return (10 - sum % 10) % 10;
}

tl::unexpected<Problem> bad_nif(std::string_view text, std::string_view why) {
  auto p = problem(Code::invalid_value, "\"{}\" is not a NIF: {}", text, why);
  p.value().value = std::string(text);
  return p;
}

}  // namespace

Result<Nif> Nif::parse_strict(std::string_view text) {
  if (text.size() != 9) return bad_nif(text, "nine characters are wanted");
  const char first = text[0], last = text[8];
  const auto seven = text.substr(1, 7);
  const auto expect = [&](char wanted) -> Result<Nif> {
    if (last == wanted) return Nif(std::string(text));
    return bad_nif(text, fmt::format("its control character should be {}", wanted));
  };
  if (first >= '0' && first <= '9') {
    if (!all_digits(text.substr(0, 8))) return bad_nif(text, "eight digits and a letter are wanted");
    return expect(dni_letter(digits_value(text.substr(0, 8))));
  }
  if (!all_digits(seven)) return bad_nif(text, "seven digits are wanted after the first letter");
  if (first == 'X' || first == 'Y' || first == 'Z')
    return expect(dni_letter(static_cast<std::uint32_t>(first - 'X') * 10'000'000 + digits_value(seven)));
  if (first == 'L' || first == 'M') return expect(dni_letter(digits_value(seven)));
  const int check = entity_check(seven);
  const char letter = kEntityLetters[static_cast<std::size_t>(check)], digit = static_cast<char>('0' + check);
  // K stands for both: minors without DNI (DNI letter) and, in old registers, an entity.
  if (first == 'K') return last == letter ? expect(letter) : expect(dni_letter(digits_value(seven)));
  if (kEntityWithLetter.find(first) != std::string_view::npos) return expect(letter);
  if (kEntityWithDigit.find(first) != std::string_view::npos) return expect(digit);
  if (std::string_view("CDFGJUV").find(first) != std::string_view::npos)
    return last == letter ? expect(letter) : expect(digit);
  return bad_nif(text, fmt::format("no NIF begins with {}", first));
}

Result<Nif> Nif::parse(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    if (c == ' ' || c == '.' || c == '-') continue;
    clean += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (clean.size() >= 2 && clean.size() < 9 &&
      all_digits(std::string_view(clean).substr(0, clean.size() - 1)) && clean.back() >= 'A')
    clean.insert(0, 9 - clean.size(), '0');
  auto result = parse_strict(clean);
  if (!result) result.error().value = std::string(text);
  return result;
}

Nif Nif::from_dni_number(std::uint32_t number) {
  return Nif(fmt::format("{:08}{}", number, dni_letter(number)));
}

Nif Nif::from_nie_number(char prefix, std::uint32_t number) {
  return Nif(fmt::format("{}{:07}{}", prefix, number,
                         dni_letter(static_cast<std::uint32_t>(prefix - 'X') * 10'000'000 + number)));
}

Nif Nif::from_entity_number(char letter, std::uint32_t number) {
  const auto seven = fmt::format("{:07}", number);
  const int check = entity_check(seven);
  const bool with_letter = kEntityWithLetter.find(letter) != std::string_view::npos;
  return Nif(fmt::format(
      "{}{}{}", letter, seven,
      with_letter ? kEntityLetters[static_cast<std::size_t>(check)] : static_cast<char>('0' + check)));
}

Nif::Kind Nif::kind() const {
  const char first = text_[0];
  if (first >= '0' && first <= '9') return Kind::dni;
  if (first == 'X' || first == 'Y' || first == 'Z') return Kind::nie;
  if (first == 'L' || first == 'M' ||
      (first == 'K' && text_[8] == dni_letter(digits_value(text_.substr(1, 7)))))
    return Kind::klm;
  return Kind::entity;
}

std::string Nif::masked() const {
  return masked_document(text_);
}

std::string masked_document(std::string_view document) {
  if (document.size() < 7) return std::string(document.size(), '*');
  // Digits 4 to 7 of the number stay: 12345678Z → ***4567**, X1234567L → ****4567*.
  const std::size_t from = document[0] >= '0' && document[0] <= '9' ? 3 : 4;
  std::string out(document.size(), '*');
  for (std::size_t i = from; i < from + 4 && i < document.size(); ++i) out[i] = document[i];
  return out;
}

}  // namespace sctf
