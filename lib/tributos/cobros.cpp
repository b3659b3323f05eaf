#include "tributos/cobros.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "jobs/input.hpp"
#include "log/log.hpp"
#include "text/zone.hpp"
#include "tributos/aplicador.hpp"
#include "tributos/cobro_bloque.hpp"
#include "tributos/cobro_clase.hpp"
#include "tributos/cobro_grabador.hpp"
#include "tributos/reglas_json.hpp"
#include "tributos/remesa.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

Recaudador recaudador_de(const Json& p) {
  return {.iban = p.at("iban"),
          .acreedor = p.at("acreedor"),
          .emisora_c60 = p.at("c60"),
          .emisora_c57 = p.at("c57"),
          .sufijo_c57 = p.at("c57_sufijo")};
}

/// Batch `tributos.collect`. The whole file is read, and each record bound to its valor, in the transaction
/// that makes the run: a file that is refused leaves nothing. Then the valores, chunk by chunk.
class CobrosKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.collect"; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    const auto read = leer(tx, run);
    if (!read) return tl::unexpected(read.error());
    tx.exec(sql::cobro_claves_lock);
    tx.exec(sql::cobro_claves, run.ente, run.id);
    tx.exec(sql::cobro_analyze);
    tx.exec(sql::cobro_partidas, run.ente, run.id);
    repartir_bloques(tx, run);
    tx.exec(sql::cobro_partidas_analyze);
    audit::record_run(tx, run, fmt::format("cobro/{}", run.id));
    jobs::Step aplicar{.name = "aplicar", .local = false, .chunks = {}};
    for (const auto& row : tx.query(sql::cobro_tramos, run.ente, run.id, run.params.at("chunk").get<int>()))
      aplicar.chunks.push_back({row.get<std::int64_t>("desde"), row.get<std::int64_t>("hasta")});
    if (aplicar.chunks.empty()) aplicar.chunks.push_back({0, -1});
    return std::vector<jobs::Step>{std::move(aplicar),
                                   {.name = "sin valor", .local = false, .chunks = {{0, 0}}},
                                   {.name = "cuadrar", .local = false, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    if (work.chunk.step == 3) return cuadrar(tx, run);
    const auto formato = must(parse_formato_cobro(run.params.at("formato").get<std::string>()));
    const auto reglas = reglas_from_json(run.params.at("reglas"));
    const auto fecha = tx.query(sql::cobro_fecha, run.ente, run.id).front().get<Day>(0);
    Aplicador aplicador(tx, run, formato, fecha, reglas);
    if (work.chunk.step == 1)
      return aplicador.aplicar_lote(
          tx.query(sql::cobro_lote, run.ente, run.id, work.chunk.range.from, work.chunk.range.to));
    const auto sueltos = tx.exec(sql::cobro_sueltos, run.ente, run.id, text::local_day(run.clock));
    auto done = aplicador.aplicar_lote(tx.query(sql::cobro_anulaciones_sueltas, run.ente, run.id));
    if (done) done->items += sueltos;
    return done;
  }

 private:
  static Result<void> leer(db::Transaction& tx, const jobs::RunInfo& run) {
    const auto& p = run.params;
    const auto formato = must(parse_formato_cobro(p.at("formato").get<std::string>()));
    auto file = jobs::InputFile::open(run);
    if (!file) return tl::unexpected(file.error());
    GrabadorCobros grabador(tx, run, formato);
    std::int64_t registros = 0;
    Cents suma;
    const auto head =
        leer_cobros(formato, (*file)->source(), (*file)->shown(), recaudador_de(p.at("nuestro")),
                    p.at("perfil_c60").get<std::string>(), [&](Cobro&& c) {
                      ++registros;
                      suma += c.importe;
                      grabador.grabar(std::move(c));
                    });
    if (!head) return tl::unexpected(head.error());
    grabador.acabar();
    if (auto same = (*file)->unchanged(); !same) return same;
    for (const auto& aviso : head->avisos)
      log::warn("COBRO_AVISO",
                {{"run", run.id}, {"file", aviso.file}, {"line", aviso.line}, {"text", aviso.text}});
    if (registros != head->registros || suma != head->suma)
      throw Error(Code::internal, "a reader of {} told {} records of {}, and handed over {} of {}",
                  to_string(formato), head->registros, head->suma.str(), registros, suma.str());
    tx.exec(sql::cobro_fichero_insert, run.ente, run.id, to_string(formato),
            std::filesystem::path(p.at("file").get<std::string>()).filename().string(),
            p.at("sha256").get<std::string>(), head->mensaje, head->fecha, registros, suma,
            head->provisional);
    return {};
  }

  // A block that does not add up to what its debits do is nobody's: it waits.
  static void repartir_bloques(db::Transaction& tx, const jobs::RunInfo& run) {
    const db::Rows rows = tx.query(sql::cobro_bloques, run.ente, run.id);
    for (const auto& row : rows) {
      const auto n = row.get<std::int64_t>("n");
      const auto bloque = find_bloque(tx, run.ente, row.view("bloque"));
      if (bloque) {
        tx.exec(sql::cobro_bloque_partidas, run.ente, run.id, n, bloque->run, bloque->remesa,
                bloque->secuencia, bloque->fichero, bloque->por_fichero);
        const db::Rows sum = tx.query(sql::cobro_bloque_suma, run.ente, run.id, n);
        const bool fits =
            row.view("clase") == "rechazo" || sum.front().get<Cents>("suma") == row.get<Cents>("importe_cts");
        if (sum.front().get<std::int64_t>("adeudos") > 0 && fits) continue;
        tx.exec(sql::cobro_bloque_quitar, run.ente, run.id, n);
      }
      tx.exec(sql::cobro_partida_ninguna, run.ente, run.id, n);
    }
  }

  static Result<jobs::ChunkDone> cuadrar(db::Transaction& tx, const jobs::RunInfo& run) {
    const db::Rows rows = tx.query(sql::cobro_cuadre, run.ente, run.id);
    const auto row = rows.front();
    const auto registros = row.get<std::int64_t>("registros"), resueltos = row.get<std::int64_t>("resueltos");
    if (registros != resueltos || row.get<Cents>("movido") != row.get<Cents>("colocado"))
      return problem(Code::unbalanced, "{} records, {} with an outcome; {} moved, {} found its place",
                     registros, resueltos, row.get<Cents>("movido").str(), row.get<Cents>("colocado").str());
    auto outcomes = Json::object();
    for (const auto& r : tx.query(sql::cobro_resumen, run.ente, run.id))
      outcomes[r.get<std::string>("resultado")] = r.get<std::int64_t>("registros");
    const auto suma = row.get<Cents>("suma");
    return jobs::ChunkDone{
        .items = registros,
        .sum = suma,
        .result = Json{{"records", registros},
                       {"outcomes", std::move(outcomes)},
                       {"sum_cents", suma.value},
                       {"provisional", tx.query(sql::cobro_fecha, run.ente, run.id).front().get<bool>(1)}}};
  }
};

}  // namespace

