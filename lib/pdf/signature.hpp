#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/day.hpp"
#include "crypto/sha256.hpp"

namespace sctf::pdf {

/// The signature that a file will bear (norms/documentos 3.2 and 3.5).
struct SignatureField {
  std::string name = "sello";  ///< of the field
  std::string tooltip;         ///< what assistive technology says of it: never empty
  std::string signer;          ///< /Name
  Instant at;                  ///< /M: the claimed time, for the CMS must not say it
  std::size_t reserve = 0;     ///< bytes that the DER has at most
};

/// Where the signature goes, in bytes of the whole file.
struct SignatureHole {
  std::uint64_t range = 0;  ///< what is between the brackets of /ByteRange: kRangeWidth bytes
  std::uint64_t begin = 0;  ///< the < of /Contents
  std::uint64_t end = 0;    ///< after its >
  static constexpr std::size_t kRangeWidth = 44;
};

/// A file that waits for its signature, in its last part: `tail` is what stands from byte `before` on, up to
/// the end of the file.
class SCTF_API UnsignedFile {
 public:
  /// Fills /ByteRange. Throws `internal` where the hole does not lie in the tail.
  UnsignedFile(std::string tail, const SignatureHole& hole, std::uint64_t before = 0);

  /// SHA-256 of what is signed: all but /Contents with its brackets. `beginning`: of the bytes before the
  /// tail.
  [[nodiscard]] crypto::Digest digest(const crypto::Sha256& beginning = {}) const;
  /// The tail with the signature in its place. Throws `internal` where the DER is longer than what is kept.
  [[nodiscard]] std::string sealed(std::string_view der) &&;

 private:
  std::string tail_;
  std::size_t begin_, end_;  // of /Contents, in the tail
};

}  // namespace sctf::pdf
