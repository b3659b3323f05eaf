#include <CLI/CLI.hpp>
#include <memory>
#include <vector>

#include "base/ids.hpp"
#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "padron/alegaciones.hpp"
#include "padron/entorno.hpp"
#include "padron/estadistica.hpp"
#include "padron/exportacion.hpp"
#include "padron/incidencias.hpp"
#include "padron/poblacion.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

struct PadronExportArgs {
  std::string format, out, month;
  int ejercicio = 0, fase = 0;
  std::int64_t k_min = 5;
  bool dry_run = false;
};

// `2026-03`.
bool padron_read_month(const std::string& text, padron::PeticionExportacion& p) {
  const auto first = parse_day(text + "-01");
  if (!first) return false;
  p.ano = year_of(*first);
  p.mes = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{*first}.month()));
  return true;
}

padron::Exportado write_export(Context& ctx, db::Transaction& tx, const PadronExportArgs& args,
                               const padron::Trazado& traza, padron::PeticionExportacion p) {
  if (p.ejercicio == 0)
    p.ejercicio = padron::ejercicio_cargado(tx, ctx.ente(), year_of(text::local_day(ctx.clock())));
  if (args.format == "ine-full") return padron::exportar_completo(tx, ctx.caller(), ctx.clock(), traza, p);
  if (args.format == "ine-month") return padron::exportar_mes(tx, ctx.caller(), ctx.clock(), traza, p);
  if (args.format == "ine-alegaciones") {
    const auto tabla =
        or_exit(ctx, padron::TablaAlegaciones::cargar(law_path(ctx, "padron/alegaciones.yaml")));
    const auto layout =
        or_exit(ctx, padron::cargar_trazado(padron_environment(ctx).trazados, "ine_habitantes_954"));
    return or_exit(ctx, padron::exportar_alegaciones(tx, ctx.caller(), ctx.clock(), layout, tabla, p,
                                                     [&](const Problem& told) { ctx.report(told); }));
  }
  if (args.format == "xlsx") return padron::exportar_xlsx(tx, ctx.caller(), ctx.clock(), p);
  if (args.format == "electoral") return padron::exportar_electores(tx, ctx.caller(), p);
  return padron::exportar_csv(tx, ctx.caller(), p);
}

// The files that hold counts alone.
int export_counts(Context& ctx, const PadronExportArgs& args, const padron::Listas& listas,
                  padron::PeticionExportacion p) {
  const auto lease = ctx.pool().get();
  db::Transaction tx(*lease);
  if (p.ejercicio == 0)
    p.ejercicio = padron::ejercicio_cargado(tx, ctx.ente(), year_of(text::local_day(ctx.clock())));
  const auto people = padron::poblacion(tx, ctx.ente(), p.ejercicio);
  const auto country = [&](const std::string& code) { return std::string(listas.nombre_pais(code)); };
  std::vector<std::pair<std::string, std::string>> files;
  if (args.format == "pyramid") {
    files.emplace_back(fmt::format("piramide-{}.csv", p.ejercicio), padron::piramide_csv(people));
    files.emplace_back(fmt::format("piramide-{}.svg", p.ejercicio),
                       padron::piramide_svg(people, std::string(listas.nombre_municipio(p.cpro + p.cmun))));
    // As of the day that it counts at, so that the same padrón gives the same bytes.
    files.emplace_back(
        fmt::format("piramide-{}.pdf", p.ejercicio),
        or_exit(ctx, padron::piramide_pdf(people, ctx.settings().get_string("ente.nombre"),
                                          std::string(listas.nombre_municipio(p.cpro + p.cmun)),
                                          text::start_of_day(make_day(p.ejercicio, 1, 1)))));
  } else {
    files.emplace_back(fmt::format("poblacion-{}.csv", p.ejercicio),
                       padron::datos_abiertos_csv(people, args.k_min));
    files.emplace_back(fmt::format("nacionalidades-{}.csv", p.ejercicio),
                       padron::nacionalidades_csv(people, args.k_min, country));
  }
  auto names = Json::array();
  for (const auto& [name, text] : files) {
    const auto done = padron::exportar_texto(tx, ctx.caller(), p, name, text);
    if (!args.dry_run) names.push_back(std::filesystem::absolute(done.fichero).string());
    ctx.note("{}", done.fichero.string());
  }
  if (!args.dry_run) tx.commit();
  ctx.result({{"files", std::move(names)}, {"people", people.total}, {"dry_run", args.dry_run}});
  return 0;
}

int run_padron_export(Context& ctx, const PadronExportArgs& args) {
  padron::PeticionExportacion p{.carpeta = args.out, .ejercicio = args.ejercicio, .dry_run = args.dry_run};
  if (args.format == "ine-month" && !padron_read_month(args.month, p))
    return ctx.fail({.code = Code::usage, .text = "ine-month wants --month YYYY-MM", .value = args.month});
  auto entorno = padron_environment(ctx);
  if (args.format == "pyramid" || args.format == "opendata")
    return export_counts(ctx, args, entorno.listas, p);
  if (args.fase != 0) entorno.habitantes.fase = args.fase;
  const auto lease = ctx.pool().get();
  db::Transaction tx(*lease);
  const auto done = write_export(ctx, tx, args, entorno.habitantes, p);
  if (!args.dry_run) tx.commit();
  ctx.result({{"file", args.dry_run ? Json(nullptr) : Json(std::filesystem::absolute(done.fichero).string())},
              {"records", done.registros},
              {"sha256", done.sha256},
              {"existed", done.existed},
              {"dry_run", args.dry_run}});
  ctx.note("{}: {} records{}", done.fichero.string(), done.registros,
           args.dry_run   ? " (rehearsed: no file)"
           : done.existed ? " (the same lot again)"
                          : "");
  if (done.corrige != 0)
    ctx.talk("more was registered since the lot that was written before: this one corrects it");
  return 0;
}

