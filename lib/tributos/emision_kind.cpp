#include <fmt/format.h>
#include <map>
#include <mutex>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "tributos/censo.hpp"
#include "tributos/emision.hpp"
#include "tributos/emision_calculo.hpp"
#include "tributos/numeracion.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

/// Batch `tributos.issue`. Chunks are ranges of census lines that begin and end with whole objects.
class EmisionKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.issue"; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    const auto tributo = run.params.at("tributo").get<std::string>();
    const auto ejercicio = run.params.at("ejercicio").get<int>();
    const auto censo = run.params.at("censo").get<std::int64_t>();
    tx.exec(sql::emision_lock, run.ente, tributo, ejercicio);
    if (vecinas_de(tx, run.ente, tributo, ejercicio) != run.params.at("vecinas"))
      return problem(Code::already_running,
                     "a padrón of {} was approved in this instant: run the same line again", tributo);
    bool complementaria = false;
    for (const auto& row : tx.query(sql::emision_others, run.ente, tributo, ejercicio)) {
      if (!row.get<bool>("aprobada"))
        return problem(Code::another_unapproved,
                       "run {} of {} {} stands unapproved: approve it, or undo it first",
                       run_text(row.get<std::int64_t>("run")), tributo, ejercicio);
      complementaria = true;
    }
    jobs::Step calcular{.name = "calcular", .local = false, .chunks = {}};
    const auto& tramos = tributo == "ibi"
                             ? sql::emision_tramos_ibi
                             : (tributo == "ivtm" ? sql::emision_tramos_ivtm : sql::emision_tramos_tasa);
    for (const auto& row : tx.query(tramos, run.ente, censo, tributo, run.params.at("chunk").get<int>()))
      calcular.chunks.push_back({row.get<std::int64_t>("desde"), row.get<std::int64_t>("hasta")});
    if (calcular.chunks.empty())
      return problem(Code::empty_file, "load {} has no line of {}", run_text(censo), tributo);
    const auto lineas = calcular.chunks.back().to - calcular.chunks.front().from + 1;
    // A valor's id is its line's place in the block: the same however the chunks are shared and interrupted.
    const auto primero = reservar_valores(tx, run.ente, lineas);
    tx.exec(sql::emision_insert, run.ente, run.id, tributo, ejercicio, censo,
            run.params.at("ordenanza_sha").get<std::string>(), primero - calcular.chunks.front().from,
            complementaria);
    audit::record_run(tx, run, fmt::format("{}/{}", tributo, ejercicio));
    return std::vector<jobs::Step>{std::move(calcular),
                                   {.name = "cerrar", .local = false, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    return work.chunk.step == 1 ? calcular(tx, work) : cerrar(tx, work.run);
  }

 private:
  [[nodiscard]] std::shared_ptr<const Ordenanza> ordenanza(const jobs::RunInfo& run) const {
    const std::lock_guard lock(mutex_);
    auto& known = ordenanzas_[run.params.at("ordenanza_sha").get<std::string>()];
    if (!known) {
      auto read = parse_ordenanza(run.params.at("ordenanza").get<std::string>(), "ordenanza");
      if (!read) throw Error(Code::internal, "the ordinance that run {} froze cannot be read", run.id);
      known = std::make_shared<Ordenanza>(std::move(*read));
    }
    return known;
  }

  [[nodiscard]] Result<jobs::ChunkDone> calcular(db::Transaction& tx, const jobs::Work& work) const {
    const auto& run = work.run;
    const auto tributo = run.params.at("tributo").get<std::string>();
    const auto reglas = ordenanza(run);
    const auto marco = marco_de(*reglas, tributo);
    if (!marco) return tl::unexpected(marco.error());
    const auto vecinas = run.params.at("vecinas").get<Json>();
    const Lectura lectura{.ente = run.ente,
                          .censo = run.params.at("censo").get<std::int64_t>(),
                          .desde = work.chunk.range.from,
                          .hasta = work.chunk.range.to,
                          .anteriores = vecinas.at("anteriores").get<std::vector<std::int64_t>>(),
                          .del_ejercicio = vecinas.at("del_ejercicio").get<std::vector<std::int64_t>>(),
                          .concepto = tributo};
    return calcular_lineas(tx, run, *marco, lectura);
  }

  // The sums of the chunks, taken as they were calculated, must be those of the rows that stand.
  [[nodiscard]] static Result<jobs::ChunkDone> cerrar(db::Transaction& tx, const jobs::RunInfo& run) {
    tx.exec(sql::padron_analyze);
    const db::Rows rows = tx.query(sql::padron_totales, run.ente, run.id);
    const auto row = rows.front();
    const auto suma = row.get<Cents>("liquida_cts");
    if (!run.dry_run && suma != row.get<Cents>("tramos_cts"))  // a rehearsal keeps no chunks
      return problem(Code::unbalanced, "the lines of run {} add up to {}, its chunks to {}", run_text(run.id),
                     suma.str(), row.get<Cents>("tramos_cts").str());
    return jobs::ChunkDone{.items = row.get<std::int64_t>("valores"),
                           .sum = suma,
                           .result = Json{{"receipts", row.get<std::int64_t>("valores")},
                                          {"liquidaciones", row.get<std::int64_t>("liquidaciones")},
                                          {"minimo", row.get<std::int64_t>("minimo")},
                                          {"domiciled", row.get<std::int64_t>("domiciliados")},
                                          {"sum_cents", suma.value},
                                          {"importe_cents", row.get<Cents>("importe_cts").value},
                                          {"first_id", row.get<std::int64_t>("primero")}}};
  }

  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const Ordenanza>> ordenanzas_;
};

}  // namespace

std::unique_ptr<jobs::Kind> make_emision() {
  return std::make_unique<EmisionKind>();
}

}  // namespace sctf::tributos
