#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/day.hpp"

namespace sctf::demo {

/// A seal that nobody trusts, made in a data directory.
struct SelloDemo {
  std::filesystem::path folder;         ///< `DIR/demo-seal`: `ca.pem`, `seal.pem`, `seal.key`
  std::filesystem::path configuration;  ///< `DIR/conf.d/90-demo-seal.yaml`
  std::vector<std::string> kinds;       ///< each with an example resolution
  Instant until;                        ///< when its certificate ends
};

/// Makes a throw-away authority, an RSA-2048 seal of it, and the configuration that uses them, with an
/// example body, sede and resolution for each kind of templates/certificados, all marked as examples. Files
/// of the same names are replaced. `dry_run` writes nothing.
[[nodiscard]] SCTF_API SelloDemo make_seal(const std::filesystem::path& directory, Instant clock,
                                           bool dry_run);

}  // namespace sctf::demo
