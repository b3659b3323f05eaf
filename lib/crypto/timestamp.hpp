#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.hpp"

namespace sctf::crypto {

/// Who carries a request to a time-stamp authority and its answer back (RFC 3161, 3.4: `application/
/// timestamp-query` and `-reply`). A port: cmd, daemon or a plugin passes the network in.
class SCTF_API TimestampPort {
 public:
  TimestampPort() = default;
  TimestampPort(const TimestampPort&) = delete;
  TimestampPort& operator=(const TimestampPort&) = delete;
  virtual ~TimestampPort();
  /// The answer as it came, or why there is none. Asked from several threads at once.
  [[nodiscard]] virtual Result<std::string> ask(std::string_view request) = 0;
};

/// A TimeStampToken that was checked.
struct Timestamp {
  std::string token;                 ///< DER
  Instant at;                        ///< as the authority says
  Certificate authority;             ///< that signed it
  std::vector<Certificate> carried;  ///< certificates that the token brings along, the authority's first
};

/// Has `imprint` stamped: a request of version 1, SHA-256, with a nonce nobody can foretell and the
/// certificate asked for; the answer is checked against it (norms/documentos 4): granted, imprint and nonce
/// equal, the token's signature, a signer whose extendedKeyUsage is timeStamping alone and critical, named by
/// the token, that leads to one of `anchors`.
///
/// @param policy  OID that is asked for and must be answered; empty: any
/// @return  what the port says; `not_authentic` for an answer that is not so, `bad_document` for none that
/// can
///          be read, `timestamp_unavailable` where the authority refuses
[[nodiscard]] SCTF_API Result<Timestamp> timestamp(TimestampPort& port, const Digest& imprint,
                                                   std::span<const Certificate> anchors,
                                                   const std::string& policy = {});

/// Checks a token that is kept: that it is of `imprint`, and all that timestamp() asks of its signer, as of
/// the token's own time. `not_authentic`, `bad_document`. Revocation is not asked.
[[nodiscard]] SCTF_API Result<Timestamp> check_timestamp(std::string_view token, const Digest& imprint,
                                                         std::span<const Certificate> anchors);

}  // namespace sctf::crypto
