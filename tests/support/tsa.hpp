#pragma once

#include "crypto/timestamp.hpp"
#include "support/sello.hpp"

namespace sctf::test {

/// A time-stamp authority in this process, with a certificate that nobody trusts (norms/documentos 4).
class TestAuthority final : public crypto::TimestampPort {
 public:
  /// What it does wrong.
  enum class Fault { none, refuses, other_nonce, other_imprint, cut_off, nothing };

  /// @param crl_url  where its certificate says that the list of revoked ones is; empty: nowhere
  explicit TestAuthority(const std::string& crl_url = {});
  ~TestAuthority() override;
  Result<std::string> ask(std::string_view request) override;

  [[nodiscard]] const crypto::Throwaway& made() const;
  Fault fault = Fault::none;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sctf::test
