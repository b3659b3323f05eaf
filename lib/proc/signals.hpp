#pragma once

#include <signal.h>

#include "base/api.hpp"

namespace sctf::proc {

/// Turns SIGINT, SIGTERM and SIGUSR1 into questions that a loop asks between two chunks of work. One at a
/// time in a process; what was installed before comes back when it goes.
///
/// The first SIGINT or SIGTERM is remembered, the second one ends the process at once.
class SCTF_API Signals {
 public:
  Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  ~Signals();

  /// 0, SIGINT or SIGTERM: the first that came.
  [[nodiscard]] int stop_requested() const noexcept;
  /// Whether SIGUSR1 came since the last call.
  [[nodiscard]] bool take_status_request() noexcept;

 private:
  struct sigaction before_int_ {};
  struct sigaction before_term_ {};
  struct sigaction before_usr1_ {};
};

}  // namespace sctf::proc
