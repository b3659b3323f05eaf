#include "crypto/handles.hpp"

#include <array>
#include <climits>
#include <openssl/err.h>

namespace sctf::crypto {

std::string openssl_reason() {
  const auto code = ERR_peek_last_error();
  ERR_clear_error();
  if (code == 0) return "no reason given";
  if (const char* reason = ERR_reason_error_string(code)) return reason;
  std::array<char, 256> text{};
  ERR_error_string_n(code, text.data(), text.size());
  return text.data();
}

void throw_openssl(const char* what) {
  throw Error(Code::internal, "OpenSSL: {}: {}", what, openssl_reason());
}

BioHandle read_from(std::string_view bytes) {
  if (bytes.size() > INT_MAX) throw Error(Code::out_of_range, "{} bytes in one piece", bytes.size());
  BioHandle out(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  if (!out) throw Error(Code::internal, "OpenSSL: BIO_new_mem_buf failed");
  return out;
}

std::string written_to(BIO* bio) {
  char* data = nullptr;
  const auto length = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(std::max(length, 0L))};
}

}  // namespace sctf::crypto
