#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/padron.hpp"
#include "padron/entorno.hpp"
#include "padron/exportacion.hpp"
#include "padron/poblacion.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

struct ExportArgs {
  std::string format, out, month;
  int ejercicio = 0, fase = 0;
  bool dry_run = false;
};

// `2026-03`.
bool read_month(const std::string& text, padron::PeticionExportacion& p) {
  const auto first = parse_day(text + "-01");
  if (!first) return false;
  p.ano = year_of(*first);
  p.mes = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{*first}.month()));
  return true;
}

padron::Exportado write_export(Context& ctx, db::Transaction& tx, const ExportArgs& args,
                               const padron::Trazado& traza, padron::PeticionExportacion p) {
  if (p.ejercicio == 0)
    p.ejercicio = padron::ejercicio_cargado(tx, ctx.ente(), year_of(text::local_day(ctx.clock())));
  if (args.format == "ine-full") return padron::exportar_completo(tx, ctx.caller(), ctx.clock(), traza, p);
  if (args.format == "ine-month") return padron::exportar_mes(tx, ctx.caller(), ctx.clock(), traza, p);
  return padron::exportar_csv(tx, ctx.caller(), p);
}

int run_export(Context& ctx, const ExportArgs& args) {
  padron::PeticionExportacion p{.carpeta = args.out, .ejercicio = args.ejercicio, .dry_run = args.dry_run};
  if (args.format == "ine-month" && !read_month(args.month, p))
    return ctx.fail({.code = Code::usage, .text = "ine-month wants --month YYYY-MM", .value = args.month});
  auto entorno = padron::Entorno::cargar(padron_places(ctx));
  if (!entorno) return ctx.fail(entorno.error());
  if (args.fase != 0) entorno->habitantes.fase = args.fase;
  const auto lease = ctx.pool().get();
  db::Transaction tx(*lease);
  const auto done = write_export(ctx, tx, args, entorno->habitantes, p);
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

void define_export(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ExportArgs>();
  app.add_option("--format", args->format, "ine-full, ine-month or csv")
      ->required()
      ->check(CLI::IsMember({"ine-full", "ine-month", "csv"}));
  app.add_option("--out", args->out, "folder for the file")->required();
  app.add_option("--ejercicio", args->ejercicio,
                 "year at whose 1 January (default: of the padrón that was loaded)")
      ->check(CLI::Range(1997, 2100));
  app.add_option("--month", args->month, "YYYY-MM: movements registered in it, for ine-month");
  app.add_option("--fase", args->fase, "1: vowels without accents; 2: as they are (default: the layout's)")
      ->check(CLI::Range(1, 2));
  app.add_flag("--dry-run", args->dry_run, "write no file");
  app.final_callback([args, &ctx] { ctx.exit_with(run_export(ctx, *args)); });
}

constexpr Command kIneCommands[] = {
    {"padron", "export", "write the padrón or its movements for INE and others", define_export},
};

}  // namespace

std::span<const Command> padron_ine_commands() {
  return kIneCommands;
}

}  // namespace sctf::cmd
