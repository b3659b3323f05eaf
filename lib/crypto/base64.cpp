#include "crypto/base64.hpp"

#include <openssl/evp.h>

namespace sctf::crypto {

std::string base64(std::string_view bytes) {
  constexpr std::size_t kStep = std::size_t{3} << 20;  // a multiple of three: parts join without padding
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  std::string part;
  while (!bytes.empty()) {
    const auto now = bytes.substr(0, kStep);
    part.resize((now.size() + 2) / 3 * 4 + 1);  // OpenSSL ends it with a NUL
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(part.data()),
                    reinterpret_cast<const unsigned char*>(now.data()), static_cast<int>(now.size()));
    out.append(part, 0, part.size() - 1);
    bytes.remove_prefix(now.size());
  }
  return out;
}

}  // namespace sctf::crypto
