#pragma once

#include "audit/audit.hpp"
#include "db/pool.hpp"

namespace sctf::audit {

/// Writes the row of an access that its own transaction did not keep.
SCTF_API void record_apart(db::Pool& pool, const Caller& caller, const Event& event);

enum class Mode {
  repeatable,  ///< reading, or what does no harm when it is done twice: an unknown commit is tried again
  once,        ///< an unknown commit is told
  rehearsal,   ///< all is taken back; the access itself is kept, as a rehearsal
};

/// An access to somebody's data: `work(tx, asked)` in a transaction, as db::in_transaction. What it reads or
/// does leaves its rows there; of what is refused or fails those are taken back with it, so that `asked` goes
/// into a transaction of its own, with the code. `work` makes `asked.object` sharper as it learns whose data
/// it is. Where that row cannot be written either, the access has failed: the error is thrown.
///
/// @param asked  what is tried, of whom (`buscado()` what was typed), why
template <class Work>
auto access(db::Pool& pool, const Caller& caller, const Event& asked, Work&& work,
            Mode mode = Mode::repeatable) {
  const bool dry_run = mode == Mode::rehearsal;
  auto tried = asked;
  const auto once = [&](db::Transaction& tx) {
    tried = asked;  // a transaction may be run again
    return work(tx, tried);
  };
  try {
    auto done = dry_run ? db::rehearse(pool, once) : db::in_transaction(pool, once, mode == Mode::repeatable);
    if (!done) tried.refusal = done.error().code;
    if (dry_run) tried.detail["rehearsed"] = true;
    if (!done || dry_run) record_apart(pool, caller, tried);
    return done;
  } catch (const db::DbError&) {
    throw;  // nothing can be written
  } catch (const Error& error) {
    tried.refusal = error.code();
    record_apart(pool, caller, tried);
    throw;
  }
}

}  // namespace sctf::audit
