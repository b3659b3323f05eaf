#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "cmd/tributos.hpp"
#include "padron/cartas.hpp"
#include "padron/hoja_impresa.hpp"
#include "proc/assets.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

padron::Textos padron_words(Context& ctx, const char* name, const std::string& lang) {
  return or_exit(ctx,
                 padron::Textos::cargar(proc::asset(fmt::format("templates/padron/{}.yaml", name)), lang));
}

struct PadronLettersArgs {
  std::string clase, out, until, lang = "es";
  std::int64_t lote = 0;
  bool dry_run = false;
};

int run_padron_letters(Context& ctx, const PadronLettersArgs& args) {
  const auto entorno = padron_environment(ctx);
  const auto today = text::local_day(ctx.clock());
  const padron::Escribania con{.organismo = ctx.settings().get_string("ente.nombre"),
                               .unidad = ctx.settings().get_string("padron.unidad"),
                               .lang = args.lang,
                               .listas = entorno.listas,
                               .plazos = padron_terms(ctx),
                               .reglas = padron_procedures(ctx),
                               .errores = or_exit(ctx, padron::ListaErrores::cargar(padron_errors_file())),
                               .domicilio = padron_words(ctx, "domicilio", args.lang),
                               .cartas = padron_words(ctx, "cartas", args.lang)};
  const auto until =
      args.until.empty() ? add_months(today, con.plazos.preaviso) : day_argument(ctx, "--until", args.until);
  // What each letter says is kept first: a printing that is broken off is printed again, the same.
  padron::CartasPadron cartas{.lote = args.lote};
  if (args.lote == 0)
    cartas = or_exit(ctx, in_command_transaction(ctx, args.dry_run, [&](db::Transaction& tx) {
                       return padron::preparar_cartas(tx, ctx.caller(), ctx.clock(), con, args.clase, until);
                     }));
  const auto file =
      std::filesystem::path(args.out) / fmt::format("cartas-{}-{}.pdf", args.clase, cartas.lote);
  std::int64_t refused = 0;
  const bool print = cartas.lote != 0 && !args.dry_run;
  if (print)
    cartas.cartas = or_exit(ctx, db::in_transaction(
                                     ctx.pool(),
                                     [&](db::Transaction& tx) {
                                       return padron::imprimir_cartas(
                                           tx, ctx.caller(), cartas.lote, file,
                                           [&](const Problem& told) { ++refused, ctx.report(told); });
                                     },
                                     true));
  ctx.result({{"lot", cartas.lote},
              {"letters", cartas.cartas},
              {"reserved", cartas.reservadas},
              {"again", cartas.repetido},
              {"file", print ? Json(std::filesystem::absolute(file).string()) : Json(nullptr)},
              {"dry_run", args.dry_run}});
  if (cartas.lote == 0)
    ctx.note("nobody is owed such a letter");
  else
    ctx.note("lot {}: {} letters{}{}", cartas.lote, cartas.cartas,
             cartas.repetido ? " (nothing new: the last lot again)" : "",
             args.dry_run ? " (rehearsed)" : fmt::format(", {}", file.string()));
  if (cartas.reservadas > 0)
    ctx.talk("{} people with a prevention note get none: an officer must reach them", cartas.reservadas);
  if (refused > 0)
    return ctx.fail(
        {.code = Code::lines_refused,
         .text = fmt::format("{} letters of lot {} do not fit on their paper", refused, cartas.lote)});
  return 0;
}

void define_padron_letters(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronLettersArgs>();
  app.add_option("--kind", args->clase, "renovacion, comprobacion, expedientes, incidencias or informacion")
      ->required()
      ->check(CLI::IsMember(
          std::vector<std::string>(std::begin(padron::kClasesCarta), std::end(padron::kClasesCarta))));
  app.add_option("--out", args->out, "folder for the PDF")->required();
  app.add_option("--until", args->until,
                 "renovacion, comprobacion: those due by this day (default: in three months)");
  app.add_option("--lang", args->lang, "language of what is written now: es, en (default es)")
      ->check(CLI::IsMember({"es", "en"}));
  app.add_option("--lot", args->lote, "print this lot again, as it was")->check(CLI::PositiveNumber);
  app.add_flag("--dry-run", args->dry_run, "say how many, write to nobody");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_letters(ctx, *args)); });
}

