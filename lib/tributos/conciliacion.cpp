#include "tributos/conciliacion.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "jobs/input.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

std::vector<SinConciliar> leer_sin_conciliar(const db::Rows& rows) {
  std::vector<SinConciliar> out;
  for (const auto& row : rows)
    out.push_back({.fecha = row.get<Day>("fecha"),
                   .importe = row.get<Cents>("importe_cts"),
                   .texto = row.get<std::string>("texto")});
  return out;
}

// Looks for what explains the movements that nothing explains yet, then tells of those of one statement.
void explicar(db::Transaction& tx, Ente ente, std::int64_t run, Conciliacion& c) {
  tx.exec(sql::movimiento_lock);
  for (const auto* regla : {&sql::movimiento_por_registro, &sql::movimiento_por_bloque,
                            &sql::movimiento_por_devolucion, &sql::movimiento_por_importe})
    tx.exec(*regla, ente);
  c.sin_explicar = leer_sin_conciliar(tx.query(sql::movimiento_sin_explicar, ente, run));
  c.sin_abonar = leer_sin_conciliar(tx.query(sql::movimiento_sin_abonar, ente));
  const db::Rows rows = tx.query(sql::movimiento_totales, ente, run);
  c.explicados = rows.front().get<std::int64_t>("explicados");
  c.diferencia = rows.front().get<Cents>("diferencia");
}

// What a rehearsal tells: it is in nobody's database.
Json conciliacion_json(const std::vector<SinConciliar>& items) {
  auto out = Json::array();
  for (const auto& s : items) out.push_back(Json{sctf::to_string(s.fecha), s.importe.value, s.texto});
  return out;
}

std::vector<SinConciliar> conciliacion_from(const Json& items) {
  std::vector<SinConciliar> out;
  for (const auto& s : items)
    out.push_back({.fecha = must(parse_day(s.at(0).get<std::string>())),
                   .importe = Cents{s.at(1).get<std::int64_t>()},
                   .texto = s.at(2).get<std::string>()});
  return out;
}

/// Batch `tributos.reconcile`: the movements of a statement, each kept once. What explains them is looked for
/// by conciliar(), again each time.
class ConciliacionKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.reconcile"; }
  [[nodiscard]] Json resumed(Json, const Json& asked) const override { return asked; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    audit::record_run(tx, run,
                      fmt::format("file/{}", run.params.at("sha256").get<std::string>().substr(0, 12)));
    return std::vector<jobs::Step>{{.name = "leer", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    const auto& p = run.params;
    auto file = jobs::InputFile::open(run);
    if (!file) return tl::unexpected(file.error());
    tx.exec(sql::movimiento_nuevo);
    auto copy = tx.copy_in(sql::movimiento_nuevo_copy);
    const auto& n = p.at("nuestro");
    const auto read = leer_cobros(must(parse_formato_cobro(p.at("formato").get<std::string>())),
                                  (*file)->source(), (*file)->shown(),
                                  {.iban = n.at("iban"),
                                   .acreedor = n.at("acreedor"),
                                   .emisora_c60 = {},
                                   .emisora_c57 = {},
                                   .sufijo_c57 = {}},
                                  {}, [&](Cobro&& c) {
                                    std::string texto;
                                    for (const auto& line : c.texto)
                                      texto += (texto.empty() ? "" : " / ") + line;
                                    copy.add(c.n)
                                        .add(c.clave)
                                        .add(c.clave_apunte)
                                        .add(c.pago)
                                        .add(c.valor_fecha)
                                        .add(c.importe)
                                        .add(texto);
                                    copy.add(c.end_to_end).add(c.bloque).end_row();
                                  });
    if (!read) return tl::unexpected(read.error());
    copy.finish();
    if (auto same = (*file)->unchanged(); !same) return tl::unexpected(same.error());
    tx.exec(sql::movimiento_insert, run.ente, run.id);
    Json result = {{"movements", read->registros}, {"sum_cents", read->suma.value}};
    if (run.dry_run) {
      Conciliacion c;
      explicar(tx, run.ente, run.id, c);
      result["explained"] = c.explicados;
      result["difference_cents"] = c.diferencia.value;
      result["unexplained"] = conciliacion_json(c.sin_explicar);
      result["awaited"] = conciliacion_json(c.sin_abonar);
    }
    return jobs::ChunkDone{.items = read->registros, .sum = read->suma, .result = std::move(result)};
  }
};

}  // namespace

std::unique_ptr<jobs::Kind> make_conciliacion() {
  return std::make_unique<ConciliacionKind>();
}

Result<Conciliacion> conciliar(jobs::Engine& engine, db::Pool& pool, const PeticionConciliacion& p,
                               bool dry_run) {
  auto params = jobs::InputFile::params(p.file);
  if (!params) return tl::unexpected(params.error());
  params->update({{"formato", std::string(to_string(p.formato))},
                  {"nuestro", {{"iban", p.nuestro.iban}, {"acreedor", p.nuestro.acreedor}}}});
  const auto outcome = engine.run(
      "tributos.reconcile",
      fmt::format("{}:{}", to_string(p.formato), params->at("sha256").get<std::string>()), *params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  const auto ente = engine.options().ente;
  Conciliacion c{.run = outcome->run.id,
                 .movimientos = outcome->result.value("movements", std::int64_t{0}),
                 .suma = {outcome->result.value("sum_cents", std::int64_t{0})},
                 .existed = outcome->existed};
  if (dry_run && !outcome->existed) {
    c.explicados = outcome->result.at("explained").get<std::int64_t>();
    c.diferencia = {outcome->result.at("difference_cents").get<std::int64_t>()};
    c.sin_explicar = conciliacion_from(outcome->result.at("unexplained"));
    c.sin_abonar = conciliacion_from(outcome->result.at("awaited"));
  } else if (dry_run) {
    db::rehearse(pool, [&](db::Transaction& tx) { explicar(tx, ente, outcome->run.id, c); });
  } else {
    db::in_transaction(
        pool, [&](db::Transaction& tx) { explicar(tx, ente, outcome->run.id, c); }, true);
  }
  return c;
}

}  // namespace sctf::tributos
