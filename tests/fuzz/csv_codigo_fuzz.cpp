// A código seguro de verificación as somebody types it: what is read is read the same again, in any case and
// grouping.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "documentos/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sctf::documentos::Csv;
  const auto csv = Csv::parse({reinterpret_cast<const char*>(data), size});
  if (!csv) {
    if (csv.error().text.empty() || csv.error().code != sctf::Code::invalid_value) std::abort();
    return 0;
  }
  if (csv->str().size() != Csv::kSymbols || !(*Csv::parse(csv->str()) == *csv) ||
      !(*Csv::parse(csv->grupos()) == *csv))
    std::abort();
  return 0;
}
