// sctf certificado extend: time stamps that are missing, and what signatures are checked with in later years.

#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "cmd/tsa.hpp"
#include "documentos/extension.hpp"
#include "http/client.hpp"

namespace sctf::cmd {
namespace {

constexpr int kTryAgain = 75;
constexpr std::size_t kMaxList = std::size_t{8} << 20;  // lists of large authorities have some megabytes

struct ExtendArgs {
  std::string level = "B-LT";
  bool dry_run = false;
};

/// Lists of revoked certificates over HTTP. Each bears its authority's signature: the way it came does not
/// matter.
class FetchedLists final : public documentos::FuenteListas {
 public:
  explicit FetchedLists(std::chrono::seconds term)
      : client_({.connect = std::min(term, std::chrono::seconds(5)), .whole = 6 * term, .answer = kMaxList}) {
  }
  Result<std::string> traer(const std::string& url) override { return client_.get(url); }

 private:
  http::Client client_;
};

int certificado_extend(Context& ctx, const ExtendArgs& args) {
  const auto tsa = ConfiguredTsa::open(ctx);
  const bool long_term = args.level == "B-LT";
  const auto entre = [&ctx] { ctx.check_stop(); };
  documentos::SelladosTiempo stamps;
  documentos::Extendidos extended;
  if (args.dry_run || !tsa)
    stamps.esperan = db::in_transaction(
        ctx.pool(), [&](db::Transaction& tx) { return documentos::esperan_tiempo(tx, ctx.ente(), {}); });
  else
    stamps = documentos::sellar_tiempo(ctx.pool(), ctx.ente(), tsa->authority(), {}, entre);
  if (!tsa && stamps.esperan > 0)
    stamps.motivo =
        Problem{.code = Code::timestamp_unavailable,
                .text = fmt::format("{} document(s) wait for a time stamp, and sello.tsa.url is empty",
                                    stamps.esperan)};
  if (long_term && !args.dry_run) {
    FetchedLists lists(std::chrono::seconds(ctx.settings().get_int("sello.tsa.plazo")));
    extended = documentos::extender(ctx.pool(), ctx.ente(), lists, ctx.clock(), entre);
  }
  int status = 0;
  const auto tell = [&](const Problem& problem) {
    ctx.report(problem);
    // What another run may mend counts least.
    if (status == 0 || status == kTryAgain) status = info(problem.code).exit;
  };
  if (stamps.motivo) tell(*stamps.motivo);
  for (const auto& problem : extended.problemas) tell(problem);
  ctx.note("{} stamped, {} wait for a time stamp{}", stamps.sellados, stamps.esperan,
           args.dry_run ? " (rehearsed)" : "");
  if (long_term && !args.dry_run)
    ctx.note("{} given their validation data, {} wait for newer lists", extended.extendidos,
             extended.esperan);
  ctx.result({{"sellados_tiempo", stamps.sellados},
              {"pendientes_sello_tiempo", stamps.esperan},
              {"extendidos", extended.extendidos},
              {"pendientes_extension", extended.esperan},
              {"dry_run", args.dry_run}});
  return status;
}

void define_certificado_extend(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<ExtendArgs>();
  app.add_option("--level", args->level,
                 "B-T: missing time stamps alone; B-LT (the default): validation data too")
      ->check(CLI::IsMember({"B-T", "B-LT"}));
  app.add_flag("--dry-run", args->dry_run, "say how many documents wait for a time stamp; ask nobody");
  app.final_callback([args, &ctx] { ctx.exit_with(certificado_extend(ctx, *args)); });
}

constexpr Command kExtendCommands[] = {
    {"certificado", "extend", "add missing time stamps, and what later years check with",
     define_certificado_extend},
};

}  // namespace

std::span<const Command> certificado_extend_commands() {
  return kExtendCommands;
}

}  // namespace sctf::cmd
