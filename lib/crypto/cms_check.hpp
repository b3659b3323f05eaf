#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.hpp"

namespace sctf::crypto {

/// What a check of a detached signature found.
struct CmsVerdict {
  Certificate signer;               ///< of the signature's own certificates, the one that signed
  std::vector<Certificate> others;  ///< further certificates that it carries
  bool intact = false;              ///< digest and signature hold for exactly these bytes
  std::string reason;               ///< why not, in OpenSSL's words
  std::vector<std::string>
      breaches;  ///< of PAdES baseline B-B (norms/documentos 3.3); empty where it keeps it
};

/// Checks a CMS SignedData over the bytes of `covered`, one after another. Bytes from outside.
///
/// @param der  zeros behind it are the padding of a PDF's /Contents; anything else is `bad_document`
/// @return     `bad_document` for what is no CMS of exactly one signer with its certificate
[[nodiscard]] SCTF_API Result<CmsVerdict> check_cms(std::string_view der,
                                                    std::span<const std::string_view> covered);

/// Whether the signer's certificate leads to one of `anchors` and all of the way was valid at that time
/// (RFC 5280, 6). Revocation is not asked. `not_authentic` says why not.
[[nodiscard]] SCTF_API Result<void> check_chain(const Certificate& signer,
                                                std::span<const Certificate> others,
                                                std::span<const Certificate> anchors, Instant at);

}  // namespace sctf::crypto
