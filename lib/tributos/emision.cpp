#include "tributos/emision.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "crypto/sha256.hpp"
#include "tributos/calculo.hpp"
#include "tributos/censo.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

Emision emision_de(const db::Row& row) {
  return {.run = row.get<std::int64_t>("run"),
          .tributo = row.get<std::string>("tributo"),
          .ejercicio = row.get<int>("ejercicio"),
          .censo = row.get<std::int64_t>("censo"),
          .primer_valor = row.get<std::int64_t>("primer_valor"),
          .complementaria = row.get<bool>("complementaria"),
          .terminada = row.get<bool>("terminada"),
          .aprobada = row.get<bool>("aprobada"),
          .deshecha = row.get<bool>("deshecha"),
          .cargada = row.get<bool>("cargada"),
          .fichero = row.get<std::string>("fichero"),
          .ordenanza = row.get<std::string>("ordenanza")};
}

struct CargaElegida {
  std::int64_t id = 0;
  std::string fichero;
};

Result<CargaElegida> elegir_carga(db::Transaction& tx, Ente ente, const PeticionEmision& p) {
  const auto censo = censo_de(p.tributo);
  if (!p.carga) {
    const auto rows = tx.query(sql::censo_ultimo, ente, to_string(censo));
    if (rows.empty())
      return problem(Code::not_found, "no census of {} is loaded: sctf tributos import --census {} FILE",
                     to_string(censo), to_string(censo));
    return CargaElegida{rows.front().get<std::int64_t>("id"), rows.front().get<std::string>("fichero")};
  }
  const auto rows = tx.query(sql::censo_find, ente, *p.carga);
  if (rows.empty()) return problem(Code::not_found, "there is no load {}", run_text(*p.carga));
  if (rows.front().view("censo") != to_string(censo))
    return problem(Code::inconsistent, "load {} is a census of {}; {} is issued from one of {}",
                   run_text(*p.carga), rows.front().view("censo"), p.tributo, to_string(censo));
  return CargaElegida{*p.carga, rows.front().get<std::string>("fichero")};
}

// The census of tasas holds them all: a run takes the lines of one.
std::optional<std::string> concepto_de(const PeticionEmision& p) {
  return censo_de(p.tributo) == Censo::tasa ? std::optional(p.tributo) : std::nullopt;
}

// What a census line and an ordinance say of one another; each line at fault is told.
class Contraste {
 public:
  Contraste(db::Transaction& tx, Ente ente, const PeticionEmision& p, const CargaElegida& carga,
            const Marco& marco, const std::function<void(const Problem&)>& tell)
      : tx_(tx), ente_(ente), peticion_(p), carga_(carga), marco_(marco), tell_(tell) {}

  Result<void> comprobar() {
    beneficios();
    switch (censo_de(peticion_.tributo)) {
      case Censo::ibi:
        if (const auto ok = umbrales(); !ok) return ok;
        break;
      case Censo::ivtm: clases(); break;
      case Censo::tasa: tarifas(); break;
    }
    if (problems_ == 0) return {};
    return problem(Code::lines_refused, "{} of load {} do not go with the ordinance {}; nothing was issued",
                   problems_ == 1 ? "a line" : fmt::format("{} lines", problems_), run_text(carga_.id),
                   peticion_.ordenanza_shown);
  }

 private:
  // The file is not read again: its line is known, of the column only the name.
  void refuse(std::int64_t linea, std::string_view columna, Code code, std::string_view text,
              std::string value) {
    ++problems_;
    if (tell_)
      tell_(Problem{.code = code, .text = fmt::format("{}: {}", columna, text), .value = std::move(value)}.at(
          carga_.fichero, linea, 0));
  }

  void beneficios() {
    tx_.stream(
        sql::emision_beneficios,
        [&](const db::Row& row) {
          if (const auto ok = comprobar_beneficios(row.view(1), marco_); !ok)
            refuse(row.get<std::int64_t>(0), "beneficios", ok.error().code, ok.error().text,
                   row.get<std::string>(1));
        },
        ente_, carga_.id, concepto_de(peticion_));
  }

  void clases() {
    for (const auto& row : tx_.query(sql::emision_clases_ivtm, ente_, carga_.id)) {
      const auto nombre = row.get<std::string>("clase_vehiculo");
      const auto* clase = marco_.ordenanza.ivtm->clase(nombre);
      if (clase == nullptr)
        refuse(row.get<std::int64_t>("linea"), "clase_vehiculo", Code::no_tariff,
               fmt::format("the ordinance has no tariff for the class \"{}\" ({} lines, this is the first)",
                           nombre, row.view("lineas")),
               nombre);
      else if (clase->unidad != row.view("unidad"))
        refuse(row.get<std::int64_t>("linea"), "unidad", Code::inconsistent,
               fmt::format("\"{}\" is measured in {}, not in {} ({} lines, this is the first)", nombre,
                           clase->unidad, row.view("unidad"), row.view("lineas")),
               row.get<std::string>("unidad"));
    }
  }

