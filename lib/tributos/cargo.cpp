#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "text/zone.hpp"
#include "tributos/emision.hpp"
#include "tributos/remesa.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

Json to_json(const PeticionCargo& p) {
  return {{"nombre", p.acreedor.nombre}, {"nif", p.acreedor.nif}, {"sufijo", p.acreedor.sufijo},
          {"iban", p.acreedor.iban},     {"bic", p.acreedor.bic}, {"max_operaciones", p.max_operaciones},
          {"max_bytes", p.max_bytes}};
}

/// Batch `tributos.charge`: ledger entries, then debits, then the totals that must agree.
class CargoKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.charge"; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    const auto id = run.params.at("emision").get<std::int64_t>();
    tx.query(sql::run_lock, run.ente, id);
    const auto emision = find_emision(tx, run.ente, id);
    if (!emision) return tl::unexpected(emision.error());
    if (emision->deshecha) return problem(Code::wrong_state, "run {} was undone", run_text(id));
    if (!emision->aprobada)
      return problem(Code::not_approved, "run {} is not approved: no cargo before that (RGR 24.2)",
                     run_text(id));
    const auto numero =
        tx.query(sql::cargo_numero, run.ente, "cargo", emision->ejercicio, "").front().get<std::int64_t>(0);
    const auto remesa = tx.query(sql::cargo_numero, run.ente, "remesa", emision->ejercicio, emision->tributo)
                            .front()
                            .get<std::int64_t>(0);
    const auto ordenanza = ordenanza_de(*emision);
    const auto periodo = ordenanza.periodo(emision->tributo);
    if (!periodo) return tl::unexpected(periodo.error());
    tx.exec(sql::cargo_insert, run.ente, id, emision->ejercicio, numero, text::local_day(run.clock),
            (*periodo)->hasta);
    tx.exec(sql::remesa_insert, run.ente, id, remesa,
            must(parse_day(run.params.at("fecha").get<std::string>())),
            run.params.at("version").get<std::string>(), json::dump(run.params.at("acreedor")), run.account,
            run.clock);
    audit::record_run(tx, run, fmt::format("run/{}", id));
    jobs::Step asentar{.name = "asentar", .local = false, .chunks = {}};
    for (const auto& row : tx.query(sql::cargo_tramos, run.ente, id))
      asentar.chunks.push_back({row.get<std::int64_t>("desde"), row.get<std::int64_t>("hasta")});
    auto adeudar = asentar;
    adeudar.name = "adeudar";
    return std::vector<jobs::Step>{
        std::move(asentar), std::move(adeudar), {.name = "cuadrar", .local = false, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    const auto id = run.params.at("emision").get<std::int64_t>();
    const auto& range = work.chunk.range;
    if (work.chunk.step == 1)
      return jobs::ChunkDone{.items = tx.exec(sql::cargo_asentar, run.ente, id, range.from, range.to,
                                              text::local_day(run.clock), run.id),
                             .sum = {},
                             .result = {}};
    const auto cargo = find_cargo(tx, run.ente, id);
    if (!cargo) return tl::unexpected(cargo.error());
    if (work.chunk.step == 2) {
      const auto emision = must(find_emision(tx, run.ente, id));
      const auto& acreedor = run.params.at("acreedor");
      const Acreedor nuestro{
          .nombre = {}, .nif = acreedor.at("nif"), .sufijo = acreedor.at("sufijo"), .iban = {}, .bic = {}};
      return jobs::ChunkDone{
          .items = tx.exec(sql::cargo_adeudar, run.ente, id, range.from, range.to, cargo->remesa,
                           cargo->fecha_cobro, nuestro.identificador(), emision.tributo, emision.ejercicio,
                           run.params.at("smnda").get<std::string>()),
          .sum = {},
          .result = {}};
    }
    return cuadrar(tx, run, id, *cargo);
  }

 private:
  // The ledger must hold exactly what the padrón fiscal says, and each debit its importe.
  static Result<jobs::ChunkDone> cuadrar(db::Transaction& tx, const jobs::RunInfo& run, std::int64_t id,
                                         const Cargo& cargo) {
    const db::Rows rows = tx.query(sql::cargo_totales, run.ente, id, cargo.remesa);
    const auto row = rows.front();
    const auto suma = row.get<Cents>("suma"), asentado = row.get<Cents>("asentado");
    if (suma != asentado || suma != cargo.suma)
      return problem(Code::unbalanced, "run {}: padrón {}, cargo {}, ledger {}", run_text(id), suma.str(),
                     cargo.suma.str(), asentado.str());
    const auto adeudos = row.get<std::int64_t>("adeudos"),
               domiciliados = row.get<std::int64_t>("domiciliados");
    const auto suma_adeudos = row.get<Cents>("suma_adeudos");
    if (adeudos == domiciliados && suma_adeudos != row.get<Cents>("suma_domiciliados"))
      return problem(Code::unbalanced, "run {}: debits of {}, domiciled {}", run_text(id), suma_adeudos.str(),
                     row.get<Cents>("suma_domiciliados").str());
    tx.exec(sql::cargo_analyze);
    tx.exec(sql::remesa_totals, run.ente, id, cargo.remesa, adeudos, suma_adeudos, domiciliados - adeudos);
    return jobs::ChunkDone{.items = cargo.valores,
                           .sum = suma,
                           .result = Json{{"cargo", cargo.numero},
                                          {"valores", cargo.valores},
                                          {"sum_cents", suma.value},
                                          {"debits", adeudos},
                                          {"debits_cents", suma_adeudos.value},
                                          {"excluded", domiciliados - adeudos}}};
  }
};

}  // namespace

