#include "db/migrate.hpp"

#include <chrono>
#include <fmt/format.h>

#include "db/migrations.hpp"

namespace sctf::db {
namespace {

constexpr Sql kHaveTable{"db/have_schema_table", "select to_regclass('schema_migration') is not null"};
constexpr Sql kMakeTable{
    "db/make_schema_table",
    "create table if not exists schema_migration (version int primary key, name text not null, "
    "sha256 text not null, applied_at timestamptz not null default now(), ms bigint not null)"};
constexpr Sql kApplied{"db/schema_applied",
                       "select version, name, sha256 from schema_migration order by version"};
constexpr Sql kRecord{"db/schema_record",
                      "insert into schema_migration (version, name, sha256, ms) values ($1, $2, $3, $4)"};
constexpr Sql kLock{"db/schema_lock", "select pg_advisory_xact_lock(727983)"};

Result<SchemaState> compare(Transaction& tx) {
  SchemaState state;
  state.known = std::end(kMigrations)[-1].version;
  if (tx.query(kHaveTable).front().get<bool>(0)) {
    for (const auto& row : tx.query(kApplied)) {
      const auto version = row.get<int>("version");
      state.applied = version;
      const Migration* ours = nullptr;
      for (const auto& m : kMigrations)
        if (m.version == version) ours = &m;
      if (ours == nullptr)
        return problem(Code::schema_mismatch,
                       "the schema is newer than this program: it holds {}, which is not known here",
                       row.view("name"));
      if (row.view("sha256") != ours->sha256)
        return problem(Code::schema_mismatch, "migration {} was changed after it was applied", ours->name);
    }
  }
  for (const auto& m : kMigrations)
    if (m.version > state.applied) state.pending.emplace_back(m.name);
  return state;
}

void apply(Transaction& tx, const Migration& migration) {
  const auto begin = std::chrono::steady_clock::now();
  tx.script(migration.text);
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
  tx.exec(kRecord, migration.version, migration.name, migration.sha256, std::int64_t{ms});
}

}  // namespace

Result<SchemaState> schema_state(Pool& pool) {
  return in_transaction(pool, [](Transaction& tx) { return compare(tx); });
}

Result<SchemaState> migrate(Pool& pool, bool dry_run, const std::function<void(const Migration&)>& tell) {
  if (dry_run) {
    const auto lease = pool.get();
    Transaction tx(*lease);
    tx.exec(kLock);
    auto state = compare(tx);
    if (!state) return state;
    tx.exec(kMakeTable);
    for (const auto& m : kMigrations)
      if (m.version > state->applied) tell(m), apply(tx, m);
    return state;  // the transaction is rolled back
  }
  in_transaction(pool, [](Transaction& tx) {
    tx.exec(kLock);
    tx.exec(kMakeTable);
  });
  for (;;) {
    auto state = in_transaction(pool, [&](Transaction& tx) -> Result<SchemaState> {
      tx.exec(kLock);
      auto now = compare(tx);
      if (!now || now->pending.empty()) return now;
      for (const auto& m : kMigrations)
        if (m.name == now->pending.front()) tell(m), apply(tx, m);
      return now;
    });
    if (!state || state->pending.empty()) return state;
  }
}

Result<void> require_schema(Pool& pool) {
  const auto state = schema_state(pool);
  if (!state) return tl::unexpected(state.error());
  if (!state->pending.empty())
    return problem(Code::schema_mismatch,
                   "the schema is at version {}, this program wants {}: run sctf db migrate", state->applied,
                   state->known);
  return {};
}

}  // namespace sctf::db
