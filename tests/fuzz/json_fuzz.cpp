#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "json/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto value = sctf::json::parse(bytes);
  if (!value) {
    if (value.error().text.empty()) std::abort();
    return 0;
  }
  const auto text = sctf::json::dump(*value);
  const auto again = sctf::json::parse(text, {.bytes = text.size()});
  if (!again || sctf::json::dump(*again) != text) std::abort();
  return 0;
}
