// Daily accounting lines, the cuenta de recaudación and the parte diario.

#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "cmd/law.hpp"
#include "cmd/tributos.hpp"
#include "proc/file.hpp"
#include "tributos/contabilidad.hpp"
#include "tributos/contabilidad_pdf.hpp"

namespace sctf::cmd {
namespace {

struct AccountingArgs {
  std::string from, to, out;
};

std::string diario_csv(const std::vector<tributos::LineaContable>& lines, Cents control) {
  std::string csv = "fecha;concepto;ejercicio;movimiento;cuenta;apuntes;importe\n";
  std::int64_t apuntes = 0;
  for (const auto& l : lines) {
    csv +=
        csv_line({sctf::to_string(l.fecha), l.concepto, l.ejercicio == 0 ? "" : std::to_string(l.ejercicio),
                  l.movimiento, l.cuenta, std::to_string(l.apuntes), l.importe.str()});
    apuntes += l.apuntes;
  }
  return csv + csv_line({"TOTAL", "", "", "", "", std::to_string(apuntes), control.str()});
}

std::string cuenta_csv(const std::vector<tributos::LineaCuenta>& lines) {
  std::string csv = "concepto;ejercicio;periodo;inicial;cargos;ingresos;datas;final\n";
  for (const auto& l : lines)
    csv += csv_line({l.concepto, std::to_string(l.ejercicio), l.ejecutiva ? "ejecutiva" : "voluntaria",
                     l.inicial.str(), l.cargos.str(), l.ingresos.str(), l.datas.str(), l.final.str()});
  return csv;
}

std::string parte_csv(const std::vector<tributos::LineaParte>& lines) {
  std::string csv = "fecha;formato;fichero;resultado;registros;importe;aplicado;depositado;pendiente\n";
  for (const auto& l : lines)
    csv += csv_line({sctf::to_string(l.fecha), l.formato, l.fichero, l.resultado, std::to_string(l.registros),
                     l.importe.str(), l.aplicado.str(), l.depositado.str(), l.pendiente.str()});
  return csv;
}

// What each economic concept is called: the tributo that it stands for, where it is one.
std::map<std::string, std::string> concept_names(Context& ctx, const tributos::PlanContable& plan) {
  std::map<std::string, std::string> out;
  const auto tributos = shipped_texts(ctx, "conceptos", "es");
  for (const auto& [tributo, concepto] : plan.conceptos)
    if (const auto found = tributos.find(tributo.substr(0, tributo.find('.'))); found != tributos.end())
      out[concepto] = found->second;
  const auto partes = shipped_texts(ctx, "pagos", "es");
  for (const auto& [concepto, parte] : {std::pair{plan.recargo, "recargo"},
                                        std::pair{plan.interes, "interes"}, std::pair{plan.costas, "costas"}})
    if (const auto found = partes.find(parte); found != partes.end())
      out.try_emplace(concepto, found->second);
  return out;
}

struct Found {
  std::vector<tributos::LineaContable> lines;
  Cents control;
  std::vector<tributos::LineaCuenta> cuenta;
  std::vector<tributos::LineaParte> parte;
};

// The lines as CSV, the two papers as CSV and PDF; their names.
Result<Json> write_accounts(const AccountingArgs& args, const Found& found,
                            const tributos::CabeceraContable& head) {
  const std::filesystem::path out = std::filesystem::absolute(args.out).lexically_normal();
  const auto stem = fmt::format("{}_{}", args.from, args.to);
  const auto cuenta = tributos::cuenta_pdf(found.cuenta, head),
             parte = tributos::parte_pdf(found.parte, head);
  for (const auto* paper : {&cuenta, &parte})
    if (!*paper) return tl::unexpected(paper->error());
  const std::pair<std::string, std::string> all[] = {
      {fmt::format("contabilidad-{}.csv", stem), diario_csv(found.lines, found.control)},
      {fmt::format("cuenta-recaudacion-{}.csv", stem), cuenta_csv(found.cuenta)},
      {fmt::format("parte-diario-{}.csv", stem), parte_csv(found.parte)},
      {fmt::format("cuenta-recaudacion-{}.pdf", stem), *cuenta},
      {fmt::format("parte-diario-{}.pdf", stem), *parte}};
  proc::make_folders(out);
  auto files = Json::array();
  for (const auto& [name, bytes] : all) {
    if (bytes.empty()) continue;  // a paper without a line
    proc::write_file(out / name, bytes);
    files.push_back((out / name).string());
  }
  return files;
}

int run_accounting(Context& ctx, const AccountingArgs& args) {
  const auto from = day_argument(ctx, "--from", args.from), to = day_argument(ctx, "--to", args.to);
  if (to < from)
    return ctx.fail({.code = Code::invalid_argument, .text = "--to is before --from", .value = args.to});
  const auto plan = load_plan(ctx);
  const auto found = db::in_snapshot(ctx.pool(), [&](db::Transaction& tx) {
    return Found{.lines = tributos::lineas_contables(tx, ctx.ente(), plan, from, to),
                 .control = tributos::control_contable(tx, ctx.ente(), from, to),
                 .cuenta = tributos::cuenta_recaudacion(tx, ctx.ente(), plan, from, to),
                 .parte = tributos::parte_diario(tx, ctx.ente(), from, to)};
  });
  Cents sum;
  for (const auto& l : found.lines) {
    sum += l.importe;
    ctx.object({{"type", "line"},
                {"date", sctf::to_string(l.fecha)},
                {"concepto", l.concepto},
                {"ejercicio", l.ejercicio},
                {"movimiento", l.movimiento},
                {"cuenta", l.cuenta},
                {"apuntes", l.apuntes},
                {"importe_cents", l.importe.value}});
  }
  if (sum != found.control)
    return ctx.fail(
        {.code = Code::unbalanced,
         .text = fmt::format("the lines add up to {}, the ledger to {}", sum.str(), found.control.str())});
  auto files = Json::array();
  if (args.out.empty()) {
    if (!ctx.json()) ctx.out().raw(diario_csv(found.lines, found.control));
  } else {
    auto written = write_accounts(args, found,
                                  {.organismo = ctx.settings().get_string("ente.nombre"),
                                   .desde = from,
                                   .hasta = to,
                                   .clock = ctx.clock(),
                                   .conceptos = concept_names(ctx, plan),
                                   .resultados = shipped_texts(ctx, "resultados", "es")});
    if (!written) return ctx.fail(written.error());
    files = std::move(*written);
  }
  ctx.result({{"lines", found.lines.size()}, {"control_cents", found.control.value}, {"files", files}});
  ctx.talk("{} lines, control total {}", found.lines.size(), found.control.human());
  return 0;
}

void define_accounting(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<AccountingArgs>();
  app.add_option("--from", args->from, "first accounting date, YYYY-MM-DD")->required();
  app.add_option("--to", args->to, "last accounting date")->required();
  app.add_option("--out", args->out, "folder for the lines, the cuenta de recaudación and the parte diario");
  app.final_callback([args, &ctx] { ctx.exit_with(run_accounting(ctx, *args)); });
}

constexpr Command kContabilidadCommands[] = {
    {"tributos", "accounting", "write the daily accounting lines", define_accounting},
};

}  // namespace

std::span<const Command> tributos_contabilidad_commands() {
  return kContabilidadCommands;
}

}  // namespace sctf::cmd
