#pragma once

#include <span>
#include <string>
#include <string_view>

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
  /// `seal_unavailable` where there is no answer in time.
  [[nodiscard]] virtual Result<std::string> ask(std::string_view request) = 0;
};

/// A TimeStampToken that was checked.
struct Timestamp {
  std::string token;  ///< DER
  Instant at;
  Certificate authority;
};

/// Has `imprint` stamped: a request of version 1, SHA-256, with a nonce nobody can foretell and the
/// certificate asked for; the answer is checked against it (norms/documentos 4): granted, imprint and nonce
/// equal, the token's signature, a signer whose extendedKeyUsage is timeStamping alone and critical, named by
/// the token, that leads to one of `anchors`. `not_authentic` for an answer that is not so, `bad_document`
/// for none that can be read, `seal_unavailable` where the authority refuses.
[[nodiscard]] SCTF_API Result<Timestamp> timestamp(TimestampPort& port, const Digest& imprint,
                                                   std::span<const Certificate> anchors);

}  // namespace sctf::crypto
