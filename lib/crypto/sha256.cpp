#include "crypto/sha256.hpp"

#include <algorithm>
#include <climits>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "base/result.hpp"

namespace sctf::crypto {
namespace {

[[noreturn]] void throw_digest_failed(const char* what) {
  throw Error(Code::internal, "OpenSSL: {} failed", what);
}

// Asking the library for an algorithm by name is slow in OpenSSL 3: once.
const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (algorithm == nullptr) throw_digest_failed("SHA256");
  return algorithm;
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const noexcept {
  EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (!context_ || EVP_DigestInit_ex2(context_.get(), sha256_algorithm(), nullptr) != 1)
    throw_digest_failed("EVP_DigestInit_ex2");
}

Sha256::Sha256(const Sha256& other) : context_(EVP_MD_CTX_new()) {
  *this = other;
}

Sha256& Sha256::operator=(const Sha256& other) {
  if (!context_ || EVP_MD_CTX_copy_ex(context_.get(), other.context_.get()) != 1)
    throw_digest_failed("EVP_MD_CTX_copy_ex");
  return *this;
}

void Sha256::update(std::string_view bytes) {
  if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1)
    throw_digest_failed("EVP_DigestUpdate");
}

Digest Sha256::digest() const {
  // Ending a context ends it for good: end a copy.
  const std::unique_ptr<evp_md_ctx_st, Free> copy(EVP_MD_CTX_new());
  Digest out{};
  unsigned length = 0;
  if (!copy || EVP_MD_CTX_copy_ex(copy.get(), context_.get()) != 1 ||
      EVP_DigestFinal_ex(copy.get(), out.data(), &length) != 1 || length != out.size())
    throw_digest_failed("EVP_DigestFinal_ex");
  return out;
}

std::string Sha256::hex() const {
  return crypto::hex(digest());
}

Digest sha256(std::string_view bytes) {
  Digest out{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, sha256_algorithm(), nullptr) != 1)
    throw_digest_failed("EVP_Digest");
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  return hex(sha256(bytes));
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  if (key.size() > INT_MAX) throw Error(Code::internal, "a key of {} bytes", key.size());
  Digest out{};
  unsigned length = 0;
  // A null key means "the one before" to OpenSSL.
  const char* const key_data = key.empty() ? "" : key.data();
  if (HMAC(sha256_algorithm(), key_data, static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.data(),
           &length) == nullptr)
    throw_digest_failed("HMAC");
  return out;
}

std::string hex(std::span<const std::uint8_t> bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  auto* at = reinterpret_cast<unsigned char*>(out.data());
  for (std::size_t done = 0; done < count;) {
    const auto step = static_cast<int>(std::min<std::size_t>(count - done, INT_MAX));
    if (RAND_bytes(at + done, step) != 1) throw_digest_failed("RAND_bytes");
    done += static_cast<std::size_t>(step);
  }
  return out;
}

bool equal_constant_time(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hex(std::string_view bytes) {
  return hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

std::string from_hex(std::string_view digits) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  std::string out;
  out.reserve(digits.size() / 2);
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out += static_cast<char>(value(digits[i]) << 4 | value(digits[i + 1]));
  return out;
}

}  // namespace sctf::crypto
