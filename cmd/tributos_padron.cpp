#include <CLI/CLI.hpp>
#include <memory>

#include "base/ids.hpp"
#include "cmd/context.hpp"
#include "cmd/law.hpp"
#include "cmd/tributos.hpp"
#include "tributos/censo.hpp"
#include "tributos/emision.hpp"
#include "tributos/lista.hpp"
#include "tributos/variaciones.hpp"

namespace sctf::cmd {
namespace {

struct ImportArgs {
  std::string census, file;
  bool accept_rejects = false, dry_run = false;
  std::int64_t max_rejects = 100'000;
};

int run_import(Context& ctx, const ImportArgs& args) {
  const auto censo = tributos::parse_censo(args.census);
  if (!censo)
    return ctx.fail({.code = Code::invalid_argument, .text = censo.error().text, .value = args.census});
  const auto carga = tributos::cargar(ctx.engine(),
                                      {.censo = *censo,
                                       .file = args.file,
                                       .accept_rejects = args.accept_rejects,
                                       .max_rejects = args.max_rejects},
                                      args.dry_run);
  if (!carga) {
    const auto& refused = carga.error();
    ctx.result({{"load", nullptr},
                {"lines", 0},
                {"rejects", refused.code == Code::lines_refused ? std::stoll(refused.value) : 0}});
    return ctx.fail(carga.error());
  }
  ctx.result({{"load", run_text(carga->id)},
              {"lines", carga->lineas},
              {"rejects", carga->rechazos},
              {"existed", carga->existed},
              {"cadastral_warnings", carga->avisos_catastro},
              {"dry_run", args.dry_run}});
  ctx.note("load {}: {} lines of {}{}{}", run_text(carga->id), carga->lineas, args.file,
           carga->rechazos > 0 ? fmt::format(", {} refused", carga->rechazos) : "",
           args.dry_run ? " (rehearsed: nothing was loaded)"
                        : (carga->existed ? " (loaded before: the same bytes are one load)" : ""));
  if (carga->avisos_catastro > 0)
    ctx.talk("{} cadastral references have control letters that do not fit", carga->avisos_catastro);
  return carga->rechazos > 0 ? info(Code::lines_refused).exit : 0;
}

void define_import(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ImportArgs>();
  app.add_option("--census", args->census, "ibi, ivtm or tasa")->required();
  app.add_option("FILE", args->file, "the census, UTF-8 CSV")->required();
  app.add_flag("--accept-rejects", args->accept_rejects,
               "load what is right and leave out what was refused (exit 65)");
  app.add_option("--max-rejects", args->max_rejects, "stop when more lines than this are refused")
      ->check(CLI::Range(1, 10'000'000));
  app.add_flag("--dry-run", args->dry_run, "read and check everything, load nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_import(ctx, *args)); });
}

struct IssueArgs {
  std::string tributo, load, ordenanza;
  int ejercicio = 0;
  bool dry_run = false;
};

int run_issue(Context& ctx, const IssueArgs& args) {
  tributos::PeticionEmision p{.tributo = args.tributo,
                              .ejercicio = args.ejercicio,
                              .carga = {},
                              .ordenanza = {},
                              .ordenanza_shown = {}};
  if (!args.load.empty()) p.carga = run_argument(ctx, args.load);
  p.ordenanza = load_ordenanza(
      ctx, args.ejercicio,
      args.ordenanza.empty() ? std::nullopt : std::optional<std::filesystem::path>(args.ordenanza));
  p.ordenanza_shown = args.ordenanza.empty() ? fmt::format("{}.yaml", args.ejercicio) : args.ordenanza;
  const auto emitida = tributos::emitir(ctx.engine(), ctx.pool(), p, args.dry_run);
  if (!emitida) return ctx.fail(emitida.error());
  ctx.result({{"run", run_text(emitida->run)},
              {"receipts", emitida->recibos},
              {"liquidaciones", emitida->liquidaciones},
              {"minimo", emitida->minimo},
              {"sum_cents", emitida->suma.value},
              {"importe_cents", emitida->importe.value},
              {"existed", emitida->existed},
              {"dry_run", args.dry_run}});
  if (emitida->complementaria && emitida->recibos == 0)
    ctx.note("run {}: the approved padrón lacks nothing of this load", run_text(emitida->run));
  else
    ctx.note(
        "run {}: {} valores of {} {} for {} ({} of them liquidaciones), {} lines below the minimum{}",
        run_text(emitida->run), emitida->recibos, args.tributo, args.ejercicio, emitida->suma.human(),
        emitida->liquidaciones, emitida->minimo,
        args.dry_run ? " (rehearsed: nothing was issued)" : (emitida->existed ? " (issued before)" : ""));
  return 0;
}

void define_issue(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<IssueArgs>();
  app.add_option("--tributo", args->tributo, "ibi, ivtm or a tasa of the ordinance")->required();
  app.add_option("--ejercicio", args->ejercicio, "tax year")->required()->check(CLI::Range(2000, 2100));
  app.add_option("--load", args->load, "the load to issue from; the last one of the census unless told");
  app.add_option("--ordenanza", args->ordenanza, "another ordinance than ordenanzas/<ejercicio>.yaml");
  app.add_flag("--dry-run", args->dry_run, "calculate everything, keep nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_issue(ctx, *args)); });
}

struct RunOutArgs {
  std::string run, out;
  bool dry_run = false;
};

int run_list(Context& ctx, const RunOutArgs& args) {
  const auto run = run_argument(ctx, args.run);
  const auto emision = db::in_transaction(
      ctx.pool(), [&](db::Transaction& tx) { return tributos::find_emision(tx, ctx.ente(), run); });
  if (!emision) return ctx.fail(emision.error());
  const auto files = tributos::escribir_lista(
      ctx.engine(), list_request(ctx, emision->tributo, run, args.out), args.dry_run);
  if (!files) return ctx.fail(files.error());
  ctx.result({{"run", run_text(run)}, {"files", file_names(args.out, *files)}});
  for (const auto& file : *files)
    ctx.note("{} ({} lines, {})", (std::filesystem::path(args.out) / file.path).string(), file.items,
             file.sum.human());
  return 0;
}

void define_list(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<RunOutArgs>();
  app.add_option("RUN", args->run, "the run of issue")->required();
  app.add_option("--out", args->out, "folder for the files")->required();
  app.add_flag("--dry-run", args->dry_run, "write no file");
  app.final_callback([args, &ctx] { ctx.exit_with(run_list(ctx, *args)); });
}

struct ApproveArgs {
  std::string run, act, date, bulletin, from, until;
  bool dry_run = false;
};

int run_approve(Context& ctx, const ApproveArgs& args) {
  const auto run = run_argument(ctx, args.run);
  const tributos::Aprobacion a{.acto = args.act,
                               .fecha = day_argument(ctx, "--date", args.date),
                               .boletin = args.bulletin,
                               .expuesta_desde = day_argument(ctx, "--exposed-from", args.from),
                               .expuesta_hasta = day_argument(ctx, "--exposed-until", args.until)};
  const auto done = in_command_transaction(ctx, args.dry_run, [&](db::Transaction& tx) {
    return tributos::aprobar(tx, ctx.caller(), run, a, ctx.clock());
  });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"run", run_text(run)}, {"dry_run", args.dry_run}});
  ctx.note("run {} is approved and frozen: {}, {}; exposed {} to {}", run_text(run), a.acto,
           sctf::to_string(a.fecha), sctf::to_string(a.expuesta_desde), sctf::to_string(a.expuesta_hasta));
  return 0;
}

void define_approve(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ApproveArgs>();
  app.add_option("RUN", args->run, "the run of issue")->required();
  app.add_option("--act", args->act, "the approving act: body and number")->required();
  app.add_option("--date", args->date, "its date, YYYY-MM-DD")->required();
  app.add_option("--bulletin", args->bulletin, "announcement of collection: bulletin, number, date")
      ->required();
  app.add_option("--exposed-from", args->from, "first day of the exposure")->required();
  app.add_option("--exposed-until", args->until, "last day of the exposure")->required();
  app.add_flag("--dry-run", args->dry_run, "check, record nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_approve(ctx, *args)); });
}

struct UndoArgs {
  std::string run, cause;
  bool dry_run = false;
};

int run_undo(Context& ctx, const UndoArgs& args) {
  const auto run = run_argument(ctx, args.run);
  const auto done = in_command_transaction(ctx, args.dry_run, [&](db::Transaction& tx) {
    return tributos::deshacer(tx, ctx.caller(), run, args.cause, ctx.clock());
  });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"run", run_text(run)}, {"dry_run", args.dry_run}});
  ctx.note("run {} is undone", run_text(run));
  return 0;
}