std::unique_ptr<jobs::Kind> make_cobros() {
  return std::make_unique<CobrosKind>();
}

Result<Cobrados> cobrar(jobs::Engine& engine, const PeticionCobro& p, bool dry_run) {
  auto params = jobs::InputFile::params(p.file);
  if (!params) return tl::unexpected(params.error());
  params->update({{"formato", std::string(to_string(p.formato))},
                  {"nuestro",
                   {{"iban", p.nuestro.iban},
                    {"acreedor", p.nuestro.acreedor},
                    {"c60", p.nuestro.emisora_c60},
                    {"c57", p.nuestro.emisora_c57},
                    {"c57_sufijo", p.nuestro.sufijo_c57}}},
                  {"perfil_c60", p.perfil_c60},
                  {"reglas", to_json(p.reglas)},
                  {"chunk", engine.options().chunk}});
  const auto outcome = engine.run(
      "tributos.collect", fmt::format("{}:{}", to_string(p.formato), params->at("sha256").get<std::string>()),
      *params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  const auto& r = outcome->result;
  return Cobrados{.run = outcome->run.id,
                  .registros = r.value("records", std::int64_t{0}),
                  .suma = {r.value("sum_cents", std::int64_t{0})},
                  .resultados = r.value("outcomes", std::map<std::string, std::int64_t>{}),
                  .provisional = r.value("provisional", false),
                  .existed = outcome->existed};
}

}  // namespace sctf::tributos
