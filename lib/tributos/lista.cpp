#include "tributos/lista.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "base/nif.hpp"
#include "text/csv_write.hpp"
#include "tributos/emision.hpp"
#include "tributos/lista_pdf.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

constexpr std::string_view kCabeceraLista =
    "orden;referencia;nif;nombre;objeto;domicilio_objeto;domicilio_fiscal;codigo_postal;clase_valor;base_"
    "liquidable;tipo;"
    "cuota_integra;beneficios;cuota_liquida;domiciliado;rebaja_domiciliacion;importe\n";
constexpr std::string_view kCabeceraExpuesta = "orden;referencia;nif;objeto;cuota_liquida\n";
constexpr std::string_view kCabeceraResumen =
    "clase_valor;domiciliado;valores;cuota_integra;beneficios;cuota_liquida;rebaja_domiciliacion;importe\n";

std::string euros_or_empty(const std::optional<Cents>& cents) {
  return cents ? cents->str() : std::string();
}

void append_field(std::string& line, std::string_view field, bool first = false) {
  if (!first) line += ';';
  text::append_csv(line, field);
}

/// Batch `tributos.list`: the lines as CSV in one pass, then printed whole and masked.
class ListaKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.list"; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    const auto id = run.params.at("emision").get<std::int64_t>();
    const auto emision = find_emision(tx, run.ente, id);
    if (!emision) return tl::unexpected(emision.error());
    if (emision->deshecha) return problem(Code::wrong_state, "run {} was undone", run_text(id));
    if (!emision->terminada)
      return problem(Code::wrong_state, "run {} is not finished: issue it again, it goes on", run_text(id));
    audit::record_run(tx, run, fmt::format("run/{}", id));
    // The lines as CSV, then as they are approved and as they are exposed: 1 whole, 2 masked.
    return std::vector<jobs::Step>{{.name = "escribir", .local = true, .chunks = {{0, 0}}},
                                   {.name = "imprimir", .local = true, .chunks = {{1, 1}, {2, 2}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    const auto id = run.params.at("emision").get<std::int64_t>();
    if (work.chunk.step == 2) {
      const auto emision = must(find_emision(tx, run.ente, id));
      return imprimir_lista(tx, work, emision, stem_de(tx, run, emision), work.chunk.range.from == 2);
    }
    const db::Rows totals = tx.query(sql::padron_totales, run.ente, id);
    const auto valores = totals.front().get<std::int64_t>("valores");
    const auto suma = totals.front().get<Cents>("liquida_cts");
    if (!run.dry_run)
      if (const auto ok = escribir(tx, run, id, valores, suma); !ok) return tl::unexpected(ok.error());
    return jobs::ChunkDone{
        .items = valores, .sum = suma, .result = Json{{"receipts", valores}, {"sum_cents", suma.value}}};
  }

 private:
  static std::string stem_de(db::Transaction& tx, const jobs::RunInfo& run, const Emision& emision) {
    const auto orden = tx.query(sql::lista_orden, run.ente, emision.run).front().get<std::int64_t>(0);
    return fmt::format("lista-{}-{}{}", emision.tributo, emision.ejercicio,
                       orden == 0 ? "" : fmt::format("-C{}", orden));
  }

  static Result<void> escribir(db::Transaction& tx, const jobs::RunInfo& run, std::int64_t id,
                               std::int64_t valores, Cents suma) {
    const auto emision = must(find_emision(tx, run.ente, id));
    const auto stem = stem_de(tx, run, emision);
    const std::filesystem::path out = run.params.at("out").get<std::string>();
    jobs::OutputFile entera(out, stem + ".csv", "lista-csv"),
        expuesta(out, stem + "-expuesta.csv", "lista-csv"), resumen(out, stem + "-resumen.csv", "otro");
    entera.write(kCabeceraLista);
    expuesta.write(kCabeceraExpuesta);
    resumen.write(kCabeceraResumen);
    std::int64_t n = 0;
    Cents listado;
    tx.stream(
        sql::lista_lineas,
        [&](const db::Row& row) {
          listado += row.get<Cents>(12);
          ++n;
          entera.write(linea_entera(row, n));
          expuesta.write(linea_expuesta(row, n));
        },
        run.ente, id);
    if (n != valores || listado != suma)
      return problem(Code::unbalanced, "the list of run {} adds up to {}, the run to {}", run_text(id),
                     listado.str(), suma.str());
    for (const auto& row : tx.query(sql::lista_resumen, run.ente, id))
      resumen.write(fmt::format("{};{};{};{};{};{};{};{}\n", row.view(0), row.get<bool>(1) ? "s" : "n",
                                row.view(2), row.get<Cents>(3).str(), row.get<Cents>(4).str(),
                                row.get<Cents>(5).str(), row.get<Cents>(6).str(), row.get<Cents>(7).str()));
    entera.publish(tx, run, n, suma);
    expuesta.publish(tx, run, n, suma);
    resumen.publish(tx, run, n, suma);
    return {};
  }

  static std::string linea_entera(const db::Row& row, std::int64_t n) {
    auto line = fmt::format("{};{};{}", n, referencia_text(row.get<std::int64_t>(0)), row.view(1));
    for (const int column : {2, 3, 4, 5, 6}) append_field(line, row.view(column));
    line += fmt::format(";{};{};{};{};{};{};{};{};{}\n", row.view(7),
                        euros_or_empty(row.get<std::optional<Cents>>(8)), row.view(9),
                        row.get<Cents>(10).str(), row.get<Cents>(11).str(), row.get<Cents>(12).str(),
                        row.get<bool>(13) ? "s" : "n", row.get<Cents>(14).str(), row.get<Cents>(15).str());
    return line;
  }

  // What hangs on a board says whose line it is only to who knows his own number.
  static std::string linea_expuesta(const db::Row& row, std::int64_t n) {
    auto line =
        fmt::format("{};{};{}", n, referencia_text(row.get<std::int64_t>(0)), masked_document(row.view(1)));
    append_field(line, row.view(3));
    return line + fmt::format(";{}\n", row.get<Cents>(12).str());
  }
};

}  // namespace

