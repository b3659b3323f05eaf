#include "text/normal.hpp"

#include <cstdint>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include "base/result.hpp"

namespace sctf::text {

std::string nfc(std::string_view utf8) {
  UErrorCode failed = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(failed);
  std::string out;
  out.reserve(utf8.size());
  icu::StringByteSink<std::string> sink(&out);
  if (U_SUCCESS(failed)) {
    const icu::StringPiece piece(utf8.data(), static_cast<std::int32_t>(utf8.size()));
    normalizer->normalizeUTF8(0, piece, sink, nullptr, failed);
  }
  if (U_FAILURE(failed)) throw Error(Code::internal, "ICU cannot compose: {}", u_errorName(failed));
  return out;
}

}  // namespace sctf::text
