#include <CLI/CLI.hpp>
#include <memory>

#include "base/ids.hpp"
#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "padron/incidencias.hpp"
#include "padron/propuestas.hpp"
#include "padron/sucesos.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

std::string incidencia_standing(const padron::Incidencia& i) {
  if (i.estado == "pendiente")
    return fmt::format("hasta el {}{}", i.plazo ? human_day(*i.plazo) : "", i.vencida ? " VENCIDA" : "");
  if (i.estado == "repetida") return "repetida en " + i.repetida_en;
  return fmt::format(
      "resuelta por {} de {}{}", i.resuelve.empty() ? i.acto : i.resuelve,
      i.resuelta ? human_day(*i.resuelta) : "",
      i.respuesta.empty() ? ", falta la respuesta del INE" : ", el INE ya no la marca en " + i.respuesta);
}

void show_incidencia(Context& ctx, const padron::Incidencia& i) {
  auto differ = Json::array();
  for (const auto& d : i.diferencias)
    differ.push_back({{"campo", d.campo}, {"ine", d.ine}, {"nuestro", d.nuestro}});
  ctx.object({{"type", "incidencia"},
              {"nia", i.nia},
              {"documento", i.documento},
              {"error", i.error},
              {"marca", i.marca},
              {"clase", i.clase},
              {"accion", i.accion},
              {"plazo", i.plazo ? sctf::to_string(*i.plazo) : ""},
              {"estado", i.estado},
              {"lote", i.lote},
              {"run", run_text(i.run)},
              {"line", i.linea},
              {"movimiento", i.movimiento},
              {"fvar", i.fvar ? sctf::to_string(*i.fvar) : ""},
              {"prdp", i.prdp},
              {"mudp", i.mudp},
              {"tipoinf", i.tipoinf},
              {"cdev", i.cdev},
              {"texto", i.texto},
              {"diferencias", std::move(differ)},
              {"vencida", i.vencida},
              {"soluciones", i.soluciones},
              {"resuelve", i.resuelve},
              {"acto", i.acto},
              {"acto_documento", i.acto_documento},
              {"resuelta", i.resuelta ? sctf::to_string(*i.resuelta) : ""},
              {"repetida_en", i.repetida_en},
              {"respuesta", i.respuesta},
              {"carta", i.carta}});
  ctx.print("{:>3}{}  {}  {}  {}  ({} {}:{})", i.error, i.marca, i.nia.empty() ? "no consta aquí" : i.nia,
            i.clase, incidencia_standing(i), run_text(i.run), i.lote, i.linea);
  ctx.print("     {}", i.texto);
  if (!i.movimiento.empty())
    ctx.print("     El INE indica {} de {}{}", i.movimiento,
              i.fvar ? human_day(*i.fvar) : "fecha desconocida",
              i.prdp.empty() ? "" : fmt::format(", {} {}", i.prdp, i.mudp));
  for (const auto& d : i.diferencias)
    ctx.print("     {:<10} INE: {:<25} aquí: {}", d.campo, d.ine.empty() ? "-" : d.ine,
              d.nuestro.empty() ? "-" : d.nuestro);
  if (!i.carta.empty()) ctx.print("     carta: {}", i.carta);
}

struct PadronIncidenciasArgs {
  bool all = false, overdue = false;
  std::string clase, until, nia;
  int error = -1;
};