std::unique_ptr<jobs::Kind> make_cargo() {
  return std::make_unique<CargoKind>();
}

Result<Cargo> find_cargo(db::Transaction& tx, Ente ente, std::int64_t run) {
  const db::Rows rows = tx.query(sql::cargo_find, ente, run);
  if (rows.empty())
    return problem(Code::wrong_state, "run {} has no cargo yet: sctf tributos charge {}", run_text(run),
                   run_text(run));
  const auto row = rows.front();
  return Cargo{.run = run,
               .numero = row.get<std::int64_t>("numero"),
               .valores = row.get<std::int64_t>("valores"),
               .suma = row.get<Cents>("suma_cts"),
               .remesa = row.get<int>("n"),
               .fecha_cobro = row.get<Day>("fecha_cobro"),
               .adeudos = row.get<std::int64_t>("adeudos"),
               .suma_adeudos = row.get<Cents>("suma_adeudos"),
               .excluidos = row.get<std::int64_t>("excluidos"),
               .preparada_por = row.get<std::string>("preparada_por"),
               .liberada_por = row.get<std::string>("liberada_por")};
}

Result<Cargo> cargar_emision(jobs::Engine& engine, db::Pool& pool, const PeticionCargo& p, bool dry_run) {
  const auto ente = engine.options().ente;
  // Looked at beforehand, so that a cargo that stands is neither changed nor said to be made on another date.
  const auto fecha = db::in_transaction(pool, [&](db::Transaction& tx) -> Result<Day> {
    const auto emision = find_emision(tx, ente, p.run);
    if (!emision) return tl::unexpected(emision.error());
    const auto ordenanza = ordenanza_de(*emision);
    const auto periodo = ordenanza.periodo(emision->tributo);
    if (!periodo) return tl::unexpected(periodo.error());
    if (emision->cargada) {
      const db::Rows rows = tx.query(sql::cargo_find, ente, p.run);
      if (rows.empty())
        return problem(Code::wrong_state,
                       "run {} replaces an annulled receipt: it was charged with the annulment",
                       run_text(p.run));
      const auto cargo = must(find_cargo(tx, ente, p.run));
      const auto version = rows.front().get<std::string>("version");
      const bool same = (!p.fecha_cobro || *p.fecha_cobro == cargo.fecha_cobro) &&
                        message_name(p.version).ends_with(version);
      if (!same)
        return problem(Code::wrong_state,
                       "run {} is charged: remesa of {} in version {}; a cargo is made once", run_text(p.run),
                       sctf::to_string(cargo.fecha_cobro), version);
      return cargo.fecha_cobro;
    }
    if (p.fecha_cobro) return *p.fecha_cobro;
    if (!(*periodo)->cargo_domiciliados)
      return problem(Code::missing_value,
                     "the ordinance gives {} no cargo_domiciliados: name the day with --date",
                     emision->tributo);
    return *(*periodo)->cargo_domiciliados;
  });
  if (!fecha) return tl::unexpected(fecha.error());
  const Json params = {
      {"emision", p.run},
      {"fecha", sctf::to_string(*fecha)},
      {"version", std::string(message_name(p.version).substr(message_name(p.version).size() - 2))},
      {"acreedor", to_json(p)},
      {"smnda", p.smnda_secuencia}};
  const auto outcome = engine.run("tributos.charge", std::to_string(p.run), params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  if (dry_run && !outcome->existed) {
    const auto& r = outcome->result;
    return Cargo{.run = p.run,
                 .numero = r.value("cargo", std::int64_t{0}),
                 .valores = r.value("valores", std::int64_t{0}),
                 .suma = {r.value("sum_cents", std::int64_t{0})},
                 .remesa = 0,
                 .fecha_cobro = *fecha,
                 .adeudos = r.value("debits", std::int64_t{0}),
                 .suma_adeudos = {r.value("debits_cents", std::int64_t{0})},
                 .excluidos = r.value("excluded", std::int64_t{0}),
                 .preparada_por = {},
                 .liberada_por = {}};
  }
  return db::in_transaction(pool, [&](db::Transaction& tx) {
    auto cargo = find_cargo(tx, ente, p.run);
    if (cargo) cargo->existed = outcome->existed;
    return cargo;
  });
}

Result<Cargo> liberar_remesa(db::Transaction& tx, const Caller& caller, std::int64_t run, bool two_persons,
                             Instant clock) {
  tx.query(sql::run_lock, caller.ente, run);
  auto cargo = find_cargo(tx, caller.ente, run);
  if (!cargo) return cargo;
  if (!cargo->liberada_por.empty()) {
    if (two_persons && cargo->preparada_por == caller.account)
      return problem(Code::same_person, "{} prepared this remesa: its files are written by another account",
                     caller.account);
    return cargo;
  }
  if (two_persons && cargo->preparada_por == caller.account)
    return problem(
        Code::same_person,
        "{} prepared this remesa and may not release it: another account must (tributos.two_persons)",
        caller.account);
  tx.exec(sql::remesa_release, caller.ente, run, cargo->remesa, caller.account, clock);
  audit::record(tx, caller,
                {.action = "tributos.release",
                 .object = fmt::format("run/{}", run),
                 .detail = {{"remesa", cargo->remesa}}});
  cargo->liberada_por = caller.account;
  return cargo;
}

}  // namespace sctf::tributos
