#include "proc/signals.hpp"

#include <atomic>

namespace sctf::proc {
namespace {

// A handler can reach nothing but statics; lock-free atomics are safe in it.
std::atomic<int> signal_stop{0};
std::atomic<bool> signal_status{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

extern "C" void sctf_on_stop_signal(int number) {
  int none = 0;
  signal_stop.compare_exchange_strong(none, number);
  // The second one, of either kind, ends the process at once.
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  ::sigaction(SIGINT, &plain, nullptr);
  ::sigaction(SIGTERM, &plain, nullptr);
}

extern "C" void sctf_on_status_signal(int) {
  signal_status.store(true);
}

}  // namespace

Signals::Signals() {
  signal_stop = 0;
  signal_status = false;
  struct sigaction action {};
  ::sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  action.sa_handler = sctf_on_stop_signal;
  ::sigaction(SIGINT, &action, &before_int_);
  ::sigaction(SIGTERM, &action, &before_term_);
  action.sa_handler = sctf_on_status_signal;
  ::sigaction(SIGUSR1, &action, &before_usr1_);
}

Signals::~Signals() {
  ::sigaction(SIGINT, &before_int_, nullptr);
  ::sigaction(SIGTERM, &before_term_, nullptr);
  ::sigaction(SIGUSR1, &before_usr1_, nullptr);
}

int Signals::stop_requested() const noexcept {
  return signal_stop;
}

bool Signals::take_status_request() noexcept {
  return signal_status.exchange(false);
}

}  // namespace sctf::proc