int run_padron_incidencias(Context& ctx, const PadronIncidenciasArgs& args) {
  const auto list = padron::ListaErrores::cargar(padron_errors_file());
  if (!list) return ctx.fail(list.error());
  padron::FiltroIncidencias filter{
      .todas = args.all, .clase = args.clase, .hasta = {}, .error = {}, .nia = args.nia};
  filter.hoy = text::local_day(ctx.clock());
  if (!args.until.empty()) filter.hasta = day_argument(ctx, "--until", args.until);
  if (args.error >= 0) filter.error = args.error;
  std::int64_t overdue = 0, shown = 0;
  db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) {
        padron::incidencias(tx, ctx.caller(), *list, filter, [&](const padron::Incidencia& i) {
          overdue += i.vencida ? 1 : 0;
          if (args.overdue && !i.vencida) return;
          ++shown;
          show_incidencia(ctx, i);
        });
      },
      true);
  if (shown == 0) ctx.note("nothing is {}", args.overdue ? "overdue" : "pending with INE");
  ctx.result({{"incidencias", shown}, {"overdue", overdue}});
  if (!args.overdue || overdue == 0) return 0;
  return ctx.fail(
      {.code = Code::overdue, .text = fmt::format("{} marks of INE are past their term", overdue)});
}

void define_padron_incidencias(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronIncidenciasArgs>();
  app.add_flag("--all", args->all, "also those that are settled, or that a later file has again");
  app.add_option("--class", args->clase, "invalidante, depuracion, gestion, incidencia or comunicacion")
      ->check(CLI::IsMember({"invalidante", "depuracion", "gestion", "incidencia", "comunicacion"}));
  app.add_option("--error", args->error, "of that number alone")->check(CLI::Range(0, 150));
  app.add_option("--until", args->until, "whose term ends by that day");
  app.add_option("--nia", args->nia, "of that person");
  app.add_flag("--overdue", args->overdue, "pending ones whose term has ended; 65 where there is any");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_incidencias(ctx, *args)); });
}

struct PadronResolveArgs {
  std::string run, act, document, date, caleg;
  std::int64_t line = 0;
  int error = 0;
  bool dry_run = false;
};

int run_padron_resolve(Context& ctx, const PadronResolveArgs& args) {
  const padron::ActoIncidencia act{
      .run = run_argument(ctx, args.run),
      .linea = args.line,
      .error = args.error,
      .acto = args.act,
      .caleg = args.caleg,
      .fecha = args.date.empty() ? text::local_day(ctx.clock()) : day_argument(ctx, "--date", args.date),
      .documento = args.document};
  const audit::Event asked{.action = "padron.resolve",
                           .object = fmt::format("retorno/{}/{}", act.run, act.linea),
                           .reason = args.document};
  const auto done = access(ctx, asked, args.dry_run, [&](db::Transaction& tx, audit::Event&) {
    return padron::resolver_incidencia(tx, ctx.caller(), ctx.clock(), act);
  });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"run", args.run}, {"line", args.line}, {"error", args.error}, {"dry_run", args.dry_run}});
  ctx.note("mark {} of line {}: {}{}", args.error, args.line, args.act, args.dry_run ? " (rehearsed)" : "");
  return 0;
}

void define_padron_resolve(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronResolveArgs>();
  app.add_option("RUN", args->run, "the file, by its run")->required();
  app.add_option("LINE", args->line, "the line in it")->required()->check(CLI::PositiveNumber);
  app.add_option("ERROR", args->error, "the number of the mark; 0: a record without one")
      ->required()
      ->check(CLI::Range(0, 150));
  app.add_option("--act", args->act, "confirmada, rechazada, reenviada or comprobada")
      ->required()
      ->check(CLI::IsMember({"confirmada", "rechazada", "reenviada", "comprobada"}));
  app.add_option("--document", args->document, "the paper behind it; also what an alegación says")
      ->required();
  app.add_option("--date", args->date, "its date (default: today)");
  app.add_option("--caleg", args->caleg, "class of alegación, where the table leaves a choice");
  app.add_flag("--dry-run", args->dry_run, "check, record nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_resolve(ctx, *args)); });
}

struct PadronProposeArgs {
  std::string expediente, out;
  int error = -1;
  bool dry_run = false;
};

int run_padron_propose(Context& ctx, const PadronProposeArgs& args) {
  const auto list = or_exit(ctx, padron::ListaErrores::cargar(padron_errors_file()));
  const auto found = db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) -> Result<padron::Propuestas> {
        if (!args.expediente.empty())
          return padron::proponer_de_expediente(tx, ctx.caller(), args.expediente);
        return padron::proponer_de_incidencias(
            tx, ctx.caller(), list, args.error < 0 ? std::optional<int>{} : std::optional(args.error),
            text::local_day(ctx.clock()));
      },
      true);
  if (!found) return ctx.fail(found.error());
  if (!args.dry_run) {
    proc::write_file(args.out, found->texto);
  }
  ctx.result({{"movements", found->lineas},
              {"file", args.dry_run ? Json(nullptr) : Json(args.out)},
              {"dry_run", args.dry_run}});
  ctx.note("{} movements to look at; then: sctf padron move {} {}", found->lineas, args.out,
           args.expediente.empty() ? "--origin INE" : "--expediente " + args.expediente);
  return 0;
}

