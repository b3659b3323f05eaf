// What banks and other systems send: payments, account movements, opening balances.

#include <CLI/CLI.hpp>
#include <memory>

#include "base/ids.hpp"
#include "cmd/law.hpp"
#include "cmd/tributos.hpp"
#include "tributos/cobros.hpp"
#include "tributos/conciliacion.hpp"
#include "tributos/pendientes.hpp"

namespace sctf::cmd {
namespace {

struct CollectArgs {
  std::string format, file;
  bool dry_run = false;
};

int run_collect(Context& ctx, const CollectArgs& args) {
  tributos::PeticionCobro p{.formato = must(tributos::parse_formato_cobro(args.format)),
                            .file = args.file,
                            .nuestro = configured_recaudador(ctx),
                            .perfil_c60 = law_path(ctx, "perfiles/c60.yaml").string(),
                            .reglas = {.calendario = load_calendario(ctx), .intereses = load_intereses(ctx)}};
  const auto done = tributos::cobrar(ctx.engine(), p, args.dry_run);
  if (!done) return ctx.fail(done.error());
  auto outcomes = Json::object();
  for (const auto& [resultado, registros] : done->resultados) outcomes[resultado] = registros;
  ctx.result({{"run", run_text(done->run)},
              {"records", done->registros},
              {"outcomes", outcomes},
              {"sum_cents", done->suma.value},
              {"dry_run", args.dry_run}});
  ctx.note("{}: {} records, {}{}", args.file, done->registros, done->suma.human(),
           args.dry_run ? " (rehearsed: nothing was booked)" : (done->existed ? " (collected before)" : ""));
  for (const auto& [resultado, registros] : done->resultados)
    ctx.note("  {:<16} {:>9}", resultado, registros);
  if (done->provisional)
    ctx.talk("read by a provisional layout: put the bank's own in {}",
             (ctx.data_directory() / "perfiles/c60.yaml").string());
  return 0;
}

void define_collect(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<CollectArgs>();
  app.add_option("--format", args->format, "c60, c57, n43, camt053, camt054 or pain002")
      ->required()
      ->check(CLI::IsMember({"c60", "c57", "n43", "camt053", "camt054", "pain002"}));
  app.add_option("FILE", args->file, "what the bank sent")->required();
  app.add_flag("--dry-run", args->dry_run, "say what each record would become, book nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_collect(ctx, *args)); });
}

struct ReconcileArgs {
  std::string format, file;
  bool dry_run = false;
};

int run_reconcile(Context& ctx, const ReconcileArgs& args) {
  const auto done = tributos::conciliar(ctx.engine(), ctx.pool(),
                                        {.formato = must(tributos::parse_formato_cobro(args.format)),
                                         .file = args.file,
                                         .nuestro = configured_recaudador(ctx)},
                                        args.dry_run);
  if (!done) return ctx.fail(done.error());
  const auto list = [&](const char* type, const char* label,
                        const std::vector<tributos::SinConciliar>& items) {
    for (const auto& item : items) {
      ctx.object({{"type", type},
                  {"date", sctf::to_string(item.fecha)},
                  {"importe_cents", item.importe.value},
                  {"text", item.texto}});
      ctx.print("{}  {}  {:>16}  {}", label, sctf::to_string(item.fecha), item.importe.human(), item.texto);
    }
  };
  list("unexplained", "unexplained", done->sin_explicar);
  list("awaited", "awaited    ", done->sin_abonar);
  ctx.result({{"run", run_text(done->run)},
              {"movements", done->movimientos},
              {"explained", done->explicados},
              {"sum_cents", done->suma.value},
              {"difference_cents", done->diferencia.value},
              {"listed", done->sin_explicar.size()},
              {"dry_run", args.dry_run}});
  ctx.note("{}: {} movements, {} explained; difference {}{}", args.file, done->movimientos, done->explicados,
           done->diferencia.human(),
           args.dry_run ? " (rehearsed: nothing was kept)" : (done->existed ? " (read before)" : ""));
  return 0;
}

void define_reconcile(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ReconcileArgs>();
  app.add_option("--format", args->format, "n43 or camt053")
      ->required()
      ->check(CLI::IsMember({"n43", "camt053"}));
  app.add_option("FILE", args->file, "statement of the restricted account")->required();
  app.add_flag("--dry-run", args->dry_run, "say what would be explained, keep nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_reconcile(ctx, *args)); });
}

struct LoadArgs {
  std::string file, total;
  bool dry_run = false;
};

using Load = Result<tributos::CargaDeudas> (*)(jobs::Engine&, const std::filesystem::path&,
                                               const tributos::TotalCarga&, bool);

int run_load(Context& ctx, const LoadArgs& args, Load load) {
  const auto total = tributos::parse_total(args.total);
  if (!total)
    return ctx.fail({.code = Code::invalid_argument, .text = total.error().text, .value = args.total});
  const auto done = load(ctx.engine(), args.file, *total, args.dry_run);
  if (!done) return ctx.fail(done.error());
  ctx.result({{"load", run_text(done->run)},
              {"lines", done->lineas},
              {"sum_cents", done->suma.value},
              {"dry_run", args.dry_run}});
  ctx.note("{}: {} debts, {}{}", args.file, done->lineas, done->suma.human(),
           args.dry_run ? " (rehearsed)" : (done->existed ? " (loaded before)" : ""));
  return 0;
}

void define_load(CLI::App& app, Context& ctx, Load load) {
  const auto args = std::make_shared<LoadArgs>();
  app.add_option("FILE", args->file, "the debts, as sctf-tributos(1) describes the file")->required();
  app.add_option("--total", args->total, "N:CENTS: how many lines, and their sum; refused where it differs")
      ->required();
  app.add_flag("--dry-run", args->dry_run, "check, load nothing");
  app.final_callback([args, &ctx, load] { ctx.exit_with(run_load(ctx, *args, load)); });
}

void define_load_pending(CLI::App& app, Context& ctx) {
  define_load(app, ctx, tributos::cargar_pendientes);
}

void define_load_external(CLI::App& app, Context& ctx) {
  define_load(app, ctx, tributos::cargar_externas);
}

constexpr Command kCobroCommands[] = {
    {"tributos", "collect", "read a bank's file and apply each payment", define_collect},
    {"tributos", "reconcile", "hold a statement of the account against what was collected", define_reconcile},
    {"tributos", "load-pending", "load what is unpaid of earlier years", define_load_pending},
    {"tributos", "load-external", "load debts of other bodies as payable references", define_load_external},
};

}  // namespace

std::span<const Command> tributos_cobro_commands() {
  return kCobroCommands;
}

}  // namespace sctf::cmd
