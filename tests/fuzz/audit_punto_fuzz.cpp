// A checkpoint of the trail as somebody hands it over: what is read is exactly what would be written.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "audit/puntos.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto point = sctf::audit::leer_punto(bytes, {});
  if (!point) {
    if (point.error().text.empty()) std::abort();
    return 0;
  }
  if (sctf::audit::texto(*point, {}) != bytes || point->links <= 0) std::abort();
  return 0;
}
