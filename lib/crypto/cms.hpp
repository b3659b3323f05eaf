#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.hpp"

namespace sctf::crypto {

/// CMS SignedData of a PAdES baseline signature, level B-B (EN 319 142-1, 6.3), for one seal: all of it but
/// the digest of the document and the signature is made once. Detached; one SignerInfo; signed attributes
/// content-type, message-digest, signing-certificate-v2 and no other: the time of signing stands in the PDF
/// (/M), never here. Immutable.
class SCTF_API CmsTemplate {
 public:
  /// @param chain  the seal's certificate, then its issuers; a root is left out
  explicit CmsTemplate(const std::vector<Certificate>& chain);

  /// What is to be signed for a document of that digest: SHA-256 of the signed attributes.
  [[nodiscard]] Digest to_be_signed(const Digest& document) const;
  /// The DER.
  [[nodiscard]] std::string assemble(const Digest& document, std::string_view signature) const;
  /// Bytes that no DER of this seal goes beyond.
  [[nodiscard]] std::size_t max_size() const noexcept { return max_size_; }

 private:
  [[nodiscard]] std::string attributes(const Digest& document) const;

  std::string attributes_;     ///< contents of the SET, digest zero
  std::size_t digest_at_ = 0;  ///< where the digest goes in them
  std::string before_;         ///< of SignedData: version to certificates
  std::string signer_;         ///< of SignerInfo: version to digest algorithm
  std::string algorithm_;      ///< of the signature
  std::size_t max_size_ = 0;
};

}  // namespace sctf::crypto
