#pragma once

// Inside lib/crypto only: the private key of a seal. Opened by the signing child alone.

#include <vector>

#include "crypto/certificate.hpp"
#include "crypto/handles.hpp"
#include "crypto/signer.hpp"

namespace sctf::crypto {

/// A key and its certificates, the signer's first.
struct SealKey {
  KeyHandle key;
  std::vector<Certificate> chain;
};

/// Opens what `source` names. `bad_configuration` where a file is open to others than its owner or says
/// nothing we know, where key and certificate do not belong together, or the key is neither RSA of 2048 bits
/// or more nor of curve P-256; `no_input` where a file is missing; `seal_unavailable` where a token does not
/// answer.
[[nodiscard]] Result<SealKey> open_seal_key(const SealSource& source);

/// The key of a token, by its URI `pkcs11:…` (RFC 7512); `pin` may be empty.
[[nodiscard]] Result<KeyHandle> open_token_key(const std::string& uri, const std::string& pin);

}  // namespace sctf::crypto
