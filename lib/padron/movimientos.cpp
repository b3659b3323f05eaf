#include "padron/movimientos.hpp"

#include "audit/audit.hpp"
#include "jobs/input.hpp"
#include "padron/aplicador.hpp"
#include "padron/entorno.hpp"
#include "padron/sql.hpp"
#include "text/zone.hpp"

namespace sctf::padron {
namespace {

using jobs::Json;

constexpr std::string_view kOrigenes[] = {"AYTO", "INE", "RC", "OCE"};

class MovimientosKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "padron.move"; }
  [[nodiscard]] Json resumed(Json, const Json& asked) const override { return asked; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    audit::record_run(tx, run,
                      fmt::format("padron/{}", run.params.at("sha256").get<std::string>().substr(0, 12)),
                      run.params.at("expediente").get<std::string>(), {{"origen", run.params.at("origen")}});
    return std::vector<jobs::Step>{{.name = "registrar", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    const auto& p = run.params;
    auto entorno = Entorno::de_json(p.at("lugares"));
    if (!entorno) return tl::unexpected(entorno.error());
    auto file = jobs::InputFile::open(run);
    if (!file) return tl::unexpected(file.error());
    auto lector = leer_csv((*file)->source());
    const auto& shown = (*file)->shown();
    if (!lector) {
      lector.error().file = shown;
      return tl::unexpected(lector.error());
    }
    const auto today = text::local_day(run.clock);
    const Marco marco{.listas = entorno->listas,
                      .clase = ClaseFichero::movimientos,
                      .cpro = p.at("cpro"),
                      .cmun = p.at("cmun"),
                      .hasta = today};
    tx.exec(sql::padron_lock, run.ente);
    Lectura lectura(**lector, shown, work.refuse);
    Aplicador aplicador(tx, run, marco, {.origen = p.at("origen"), .expediente = p.at("expediente")}, today);
    const auto applied = aplicador.aplicar(lectura);
    if (!applied) return tl::unexpected(applied.error());
    if (const auto ok = lectura.cerrar(); !ok) return tl::unexpected(ok.error());
    if (auto same = (*file)->unchanged(); !same) return tl::unexpected(same.error());
    return jobs::ChunkDone{.items = *applied,
                           .sum = {},
                           .result = Json{{"movements", *applied},
                                          {"by_code", aplicador.por_codigo()},
                                          {"warnings", lectura.avisos().contados}}};
  }
};

}  // namespace

std::unique_ptr<jobs::Kind> make_movimientos() {
  return std::make_unique<MovimientosKind>();
}

Result<Movidos> mover(jobs::Engine& engine, const PeticionMovimientos& p, const Lugares& lugares,
                      bool dry_run) {
  if (std::find(std::begin(kOrigenes), std::end(kOrigenes), p.tramite.origen) == std::end(kOrigenes))
    return problem(Code::invalid_argument, "an origin is AYTO, INE, RC or OCE, not \"{}\"", p.tramite.origen);
  auto params = jobs::InputFile::params(p.fichero);
  if (!params) return tl::unexpected(params.error());
  params->update({{"origen", p.tramite.origen},
                  {"expediente", p.tramite.expediente},
                  {"cpro", p.cpro},
                  {"cmun", p.cmun},
                  {"lugares", a_json(lugares)}});
  const auto outcome = engine.run("padron.move", params->at("sha256").get<std::string>(), *params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  Movidos out{.run = outcome->run.id,
              .movimientos = outcome->result.value("movements", outcome->items),
              .por_codigo = {},
              .avisos = outcome->result.value("warnings", std::int64_t{0}),
              .existed = outcome->existed};
  if (outcome->result.contains("by_code"))
    out.por_codigo = outcome->result.at("by_code").get<std::map<std::string, std::int64_t>>();
  return out;
}

}  // namespace sctf::padron