void define_padron_export(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronExportArgs>();
  app.add_option("--format", args->format,
                 "ine-full, ine-month, ine-alegaciones, csv, xlsx, opendata, electoral or pyramid")
      ->required()
      ->check(CLI::IsMember(
          {"ine-full", "ine-month", "ine-alegaciones", "csv", "xlsx", "opendata", "electoral", "pyramid"}));
  app.add_option("--out", args->out, "folder for the file")->required();
  app.add_option("--ejercicio", args->ejercicio,
                 "year at whose 1 January (default: of the padrón that was loaded)")
      ->check(CLI::Range(1997, 2100));
  app.add_option("--month", args->month, "YYYY-MM: movements registered in it, for ine-month");
  app.add_option("--fase", args->fase, "1: vowels without accents; 2: as they are (default: the layout's)")
      ->check(CLI::Range(1, 2));
  app.add_option("--k-min", args->k_min, "opendata: cells of fewer people are withheld (default 5)")
      ->check(CLI::Range(1, 1000));
  app.add_flag("--dry-run", args->dry_run, "write no file");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_export(ctx, *args)); });
}

struct PadronReturnArgs {
  std::string file;
  bool dry_run = false;
};

int run_padron_return(Context& ctx, const PadronReturnArgs& args) {
  const auto read =
      padron::devolver(ctx.engine(), args.file, padron_places(ctx), padron_errors_file(), args.dry_run);
  if (!read) {
    ctx.result({{"run", nullptr}, {"records", 0}});
    return ctx.fail(read.error());
  }
  ctx.result({{"run", run_text(read->run)},
              {"records", read->registros},
              {"marks", read->marcas},
              {"unknown", read->desconocidos},
              {"by_error", read->por_error},
              {"existed", read->existed},
              {"dry_run", args.dry_run}});
  ctx.note("run {}: {} records with {} marks{}", run_text(read->run), read->registros, read->marcas,
           args.dry_run    ? " (rehearsed: nothing was recorded)"
           : read->existed ? " (read before: the same bytes are read once)"
                           : "; sctf padron incidencias says what to do");
  if (read->desconocidos > 0) ctx.talk("{} records are of people who are not held", read->desconocidos);
  return 0;
}

void define_padron_return(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronReturnArgs>();
  app.add_option("FILE", args->file, "what INE sent back: H…IA, or reparos R, D")->required();
  app.add_flag("--dry-run", args->dry_run, "read and check it, record nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_return(ctx, *args)); });
}

struct PadronCifrasArgs {
  int ejercicio = 0;
  std::int64_t ine = -1;
};

int run_padron_cifras(Context& ctx, const PadronCifrasArgs& args) {
  const auto c = db::in_snapshot(ctx.pool(), [&](db::Transaction& tx) {
    const int year = args.ejercicio != 0
                         ? args.ejercicio
                         : padron::ejercicio_cargado(tx, ctx.ente(), year_of(text::local_day(ctx.clock())));
    return padron::cifras(tx, ctx.ente(), year);
  });
  const auto difference = args.ine < 0 ? 0 : args.ine - c.ine();
  ctx.result({{"ejercicio", c.ejercicio},
              {"ayuntamiento", c.ayuntamiento},
              {"d", c.d},
              {"r", c.r},
              {"s", c.s},
              {"ine", c.ine()},
              {"difference", difference}});
  ctx.print("figure of {}: {} - D {} - R {} + S {} = {}", c.ejercicio, c.ayuntamiento, c.d, c.r, c.s,
            c.ine());
  if (difference == 0) return 0;
  return ctx.fail({.code = Code::inconsistent,
                   .text = fmt::format("INE says {}, and {} - {} - {} + {} is {}: {} more", args.ine,
                                       c.ayuntamiento, c.d, c.r, c.s, c.ine(), difference)});
}

void define_padron_cifras(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronCifrasArgs>();
  app.add_option("--ejercicio", args->ejercicio, "the year (default: of the padrón that was loaded)")
      ->check(CLI::Range(1997, 2100));
  app.add_option("--ine", args->ine, "INE's figure, to be compared")->check(CLI::NonNegativeNumber);
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_cifras(ctx, *args)); });
}

constexpr Command kPadronIneCommands[] = {
    {"padron", "export", "write the padrón or its movements for INE and others", define_padron_export},
    {"padron", "return", "read what INE sent back", define_padron_return},
    {"padron", "cifras", "prove the annual figure against INE's reparos", define_padron_cifras},
};

}  // namespace

std::span<const Command> padron_ine_commands() {
  return kPadronIneCommands;
}

}  // namespace sctf::cmd