  void tarifas() {
    for (const auto& row : tx_.query(sql::emision_tarifas_tasa, ente_, carga_.id, peticion_.tributo)) {
      const auto tarifa = row.get<std::string>("tarifa");
      if (!marco_.ordenanza.tarifa_tasa(peticion_.tributo, tarifa))
        refuse(row.get<std::int64_t>("linea"), "tarifa", Code::no_tariff,
               fmt::format("the ordinance has no tarifa \"{}\" for {} ({} lines, this is the first)", tarifa,
                           peticion_.tributo, row.view("lineas")),
               tarifa);
    }
  }

  // A rate by use reaches at most 10 % of the urban properties of that use (LRHL 72.4).
  Result<void> umbrales() {
    for (const auto& [uso, regla] : marco_.ordenanza.ibi->tipos_por_uso) {
      const db::Rows rows =
          tx_.query(sql::emision_umbral, ente_, carga_.id, std::string(1, uso), regla.umbral);
      const auto todos = rows.front().get<std::int64_t>("inmuebles"),
                 exceden = rows.front().get<std::int64_t>("exceden");
      if (exceden * 10 <= todos) continue;
      auto p = problem(Code::out_of_range,
                       "the threshold {} of use {} reaches {} of {} urban properties of that use: more than "
                       "10 % (LRHL 72.4)",
                       regla.umbral.str(), uso, exceden, todos);
      p.value().file = peticion_.ordenanza_shown;
      p.value().line = regla.linea;
      p.value().column = regla.columna;
      p.value().value = regla.umbral.str();
      return p;
    }
    return {};
  }

  db::Transaction& tx_;
  Ente ente_;
  const PeticionEmision& peticion_;
  const CargaElegida& carga_;
  const Marco& marco_;
  const std::function<void(const Problem&)>& tell_;
  std::int64_t problems_ = 0;
};

// After approval, a run only of what is lacking; where nothing is, the approved run that has it all.
std::optional<Emitida> nada_falta(db::Transaction& tx, Ente ente, const PeticionEmision& p,
                                  const CargaElegida& carga, const std::string& sha) {
  std::vector<std::int64_t> aprobadas;
  for (const auto& row : tx.query(sql::emision_others, ente, p.tributo, p.ejercicio)) {
    if (!row.get<bool>("aprobada")) return std::nullopt;
    if (row.get<std::int64_t>("censo") == carga.id && row.view("ordenanza_sha") == sha) return std::nullopt;
    aprobadas.push_back(row.get<std::int64_t>("run"));
  }
  if (aprobadas.empty()) return std::nullopt;
  const db::Rows rows = tx.query(sql::emision_faltan, ente, carga.id, concepto_de(p), aprobadas);
  if (rows.front().get<std::int64_t>(0) > 0) return std::nullopt;
  return Emitida{.run = aprobadas.back(), .suma = {}, .importe = {}, .existed = true, .complementaria = true};
}

}  // namespace

Json vecinas_de(db::Transaction& tx, Ente ente, const std::string& tributo, int ejercicio) {
  Json anteriores = Json::array(), del_ejercicio = Json::array();
  for (const auto& row : tx.query(sql::emision_padron_anterior, ente, tributo, ejercicio)) {
    anteriores.push_back(row.get<std::int64_t>("run"));
    if (row.get<int>("ejercicio") == ejercicio) del_ejercicio.push_back(row.get<std::int64_t>("run"));
  }
  return {{"anteriores", anteriores}, {"del_ejercicio", del_ejercicio}};
}

Result<Emision> find_emision(db::Transaction& tx, Ente ente, std::int64_t run) {
  const auto rows = tx.query(sql::emision_find, ente, run);
  if (rows.empty())
    return problem(Code::not_found, "there is no run of issue {} (sctf tributos status lists them)",
                   run_text(run));
  return emision_de(rows.front());
}

Ordenanza ordenanza_de(const Emision& emision) {
  auto read = parse_ordenanza(emision.ordenanza, "ordenanza");
  if (!read)
    throw Error(Code::internal, "the ordinance that run {} froze cannot be read", run_text(emision.run));
  return std::move(*read);
}

std::vector<Emision> list_emisiones(db::Transaction& tx, Ente ente) {
  std::vector<Emision> out;
  for (const auto& row : tx.query(sql::emision_find, ente, std::nullopt)) out.push_back(emision_de(row));
  return out;
}

