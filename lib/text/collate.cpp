#include "text/collate.hpp"

#include <cstdint>
#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/result.hpp"
#include "text/latin.hpp"

namespace sctf::text {
namespace {

icu::StringPiece collate_piece(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

char fold_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

void append_code_point(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, static_cast<std::size_t>(length));
}

}  // namespace

struct Collator::Inside {
  std::unique_ptr<icu::Collator> collator;
};

Collator::Collator() : inside_(std::make_unique<Inside>()) {
  UErrorCode failed = U_ZERO_ERROR;
  inside_->collator.reset(icu::Collator::createInstance(icu::Locale("es"), failed));
  if (U_FAILURE(failed)) throw Error(Code::internal, "ICU has no Spanish collation: {}", u_errorName(failed));
}

Collator::Collator(Collator&&) noexcept = default;
Collator& Collator::operator=(Collator&&) noexcept = default;
Collator::~Collator() = default;

int Collator::compare(std::string_view a, std::string_view b) const {
  UErrorCode failed = U_ZERO_ERROR;
  const auto order = inside_->collator->compareUTF8(collate_piece(a), collate_piece(b), failed);
  if (U_FAILURE(failed)) throw Error(Code::internal, "ICU cannot compare: {}", u_errorName(failed));
  return order;
}

std::string Collator::key(std::string_view utf8) const {
  const auto text = icu::UnicodeString::fromUTF8(collate_piece(utf8));
  std::string bytes(utf8.size() * 4 + 16, '\0');
  const auto sort = [&] {
    return inside_->collator->getSortKey(text, reinterpret_cast<std::uint8_t*>(bytes.data()),
                                         static_cast<std::int32_t>(bytes.size()));
  };
  auto length = static_cast<std::size_t>(sort());
  if (length > bytes.size()) {
    bytes.resize(length);
    length = static_cast<std::size_t>(sort());
  }
  bytes.resize(length == 0 ? 0 : length - 1);  // without ICU's closing NUL
  return bytes;
}

std::string fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool blank = false;
  const auto put = [&](std::string_view letters) {
    if (blank && !out.empty()) out += ' ';
    blank = false;
    for (const char c : letters) out += fold_upper(c);
  };
  const auto* data = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int64_t>(utf8.size());
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c < 0) c = 0xFFFD;
    if (u_isUWhiteSpace(c)) {
      blank = true;
    } else if (c < 0x80) {
      const char ascii = static_cast<char>(c);
      put({&ascii, 1});
    } else if (const auto* letters = detail::latin_base(c); letters != nullptr) {
      if (!letters->empty()) put(*letters);
    } else {
      // A capital may have a base where its small letter has none.
      const auto upper = u_toupper(c);
      std::string other;
      if (const auto* base = upper < 0x80 ? nullptr : detail::latin_base(upper); base != nullptr)
        other = *base;
      else
        append_code_point(other, upper);
      put(other);
    }
  }
  return out;
}

}  // namespace sctf::text
