#include <CLI/CLI.hpp>
#include <memory>

#include "base/ids.hpp"
#include "cmd/padron.hpp"
#include "padron/carga.hpp"
#include "padron/movimientos.hpp"

namespace sctf::cmd {
namespace {

struct ImportArgs {
  std::string file, territory;
  int ejercicio = 0;
  bool dry_run = false;
};

int run_import(Context& ctx, const ImportArgs& args) {
  padron::PeticionCarga p{.fichero = args.file, .ejercicio = {}, .territorio = {}};
  if (args.ejercicio != 0) p.ejercicio = args.ejercicio;
  if (!args.territory.empty()) p.territorio = args.territory;
  const auto carga = padron::cargar(ctx.engine(), p, padron_places(ctx), args.dry_run);
  if (!carga) {
    const auto& refused = carga.error();
    ctx.result(
        {{"load", nullptr},
         {"lines", 0},
         {"rejects",
          refused.code == Code::lines_refused && !refused.value.empty() ? std::stoll(refused.value) : 0}});
    return ctx.fail(refused);
  }
  for (const auto& warning : carga->primeros_avisos)
    if (!carga->existed) ctx.out().warning(warning);
  ctx.result({{"load", run_text(carga->run)},
              {"lines", carga->lineas},
              {"rejects", 0},
              {"format", carga->formato},
              {"warnings", carga->avisos},
              {"existed", carga->existed},
              {"dry_run", args.dry_run}});
  ctx.note("load {}: {} records of {} ({}){}", run_text(carga->run), carga->lineas, args.file, carga->formato,
           args.dry_run     ? " (rehearsed: nothing was loaded)"
           : carga->existed ? " (loaded before: the same bytes are one load)"
                            : "");
  return 0;
}

void define_import(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ImportArgs>();
  app.add_option("FILE", args->file, "padron.csv, or a C or H file of INE; told by its content")->required();
  app.add_option("--ejercicio", args->ejercicio,
                 "year at whose 1 January a whole padrón stands (default 2026)")
      ->check(CLI::Range(1997, 2100));
  app.add_option(
      "--territory", args->territory,
      "folder of INE's territory files, loaded first: numbers must lie in their tramos from then on");
  app.add_flag("--dry-run", args->dry_run, "read and check everything, load nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_import(ctx, *args)); });
}

struct MoveArgs {
  std::string file, origin = "AYTO", expediente;
  bool dry_run = false;
};

int run_move(Context& ctx, const MoveArgs& args) {
  const auto moved = padron::mover(
      ctx.engine(), {.fichero = args.file, .tramite = {.origen = args.origin, .expediente = args.expediente}},
      padron_places(ctx), args.dry_run);
  if (!moved) {
    ctx.result({{"run", nullptr}, {"movements", 0}});
    return ctx.fail(moved.error());
  }
  ctx.result({{"run", run_text(moved->run)},
              {"movements", moved->movimientos},
              {"by_code", moved->por_codigo},
              {"warnings", moved->avisos},
              {"existed", moved->existed},
              {"dry_run", args.dry_run}});
  ctx.note("run {}: {} movements{}", run_text(moved->run), moved->movimientos,
           args.dry_run     ? " (rehearsed: nothing was registered)"
           : moved->existed ? " (registered before: the same bytes are registered once)"
                            : "");
  for (const auto& [code, n] : moved->por_codigo) ctx.talk("{:>8} {}", n, code);
  return 0;
}

void define_move(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<MoveArgs>();
  app.add_option("FILE", args->file, "movements, lines of padron.csv shape")->required();
  app.add_option("--origin", args->origin, "who communicated them: AYTO, INE, RC or OCE (default AYTO)")
      ->check(CLI::IsMember({"AYTO", "INE", "RC", "OCE"}));
  app.add_option("--expediente", args->expediente, "number of the expediente behind them");
  app.add_flag("--dry-run", args->dry_run, "check everything, register nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_move(ctx, *args)); });
}

constexpr Command kCargaCommands[] = {
    {"padron", "import", "load a padrón, or movements as INE's files have them", define_import},
    {"padron", "move", "register movements", define_move},
};

}  // namespace

std::span<const Command> padron_carga_commands() {
  return kCargaCommands;
}

}  // namespace sctf::cmd