Result<Emitida> emitir(jobs::Engine& engine, db::Pool& pool, const PeticionEmision& p, bool dry_run) {
  const auto ente = engine.options().ente;
  if (p.ordenanza.ejercicio != p.ejercicio)
    return problem(Code::inconsistent, "{} is the ordinance of {}, not of {}", p.ordenanza_shown,
                   p.ordenanza.ejercicio, p.ejercicio);
  const auto marco = marco_de(p.ordenanza, p.tributo);
  if (!marco) return tl::unexpected(marco.error());
  const auto sha = crypto::sha256_hex(p.ordenanza.texto);
  std::optional<Emitida> ya;
  Json vecinas;
  const auto carga = db::in_transaction(pool, [&](db::Transaction& tx) -> Result<CargaElegida> {
    const auto elegida = elegir_carga(tx, ente, p);
    if (!elegida) return elegida;
    if (const auto ok = Contraste(tx, ente, p, *elegida, *marco, engine.options().refuse).comprobar(); !ok)
      return tl::unexpected(ok.error());
    ya = nada_falta(tx, ente, p, *elegida, sha);
    vecinas = vecinas_de(tx, ente, p.tributo, p.ejercicio);
    return elegida;
  });
  if (!carga) return tl::unexpected(carga.error());
  if (ya) return *ya;
  const Json params = {
      {"tributo", p.tributo}, {"ejercicio", p.ejercicio},       {"censo", carga->id},
      {"ordenanza_sha", sha}, {"ordenanza", p.ordenanza.texto}, {"chunk", engine.options().chunk},
      {"vecinas", vecinas}};
  const auto key = fmt::format("{}/{}/{}/{}", p.tributo, p.ejercicio, carga->id, sha);
  const auto outcome = engine.run("tributos.issue", key, params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  const auto& r = outcome->result;
  return Emitida{.run = outcome->run.id,
                 .recibos = r.value("receipts", std::int64_t{0}),
                 .liquidaciones = r.value("liquidaciones", std::int64_t{0}),
                 .minimo = r.value("minimo", std::int64_t{0}),
                 .suma = {r.value("sum_cents", std::int64_t{0})},
                 .importe = {r.value("importe_cents", std::int64_t{0})},
                 .primero = r.value("first_id", std::int64_t{0}),
                 .existed = outcome->existed};
}

Result<void> aprobar(db::Transaction& tx, const Caller& caller, std::int64_t run, const Aprobacion& a,
                     Instant clock) {
  if (a.acto.empty()) return problem(Code::missing_value, "--act is empty: name the resolution and its body");
  if (a.boletin.empty())
    return problem(Code::missing_value, "--bulletin is empty: name the bulletin and its date");
  if (a.expuesta_desde > a.expuesta_hasta)
    return problem(Code::inconsistent, "the exposure ends ({}) before it begins ({})",
                   sctf::to_string(a.expuesta_hasta), sctf::to_string(a.expuesta_desde));
  tx.query(sql::run_lock, caller.ente, run);
  const auto emision = find_emision(tx, caller.ente, run);
  if (!emision) return tl::unexpected(emision.error());
  if (emision->deshecha) return problem(Code::wrong_state, "run {} was undone", run_text(run));
  if (emision->aprobada) {
    const db::Rows rows = tx.query(sql::acto_aprobacion, caller.ente, run);
    const auto row = rows.front();
    if (row.view("acto") == a.acto && row.get<Day>("fecha") == a.fecha && row.view("boletin") == a.boletin &&
        row.get<Day>("expuesta_desde") == a.expuesta_desde &&
        row.get<Day>("expuesta_hasta") == a.expuesta_hasta)
      return {};
    return problem(Code::already_approved, "run {} was approved by {} of {}: an approval is not changed",
                   run_text(run), row.view("acto"), row.view("fecha"));
  }
  if (!emision->terminada)
    return problem(Code::wrong_state, "run {} is not finished: issue it again, it goes on", run_text(run));
  tx.exec(sql::acto_insert, caller.ente, run, "aprobacion", a.acto, a.fecha, a.boletin, a.expuesta_desde,
          a.expuesta_hasta, caller.account, clock);
  audit::record(tx, caller,
                {.action = "tributos.approve", .object = fmt::format("run/{}", run), .reason = a.acto});
  return {};
}

Result<void> deshacer(db::Transaction& tx, const Caller& caller, std::int64_t run, const std::string& causa,
                      Instant clock) {
  if (causa.empty()) return problem(Code::missing_value, "--cause is empty: say why the run is taken back");
  tx.query(sql::run_lock, caller.ente, run);
  const auto emision = find_emision(tx, caller.ente, run);
  if (!emision) return tl::unexpected(emision.error());
  if (emision->deshecha) return {};
  if (emision->aprobada)
    return problem(Code::already_approved,
                   "run {} is approved and is not undone: receipts are annulled and replaced one by one",
                   run_text(run));
  tx.exec(sql::acto_insert, caller.ente, run, "deshecha", causa, std::chrono::floor<std::chrono::days>(clock),
          "", std::nullopt, std::nullopt, caller.account, clock);
  tx.exec(sql::emision_deshacer, caller.ente, run);
  audit::record(tx, caller,
                {.action = "tributos.undo", .object = fmt::format("run/{}", run), .reason = causa});
  return {};
}

}  // namespace sctf::tributos
