#pragma once

#include <string>
#include <string_view>

namespace sctf::crypto {

// DER (X.690), written by hand where OpenSSL would add what a norm forbids. Inside lib/crypto only.

constexpr unsigned char kDerInteger = 0x02, kDerOctets = 0x04, kDerNull = 0x05, kDerOid = 0x06,
                        kDerSequence = 0x30, kDerSet = 0x31;
/// `[n]`, constructed.
constexpr unsigned char der_context(unsigned n) {
  return static_cast<unsigned char>(0xA0 + n);
}

/// Tag, length, content.
[[nodiscard]] std::string der(unsigned char tag, std::string_view content);
/// An object identifier by its encoded bytes.
[[nodiscard]] std::string der_oid(std::string_view bytes);

/// `{1.2.840.113549.1.…}` and others that signatures need, encoded.
namespace oid {
using namespace std::string_view_literals;
inline constexpr auto kData = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01"sv;
inline constexpr auto kSignedData = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"sv;
inline constexpr auto kContentType = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x03"sv;
inline constexpr auto kMessageDigest = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04"sv;
inline constexpr auto kSigningCertificateV2 = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x02\x2F"sv;
inline constexpr auto kSha256 = "\x60\x86\x48\x01\x65\x03\x04\x02\x01"sv;
inline constexpr auto kRsaEncryption = "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01"sv;
inline constexpr auto kEcdsaWithSha256 = "\x2A\x86\x48\xCE\x3D\x04\x03\x02"sv;
}  // namespace oid

}  // namespace sctf::crypto
