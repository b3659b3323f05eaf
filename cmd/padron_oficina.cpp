#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "padron/consulta.hpp"
#include "padron/expedientes.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

void show_expediente(Context& ctx, const padron::Procedimientos& rules, const padron::ExpedientePadron& e,
                     Day on) {
  const auto& last = e.ultimo();
  const auto* step = rules.paso(e.clase, last.paso);
  const bool overdue = e.vencido(on);
  auto people = Json::array(), steps = Json::array(), next = Json::array();
  for (const auto& p : e.interesados)
    people.push_back({{"nia", p.nia}, {"documento", p.documento}, {"nombre", p.nombre}});
  for (const auto& p : e.pasos)
    steps.push_back({{"paso", p.paso},
                     {"fecha", sctf::to_string(p.fecha)},
                     {"documento", p.documento},
                     {"plazo", p.plazo ? sctf::to_string(*p.plazo) : ""}});
  std::string follow;
  for (const auto* one : rules.siguientes(e.clase, last.paso)) {
    next.push_back(one->nombre);
    follow += (follow.empty() ? "" : ", ") + one->nombre;
  }
  ctx.object({{"type", "expediente"},
              {"numero", e.numero},
              {"clase", e.clase},
              {"causa", e.causa},
              {"paso", last.paso},
              {"fecha", sctf::to_string(last.fecha)},
              {"plazo", last.plazo ? sctf::to_string(*last.plazo) : ""},
              {"vencido", overdue},
              {"abierto", e.abierto()},
              {"falta_movimiento", e.falta_movimiento ? last.movimientos : ""},
              {"siguientes", std::move(next)},
              {"interesados", std::move(people)},
              {"pasos", std::move(steps)}});
  ctx.print("{}  {}  {}", e.numero, e.clase, e.causa);
  for (const auto& p : e.interesados)
    ctx.print("     {} {} {}", p.nia.empty() ? "(sin inscribir)" : p.nia, p.documento, p.nombre);
  for (const auto& p : e.pasos)
    ctx.print("     {} {:<22} {}{}", human_day(p.fecha), p.paso, p.documento,
              p.plazo ? fmt::format("  (plazo: {})", human_day(*p.plazo)) : "");
  if (e.falta_movimiento)
    ctx.print("     falta registrar {}: sctf padron propose --expediente {}", last.movimientos, e.numero);
  else if (last.fin)
    ctx.print("     terminado");
  else
    ctx.print("     {}{}puede seguir: {}", overdue ? "VENCIDO. " : "",
              step != nullptr && overdue && !step->vence.empty() ? step->vence + " " : "", follow);
}

struct PadronOpenArgs {
  std::string clase, numero, cause, document, date;
  std::vector<std::string> people, names;
  bool dry_run = false;
};

// People who are held by NIA or document; who is not, as `document:name`.
Result<std::vector<padron::Interesado>> padron_people(db::Transaction& tx, Context& ctx,
                                                      const PadronOpenArgs& args) {
  std::vector<padron::Interesado> out;
  for (const auto& person : args.people) {
    const auto nia = padron::buscar(tx, ctx.ente(), person);
    if (!nia) return tl::unexpected(nia.error());
    const auto f = padron::ficha(tx, ctx.caller(), *nia, "expediente " + args.numero);
    if (!f) return tl::unexpected(f.error());
    if (!f->inscrita && args.clase != "duda")
      return problem(Code::wrong_state, "NIA {} is not registered: there is nothing to take away or renew",
                     *nia);
    out.push_back({.nia = *nia, .documento = f->documento, .nombre = f->actual.nombre_mostrado});
  }
  for (const auto& name : args.names) {
    const auto colon = name.find(':');
    if (colon == std::string::npos || colon + 1 == name.size())
      return problem(Code::invalid_value, "--new wants DOCUMENT:NAME, not \"{}\"", name);
    out.push_back({.nia = {}, .documento = name.substr(0, colon), .nombre = name.substr(colon + 1)});
  }
  return out;
}

int run_padron_open(Context& ctx, const PadronOpenArgs& args) {
  const auto rules = padron_procedures(ctx);
  const auto calendar = load_calendario(ctx);
  const auto today = text::local_day(ctx.clock());
  const auto day = args.date.empty() ? today : day_argument(ctx, "--date", args.date);
  const audit::Event asked{
      .action = "padron.open", .object = "expediente/" + args.numero, .reason = args.cause};
  const auto opened = access(ctx, asked, args.dry_run,
                             [&](db::Transaction& tx, audit::Event&) -> Result<padron::ExpedientePadron> {
                               const auto people = padron_people(tx, ctx, args);
                               if (!people) return tl::unexpected(people.error());
                               return padron::abrir_expediente(tx, ctx.caller(), ctx.clock(), rules, calendar,
                                                               {.numero = args.numero,
                                                                .clase = args.clase,
                                                                .causa = args.cause,
                                                                .fecha = day,
                                                                .documento = args.document,
                                                                .interesados = *people});
                             });
  if (!opened) return ctx.fail(opened.error());
  show_expediente(ctx, rules, *opened, today);
  ctx.result({{"expediente", opened->numero}, {"step", opened->ultimo().paso}, {"dry_run", args.dry_run}});
  if (args.dry_run) ctx.note("rehearsed: nothing was recorded");
  return 0;
}

