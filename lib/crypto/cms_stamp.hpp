#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "crypto/sha256.hpp"

namespace sctf::crypto {

// The time stamp of a signature (PAdES B-T): unsigned attribute signature-time-stamp of the only SignerInfo
// of a CMS SignedData. Zeros behind a DER are the padding of a PDF's /Contents. `bad_document` for what is no
// CMS of one signer.

/// SHA-256 of the signature's value: what a time stamp of it is of.
[[nodiscard]] SCTF_API Result<Digest> stamped_imprint(std::string_view der);
/// The same signature with the token beside it; every other byte that is signed stays. In place of the one
/// that it had, where it had one.
[[nodiscard]] SCTF_API Result<std::string> with_timestamp(std::string_view der, std::string_view token);
/// The token that a signature bears; none where it bears none.
[[nodiscard]] SCTF_API Result<std::optional<std::string>> timestamp_of(std::string_view der);
/// What a token of that many bytes adds to a signature, at most.
[[nodiscard]] constexpr std::size_t stamped_growth(std::size_t token) {
  return token + 64;
}

}  // namespace sctf::crypto
