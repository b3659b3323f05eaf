#include "base/iban.hpp"

#include <fmt/format.h>

namespace sctf {
namespace {

// One digit of the CCC over ten digits: weights 1, 2, 4, 8, 5, 10, 9, 7, 3, 6; 11 gives 0, 10 gives 1.
char ccc_digit(std::string_view ten) {
  static constexpr int kWeights[] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) sum += (ten[i] - '0') * kWeights[i];
  const int digit = 11 - sum % 11;
  return static_cast<char>('0' + (digit == 11 ? 0 : (digit == 10 ? 1 : digit)));
}

std::string ccc_digits(std::string_view entity_office, std::string_view number) {
  return {ccc_digit(fmt::format("00{}", entity_office)), ccc_digit(number)};
}

tl::unexpected<Problem> bad_iban(std::string_view text, std::string_view why) {
  auto p = problem(Code::invalid_value, "\"{}\" is not an IBAN: {}", text, why);
  p.value().value = std::string(text);
  return p;
}

}  // namespace

int mod97(std::string_view text) {
  int remainder = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      remainder = (remainder * 10 + (c - '0')) % 97;
    else if (c >= 'A' && c <= 'Z')
      remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
    else
      return -1;
  }
  return remainder;
}

Result<Iban> Iban::parse(std::string_view text) {
  std::string clean;
  for (const char c : text)
    if (c != ' ') clean += c;
  if (clean.size() < 15 || clean.size() > 34) return bad_iban(text, "15 to 34 characters are wanted");
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!letter(clean[0]) || !letter(clean[1]) || !digit(clean[2]) || !digit(clean[3]))
    return bad_iban(text, "it begins with two capital letters and two digits");
  const int remainder = mod97(clean.substr(4) + clean.substr(0, 4));
  if (remainder < 0) return bad_iban(text, "only digits and capital letters");
  if (clean.starts_with("ES")) {
    if (clean.size() != 24) return bad_iban(text, "a Spanish one has 24 characters");
    const auto ccc = std::string_view(clean).substr(4);
    for (const char c : ccc)
      if (!digit(c)) return bad_iban(text, "a Spanish one has only digits after ES");
    if (remainder != 1) return bad_iban(text, "its check digits do not fit the account");
    const auto wanted = ccc_digits(ccc.substr(0, 8), ccc.substr(10));
    if (ccc.substr(8, 2) != wanted)
      return bad_iban(text, fmt::format("the control digits of the account should be {}", wanted));
  }
  if (remainder != 1) return bad_iban(text, "its check digits do not fit the account");
  return Iban(std::move(clean));
}

Iban Iban::from_ccc(std::string_view entity, std::string_view office, std::string_view number) {
  const auto head = fmt::format("{}{}", entity, office);
  const auto ccc = fmt::format("{}{}{}", head, ccc_digits(head, number), number);
  return Iban(fmt::format("ES{:02}{}", 98 - mod97(ccc + "142800"), ccc));
}

bool Iban::same_bank(const Iban& other) const {
  const std::string_view a = text_, b = other.text_;
  return a.substr(0, 2) == b.substr(0, 2) && a.substr(4, 4) == b.substr(4, 4);
}

std::string Iban::spaced() const {
  std::string out;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (i != 0 && i % 4 == 0) out += ' ';
    out += text_[i];
  }
  return out;
}

std::string Iban::masked() const {
  std::string out = text_;
  for (std::size_t i = 2; i + 4 < out.size(); ++i) out[i] = '*';
  return out;
}

std::string creditor_identifier(std::string_view nif, std::string_view sufijo) {
  const int remainder = mod97(fmt::format("{}ES00", nif));
  return fmt::format("ES{:02}{}{}", 98 - remainder, sufijo, nif);
}

}  // namespace sctf