void define_undo(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<UndoArgs>();
  app.add_option("RUN", args->run, "the run of issue, not yet approved")->required();
  app.add_option("--cause", args->cause, "why it is taken back")->required();
  app.add_flag("--dry-run", args->dry_run, "check, undo nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_undo(ctx, *args)); });
}

struct VariationsArgs {
  std::string run, percent = "10";
};

int run_variations(Context& ctx, const VariationsArgs& args) {
  const auto percent = Decimal::parse(args.percent, 4);
  if (!percent || percent->units < 0)
    return ctx.fail({.code = Code::invalid_argument,
                     .text = "--up wants a percentage such as 10",
                     .value = args.percent});
  std::map<std::string, std::int64_t> counts;
  std::int64_t run = 0;
  const auto n = db::in_transaction(ctx.pool(), [&](db::Transaction& tx) -> Result<std::int64_t> {
    counts.clear();
    run = 0;
    if (!args.run.empty()) {
      run = run_argument(ctx, args.run);
    } else {
      for (const auto& e : tributos::list_emisiones(tx, ctx.ente()))
        if (!e.aprobada && !e.deshecha && e.terminada) run = e.run;
      if (run == 0) return problem(Code::not_found, "no run waits for its approval; name one");
    }
    ctx.out().raw("clase;objeto;nif;antes;ahora\n");
    return tributos::variaciones(tx, ctx.caller(), run, *percent, [&](const tributos::Variacion& v) {
      ++counts[v.clase];
      if (ctx.json())
        ctx.object({{"type", "variation"},
                    {"clase", v.clase},
                    {"objeto", v.objeto},
                    {"nif", v.nif},
                    {"antes", v.antes},
                    {"ahora", v.ahora}});
      else
        ctx.out().raw(csv_line({v.clase, v.objeto, v.nif, v.antes, v.ahora}));
    });
  });
  if (!n) return ctx.fail(n.error());
  ctx.result({{"run", run_text(run)}, {"variations", *n}, {"by_class", counts}});
  for (const auto& [clase, count] : counts) ctx.talk("{:>10} {}", count, clase);
  return 0;
}

void define_variations(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<VariationsArgs>();
  app.add_option("RUN", args->run, "the run of issue; the last that waits for approval unless told");
  app.add_option("--up", args->percent, "list amounts that rose by more than this percentage (default 10)");
  app.final_callback([args, &ctx] { ctx.exit_with(run_variations(ctx, *args)); });
}

constexpr Command kPadronCommands[] = {
    {"tributos", "import", "load a census of ibi, ivtm or tasa", define_import},
    {"tributos", "issue", "issue the receipts of one tax and year", define_issue},
    {"tributos", "variations", "compare a run with the last approved padrón", define_variations},
    {"tributos", "list", "write the lista cobratoria, whole and masked", define_list},
    {"tributos", "approve", "record the approval of a run, which freezes it", define_approve},
    {"tributos", "undo", "take back a run that is not approved", define_undo},
};

}  // namespace

std::span<const Command> tributos_padron_commands() {
  return kPadronCommands;
}

}  // namespace sctf::cmd
