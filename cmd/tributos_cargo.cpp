#include <CLI/CLI.hpp>
#include <memory>

#include "base/ids.hpp"
#include "cmd/law.hpp"
#include "cmd/tributos.hpp"
#include "documentos/sello.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"
#include "tributos/cartas.hpp"
#include "tributos/devoluciones.hpp"
#include "tributos/mandatos.hpp"
#include "tributos/notificaciones.hpp"
#include "tributos/remesa.hpp"

namespace sctf::cmd {
namespace {

struct ChargeArgs {
  std::string run, date, version, out;
  bool dry_run = false;
};

// Lets the remesa go and writes its files; a rehearsal only says whether it may go.
int release_files(Context& ctx, std::int64_t run, const std::string& out, bool dry_run) {
  const bool two = ctx.settings().get_bool("tributos.two_persons");
  const auto cargo = in_command_transaction(ctx, dry_run, [&](db::Transaction& tx) {
    return tributos::liberar_remesa(tx, ctx.caller(), run, two, ctx.clock());
  });
  if (!cargo) return ctx.fail(cargo.error());
  if (dry_run) {
    ctx.note("run {} would be released: {} debits, {}", run_text(run), cargo->adeudos,
             cargo->suma_adeudos.human());
    ctx.result({{"run", run_text(run)},
                {"files", Json::array()},
                {"debits", cargo->adeudos},
                {"debits_cents", cargo->suma_adeudos.value},
                {"dry_run", true}});
    return 0;
  }
  const auto files = tributos::escribir_remesa(ctx.engine(), run, out);
  if (!files) return ctx.fail(files.error());
  ctx.result({{"run", run_text(run)},
              {"files", file_names(out, *files)},
              {"debits", cargo->adeudos},
              {"debits_cents", cargo->suma_adeudos.value},
              {"dry_run", false}});
  for (const auto& file : *files)
    ctx.note("{} ({} debits, {})", (std::filesystem::path(out) / file.path).string(), file.items,
             file.sum.human());
  if (files->empty()) ctx.note("run {}: nothing is domiciled, so there is no file", run_text(run));
  return 0;
}

int run_charge(Context& ctx, const ChargeArgs& args) {
  const auto run = run_argument(ctx, args.run);
  const auto& settings = ctx.settings();
  const auto version = tributos::parse_version_pain(
      args.version.empty() ? settings.get_string("tributos.remesa.version") : args.version);
  if (!version)
    return ctx.fail({.code = Code::invalid_argument, .text = version.error().text, .value = args.version});
  tributos::PeticionCargo p{.run = run,
                            .fecha_cobro = {},
                            .version = *version,
                            .acreedor = configured_acreedor(ctx),
                            .max_operaciones = settings.get_int("tributos.remesa.max_operaciones"),
                            .max_bytes = settings.get_int("tributos.remesa.max_bytes"),
                            .smnda_secuencia = settings.get_string("tributos.remesa.smnda_seqtp")};
  if (!args.date.empty()) p.fecha_cobro = day_argument(ctx, "--date", args.date);
  if (p.fecha_cobro && !is_target_day(*p.fecha_cobro))
    ctx.talk("{} is no TARGET day: banks will collect on the next one", args.date);
  const auto cargo = tributos::cargar_emision(ctx.engine(), ctx.pool(), p, args.dry_run);
  if (!cargo) return ctx.fail(cargo.error());
  ctx.result({{"run", run_text(run)},
              {"files", Json::array()},
              {"cargo", cargo->numero},
              {"valores", cargo->valores},
              {"sum_cents", cargo->suma.value},
              {"debits", cargo->adeudos},
              {"debits_cents", cargo->suma_adeudos.value},
              {"excluded", cargo->excluidos},
              {"dry_run", args.dry_run}});
  ctx.note("cargo {}: {} valores, {}; {} debits on {}, {}{}", cargo->numero, cargo->valores,
           cargo->suma.human(), cargo->adeudos, sctf::to_string(cargo->fecha_cobro),
           cargo->suma_adeudos.human(),
           args.dry_run ? " (rehearsed: nothing was booked)" : (cargo->existed ? " (charged before)" : ""));
  if (cargo->excluidos > 0)
    ctx.talk("{} domiciled lines are not debited: their mandate was cancelled or has expired",
             cargo->excluidos);
  if (args.dry_run) return 0;
  if (!settings.get_bool("tributos.two_persons")) return release_files(ctx, run, args.out, false);
  ctx.note("prepared by {}; another account releases it: sctf tributos release {} --out {}",
           cargo->preparada_por, run_text(run), args.out);
  return 0;
}

void define_charge(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ChargeArgs>();
  app.add_option("RUN", args->run, "the approved run")->required();
  app.add_option("--date", args->date, "day of the debits; the ordinance's cargo_domiciliados unless told");
  app.add_option("--version", args->version, "of pain.008.001: 02 or 08")->check(CLI::IsMember({"02", "08"}));
  app.add_option("--out", args->out, "folder for the bank files")->required();
  app.add_flag("--dry-run", args->dry_run, "book nothing, write no file");
  app.final_callback([args, &ctx] { ctx.exit_with(run_charge(ctx, *args)); });
}

struct ReleaseArgs {
  std::string run, out;
  bool dry_run = false;
};

void define_release(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ReleaseArgs>();
  app.add_option("RUN", args->run, "the charged run")->required();
  app.add_option("--out", args->out, "folder for the bank files")->required();
  app.add_flag("--dry-run", args->dry_run, "say whether it may go, write no file");
  app.final_callback([args, &ctx] {
    ctx.exit_with(release_files(ctx, run_argument(ctx, args->run), args->out, args->dry_run));
  });
}

// Why liquidaciones go out without a seal; nothing where they have one.
std::optional<std::string> why_unsealed(Context& ctx) {
  if (ctx.settings().get_string("sello.key").empty()) return "no seal is configured";
  if (const auto approved = documentos::resolucion_de(ctx.settings(), "liquidacion"); !approved)
    return approved.error().text;
  return {};
}

struct NoticesArgs {
  std::string run, out;
  bool dry_run = false, returned = false;
};

Result<tributos::CartasEscritas> print_notices(Context& ctx, std::int64_t run, const NoticesArgs& args) {
  const auto per_file = ctx.settings().get_int("tributos.cartas.por_fichero");
  if (!args.returned)
    return tributos::escribir_cartas(ctx.engine(), ctx.pool(),
                                     {.run = run,
                                      .out = args.out,
                                      .emisor = configured_emisor(ctx),
                                      .por_fichero = per_file,
                                      .zona = ctx.settings().get_string("ente.zona"),
                                      .selladas = !why_unsealed(ctx)},
                                     args.dry_run);
  return tributos::escribir_devoluciones(
      ctx.engine(), ctx.pool(),
      {.run = run,
       .out = args.out,
       .emisor = configured_emisor(ctx),
       .reglas = {.calendario = load_calendario(ctx), .intereses = load_intereses(ctx)},
       .motivos = shipped_texts(ctx, "motivos", "es"),
       .por_fichero = per_file},
      args.dry_run);
}

int run_notices(Context& ctx, const NoticesArgs& args) {
  const auto run = run_argument(ctx, args.run);
  const auto done = print_notices(ctx, run, args);
  if (!done) return ctx.fail(done.error());
  ctx.result({{"run", run_text(run)},
              {"files", file_names(args.out, done->ficheros)},
              {"slips", done->cartas},
              {"sum_cents", done->suma.value},
              {"rejects", done->rechazadas},
              {"dry_run", args.dry_run}});
  std::int64_t sealed = 0;
  bool unsealed = false;
  for (const auto& file : done->ficheros) {
    const bool own = std::filesystem::path(file.path).has_parent_path();  // under seal, a file each
    sealed += own;
    unsealed |= !own && file.kind == "liquidacion-pdf";
    if (!own)
      ctx.note("{} ({} slips, {})", (std::filesystem::path(args.out) / file.path).string(), file.items,
               file.sum.human());
  }
  if (sealed > 0) ctx.note("{}: {} liquidaciones under seal, a file each", args.out, sealed);
  if (unsealed)
    ctx.note("liquidaciones without a seal: {}", why_unsealed(ctx).value_or("as they were written before"));
  if (!args.returned) ctx.result({{"sealed", sealed}});
  if (args.dry_run)
    ctx.note("{} slips, {} (rehearsed: no file was written)", done->cartas, done->suma.human());
  if (done->cartas == 0)
    ctx.note("run {}: {}", run_text(run),
             args.returned ? "no debit came back that is still pending"
                           : "everything is debited, so there is no slip");
  if (done->rechazadas == 0) return 0;
  ctx.talk("{} receipts cannot be printed; the report names them", done->rechazadas);
  return info(Code::lines_refused).exit;
}

void define_notices(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<NoticesArgs>();
  app.add_option("RUN", args->run, "the charged run")->required();
  app.add_option("--out", args->out, "folder for the slips")->required();
  app.add_flag("--returned", args->returned,
               "letters to those whose debit came back, each with its slip: those not yet written there");
  app.add_flag("--dry-run", args->dry_run, "lay them out, write no file");
  app.final_callback([args, &ctx] { ctx.exit_with(run_notices(ctx, *args)); });
}

struct NotifiedArgs {
  std::string input;
  bool dry_run = false;
};

int run_notified(Context& ctx, const NotifiedArgs& args) {
  const auto calendario = load_calendario(ctx);
  const auto done =
      in_command_transaction(ctx, args.dry_run, [&](db::Transaction& tx) -> Result<tributos::Notificadas> {
        auto file = proc::FileReader::open(args.input);
        if (!file) return tl::unexpected(file.error());
        return tributos::notificar(tx, ctx.caller(), **file, args.input, calendario,
                                   [&](const Problem& p) { ctx.report(p); });
      });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"effective", done->efectivas},
              {"failed", done->fallidas},
              {"repeated", done->repetidas},
              {"dry_run", args.dry_run}});
  ctx.note("{} delivered, their term runs; {} not delivered; {} were recorded before", done->efectivas,
           done->fallidas, done->repetidas);
  return 0;
}

