// sctf audit: the trail and its chain.

#include "audit/audit.hpp"

#include <CLI/CLI.hpp>

#include "cmd/command.hpp"
#include "cmd/context.hpp"

namespace sctf::cmd {
namespace {

int audit_verify(Context& ctx) {
  auto& pool = ctx.pool();
  const auto key = audit::chain_key(ctx.data_directory());
  if (!key)
    return ctx.fail(
        {.code = Code::not_allowed,
         .text = fmt::format("{} cannot be read by this account: the chain is checked by the owner of the "
                             "data folder",
                             (ctx.data_directory() / "audit.key").string())});
  // What waits for its link gets it first, or a row that was taken out while it waited would not be missed.
  ctx.extend_audit_chain();
  const auto found =
      db::in_transaction(pool, [&](db::Transaction& tx) { return audit::verify(tx, ctx.ente(), *key); });
  Json fields = {{"links", found.links}, {"unchained", found.unchained}};
  if (found.broken_at) fields["broken_at"] = *found.broken_at;
  ctx.result(fields);
  if (found.broken_at)
    return ctx.fail({.code = Code::inconsistent,
                     .text = fmt::format(
                         "the chain is broken at link {}: a row of the trail was changed or taken out, or "
                         "audit.key is not the one it was made with",
                         *found.broken_at)});
  ctx.note("the chain holds: {} links", found.links);
  return 0;
}

void define_audit_verify(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(audit_verify(ctx)); });
}

constexpr Command kAuditCommands[] = {
    {"audit", "verify", "check that no row of the trail was changed or taken out", define_audit_verify},
};

}  // namespace

std::span<const Command> audit_commands() {
  return kAuditCommands;
}

}  // namespace sctf::cmd
