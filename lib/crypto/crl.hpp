#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.hpp"

namespace sctf::crypto {

/// A list of revoked certificates (RFC 5280, 5). Immutable; a copy costs a pointer.
class SCTF_API Crl {
 public:
  /// DER or PEM, bytes from outside. `bad_document` for what is no list, a delta, an indirect one, or one of
  /// some reasons only: none of these proves that a certificate was not revoked.
  [[nodiscard]] static Result<Crl> parse(std::string_view bytes);
  /// All lists of a PEM text in its order.
  [[nodiscard]] static Result<std::vector<Crl>> parse_pem(std::string_view pem);

  [[nodiscard]] const std::string& der() const noexcept;
  [[nodiscard]] std::string pem() const;
  /// What it holds was so at that time.
  [[nodiscard]] Instant this_update() const;
  /// By when the next one is out; none where it does not say.
  [[nodiscard]] std::optional<Instant> next_update() const;
  /// Whether it bears the issuer's name and signature, and speaks of certificates like this one.
  [[nodiscard]] bool covers(const Certificate& certificate, const Certificate& issuer) const;
  /// Since when the certificate is revoked; none where it is not in the list.
  [[nodiscard]] std::optional<Instant> revoked(const Certificate& certificate) const;

 private:
  struct Inside;
  explicit Crl(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
  std::shared_ptr<const Inside> inside_;
};

/// Up to when lists prove the certificates of a path good.
struct Standing {
  Instant until;         ///< what was signed before it, was signed with good certificates
  bool revoked = false;  ///< because one was revoked then; else because a list is of that day
};

/// The way from a certificate to a self-signed one among `pool`, itself first. `not_authentic` where there is
/// none.
[[nodiscard]] SCTF_API Result<std::vector<Certificate>> path_of(const Certificate& leaf,
                                                                std::span<const Certificate> pool);
/// What the lists say of all of a path but its root. `revocation_unavailable` where none speaks of one of
/// them.
[[nodiscard]] SCTF_API Result<Standing> standing_of(std::span<const Certificate> path,
                                                    std::span<const Crl> lists);

}  // namespace sctf::crypto
