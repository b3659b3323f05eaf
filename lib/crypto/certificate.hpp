#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "crypto/sha256.hpp"

struct x509_st;

namespace sctf::crypto {

/// What a key is of, as far as we sign with it.
enum class KeyKind : std::uint8_t { rsa, p256, other };

/// A certificate of X.509 (RFC 5280) and what is asked of it. Immutable; a copy costs a pointer.
class SCTF_API Certificate {
 public:
  /// `bad_document` for what is no certificate, or is one with more bytes behind it.
  [[nodiscard]] static Result<Certificate> parse(std::string_view der);
  /// All certificates of a PEM text in its order, other blocks left out. `missing_value` where there is none.
  [[nodiscard]] static Result<std::vector<Certificate>> parse_pem(std::string_view pem);

  [[nodiscard]] const std::string& der() const noexcept;
  [[nodiscard]] std::string pem() const;
  /// SHA-256 of the DER.
  [[nodiscard]] const Digest& fingerprint() const noexcept;

  /// `CN=Sello de ejemplo,O=…` (RFC 2253, UTF-8).
  [[nodiscard]] std::string subject() const;
  [[nodiscard]] std::string issuer() const;
  /// The name people know the holder by: CN, else O.
  [[nodiscard]] std::string name() const;
  [[nodiscard]] std::string organization() const;
  [[nodiscard]] std::string issuer_name() const;
  /// NIF of the holder: of organizationIdentifier `VATES-…`, else of serialNumber (norms/documentos 3.1);
  /// empty where it says none.
  [[nodiscard]] std::string nif() const;
  /// Upper-case hexadecimal digits.
  [[nodiscard]] std::string serial() const;
  [[nodiscard]] Instant not_before() const;
  [[nodiscard]] Instant not_after() const;

  [[nodiscard]] KeyKind key_kind() const;
  [[nodiscard]] int key_bits() const;
  /// Whether keyUsage, where it is there, lets the key sign documents.
  [[nodiscard]] bool may_sign() const;
  [[nodiscard]] bool self_signed() const;
  /// Whether that one's name and key issued this one.
  [[nodiscard]] bool issued_by(const Certificate& issuer) const;
  /// Where its authority says that lists of revoked certificates are: addresses of http and https.
  [[nodiscard]] std::vector<std::string> crl_urls() const;

  /// The handle of OpenSSL; inside lib/crypto only.
  [[nodiscard]] x509_st* handle() const noexcept;

 private:
  struct Inside;
  explicit Certificate(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
  std::shared_ptr<const Inside> inside_;
};

}  // namespace sctf::crypto