void define_notified(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<NotifiedArgs>();
  app.add_option("--input", args->input, "delivery results: referencia;fecha;resultado")->required();
  app.add_flag("--dry-run", args->dry_run, "check, record nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_notified(ctx, *args)); });
}

struct MandateArgs {
  std::string mandato, act, renamed_from;
  bool cancel = false, restore = false, dry_run = false;
};

int run_mandate(Context& ctx, const MandateArgs& args) {
  if (int{args.cancel} + int{args.restore} + int{!args.renamed_from.empty()} != 1)
    return ctx.fail({.code = Code::usage, .text = "say one of --cancel, --restore and --renamed-from OLD"});
  const auto day = text::local_day(ctx.clock());
  const audit::Event asked{
      .action = "tributos.mandate", .object = "mandato/" + args.mandato, .reason = args.act};
  const auto done = access(ctx, asked, args.dry_run, [&](db::Transaction& tx, audit::Event&) {
    if (args.cancel) return tributos::cancelar_mandato(tx, ctx.caller(), args.mandato, args.act, day);
    if (args.restore) return tributos::rehabilitar_mandato(tx, ctx.caller(), args.mandato, args.act, day);
    return tributos::renombrar_mandato(tx, ctx.caller(), args.renamed_from, args.mandato, args.act, day);
  });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"mandate", args.mandato}, {"dry_run", args.dry_run}});
  ctx.note("mandate {}: {}", args.mandato,
           args.cancel
               ? "cancelled; no debit under it any more"
               : (args.restore ? "in force again" : "the next debit tells the bank of its old reference"));
  return 0;
}

void define_mandate(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<MandateArgs>();
  app.add_option("MANDATE", args->mandato, "its reference")->required();
  app.add_flag("--cancel", args->cancel, "no debit under it any more");
  app.add_flag("--restore", args->restore, "take a cancellation back");
  app.add_option("--renamed-from", args->renamed_from,
                 "the reference it had: the next debit carries the amendment");
  app.add_option("--act", args->act, "the request or resolution behind it")->required();
  app.add_flag("--dry-run", args->dry_run, "check, record nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_mandate(ctx, *args)); });
}

constexpr Command kCargoCommands[] = {
    {"tributos", "charge", "book the cargo of an approved run and prepare its direct debits", define_charge},
    {"tributos", "release", "let a prepared remesa go: write its pain.008 files", define_release},
    {"tributos", "notices", "write the slips of a charged run for the print shop", define_notices},
    {"tributos", "notified", "record the delivery of liquidaciones", define_notified},
    {"tributos", "mandate", "cancel, restore or rename a mandate", define_mandate},
};

}  // namespace

std::span<const Command> tributos_cargo_commands() {
  return kCargoCommands;
}

}  // namespace sctf::cmd