struct PadronUninformedArgs {
  std::string on;
};

int run_padron_uninformed(Context& ctx, const PadronUninformedArgs& args) {
  const auto on = args.on.empty() ? text::local_day(ctx.clock()) : day_argument(ctx, "--on", args.on);
  const auto since = add_months(on, -padron_terms(ctx).informar);
  ctx.out().raw("nia;documento;nombre;nhop;ultima\n");
  const auto n = db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) {
        return padron::no_informadas(tx, ctx.caller(), since, [&](const padron::NoInformada& p) {
          ctx.object({{"type", "uninformed"},
                      {"nia", p.nia},
                      {"documento", p.documento},
                      {"nhop", p.nhop},
                      {"ultima", sctf::to_string(p.ultima)}});
          ctx.out().raw(csv_line({p.nia, p.documento, p.nombre, p.nhop, sctf::to_string(p.ultima)}));
        });
      },
      true);
  ctx.result({{"people", n}, {"since", sctf::to_string(since)}});
  ctx.talk("{} people were last told what is held of them before {}; sctf padron letters --kind informacion",
           n, sctf::to_string(since));
  return 0;
}

void define_padron_uninformed(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronUninformedArgs>();
  app.add_option("--on", args->on, "as of this day (default: today)");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_uninformed(ctx, *args)); });
}

struct PadronFormArgs {
  padron::PeticionHoja hoja;
  std::string out;
  bool dry_run = false;
};

int run_padron_form(Context& ctx, const PadronFormArgs& args) {
  const auto entorno = padron_environment(ctx);
  const padron::ImprentaHoja con{.organismo = ctx.settings().get_string("ente.nombre"),
                                 .unidad = ctx.settings().get_string("padron.unidad"),
                                 .listas = entorno.listas,
                                 .domicilio = padron_words(ctx, "domicilio", "es"),
                                 .certificados = padron_words(ctx, "certificados", "es"),
                                 .movimientos = padron_words(ctx, "movimientos", "es"),
                                 .hoja = padron_words(ctx, "hoja", "es")};
  const auto printed = db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) {
        return padron::imprimir_hoja(tx, ctx.caller(), ctx.clock(), con, args.hoja);
      },
      true);
  if (!printed) return ctx.fail(printed.error());
  if (!args.dry_run) proc::write_file(args.out, printed->pdf);
  ctx.result({{"people", printed->personas},
              {"file", args.dry_run ? Json(nullptr) : Json(std::filesystem::absolute(args.out).string())},
              {"dry_run", args.dry_run}});
  ctx.note("{} people{}", printed->personas,
           args.dry_run ? " (rehearsed: no file)" : fmt::format("; {}", args.out));
  return 0;
}

void define_padron_form(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronFormArgs>();
  auto* hoja = app.add_option("--hoja", args->hoja.nhop, "filled with who is registered in it, by NHOP");
  auto* person = app.add_option("--person", args->hoja.persona, "filled with the hoja of that person");
  auto* input = app.add_option("--input", args->hoja.fichero, "filled with proposed movements, as for move");
  hoja->excludes(person)->excludes(input);
  person->excludes(input);
  app.add_option("--blank", args->hoja.en_blanco, "so many empty rows besides (none named: a blank form)")
      ->check(CLI::Range(0, 20));
  app.add_option("--title", args->hoja.motivo, "what is applied for, as it is printed");
  app.add_option("--expediente", args->hoja.expediente, "its number");
  app.add_option("--out", args->out, "the PDF")->required();
  app.add_flag("--dry-run", args->dry_run, "lay it out, write no file");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_form(ctx, *args)); });
}

constexpr Command kPadronCartasCommands[] = {
    {"padron", "form", "print the hoja padronal to be signed, filled or blank", define_padron_form},
    {"padron", "letters", "write to people, and record who was written what", define_padron_letters},
    {"padron", "uninformed", "list who was not told in five years what is held", define_padron_uninformed},
};

}  // namespace

std::span<const Command> padron_cartas_commands() {
  return kPadronCartasCommands;
}

}  // namespace sctf::cmd