void define_padron_propose(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronProposeArgs>();
  app.add_option("--out", args->out, "the file of movements")->required();
  app.add_option("--expediente", args->expediente,
                 "the bajas that its last step allows, instead of INE's marks");
  app.add_option("--error", args->error, "of that mark alone")->check(CLI::Range(1, 150));
  app.add_flag("--dry-run", args->dry_run, "count, write no file");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_propose(ctx, *args)); });
}

struct PadronEventsArgs {
  std::string file, kind, out;
  bool dry_run = false;
};

int run_padron_events(Context& ctx, const PadronEventsArgs& args) {
  const bool births = args.kind == "births";
  const auto entorno = padron_environment(ctx);
  const auto layout =
      or_exit(ctx, padron::cargar_trazado(entorno.trazados, births ? "ine_nacimientos" : "ine_defunciones"));
  std::map<std::string, std::int64_t> by_state;
  const auto found = db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) {
        by_state.clear();
        return padron::proponer_de_sucesos(
            tx, ctx.caller(), births ? padron::ClaseSuceso::nacimientos : padron::ClaseSuceso::defunciones,
            args.file, layout,
            [&](const padron::Suceso& s) {
              ++by_state[s.estado];
              ctx.object({{"type", "event"},
                          {"line", s.linea},
                          {"fecha", s.fecha},
                          {"documento", s.documento},
                          {"nia", s.nia},
                          {"estado", s.estado}});
              ctx.print("{:>5}  {}  {:<10} {} {}", s.linea, s.fecha, s.estado, s.nia, s.nombre);
            },
            [&](const Problem& told) { ctx.report(told); });
      },
      true);
  if (!found) return ctx.fail(found.error());
  if (!args.dry_run) proc::write_file(args.out, found->texto);
  ctx.result({{"movements", found->lineas},
              {"by_state", by_state},
              {"file", args.dry_run ? Json(nullptr) : Json(args.out)},
              {"dry_run", args.dry_run}});
  ctx.note("{} movements to look at; then: sctf padron move {} --origin RC", found->lineas, args.out);
  return 0;
}

void define_padron_events(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronEventsArgs>();
  app.add_option("FILE", args->file, "births or deaths as INE passes them on")->required();
  app.add_option("--kind", args->kind, "births or deaths")
      ->required()
      ->check(CLI::IsMember({"births", "deaths"}));
  app.add_option("--out", args->out, "the file of movements")->required();
  app.add_flag("--dry-run", args->dry_run, "read and match, write no file");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_events(ctx, *args)); });
}

constexpr Command kPadronIncidenciasCommands[] = {
    {"padron", "events", "propose movements for births and deaths of the civil registry",
     define_padron_events},
    {"padron", "incidencias", "list what INE marked, and what to do about it", define_padron_incidencias},
    {"padron", "resolve", "record what was done about a mark where no movement says it",
     define_padron_resolve},
    {"padron", "propose", "write movements that follow from INE's marks or from an expediente",
     define_padron_propose},
};

}  // namespace

std::span<const Command> padron_incidencias_commands() {
  return kPadronIncidenciasCommands;
}

}  // namespace sctf::cmd
