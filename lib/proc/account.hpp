#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>

#include "base/api.hpp"

namespace sctf::proc {

/// An account of the operating system.
struct Account {
  uid_t uid = 0;
  gid_t gid = 0;
  std::string name;
  std::filesystem::path home;
};

/// Empty where there is none. Throws `io_error` where the account data base itself fails.
[[nodiscard]] SCTF_API std::optional<Account> account_by_uid(uid_t uid);
[[nodiscard]] SCTF_API std::optional<Account> account_by_name(const std::string& name);

/// Name of the real user of this process (two-person rule, audit); its number where it has no name.
[[nodiscard]] SCTF_API std::string account();

}  // namespace sctf::proc