std::unique_ptr<jobs::Kind> make_lista() {
  return std::make_unique<ListaKind>();
}

Result<std::vector<jobs::FileRow>> escribir_lista(jobs::Engine& engine, const PeticionLista& p,
                                                  bool dry_run) {
  const auto folder = std::filesystem::absolute(p.out).lexically_normal().string();
  const jobs::RehearsedFolder rehearsed(folder, dry_run);
  const auto outcome = engine.run("tributos.list", fmt::format("{}:{}", p.run, folder),
                                  Json{{"emision", p.run},
                                       {"out", folder},
                                       {"organismo", p.organismo},
                                       {"concepto", p.concepto},
                                       {"objetos", p.objetos_por_tomo}},
                                  dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  return outcome->files;
}

std::string_view export_header() {
  return "referencia;clase_valor;objeto;nif;base_liquidable;tipo;cuota_integra;beneficios;cuota_liquida;"
         "domiciliado;"
         "rebaja_domiciliacion;importe;estado";
}

Result<std::int64_t> exportar(db::Transaction& tx, const Caller& caller, std::int64_t run,
                              const std::function<void(std::string_view)>& each) {
  if (const auto emision = find_emision(tx, caller.ente, run); !emision)
    return tl::unexpected(emision.error());
  audit::record(tx, caller, {.action = "tributos.export", .object = fmt::format("run/{}", run)});
  std::int64_t n = 0;
  std::string line;
  tx.stream(
      sql::export_lineas,
      [&](const db::Row& row) {
        const auto valor = row.get<std::optional<std::int64_t>>(0);
        line = fmt::format("{};{}", valor ? referencia_text(*valor) : std::string(), row.view(1));
        append_field(line, row.view(2));
        line += fmt::format(
            ";{};{};{};{};{};{};{};{};{};{}", row.view(3), euros_or_empty(row.get<std::optional<Cents>>(4)),
            row.view(5), row.get<Cents>(6).str(), row.get<Cents>(7).str(), row.get<Cents>(8).str(),
            row.get<bool>(9) ? "s" : "n", row.get<Cents>(10).str(), row.get<Cents>(11).str(), row.view(12));
        each(line);
        ++n;
      },
      caller.ente, run);
  return n;
}

}  // namespace sctf::tributos