void define_padron_open(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronOpenArgs>();
  app.add_option("CLASS", args->clase, "duda, baja_oficio, caducidad or comprobacion")->required();
  app.add_option("EXPEDIENTE", args->numero, "its number")->required();
  app.add_option("--person", args->people, "somebody it is about: NIA, DNI, NIE or passport; again for more");
  app.add_option("--new", args->names, "somebody not inscribed yet: DOCUMENT:NAME; again for more");
  app.add_option("--cause", args->cause, "why, as letters say it behind \"porque\"")->required();
  app.add_option("--document", args->document, "the application or the act that opens it")->required();
  app.add_option("--date", args->date, "its date (default: today)");
  app.add_flag("--dry-run", args->dry_run, "check, record nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_open(ctx, *args)); });
}

struct PadronStepArgs {
  std::string numero, step, document, date;
  bool dry_run = false;
};

int run_padron_step(Context& ctx, const PadronStepArgs& args) {
  const auto rules = padron_procedures(ctx);
  const auto calendar = load_calendario(ctx);
  const auto today = text::local_day(ctx.clock());
  const padron::PasoPedido step{.numero = args.numero,
                                .paso = args.step,
                                .fecha = args.date.empty() ? today : day_argument(ctx, "--date", args.date),
                                .documento = args.document};
  const audit::Event asked{
      .action = "padron.step", .object = "expediente/" + args.numero, .reason = args.document};
  const auto taken = access(ctx, asked, args.dry_run, [&](db::Transaction& tx, audit::Event&) {
    return padron::dar_paso(tx, ctx.caller(), ctx.clock(), rules, calendar, step);
  });
  if (!taken) return ctx.fail(taken.error());
  show_expediente(ctx, rules, *taken, today);
  ctx.result({{"expediente", taken->numero}, {"step", taken->ultimo().paso}, {"dry_run", args.dry_run}});
  if (args.dry_run) ctx.note("rehearsed: nothing was recorded");
  return 0;
}

void define_padron_step(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronStepArgs>();
  app.add_option("EXPEDIENTE", args->numero, "its number")->required();
  app.add_option("STEP", args->step, "what was done, a step of its procedure")->required();
  app.add_option("--document", args->document, "the paper that proves it")->required();
  app.add_option("--date", args->date, "when (default: today)");
  app.add_flag("--dry-run", args->dry_run, "check, record nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_step(ctx, *args)); });
}

struct PadronDueArgs {
  std::string clase, numero, on;
  bool all = false, overdue = false;
};

int run_padron_due(Context& ctx, const PadronDueArgs& args) {
  const auto rules = padron_procedures(ctx);
  if (!args.clase.empty() && !rules.tiene(args.clase))
    return ctx.fail({.code = Code::unknown_value,
                     .text = fmt::format("\"{}\" is no procedure: {}", args.clase, rules.clases()),
                     .value = args.clase});
  const auto on = args.on.empty() ? text::local_day(ctx.clock()) : day_argument(ctx, "--on", args.on);
  std::int64_t shown = 0, overdue = 0;
  const auto show = [&](const padron::ExpedientePadron& e) {
    const bool late = e.vencido(on);
    overdue += late ? 1 : 0;
    if (args.overdue && !late) return;
    ++shown;
    show_expediente(ctx, rules, e, on);
  };
  const auto done = db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) -> Result<void> {
        if (args.numero.empty()) {
          padron::expedientes_padron(tx, ctx.caller(), args.clase, args.all, show);
          return {};
        }
        const auto one = padron::expediente_padron(tx, ctx.caller(), args.numero);
        if (!one) return tl::unexpected(one.error());
        show(*one);
        return {};
      },
      true);
  if (!done) return ctx.fail(done.error());
  if (shown == 0) ctx.note("nothing is {}", args.overdue ? "overdue" : "open");
  ctx.result({{"expedientes", shown}, {"overdue", overdue}});
  if (!args.overdue || overdue == 0) return 0;
  return ctx.fail(
      {.code = Code::overdue, .text = fmt::format("{} expedientes are past their term", overdue)});
}

void define_padron_due(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronDueArgs>();
  app.add_option("EXPEDIENTE", args->numero, "that one alone");
  app.add_option("--class", args->clase, "of one procedure: duda, baja_oficio, caducidad, comprobacion");
  app.add_option("--on", args->on, "as of this day (default: today)");
  app.add_flag("--all", args->all, "also those that have ended");
  app.add_flag("--overdue", args->overdue, "those whose term has ended; 65 where there is any");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_due(ctx, *args)); });
}

constexpr Command kPadronOficinaCommands[] = {
    {"padron", "open", "open an expediente: a doubt, a baja de oficio, an expiry, a check",
     define_padron_open},
    {"padron", "step", "record a step of an expediente", define_padron_step},
    {"padron", "due", "list what expedientes wait for, by their term", define_padron_due},
};

}  // namespace

std::span<const Command> padron_oficina_commands() {
  return kPadronOficinaCommands;
}

}  // namespace sctf::cmd
