#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/collate.hpp"
#include "text/sepa.hpp"
#include "text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto text = sctf::text::to_sepa(bytes);
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ";
  if (text.find_first_not_of(kAllowed) != std::string::npos) std::abort();
  if (!text.empty() && (text.front() == ' ' || text.back() == ' ')) std::abort();
  if (sctf::text::to_sepa(text) != text) std::abort();
  const auto cut = sctf::text::sepa_truncated(bytes, 35);
  if (cut.size() > 35 || !text.starts_with(cut)) std::abort();
  if (sctf::text::sepa_identifier_ok(bytes) && text != bytes) std::abort();
  // Folding is for good, and gives UTF-8 whatever comes.
  const auto folded = sctf::text::fold(bytes);
  if (sctf::text::first_invalid_utf8(folded) != std::string_view::npos) std::abort();
  if (sctf::text::fold(folded) != folded) std::abort();
  return 0;
}
