#include "tributos/cartas.hpp"

#include <fmt/format.h>
#include <map>
#include <mutex>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "documentos/registro.hpp"
#include "documentos/tirada.hpp"
#include "jobs/files.hpp"
#include "tributos/cartas_liquidacion.hpp"
#include "tributos/cartas_partes.hpp"
#include "tributos/emision.hpp"
#include "tributos/liquidaciones_selladas.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

/// Batch `tributos.notices`.
class CartasKind final : public jobs::Kind {
 public:
  explicit CartasKind(AbrirSello abrir) : selladas_(std::move(abrir)) {}
  [[nodiscard]] std::string_view name() const override { return "tributos.notices"; }

  [[nodiscard]] Result<void> prepare(const jobs::RunInfo& run) const override {
    return con_sello(run) ? selladas_.abrir(run) : Result<void>{};
  }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    const auto id = run.params.at("emision").get<std::int64_t>();
    const auto emision = find_emision(tx, run.ente, id);
    if (!emision) return tl::unexpected(emision.error());
    if (!emision->cargada)
      return problem(Code::wrong_state, "run {} is not charged: no slip before its cargo", run_text(id));
    const auto ordenanza = ordenanza_de(*emision);
    if (const auto periodo = ordenanza.periodo(emision->tributo); !periodo)
      return tl::unexpected(periodo.error());
    audit::record_run(tx, run, fmt::format("run/{}", id));
    if (con_sello(run)) LiquidacionesSelladas::numerar(tx, run, id);
    std::vector<jobs::Step> steps;
    for (const char* clase : {"recibo", "liquidacion"}) {
      jobs::Step step{.name = clase, .local = true, .chunks = {}};
      for (const auto& row : tx.query(sql::cartas_tramos, run.ente, id, clase,
                                      run.params.at("por_fichero").get<std::int64_t>()))
        step.chunks.push_back({row.get<std::int64_t>("desde"), row.get<std::int64_t>("hasta")});
      if (step.chunks.empty()) step.chunks.push_back({0, -1});
      steps.push_back(std::move(step));
    }
    return steps;
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    if (work.chunk.range.to < work.chunk.range.from) return jobs::ChunkDone{};
    const auto id = run.params.at("emision").get<std::int64_t>();
    const auto emision = must(find_emision(tx, run.ente, id));
    const auto cartero = cartero_for(run);
    if (work.chunk.step == 2)
      return con_sello(run) ? selladas_.expedir(tx, work, emision, *cartero)
                            : imprimir_liquidaciones(tx, work, emision, *cartero);
    const auto ordenanza = ordenanza_de(emision);
    const auto& periodo = *must(ordenanza.periodo(emision.tributo));
    const auto nombre = fmt::format("cartas-{}-{}{}-{:04}", emision.tributo, emision.ejercicio,
                                    serie_de(tx, run.ente, id), work.chunk.n);
    jobs::OutputFile file(run.params.at("out").get<std::string>(), nombre + ".pdf", "carta-pago-pdf");
    documentos::Tirada tirada(
        cartero->plantilla()->fonts(),
        metadata_de(
            run, fmt::format("{} {} {}", cartero->plantilla()->titulo(), emision.tributo, emision.ejercicio),
            nombre),
        [&](std::string_view bytes) { file.write(bytes); });
    documentos::Registro registro(*cartero->plantilla());
    jobs::ChunkDone done;
    tx.stream(
        sql::cartas,
        [&](const db::Row& row) {
          const auto carta = carta_de(row, emision, periodo, false);
          auto ok = cartero->llenar(carta, registro);
          if (ok)
            if (auto pages = tirada.add(cartero->plantilla(), registro); !pages)
              ok = tl::unexpected(pages.error());
          if (!ok) {
            ok.error().text = fmt::format("receipt {}: {}", carta.referencia, ok.error().text);
            work.refuse(std::move(ok.error()));
            return;
          }
          ++done.items;
          done.sum += carta.importe;
        },
        run.ente, id, work.chunk.range.from, work.chunk.range.to, "recibo");
    if (done.items == 0) return done;  // all were refused
    tirada.finish();
    if (!run.dry_run) file.publish(tx, run, done.items, done.sum);
    return done;
  }

 private:
  std::shared_ptr<const Cartero> cartero_for(const jobs::RunInfo& run) const {
    const std::lock_guard lock(mutex_);
    auto& known = carteros_[run.id];
    if (!known)
      known =
          std::make_shared<const Cartero>(plantilla_or_throw(kPlantillaCarta, "es"),
                                          emisor_from_json(run.params.at("emisor")), municipios_or_throw());
    return known;
  }

  static bool con_sello(const jobs::RunInfo& run) { return run.params.value("selladas", false); }

  LiquidacionesSelladas selladas_;
  mutable std::mutex mutex_;
  mutable std::map<std::int64_t, std::shared_ptr<const Cartero>> carteros_;
};

}  // namespace

std::unique_ptr<jobs::Kind> make_cartas(AbrirSello abrir) {
  return std::make_unique<CartasKind>(std::move(abrir));
}

Result<CartasEscritas> escribir_cartas(jobs::Engine& engine, db::Pool& pool, const PeticionCartas& p,
                                       bool dry_run) {
  const auto folder = std::filesystem::absolute(p.out).lexically_normal().string();
  const jobs::RehearsedFolder rehearsed(folder, dry_run);
  const auto outcome =
      engine.run("tributos.notices", fmt::format("{}:{}{}", p.run, folder, p.selladas ? ":selladas" : ""),
                 Json{{"emision", p.run},
                      {"out", folder},
                      {"emisor", to_json(p.emisor)},
                      {"por_fichero", p.por_fichero},
                      {"zona", p.zona},
                      {"selladas", p.selladas}},
                 dry_run);
  return escritas_de(engine, pool, outcome, dry_run);
}

}  // namespace sctf::tributos
