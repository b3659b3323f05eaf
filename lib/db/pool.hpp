#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <type_traits>
#include <vector>

#include "db/transaction.hpp"

namespace sctf::db {

/// Connections that are kept and lent. A broken one is thrown away when it comes back; a new one is opened
/// with back-off while the server is away, up to the budget.
class SCTF_API Pool {
 public:
  struct Options {
    std::size_t size = 8;
    std::chrono::seconds budget{60};  ///< how long to try to reach a server that is away
    /// Called between tries while no server answers; a private cluster that died is started here.
    std::function<void()> revive = {};
    /// Asked between tries; true: give up at once (the user wants to stop).
    std::function<bool()> give_up = {};
  };
  Pool(std::string conninfo, Options options);

  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_) pool_->give_back(std::move(connection_));
    }
    Connection& operator*() const { return *connection_; }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// A connection of one's own until the lease ends; waits while all are out.
  Lease get();
  [[nodiscard]] const std::string& conninfo() const { return conninfo_; }
  /// Closes the idle connections (before the server is stopped).
  void clear();

 private:
  void give_back(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> open();

  std::string conninfo_;
  Options options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t out_ = 0;
};

template <class T>
struct IsResult : std::false_type {};
template <class T>
struct IsResult<Result<T>> : std::true_type {};

/// Whether `error` may be tried again the `attempt`-th time; waits a little if so. Serialization failures
/// three times; a lost connection as often as the pool's budget lets it reconnect, at most ten times.
SCTF_API bool retry_after(const DbError& error, int attempt);

/// Runs `work(tx)` in a transaction and commits; the one place where transactions are retried. Where `work`
/// returns a `Result` that holds a problem, nothing is committed. `work` may run several times: all it does
/// must be in `tx`. An unknown commit is thrown, unless `idempotent` says that running it again does no harm.
template <class Work>
auto in_transaction(Pool& pool, Work&& work, bool idempotent = false) {
  using Out = std::invoke_result_t<Work, Transaction&>;
  for (int attempt = 1;; ++attempt) {
    try {
      const auto lease = pool.get();
      Transaction tx(*lease);
      if constexpr (std::is_void_v<Out>) {
        work(tx);
        tx.commit();
        return;
      } else {
        Out out = work(tx);
        if constexpr (IsResult<Out>::value)
          if (!out) return out;
        tx.commit();
        return out;
      }
    } catch (const DbError& error) {
      const bool unknown = error.failure() == Failure::commit_unknown;
      if ((unknown && !idempotent) || !retry_after(error, attempt)) throw;
    }
  }
}

/// Runs `work(tx)` and takes back whatever it did: a rehearsal.
template <class Work>
auto rehearse(Pool& pool, Work&& work) {
  const auto lease = pool.get();
  Transaction tx(*lease);
  return work(tx);
}

/// Runs `work(tx)` on one snapshot, for reading only: what it asks in several statements belongs together,
/// whatever others commit meanwhile.
template <class Work>
auto in_snapshot(Pool& pool, Work&& work) {
  return in_transaction(pool, [&](Transaction& tx) {
    tx.exec(Sql{"db/snapshot", "set transaction isolation level repeatable read, read only"});
    return work(tx);
  });
}

}  // namespace sctf::db
