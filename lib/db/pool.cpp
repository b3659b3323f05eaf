#include "db/pool.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace sctf::db {
namespace {

// 50 ms to 2 s, with jitter so that workers do not come back all at once (norms/alta-disponibilidad 2).
std::chrono::milliseconds backoff(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int longest = std::min(2000, 50 << std::min(attempt, 6));
  return std::chrono::milliseconds{longest / 2 +
                                   static_cast<int>(random() % static_cast<unsigned>(longest / 2 + 1))};
}

}  // namespace

Pool::Pool(std::string conninfo, Options options)
    : conninfo_(std::move(conninfo)), options_(std::move(options)) {}

Pool::Lease Pool::get() {
  {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return out_ < options_.size; });
    ++out_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(connection)};
    }
  }
  try {
    return {*this, open()};
  } catch (...) {
    const std::lock_guard lock(mutex_);
    --out_;
    freed_.notify_one();
    throw;
  }
}

std::unique_ptr<Connection> Pool::open() {
  const auto until = std::chrono::steady_clock::now() + options_.budget;
  for (int attempt = 1;; ++attempt) {
    try {
      return std::make_unique<Connection>(conninfo_);
    } catch (const DbError& error) {
      const bool stop = options_.give_up && options_.give_up();
      if (error.failure() != Failure::lost) throw;
      // The budget is for the whole wait: whoever would try the transaction again must not begin it anew.
      if (stop || std::chrono::steady_clock::now() >= until)
        throw DbError(Failure::refused, error.problem(), error.sqlstate());
    }
    if (options_.revive) options_.revive();
    std::this_thread::sleep_for(backoff(attempt));
  }
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  --out_;
  if (connection->alive()) idle_.push_back(std::move(connection));
  freed_.notify_one();
}

void Pool::clear() {
  const std::lock_guard lock(mutex_);
  idle_.clear();
}

bool retry_after(const DbError& error, int attempt) {
  const int most = error.failure() == Failure::retry ? 3 : (error.failure() == Failure::refused ? 0 : 10);
  if (attempt > most) return false;
  std::this_thread::sleep_for(backoff(attempt));
  return true;
}

}  // namespace sctf::db
