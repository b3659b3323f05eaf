#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/day.hpp"

namespace sctf::demo {

/// A seal that nobody trusts, made in a data directory.
struct SelloDemo {
  /// `DIR/demo-seal`: `ca.pem`, `ca.key`, `ca.crl` (revokes nobody, as of the clock), `seal.pem`, `seal.key`.
  std::filesystem::path folder;
  std::filesystem::path configuration;  ///< `DIR/conf.d/90-demo-seal.yaml`
  std::vector<std::string> kinds;       ///< each with an example resolution
  Instant until;                        ///< when its certificate ends
};

/// Makes a throw-away authority, an RSA-2048 seal of it, and the configuration that uses them, with an
/// example body, sede and resolution for each kind of templates/certificados, all marked as examples. Files
/// of the same names are replaced. `dry_run` writes nothing.
///
/// @param crl_url  where the seal's certificate says that ca.crl is served; empty: it names no such place
[[nodiscard]] SCTF_API SelloDemo make_seal(const std::filesystem::path& directory, Instant clock,
                                           const std::string& crl_url, bool dry_run);

}  // namespace sctf::demo
