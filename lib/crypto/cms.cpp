#include "crypto/cms.hpp"

#include <algorithm>
#include <array>

#include "crypto/der.hpp"
#include "crypto/handles.hpp"

namespace sctf::crypto {
namespace {

constexpr std::string_view kVersion1("\x02\x01\x01", 3);
constexpr std::size_t kMaxEcdsa = 72;  // SEQUENCE of two integers of 33 bytes

std::string_view view(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string sha256_algorithm() {
  return der(kDerSequence, der_oid(oid::kSha256));  // without parameters (RFC 5754, 2)
}

std::string issuer_name(const Certificate& certificate) {
  return der_of(X509_get_issuer_name(certificate.handle()), i2d_X509_NAME);
}

std::string serial_number(const Certificate& certificate) {
  return der_of(X509_get0_serialNumber(certificate.handle()), i2d_ASN1_INTEGER);
}

std::string attribute(std::string_view type, std::string_view value) {
  return der(kDerSequence, der_oid(type) + der(kDerSet, value));
}

/// ESSCertIDv2 of the signer; the hash algorithm is the default, SHA-256 (RFC 5035).
std::string signing_certificate(const Certificate& signer) {
  const auto general_names = der(kDerSequence, der(der_context(4), issuer_name(signer)));
  const auto id = der(kDerSequence, der(kDerOctets, view(signer.fingerprint())) +
                                        der(kDerSequence, general_names + serial_number(signer)));
  return der(kDerSequence, der(kDerSequence, id));
}

}  // namespace

CmsTemplate::CmsTemplate(const std::vector<Certificate>& chain) {
  if (chain.empty()) throw Error(Code::internal, "a seal without a certificate");
  const auto& own = chain.front();

  const auto digest = attribute(oid::kMessageDigest, der(kDerOctets, view(Digest{})));
  std::array<std::string, 3> list = {attribute(oid::kContentType, der_oid(oid::kData)), digest,
                                     attribute(oid::kSigningCertificateV2, signing_certificate(own))};
  std::sort(list.begin(), list.end());  // a SET OF of DER goes by its bytes
  for (const auto& one : list) {
    attributes_ += one;
    if (one == digest) digest_at_ = attributes_.size() - sizeof(Digest);
  }

  std::string certificates;
  for (const auto& certificate : chain)
    if (&certificate == &own || !certificate.self_signed()) certificates += certificate.der();
  before_ = std::string(kVersion1) + der(kDerSet, sha256_algorithm()) +
            der(kDerSequence, der_oid(oid::kData)) + der(der_context(0), certificates);
  signer_ =
      std::string(kVersion1) + der(kDerSequence, issuer_name(own) + serial_number(own)) + sha256_algorithm();
  const bool rsa = own.key_kind() == KeyKind::rsa;
  algorithm_ = der(kDerSequence,
                   rsa ? der_oid(oid::kRsaEncryption) + der(kDerNull, {}) : der_oid(oid::kEcdsaWithSha256));
  const auto longest = rsa ? static_cast<std::size_t>(own.key_bits() + 7) / 8 : kMaxEcdsa;
  max_size_ = assemble({}, std::string(longest, '\0')).size();
}

std::string CmsTemplate::attributes(const Digest& document) const {
  auto out = attributes_;
  std::copy(document.begin(), document.end(), out.begin() + static_cast<std::ptrdiff_t>(digest_at_));
  return out;
}

Digest CmsTemplate::to_be_signed(const Digest& document) const {
  return sha256(der(kDerSet, attributes(document)));
}

std::string CmsTemplate::assemble(const Digest& document, std::string_view signature) const {
  // Signed as a SET, it stands here as [0] IMPLICIT.
  const auto signer = der(kDerSequence, signer_ + der(der_context(0), attributes(document)) + algorithm_ +
                                            der(kDerOctets, signature));
  const auto signed_data = der(kDerSequence, before_ + der(kDerSet, signer));
  return der(kDerSequence, der_oid(oid::kSignedData) + der(der_context(0), signed_data));
}

}  // namespace sctf::crypto
