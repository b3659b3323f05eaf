// A signed PDF that somebody sends: whatever it is, what a signature is said to cover lies in the file, and
// nothing of it but the signature is left out.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crypto/cms_check.hpp"
#include "pdf/signatures.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  const auto identifier = sctf::pdf::find_identifier(file);
  if (identifier.size() > 200) std::abort();
  const auto found = sctf::pdf::find_signatures(file);
  if (!found) return 0;
  for (const auto& signature : *found) {
    if (signature.end() > file.size() || signature.whole != (signature.end() == file.size())) std::abort();
    if (signature.covered[0].data() != file.data()) std::abort();
    (void)sctf::crypto::check_cms(signature.der, signature.covered);
  }
  return 0;
}
