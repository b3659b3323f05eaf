#include "text/latin.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unordered_map>

#include "base/result.hpp"

namespace sctf::text::detail {
namespace {

struct LatinPair {
  UChar32 letter;
  std::string_view base;
};

// Latin letters that no decomposition takes to ASCII. Ligatures and letters of the same family follow the
// same rule.
constexpr LatinPair kLatinLetters[] = {
    {0x00DF, "ss"}, {0x1E9E, "SS"}, {0x00C6, "AE"}, {0x00E6, "ae"}, {0x0152, "OE"}, {0x0153, "oe"},
    {0x00D8, "O"},  {0x00F8, "o"},  {0x0141, "L"},  {0x0142, "l"},  {0x0110, "D"},  {0x0111, "d"},
    {0x00D0, "D"},  {0x00F0, "d"},  {0x00DE, "TH"}, {0x00FE, "th"}, {0x0131, "i"},  {0x0126, "H"},
    {0x0127, "h"},  {0x0166, "T"},  {0x0167, "t"},  {0x014A, "N"},  {0x014B, "n"},  {0x0132, "IJ"},
    {0x0133, "ij"}, {0x0138, "k"},  {0x0149, "n"},  {0x017F, "s"},  {0x0180, "b"},  {0x0181, "B"},
    {0x0187, "C"},  {0x0188, "c"},  {0x0189, "D"},  {0x0191, "F"},  {0x0192, "f"},  {0x0197, "I"},
    {0x0268, "i"},  {0x0198, "K"},  {0x0199, "k"},  {0x019A, "l"},  {0x01B5, "Z"},  {0x01B6, "z"},
    {0x0243, "B"},  {0x0244, "U"},  {0x0289, "u"},  {0x023A, "A"},  {0x023B, "C"},  {0x023C, "c"},
    {0x023D, "L"},  {0x023E, "T"},  {0x0246, "E"},  {0x0247, "e"},  {0x0248, "J"},  {0x0249, "j"},
    {0x024C, "R"},  {0x024D, "r"},  {0x024E, "Y"},  {0x024F, "y"},  {0x0253, "b"},  {0x0256, "d"},
    {0x0257, "d"},  {0x018A, "D"},  {0x013F, "L"},  {0x0140, "l"},  {0x01E4, "G"},  {0x01E5, "g"},
};

bool latin_is_mark(UChar32 c) {
  const auto category = u_charType(c);
  return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
         category == U_COMBINING_SPACING_MARK;
}

bool latin_is_ascii_letter(UChar32 c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

const icu::Normalizer2& latin_normalizer(bool compatible) {
  UErrorCode failed = U_ZERO_ERROR;
  const auto* found =
      compatible ? icu::Normalizer2::getNFKDInstance(failed) : icu::Normalizer2::getNFDInstance(failed);
  if (U_FAILURE(failed))
    throw Error(Code::internal, "ICU has no normalization data: {}", u_errorName(failed));
  return *found;
}

// What is left of one code point once marks are off; nothing where that is not all ASCII letters.
std::optional<std::string> latin_work_out(UChar32 c) {
  if (latin_is_mark(c)) return "";
  UErrorCode failed = U_ZERO_ERROR;
  if (!u_isalpha(c) || uscript_getScript(c, &failed) != USCRIPT_LATIN) return std::nullopt;
  for (const auto& pair : kLatinLetters)
    if (pair.letter == c) return std::string(pair.base);
  std::string base;
  icu::UnicodeString parts;
  // Compatibility forms (ﬁ, Ａ, ǆ) only where the plain decomposition has none.
  if (!latin_normalizer(false).getDecomposition(c, parts) &&
      !latin_normalizer(true).getDecomposition(c, parts))
    parts = icu::UnicodeString(c);
  for (int i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = parts.char32At(i);
    if (latin_is_mark(part)) continue;
    if (latin_is_ascii_letter(part)) {
      base += static_cast<char>(part);
      continue;
    }
    if (part == c) return std::nullopt;
    const auto inner = latin_work_out(part);
    if (!inner) return std::nullopt;
    base += *inner;
  }
  return base;
}

// Worked out once for the letters people have (Latin-1, Extended-A and -B, combining marks), by need for the
// rest.
constexpr UChar32 kLatinTable = 0x0370;
using LatinTable = std::array<std::optional<std::string>, kLatinTable>;

LatinTable make_latin_table() {
  LatinTable table;
  for (UChar32 c = 0x80; c < kLatinTable; ++c) table[static_cast<std::size_t>(c)] = latin_work_out(c);
  return table;
}

}  // namespace

const std::string* latin_base(UChar32 code_point) {
  static const LatinTable table = make_latin_table();
  if (code_point >= 0 && code_point < kLatinTable) {
    const auto& known = table[static_cast<std::size_t>(code_point)];
    return known ? &*known : nullptr;
  }
  thread_local std::unordered_map<UChar32, std::optional<std::string>> seen;
  // A text of every code point there is must not fill the memory.
  if (seen.size() > 4096) seen.clear();
  auto [known, fresh] = seen.try_emplace(code_point);
  if (fresh) known->second = latin_work_out(code_point);
  return known->second ? &*known->second : nullptr;
}

}  // namespace sctf::text::detail
