#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/padron.hpp"
#include "padron/cesiones.hpp"
#include "proc/assets.hpp"

namespace sctf::cmd {
namespace {

struct PadronDiscloseArgs : padron::PeticionCesion {
  bool dry_run = false;
};

int run_padron_disclose(Context& ctx, const PadronDiscloseArgs& args) {
  const auto entorno = padron_environment(ctx);
  const auto words =
      or_exit(ctx, padron::Textos::cargar(proc::asset("templates/padron/domicilio.yaml"), "es"));
  const audit::Event asked{.action = "padron.disclose",
                           .object = "organismo/" + args.organismo,
                           .reason = args.base + "; " + args.finalidad};
  const auto done = access(ctx, asked, args.dry_run, [&](db::Transaction& tx, audit::Event&) {
    return padron::ceder(tx, ctx.caller(), ctx.clock(), args, entorno.listas, words,
                         [&](const Problem& told) { ctx.report(told); });
  });
  if (!done) return ctx.fail(done.error());
  if (!args.dry_run) padron::escribir_cesion(*done, args.salida, ctx.clock());
  ctx.result({{"cesion", done->cesion},
              {"people", done->personas},
              {"registered", done->inscritas},
              {"reserved", done->reservadas},
              {"unknown", done->no_constan},
              {"file", args.dry_run ? Json(nullptr) : Json(std::filesystem::absolute(args.salida).string())},
              {"dry_run", args.dry_run}});
  ctx.note("{} people: {} registered, {} unknown{}", done->personas, done->inscritas, done->no_constan,
           args.dry_run ? " (rehearsed: nothing went out)" : fmt::format("; {}", args.salida.string()));
  if (done->reservadas > 0)
    ctx.talk("{} are reserved: answer about them apart, with a supervisor", done->reservadas);
  return 0;
}

void define_padron_disclose(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronDiscloseArgs>();
  app.add_option("--input", args->fichero,
                 "the list: \"documento\", or \"nombre;nacimiento\", a person a line")
      ->required();
  app.add_option("--body", args->organismo, "the administration, court or police that asks")->required();
  app.add_option("--basis", args->base, "the rule that allows it")->required();
  app.add_option("--purpose", args->finalidad, "what for")->required();
  app.add_option("--expediente", args->expediente, "theirs");
  app.add_option("--out", args->salida, "the answer, .csv or .xlsx")->required();
  app.add_flag("--dry-run", args->dry_run, "look, let nothing out");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_disclose(ctx, *args)); });
}

constexpr Command kPadronCesionCommands[] = {
    {"padron", "disclose", "tell an administration where people of a list live", define_padron_disclose},
};

}  // namespace

std::span<const Command> padron_cesion_commands() {
  return kPadronCesionCommands;
}

}  // namespace sctf::cmd
