#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "padron/comprobacion.hpp"
#include "padron/consulta.hpp"
#include "padron/entorno.hpp"
#include "padron/fecha.hpp"
#include "padron/poblacion.hpp"
#include "padron/textos.hpp"
#include "proc/assets.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

using padron::Campo;

/// What is needed to say an address in words.
struct PalabrasPadron {
  explicit PalabrasPadron(Context& ctx)
      : entorno(padron_environment(ctx)),
        domicilio(
            or_exit(ctx, padron::Textos::cargar(proc::asset("templates/padron/domicilio.yaml"), "es"))) {}
  [[nodiscard]] std::string direccion(const padron::Bloque& v) const {
    return padron::domicilio_en_palabras(v, entorno.listas, domicilio);
  }
  padron::Entorno entorno;
  padron::Textos domicilio;
};

std::string padron_day_text(const std::optional<Day>& day) {
  return day ? sctf::to_string(*day) : std::string();
}

Json padron_bloque_json(const padron::Bloque& v) {
  Json out = Json::object();
  for (std::size_t i = 0; i < padron::kCampos; ++i)
    out[std::string(padron::info(static_cast<Campo>(i)).nombre)] = v[i];
  out["fnac"] = padron::con_guiones(v[Campo::fnac]);
  return out;
}

struct PadronPersonArgs {
  std::string person, reason, on, known;
};

// A look at one person, in the trail whatever comes of it.
template <class Work>
auto padron_access(Context& ctx, const char* action, const PadronPersonArgs& args, const Work& work)
    -> std::invoke_result_t<Work, db::Transaction&, const std::string&> {
  return access(ctx, {.action = action, .object = audit::buscado(args.person), .reason = args.reason}, false,
                [&](db::Transaction& tx,
                    audit::Event& asked) -> std::invoke_result_t<Work, db::Transaction&, const std::string&> {
                  const auto nia = find_person(tx, ctx.ente(), args.person, asked);
                  if (!nia) return tl::unexpected(nia.error());
                  return work(tx, *nia);
                });
}

int run_padron_show(Context& ctx, const PadronPersonArgs& args) {
  const PalabrasPadron palabras(ctx);
  const auto f = padron_access(ctx, "padron.show", args, [&](db::Transaction& tx, const std::string& nia) {
    return padron::ficha(tx, ctx.caller(), nia, args.reason);
  });
  if (!f) return ctx.fail(f.error());
  const auto& v = f->actual.v;
  auto people = Json::array();
  for (const auto& one : f->hoja) people.push_back(one.nia);
  ctx.object({{"type", "person"},
              {"nia", f->nia},
              {"registered", f->inscrita},
              {"documento", f->documento},
              {"nombre_mostrado", f->actual.nombre_mostrado},
              {"fnac", padron::con_guiones(v[Campo::fnac])},
              {"naci", v[Campo::naci]},
              {"alta", padron_day_text(f->alta)},
              {"domicilio_desde", padron_day_text(f->domicilio)},
              {"baja", padron_day_text(f->baja)},
              {"defuncion", padron_day_text(f->defuncion)},
              {"domicilio", palabras.direccion(v)},
              {"codigo_postal", f->codigo_postal},
              {"dist", v[Campo::dist]},
              {"secc", v[Campo::secc]},
              {"nhop", v[Campo::nhop]},
              {"hoja", std::move(people)},
              {"protected", f->proteccion.has_value()},
              {"movement", f->actual.codigo},
              {"fvar", sctf::to_string(f->actual.fvar)},
              {"bloque", padron_bloque_json(v)}});
  ctx.print("{}  {}  {}", f->nia, f->documento.empty() ? "(no document)" : f->documento,
            f->actual.nombre_mostrado);
  ctx.print("  born       {}, nationality {}", padron::con_guiones(v[Campo::fnac]),
            palabras.entorno.listas.nombre_pais(v[Campo::naci]));
  if (f->inscrita) {
    ctx.print("  lives at   {}{}{}", palabras.direccion(v), f->codigo_postal.empty() ? "" : ", ",
              f->codigo_postal);
    ctx.print("  hoja       {} ({} registered), section {} {}{}", v[Campo::nhop], f->hoja.size(),
              v[Campo::dist], v[Campo::secc], v[Campo::lsecc]);
    ctx.print("  since      {} in the municipality, {} at the address",
              f->alta ? sctf::to_string(*f->alta) : "before the load",
              f->domicilio ? sctf::to_string(*f->domicilio) : "before the load");
  } else {
    ctx.print("  NOT registered: {} of {}", f->actual.codigo, padron_day_text(f->baja));
  }
  if (f->proteccion) ctx.print("  PROTECTED: prevention note; nothing is given out without a supervisor");
  ctx.print("  last       {} of {}", f->actual.codigo.empty() ? "load of 1996" : f->actual.codigo,
            sctf::to_string(f->actual.fvar));
  ctx.result({{"nia", f->nia}, {"registered", f->inscrita}});
  return 0;
}

void padron_add_person(CLI::App& app, PadronPersonArgs& args) {
  app.add_option("PERSON", args.person, "a NIA, DNI, NIE or passport")->required();
  app.add_option("--reason", args.reason, "why it is asked, for the audit row");
}

void define_padron_show(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronPersonArgs>();
  padron_add_person(app, *args);
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_show(ctx, *args)); });
}

