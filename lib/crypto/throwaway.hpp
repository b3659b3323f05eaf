#pragma once

#include <optional>
#include <string>

#include "crypto/certificate.hpp"

namespace sctf::crypto {

/// A seal that nobody trusts: for demonstrations and tests.
struct Throwaway {
  std::string authority;      ///< its certificate, PEM
  std::string authority_key;  ///< PEM, not enciphered
  std::string certificate;    ///< of the seal, then of the authority, PEM
  std::string key;            ///< of the seal, PEM, not enciphered
};

/// What kind of one is wanted.
struct ThrowawayOrder {
  std::string organization = "Ayuntamiento de ejemplo";
  std::string nif = "P3803800F";
  std::string name = "SELLO DE EJEMPLO, SIN VALOR";
  KeyKind kind = KeyKind::rsa;  ///< RSA of 2048 bits, or P-256
  Instant from, until;
  bool time_stamps = false;  ///< a time-stamp authority's certificate in place of a seal's
  std::string crl_url =
      {};  ///< where the authority says that its list of revoked certificates is; empty: nowhere
};

/// An authority and a certificate of it in the shape of norms/documentos 3.1 (OU "SELLO ELECTRONICO",
/// organizationIdentifier, keyUsage for signing documents). Keys are new each time.
[[nodiscard]] SCTF_API Throwaway make_throwaway(const ThrowawayOrder& order);

/// The authority's list of revoked certificates, DER: of that time, and with the seal's certificate in it
/// where that was revoked.
[[nodiscard]] SCTF_API std::string make_throwaway_crl(const Throwaway& made, Instant at, Instant next,
                                                      std::optional<Instant> revoked = {});

}  // namespace sctf::crypto
