#include "base/ids.hpp"

#include <fmt/format.h>

#include "base/iban.hpp"
#include "base/nif.hpp"

namespace sctf {
namespace {

Result<std::int64_t> digits_to_id(std::string_view digits, std::string_view whole) {
  std::int64_t id = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return problem(Code::invalid_value, "\"{}\" is not a number", whole);
    id = id * 10 + (c - '0');
  }
  return id;
}

char run_letter(std::int64_t id) {
  return Nif::from_dni_number(static_cast<std::uint32_t>(id % 23)).str().back();
}

}  // namespace

std::string run_text(std::int64_t id) {
  return fmt::format("{}{}", id, run_letter(id));
}

Result<std::int64_t> parse_run(std::string_view text) {
  if (text.size() < 2 || text.size() > 15)
    return problem(Code::invalid_value, "\"{}\" is not a run such as 17V (sctf job list shows them)", text);
  const auto id = digits_to_id(text.substr(0, text.size() - 1), text);
  const char letter =
      text.back() >= 'a' && text.back() <= 'z' ? static_cast<char>(text.back() - 'a' + 'A') : text.back();
  if (!id || letter < 'A' || letter > 'Z')
    return problem(Code::invalid_value, "\"{}\" is not a run such as 17V (sctf job list shows them)", text);
  if (run_letter(*id) != letter)
    return problem(Code::not_found, "there is no run {}: a character was mistyped (sctf job list shows them)",
                   text);
  return *id;
}

std::string referencia_text(std::int64_t id) {
  const auto ten = fmt::format("{:010}", id);
  return fmt::format("{}{:02}", ten, 98 - mod97(ten + "00"));
}

Result<std::int64_t> parse_referencia(std::string_view text) {
  if (text.size() != 12 && text.size() != 10)
    return problem(Code::invalid_value,
                   "\"{}\" is not a referencia: twelve digits are wanted, or the first ten", text);
  const auto id = digits_to_id(text.substr(0, 10), text);
  if (!id) return id;
  if (text.size() == 12 && (mod97(text) != 1))
    return problem(Code::invalid_value, "\"{}\" is not a referencia: its last two digits should be {}", text,
                   referencia_text(*id).substr(10));
  return *id;
}

}  // namespace sctf
