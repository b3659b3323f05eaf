#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf::proc {

/// One process, told apart from every other that ever had its number: what a lease remembers of its owner.
struct SCTF_API ProcessIdentity {
  std::string host;           ///< gethostname(2)
  std::string boot_id;        ///< /proc/sys/kernel/random/boot_id: new at every boot
  std::string pid_namespace;  ///< number of /proc/self/ns/pid: containers count their own pids
  long pid = 0;
  unsigned long long start_ticks = 0;  ///< field 22 of /proc/PID/stat: clock ticks from boot to start

  /// One word, `HOST/BOOT/NS/PID/START`.
  [[nodiscard]] std::string str() const;
  /// Reads what str() wrote. `invalid_value` otherwise.
  [[nodiscard]] static Result<ProcessIdentity> parse(std::string_view text);

  friend bool operator==(const ProcessIdentity&, const ProcessIdentity&) = default;
};

/// Who we are, read afresh at each call (a fork is another process). Throws `io_error` where /proc is not
/// mounted.
[[nodiscard]] SCTF_API ProcessIdentity this_process();

enum class Liveness {
  alive,
  dead,       ///< of this host, boot and pid namespace, and gone: its work may be taken over at once
  elsewhere,  ///< nothing can be known from here
};

/// Dead when /proc/PID is gone, is another process (its start differs) or has ended without being waited for.
[[nodiscard]] SCTF_API Liveness liveness(const ProcessIdentity& process);

}  // namespace sctf::proc