int run_padron_history(Context& ctx, const PadronPersonArgs& args) {
  const PalabrasPadron palabras(ctx);
  const auto all = padron_access(
      ctx, "padron.history", args,
      [&](db::Transaction& tx, const std::string& nia) -> Result<std::vector<padron::Inscripcion>> {
        return padron::historia(tx, ctx.caller(), nia, args.reason);
      });
  if (!all) return ctx.fail(all.error());
  std::vector<const padron::Inscripcion*> shown;
  if (args.on.empty()) {
    for (const auto& one : *all) shown.push_back(&one);
  } else {
    const auto day = day_argument(ctx, "--on", args.on);
    std::optional<Instant> known;
    if (!args.known.empty()) known = or_exit(ctx, parse_instant(args.known));
    if (const auto* one = padron::vigente(*all, day, known)) shown.push_back(one);
  }
  for (const auto* one : shown) {
    ctx.object({{"type", "inscripcion"},
                {"n", one->n},
                {"movement", one->codigo},
                {"fvar", sctf::to_string(one->fvar)},
                {"registrado", sctf::to_string(one->registrado)},
                {"registered", !one->baja()},
                {"origen", one->origen},
                {"expediente", one->expediente},
                {"domicilio", palabras.direccion(one->v)},
                {"bloque", padron_bloque_json(one->v)}});
    ctx.print("{:>3}  {:<4} {}  known {}  {}{}", one->n, one->codigo.empty() ? "load" : one->codigo,
              sctf::to_string(one->fvar), sctf::to_string(text::local_day(one->registrado)),
              palabras.direccion(one->v), one->expediente.empty() ? "" : "  (" + one->expediente + ")");
  }
  if (shown.empty()) ctx.note("nothing is known of that person on {}", args.on);
  const bool registered = !shown.empty() && !shown.back()->baja();
  ctx.result(
      {{"nia", all->front().v[Campo::nia]}, {"inscripciones", shown.size()}, {"registered", registered}});
  return 0;
}

void define_padron_history(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronPersonArgs>();
  padron_add_person(app, *args);
  app.add_option("--on", args->on, "only what holds on that day, YYYY-MM-DD");
  app.add_option("--known", args->known, "with --on: as it was known at that time, RFC 3339");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_history(ctx, *args)); });
}

struct PadronPopulationArgs {
  int ejercicio = 0;
};

int run_padron_population(Context& ctx, const PadronPopulationArgs& args) {
  const auto p = db::in_snapshot(ctx.pool(), [&](db::Transaction& tx) {
    const int year = args.ejercicio != 0
                         ? args.ejercicio
                         : padron::ejercicio_cargado(tx, ctx.ente(), year_of(text::local_day(ctx.clock())));
    return padron::poblacion(tx, ctx.ente(), year);
  });
  Json edad = Json::object();
  for (std::size_t g = 0; g < padron::kGruposEdad; ++g) edad[padron::grupo_edad(g)] = p.edad[g];
  const auto of_sex = [&](const char* code) { return p.sexo.contains(code) ? p.sexo.at(code) : 0; };
  const Json out = {{"total", p.total},
                    {"sexo", {{"1", of_sex("1")}, {"6", of_sex("6")}}},
                    {"nacionalidad", p.nacionalidad},
                    {"seccion", p.seccion},
                    {"edad", edad}};
  ctx.result({{"ejercicio", p.ejercicio}});
  ctx.result(out);
  ctx.print("{} registered: {} men, {} women; {} nationalities, {} sections; ages at 1 January {}", p.total,
            of_sex("1"), of_sex("6"), p.nacionalidad.size(), p.seccion.size(), p.ejercicio);
  for (std::size_t g = 0; g < padron::kGruposEdad; ++g)
    ctx.print("  {:>6} {:>8}", padron::grupo_edad(g), p.edad[g]);
  return 0;
}

void define_padron_population(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronPopulationArgs>();
  app.add_option("--ejercicio", args->ejercicio,
                 "ages at 1 January of this year (default: of the padrón that was loaded)")
      ->check(CLI::Range(1997, 2100));
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_population(ctx, *args)); });
}

int run_padron_check(Context& ctx) {
  const auto checks = db::in_snapshot(
      ctx.pool(), [&](db::Transaction& tx) { return padron::comprobar_padron(tx, ctx.ente()); });
  std::int64_t failures = 0;
  for (const auto& c : checks) {
    failures += c.fallos;
    ctx.object({{"type", "check"},
                {"check", c.nombre},
                {"cases", c.casos},
                {"failures", c.fallos},
                {"example", c.ejemplo}});
    ctx.print("{}  {:<58} {:>9}{}", c.fallos == 0 ? "ok " : "BAD", c.nombre, c.casos,
              c.fallos == 0 ? "" : fmt::format("  {} fail, such as {}", c.fallos, c.ejemplo));
  }
  ctx.result({{"checks", checks.size()}, {"failures", failures}});
  if (failures == 0) return 0;
  return ctx.fail({.code = Code::inconsistent, .text = fmt::format("{} cases break an invariant", failures)});
}

void define_padron_check(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(run_padron_check(ctx)); });
}

constexpr Command kPadronConsultaCommands[] = {
    {"padron", "show", "show what is held of a person", define_padron_show},
    {"padron", "history", "show a person's inscripciones, or the one that holds on a day",
     define_padron_history},
    {"padron", "population", "count the registered", define_padron_population},
    {"padron", "check", "prove the invariants of the padrón", define_padron_check},
};

}  // namespace

std::span<const Command> padron_consulta_commands() {
  return kPadronConsultaCommands;
}

}  // namespace sctf::cmd
