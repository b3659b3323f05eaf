#pragma once

#include <string>

#include "crypto/certificate.hpp"

namespace sctf::crypto {

/// A seal that nobody trusts: for demonstrations and tests.
struct Throwaway {
  std::string authority;    ///< its certificate, PEM
  std::string certificate;  ///< of the seal, then of the authority, PEM
  std::string key;          ///< of the seal, PEM, not enciphered
};

/// What kind of one is wanted.
struct ThrowawayOrder {
  std::string organization = "Ayuntamiento de ejemplo";
  std::string nif = "P3803800F";
  std::string name = "SELLO DE EJEMPLO, SIN VALOR";
  KeyKind kind = KeyKind::rsa;  ///< RSA of 2048 bits, or P-256
  Instant from, until;
  bool time_stamps = false;  ///< a time-stamp authority's certificate in place of a seal's
};

/// An authority and a certificate of it in the shape of norms/documentos 3.1 (OU "SELLO ELECTRONICO",
/// organizationIdentifier, keyUsage for signing documents). Keys are new each time.
[[nodiscard]] SCTF_API Throwaway make_throwaway(const ThrowawayOrder& order);

}  // namespace sctf::crypto
