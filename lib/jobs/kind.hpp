#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/caller.hpp"
#include "base/cents.hpp"
#include "base/day.hpp"
#include "db/transaction.hpp"
#include "json/json.hpp"

namespace sctf::jobs {

using json::Json;

/// A run of a batch, as every one of its chunks sees it.
struct RunInfo {
  Ente ente;
  std::int64_t id = 0;
  std::string kind;
  std::string key;      ///< natural key: the same work is the same run
  Json params;          ///< frozen when it began (Kind::resumed)
  Instant clock;        ///< business clock, frozen when it began
  std::string account;  ///< of the operating system, who began it
  bool dry_run = false;
};

/// A range of keys that one transaction works through; what the keys are is the kind's own affair.
struct Range {
  std::int64_t from = 0;
  std::int64_t to = 0;
};

/// Chunks that may run side by side; a step begins when the one before it is whole.
struct Step {
  std::string name;    ///< for people: `calcular`
  bool local = false;  ///< only in the process that leads the run: it reads or writes files of this machine
  std::vector<Range> chunks;
};

struct Chunk {
  int step = 0;
  int n = 0;
  std::string name;
  Range range;
};

/// What a chunk's transaction did.
struct ChunkDone {
  std::int64_t items = 0;
  Cents sum;
  std::optional<Json> result;  ///< of the whole run: from its last chunk
};

/// What a chunk works with besides its transaction.
struct Work {
  const RunInfo& run;
  const Chunk& chunk;
  /// Tells of a refused item. Kept only as the kind decides; printed by the program in any case.
  std::function<void(Problem)> refuse;
};

/// A kind of batch: how it is cut into chunks, and what one chunk does. Stateless; used by several threads.
class SCTF_API Kind {
 public:
  Kind() = default;
  Kind(const Kind&) = delete;
  Kind& operator=(const Kind&) = delete;
  virtual ~Kind();

  /// `tributos.issue`: what `job_run.kind` holds.
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Once, in the transaction that makes the run: checks that it may be, freezes the input, allots numbers.
  [[nodiscard]] virtual Result<std::vector<Step>> plan(db::Transaction& tx, const RunInfo& run) const = 0;
  /// Once in the process that leads the run, before any of its chunks and before any thread: opens what must
  /// be open by then. A problem leaves the run as it stands, to be taken up again.
  [[nodiscard]] virtual Result<void> prepare(const RunInfo& run) const;
  /// One chunk, in a transaction that the engine commits together with the mark that the chunk is done. May
  /// be run again after a crash. A problem stops the run (and nothing of this chunk is there).
  [[nodiscard]] virtual Result<ChunkDone> work(db::Transaction& tx, const Work& work) const = 0;
  /// The parameters of a run that is taken up again: those it began with, unless a kind takes some of what is
  /// asked now. What decides the result must stay.
  [[nodiscard]] virtual Json resumed(Json began_with, const Json& asked) const;
};

}  // namespace sctf::jobs
