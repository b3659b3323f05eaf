#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/api.hpp"

struct evp_md_ctx_st;

namespace sctf::crypto {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 of bytes that come in pieces.
class SCTF_API Sha256 {
 public:
  Sha256();
  /// A copy goes on from what was taken in so far: many texts of one beginning digest it once.
  Sha256(const Sha256& other);
  Sha256& operator=(const Sha256& other);
  Sha256(Sha256&&) noexcept = default;
  Sha256& operator=(Sha256&&) noexcept = default;
  ~Sha256() = default;
  void update(std::string_view bytes);
  /// Of all bytes so far; more may follow.
  [[nodiscard]] Digest digest() const;
  /// digest() as 64 lower-case hexadecimal digits.
  [[nodiscard]] std::string hex() const;

 private:
  struct SCTF_API Free {
    void operator()(evp_md_ctx_st* context) const noexcept;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

[[nodiscard]] SCTF_API Digest sha256(std::string_view bytes);
[[nodiscard]] SCTF_API std::string sha256_hex(std::string_view bytes);
[[nodiscard]] SCTF_API Digest hmac_sha256(std::string_view key, std::string_view bytes);
/// Lower-case hexadecimal digits.
[[nodiscard]] SCTF_API std::string hex(std::span<const std::uint8_t> bytes);
[[nodiscard]] SCTF_API std::string hex(std::string_view bytes);
/// The bytes of such digits; what is none counts as any digit.
[[nodiscard]] SCTF_API std::string from_hex(std::string_view digits);

/// `count` bytes nobody can foretell. Throws `internal` where the system has none.
[[nodiscard]] SCTF_API std::string random_bytes(std::size_t count);
/// Takes the same time wherever the two differ; only their lengths may be guessed from it.
[[nodiscard]] SCTF_API bool equal_constant_time(std::string_view a, std::string_view b) noexcept;

}  // namespace sctf::crypto
