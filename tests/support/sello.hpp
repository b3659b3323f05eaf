#pragma once

#include <filesystem>
#include <string>

#include "crypto/signer.hpp"
#include "crypto/throwaway.hpp"

namespace sctf::test {

/// A day on which the seals of the tests are valid.
inline constexpr Instant kSealDay{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24)};

/// A throw-away seal in files of its own, gone with this object.
class SealFolder {
 public:
  struct Order {
    crypto::KeyKind kind = crypto::KeyKind::rsa;
    bool time_stamps = false;
  };
  explicit SealFolder(Order order);
  SealFolder(const SealFolder&) = delete;
  SealFolder& operator=(const SealFolder&) = delete;
  ~SealFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const crypto::Throwaway& made() const { return made_; }
  [[nodiscard]] Instant until() const;
  /// `seal.key` and `seal.pem` of the folder.
  [[nodiscard]] crypto::SealSource source() const;
  void write(const std::string& name, const std::string& text, int mode) const;

 private:
  std::filesystem::path path_;
  crypto::Throwaway made_;
};

/// Ends this process's own children that call themselves so.
void kill_children_named(const std::string& name);

}  // namespace sctf::test
