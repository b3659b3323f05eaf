// sctf demo seal.

#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "demo/sello.hpp"

namespace sctf::cmd {
namespace {

struct DemoSealArgs {
  std::string crl_url;
  bool dry_run = false;
};

int demo_seal(Context& ctx, const DemoSealArgs& args) {
  const bool dry_run = args.dry_run;
  if (!args.crl_url.empty() && !args.crl_url.starts_with("http://"))
    return ctx.fail(
        {.code = Code::usage, .text = "--crl-url must begin with http://", .value = args.crl_url});
  const auto& settings = ctx.settings();
  const auto folder = ctx.data_directory() / "demo-seal";
  const auto& key = settings.get_string("sello.key");
  if (!key.empty() && key != (folder / "seal.key").string())
    return ctx.fail(
        {.code = Code::wrong_state,
         .text = fmt::format("a seal is configured already ({}): an example is not put in its place",
                             to_string(settings.origin("sello.key"))),
         .value = key});
  const auto made = demo::make_seal(ctx.data_directory(), ctx.clock(), args.crl_url, dry_run);
  ctx.note("{}: {} seal that nobody trusts, configured in {}", made.folder.string(),
           dry_run ? "would make a" : "a", made.configuration.string());
  ctx.note("kinds with an example resolution: {}", fmt::join(made.kinds, " "));
  ctx.result({{"folder", made.folder.string()},
              {"configuration", made.configuration.string()},
              {"kinds", made.kinds},
              {"until", to_string(made.until)},
              {"dry_run", dry_run}});
  return 0;
}

void define_demo_seal(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<DemoSealArgs>();
  app.add_option("--crl-url", args->crl_url,
                 "where demo-seal/ca.crl will be served, named in the certificate");
  app.add_flag("--dry-run", args->dry_run, "say what would be made, and make nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(demo_seal(ctx, *args)); });
}

constexpr Command kSealCommands[] = {
    {"demo", "seal", "make a throw-away seal and configure it", define_demo_seal},
};

}  // namespace

std::span<const Command> demo_seal_commands() {
  return kSealCommands;
}

}  // namespace sctf::cmd
