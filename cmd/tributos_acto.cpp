// The office's acts on single receipts.

#include <CLI/CLI.hpp>
#include <memory>

#include "base/ids.hpp"
#include "cmd/law.hpp"
#include "cmd/tributos.hpp"
#include "text/zone.hpp"
#include "tributos/anulacion.hpp"

namespace sctf::cmd {
namespace {

struct AnnulArgs {
  std::string referencia, ground, act, replace, amount;
  bool dry_run = false;
};

int run_annul(Context& ctx, const AnnulArgs& args) {
  tributos::PeticionAnulacion p{.referencia = args.referencia,
                                .motivo = args.ground,
                                .acto = args.act,
                                .parcial = {},
                                .sustitucion = {},
                                .two_persons = ctx.settings().get_bool("tributos.two_persons")};
  if (!args.replace.empty()) p.sustitucion = args.replace;
  if (!args.amount.empty()) {
    const auto amount = Cents::parse(args.amount);
    if (!amount)
      return ctx.fail({.code = Code::invalid_argument, .text = amount.error().text, .value = args.amount});
    p.parcial = *amount;
  }
  const auto done = tributos::anular(ctx.engine(), ctx.pool(), ctx.caller(), p, args.dry_run);
  if (!done) return ctx.fail(done.error());
  ctx.result({{"referencia", args.referencia},
              {"prepared", done->preparada},
              {"data_cents", done->data.value},
              {"moved_cents", done->trasladado.value},
              {"deposited_cents", done->depositado.value},
              {"run", done->sustitucion == 0 ? std::string() : run_text(done->sustitucion)},
              {"receipts", done->valores},
              {"sum_cents", done->suma_sustitucion.value},
              {"dry_run", args.dry_run}});
  if (done->preparada) {
    ctx.note("{}: prepared by {}; another account annuls it with the same line", args.referencia,
             ctx.caller().account);
    return 0;
  }
  ctx.note("{}: annulled, {}{}{}", args.referencia, done->data.human(), args.dry_run ? " (rehearsed)" : "",
           done->existed ? " (annulled before)" : "");
  if (done->valores > 0)
    ctx.note("replaced by {} liquidaciones of {} (run {}): sctf tributos notices {} --out DIR", done->valores,
             done->suma_sustitucion.human(), run_text(done->sustitucion), run_text(done->sustitucion));
  if (done->trasladado + done->depositado > 0_cts)
    ctx.note("of what had been paid, {} moved to what replaces it, {} to deposits", done->trasladado.human(),
             done->depositado.human());
  return 0;
}

void define_annul(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<AnnulArgs>();
  app.add_option("REF", args->referencia, "the receipt")->required();
  app.add_option("--ground", args->ground, "error, duplicado, baja_catastral, prescripcion or resolucion")
      ->required()
      ->check(CLI::IsMember({"error", "duplicado", "baja_catastral", "prescripcion", "resolucion"}));
  app.add_option("--act", args->act, "the resolution, and who signed it")->required();
  app.add_option("--replace", args->replace, "census file with the lines that replace it");
  app.add_option("--amount", args->amount, "only this part of the principal, in euros");
  app.add_flag("--dry-run", args->dry_run, "check, book nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_annul(ctx, *args)); });
}

struct SuspendArgs {
  std::string referencia, act;
  bool dry_run = false;
};

using Verb = Result<void> (*)(db::Transaction&, const Caller&, std::string_view, const std::string&, Day);

int run_suspension(Context& ctx, const SuspendArgs& args, Verb verb, const char* action,
                   std::string_view told) {
  const auto day = text::local_day(ctx.clock());
  const audit::Event asked{.action = action, .object = audit::buscado(args.referencia), .reason = args.act};
  const auto done = access(ctx, asked, args.dry_run, [&](db::Transaction& tx, audit::Event&) {
    return verb(tx, ctx.caller(), args.referencia, args.act, day);
  });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"referencia", args.referencia}, {"date", sctf::to_string(day)}, {"dry_run", args.dry_run}});
  ctx.note("{}: {} {}{}", args.referencia, told, sctf::to_string(day), args.dry_run ? " (rehearsed)" : "");
  return 0;
}

void define_suspend(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<SuspendArgs>();
  app.add_option("REF", args->referencia, "the receipt")->required();
  app.add_option("--act", args->act, "the resolution behind it")->required();
  app.add_flag("--dry-run", args->dry_run, "check, record nothing");
  app.final_callback([args, &ctx] {
    ctx.exit_with(run_suspension(ctx, *args, tributos::suspender, "tributos.suspend", "suspended from"));
  });
}

void define_resume_receipt(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<SuspendArgs>();
  app.add_option("REF", args->referencia, "the receipt")->required();
  app.add_option("--act", args->act, "what ends the suspension");
  app.add_flag("--dry-run", args->dry_run, "check, record nothing");
  app.final_callback([args, &ctx] {
    ctx.exit_with(run_suspension(ctx, *args, tributos::reanudar, "tributos.resume", "suspended until"));
  });
}

constexpr Command kActoCommands[] = {
    {"tributos", "annul", "annul a receipt, and issue what replaces it", define_annul},
    {"tributos", "suspend", "stop the collection of a receipt", define_suspend},
    {"tributos", "resume", "let the collection of a receipt go on", define_resume_receipt},
};

}  // namespace

std::span<const Command> tributos_acto_commands() {
  return kActoCommands;
}

}  // namespace sctf::cmd
