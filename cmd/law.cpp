#include "cmd/law.hpp"

#include "base/ids.hpp"
#include "proc/assets.hpp"
#include "tributos/calendario.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;

template <class T>
T loaded_or_exit(Context& ctx, config::Loaded<T> loaded) {
  if (loaded) return std::move(*loaded);
  for (const auto& problem : loaded.error()) ctx.report(problem);
  ctx.out().advice(loaded.error().front().code);
  throw Exit{info(loaded.error().front().code).exit};
}

}  // namespace

fs::path law_path(Context& ctx, const std::string& relative) {
  for (const auto& place : {ctx.data_directory() / relative, fs::path("/etc/sctf") / relative})
    if (std::error_code failed; fs::exists(place, failed)) return place;
  return proc::asset("etc/" + relative);
}

tributos::Ordenanza load_ordenanza(Context& ctx, int ejercicio, const std::optional<fs::path>& file) {
  const auto relative = fmt::format("ordenanzas/{}.yaml", ejercicio);
  if (!file && !proc::asset_exists("etc/" + relative)) {
    std::error_code failed;
    if (!fs::exists(ctx.data_directory() / relative, failed) &&
        !fs::exists(fs::path("/etc/sctf") / relative, failed))
      throw Exit{ctx.fail(
          {.code = Code::no_tariff,
           .text = fmt::format("there is no ordinance of {}: put it in {} or name it with --ordenanza",
                               ejercicio, (ctx.data_directory() / relative).string())})};
  }
  const auto path = file ? *file : law_path(ctx, relative);
  auto ordenanza = loaded_or_exit(ctx, tributos::load_ordenanza(path));
  if (ordenanza.ejemplo) ctx.talk("{}: an example, not the city's ordinance", path.string());
  return ordenanza;
}

Calendar load_calendario(Context& ctx) {
  return loaded_or_exit(ctx, tributos::load_calendarios(law_path(ctx, "calendarios")));
}

tributos::TablaIntereses load_intereses(Context& ctx) {
  return loaded_or_exit(ctx, tributos::load_intereses(law_path(ctx, "intereses.yaml")));
}

tributos::PlanContable load_plan(Context& ctx) {
  const auto path = law_path(ctx, "contabilidad.yaml");
  auto plan = loaded_or_exit(ctx, tributos::load_plan(path));
  if (plan.ejemplo) ctx.talk("{}: an example, not the body's plan of accounts", path.string());
  return plan;
}

tributos::Acreedor configured_acreedor(Context& ctx) {
  const auto& s = ctx.settings();
  if (s.is_example("tributos.acreedor.iban"))
    ctx.talk("tributos.acreedor: the shipped example holds; set the city's own before a file goes to a bank");
  return {.nombre = s.get_string("tributos.acreedor.nombre"),
          .nif = s.get_string("tributos.acreedor.nif"),
          .sufijo = s.get_string("tributos.acreedor.sufijo"),
          .iban = s.get_string("tributos.acreedor.iban"),
          .bic = s.get_string("tributos.acreedor.bic")};
}

tributos::Recaudador configured_recaudador(Context& ctx) {
  const auto& s = ctx.settings();
  const auto acreedor = configured_acreedor(ctx);
  return {.iban = acreedor.iban,
          .acreedor = acreedor.identificador(),
          .emisora_c60 = s.get_string("tributos.c60.emisora"),
          .emisora_c57 = s.get_string("tributos.c57.emisora"),
          .sufijo_c57 = s.get_string("tributos.c57.sufijo")};
}

tributos::EmisorCartas configured_emisor(Context& ctx, const std::string& lang) {
  const auto& s = ctx.settings();
  tributos::EmisorCartas emisor{.organismo = s.get_string("ente.nombre"),
                                .nif = s.get_string("ente.nif"),
                                .emisora_c60 = s.get_string("tributos.c60.emisora"),
                                .codigos_c60 = {},
                                .emisora_c57 = s.get_string("tributos.c57.emisora"),
                                .sufijo_c57 = s.get_string("tributos.c57.sufijo"),
                                .pago_url = s.get_string("tributos.pago_url"),
                                .entidades = s.get_string("tributos.cartas.entidades"),
                                .canales = s.get_string("tributos.cartas.canales"),
                                .conceptos = {},
                                .organo = s.get_string("tributos.liquidaciones.organo"),
                                .tribunal = s.get_string("tributos.liquidaciones.tribunal")};
  constexpr std::string_view kCodigos = "tributos.c60.codigos.";
  for (const auto& key : s.keys())
    if (key.starts_with(kCodigos)) emisor.codigos_c60[key.substr(kCodigos.size())] = s.get_string(key);
  emisor.conceptos = shipped_texts(ctx, "conceptos", lang);
  return emisor;
}

std::map<std::string, std::string> shipped_texts(Context& ctx, const std::string& name,
                                                 const std::string& lang) {
  return loaded_or_exit(
      ctx, tributos::load_conceptos(proc::asset(fmt::format("templates/tributos/{}.yaml", name)), lang));
}

tributos::PeticionLista list_request(Context& ctx, const std::string& tributo, std::int64_t run,
                                     const fs::path& out) {
  const auto conceptos = configured_emisor(ctx).conceptos;
  const auto found = conceptos.find(tributo);
  return {.run = run,
          .out = out,
          .organismo = ctx.settings().get_string("ente.nombre"),
          .concepto = found == conceptos.end() ? tributo : found->second};
}

Day day_argument(Context& ctx, const std::string& option, const std::string& text) {
  const auto day = parse_day(text);
  if (day) return *day;
  throw Exit{ctx.fail({.code = Code::invalid_argument,
                       .text = fmt::format("{}: {}", option, day.error().text),
                       .value = text})};
}

std::int64_t run_argument(Context& ctx, const std::string& text) {
  const auto run = parse_run(text);
  if (run) return *run;
  throw Exit{ctx.fail(run.error())};
}

}  // namespace sctf::cmd
