#include "text/sepa.hpp"

#include <array>
#include <cstdint>
#include <unicode/utf8.h>

#include "text/latin.hpp"

namespace sctf::text {
namespace {

// What each ASCII character becomes.
constexpr std::array<char, 128> make_sepa_ascii() {
  std::array<char, 128> table{};
  for (auto& c : table) c = ' ';
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ";
  for (const char c : kAllowed) table[static_cast<std::size_t>(c)] = c;
  table['_'] = '-';
  table['"'] = '\'';
  return table;
}
constexpr auto kSepaAscii = make_sepa_ascii();

// The signs that have a counterpart; null where a blank takes their place.
const char* sepa_sign(UChar32 c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:  // single quotes
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:  // double quotes
    case 0x00AB:
    case 0x00BB:
    case 0x2039:
    case 0x203A:  // comillas angulares
      return "'";
    case 0x2013:
    case 0x2014:  // en and em dash
      return "-";
    case 0x20AC: return "EUR";
    case 0x00AA: return "a";
    case 0x00BA: return "o";
    default: return nullptr;
  }
}

void append_sepa(std::string& out, UChar32 c) {
  if (const char* sign = sepa_sign(c); sign != nullptr)
    out += sign;
  else if (const auto* letters = detail::latin_base(c); letters != nullptr)
    out += *letters;
  else
    out += ' ';
}

}  // namespace

std::string to_sepa(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  const auto* data = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int64_t>(utf8.size());
  for (std::int64_t i = 0; i < size;) {
    if (data[i] < 0x80) {
      out += kSepaAscii[data[i++]];
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c < 0)
      out += ' ';
    else
      append_sepa(out, c);
  }
  const auto first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  out.erase(out.find_last_not_of(' ') + 1);
  out.erase(0, first);
  return out;
}

std::string sepa_truncated(std::string_view utf8, std::size_t max) {
  auto out = to_sepa(utf8);
  if (out.size() > max) out.resize(max);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool sepa_identifier_ok(std::string_view text) {
  return !text.empty() && text.front() != '/' && text.back() != '/' &&
         text.find("//") == std::string_view::npos && to_sepa(text) == text;
}

}  // namespace sctf::text
