#include "proc/account.hpp"

#include <cerrno>
#include <pwd.h>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "base/result.hpp"

namespace sctf::proc {
namespace {

// getpwuid_r and getpwnam_r tell by ERANGE that the line did not fit.
template <class Lookup>
std::optional<Account> look_up_account(Lookup lookup) {
  std::vector<char> buffer(4096);
  while (true) {
    struct passwd entry {};
    struct passwd* found = nullptr;
    const int failed = lookup(&entry, buffer.data(), buffer.size(), &found);
    if (failed == ERANGE && buffer.size() < (std::size_t{1} << 20)) {
      buffer.resize(buffer.size() * 2);
      continue;
    }
    if (found != nullptr)
      return Account{.uid = found->pw_uid,
                     .gid = found->pw_gid,
                     .name = found->pw_name,
                     .home = found->pw_dir == nullptr ? "" : found->pw_dir};
    // "Not there" has several spellings, see getpwnam(3).
    if (failed == 0 || failed == ENOENT || failed == ESRCH || failed == EBADF || failed == EPERM)
      return std::nullopt;
    if (failed == EINTR) continue;
    throw Error(Code::io_error, "cannot read the accounts of this system: {}",
                std::generic_category().message(failed));
  }
}

}  // namespace

std::optional<Account> account_by_uid(uid_t uid) {
  return look_up_account([uid](struct passwd* entry, char* buffer, std::size_t size, struct passwd** found) {
    return ::getpwuid_r(uid, entry, buffer, size, found);
  });
}

std::optional<Account> account_by_name(const std::string& name) {
  return look_up_account([&](struct passwd* entry, char* buffer, std::size_t size, struct passwd** found) {
    return ::getpwnam_r(name.c_str(), entry, buffer, size, found);
  });
}

std::string account() {
  const auto found = account_by_uid(::getuid());
  return found ? found->name : std::to_string(::getuid());
}

}  // namespace sctf::proc
