#include "cmd/setup.hpp"

#include "db/migrate.hpp"

namespace sctf::cmd {
namespace {

constexpr db::Sql kUpdateEnte{
    "cmd/update_ente",
    "update ente set dir3 = $2, nombre = $3 where ente = $1 and (dir3, nombre) <> ($2, $3)"};

// True if it was made now. Two may try at once.
bool make_database(const std::string& maintenance) {
  db::Connection connection(maintenance);
  if (!connection.run("select from pg_database where datname = 'sctf'").empty()) return false;
  try {
    connection.run("create database sctf");
    return true;
  } catch (const db::DbError& error) {
    if (error.sqlstate() == "42P04" || error.unique_violation()) return false;
    throw;
  }
}

}  // namespace

std::vector<std::string> bring_up_to_date(Context& ctx, db::Pool& pool, bool dry_run) {
  std::vector<std::string> applied;
  must(db::migrate(pool, dry_run,
                   [&](const db::Migration& migration) { applied.emplace_back(migration.name); }));
  for (const auto& name : applied) ctx.talk("{} {}", dry_run ? "would apply" : "applied", name);
  if (!dry_run)
    db::in_transaction(pool, [&](db::Transaction& tx) {
      tx.exec(kUpdateEnte, ctx.ente(), ctx.settings().get_string("ente.dir3"),
              ctx.settings().get_string("ente.nombre"));
    });
  return applied;
}

DatabaseReady prepare_database(Context& ctx, bool dry_run) {
  DatabaseReady ready;
  if (ctx.private_database()) {
    auto& cluster = ctx.cluster();
    ready.made = !dry_run && cluster.init();
    ready.started = cluster.start();
    if (!dry_run) make_database(cluster.conninfo("postgres"));
  }
  ready.applied = bring_up_to_date(ctx, *ctx.open_pool(), dry_run);
  return ready;
}

}  // namespace sctf::cmd
