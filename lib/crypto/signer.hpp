#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "crypto/certificate.hpp"

namespace sctf::crypto {

/// Where a seal's key and certificates are. Passwords and PINs only by the file that holds them.
struct SealSource {
  std::string key;                    ///< a PEM file, a PKCS#12 file (.p12, .pfx), or `pkcs11:…` (RFC 7512)
  std::filesystem::path certificate;  ///< PEM, the seal's own first, then its issuers; PKCS#12 has its own
  std::filesystem::path password_file = {};  ///< mode 0600; its first line is the password or the PIN
};

/// Signs digests in children that alone open the key (norms/seguridad, op.exp.10): this process never holds
/// it. Each slot is a child with a socket; a token with several sessions wants several. Safe from several
/// threads. Start it before threads that use OpenSSL begin: it forks.
class SCTF_API Signer {
 public:
  /// @param slots  1 to 64
  /// @return       `bad_configuration`, `no_input`, `seal_unavailable` as the child found
  [[nodiscard]] static Result<std::unique_ptr<Signer>> start(const SealSource& source, int slots = 1);
  ~Signer();

  /// The seal's certificate, then its issuers as the source has them.
  [[nodiscard]] const std::vector<Certificate>& chain() const noexcept;
  [[nodiscard]] const Certificate& certificate() const noexcept { return chain().front(); }

  /// A signature for each digest (SHA-256), in their order: RSA with PKCS#1 v1.5 padding, or ECDSA in DER.
  /// Send many at once: a round trip costs about 20 µs. `seal_unavailable` where the child or the token is
  /// gone; then none of them counts.
  [[nodiscard]] Result<std::vector<std::string>> sign(std::span<const Digest> digests);

 private:
  class Slot;
  struct Inside;
  explicit Signer(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace sctf::crypto
