#include "tributos/anulacion.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "crypto/hash_file.hpp"
#include "crypto/sha256.hpp"
#include "text/zone.hpp"
#include "tributos/censo.hpp"
#include "tributos/consultas.hpp"
#include "tributos/emision.hpp"
#include "tributos/emision_calculo.hpp"
#include "tributos/numeracion.hpp"
#include "tributos/situacion_valor.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

struct Pago {
  std::optional<std::int64_t> persona;
  Day dia;
  Cents importe;
};

/// Writes the entries of one annulment; everything of it in one transaction.
class Anulador {
 public:
  Anulador(db::Transaction& tx, const jobs::RunInfo& run)
      : tx_(tx),
        run_(run),
        valor_(run.params.at("valor").get<std::int64_t>()),
        dia_(text::local_day(run.clock)) {}

  Result<Json> anular(const std::vector<std::int64_t>& nuevos) {
    auto vivos = LectorSituaciones(tx_, run_.ente).leer({valor_});
    const auto found = vivos.find(valor_);
    if (found == vivos.end() || !found->second.situacion.cargado || found->second.situacion.anulado)
      return problem(Code::wrong_state,
                     "this receipt was annulled or changed in this instant: run the same line again");
    vivo_ = &found->second;
    auto& deuda = vivo_->situacion.deuda;
    const auto& parcial = run_.params.at("parcial");
    const auto pagos = leer_pagos();
    Cents pagado;
    for (const auto& p : pagos) pagado += p.importe;
    Cents data;
    if (parcial.is_null()) {
      mover(pagos, pagado, nuevos);
      for (auto& [componente, pendiente] : partes(deuda))
        asentar("data", componente, -*pendiente), data += *pendiente;
    } else {
      data = Cents{parcial.get<std::int64_t>()};
      const auto cargado = deuda.principal + vivo_->situacion.cobrado.principal;
      if (data >= cargado)
        return problem(Code::out_of_range, "{} of {} is all of it: annul the receipt without --amount",
                       data.human(), cargado.human());
      if (data > deuda.principal) mover(pagos, data - deuda.principal, {});
      asentar("data", "principal", -data);
    }
    return Json{{"data_cents", data.value},
                {"moved_cents", trasladado_.value},
                {"deposited_cents", depositado_.value}};
  }

 private:
  static std::vector<std::pair<const char*, Cents*>> partes(Deuda& d) {
    return {
        {"principal", &d.principal}, {"recargo", &d.recargo}, {"interes", &d.interes}, {"costas", &d.costas}};
  }

  std::vector<Pago> leer_pagos() {
    std::vector<Pago> out;
    for (const auto& row : tx_.query(sql::anulacion_pagos, run_.ente, valor_))
      out.push_back({.persona = row.get<std::optional<std::int64_t>>("pagador"),
                     .dia = row.get<Day>("pago"),
                     .importe = row.get<Cents>("importe")});
    return out;
  }

  // Takes `cuanto` of what was paid out of the valor, the last payments first: into the new ones, then into
  // deposits.
  void mover(std::vector<Pago> pagos, Cents cuanto, const std::vector<std::int64_t>& nuevos) {
    auto destinos = LectorSituaciones(tx_, run_.ente).leer(nuevos);
    int n = 0;
    for (auto pago = pagos.rbegin(); pago != pagos.rend() && cuanto > 0_cts; ++pago) {
      auto resto = std::min(pago->importe, cuanto);
      cuanto -= resto;
      devolver(*pago, resto);
      for (auto& [id, destino] : destinos) {
        const auto parte = std::min(resto, destino.situacion.deuda.principal);
        if (parte <= 0_cts) continue;
        apunte(id, ++destino.ultimo_apunte, "ingreso", "principal", -parte, pago->dia, pago->persona);
        destino.situacion.deuda.principal -= parte;
        trasladado_ += parte;
        resto -= parte;
      }
      if (resto == 0_cts) continue;
      depositado_ += resto;
      tx_.exec(sql::deposito_anulacion, run_.ente, run_.id, ++n, valor_, pago->persona, resto, dia_, causa());
    }
  }

  // The money leaves the valor by its components, principal last: what was paid there last. A part that is
  // annulled is of the principal alone.
  void devolver(const Pago& pago, Cents importe) {
    const bool parcial = !run_.params.at("parcial").is_null();
    for (const auto& row : tx_.query(sql::anulacion_componentes, run_.ente, valor_)) {
      if (parcial && row.view("componente") != "principal") continue;
      const auto parte = std::min(importe, row.get<Cents>("pagado"));
      if (parte <= 0_cts) continue;
      apunte(valor_, ++vivo_->ultimo_apunte, "ingreso", row.get<std::string>("componente"), parte, pago.dia,
             pago.persona);
      for (auto& [componente, pendiente] : partes(vivo_->situacion.deuda))
        if (row.view("componente") == componente) *pendiente += parte;
      importe -= parte;
    }
    if (importe != 0_cts)
      throw Error(Code::internal, "a payment of {} cannot be found in its valor", pago.importe.str());
  }

  void asentar(const char* clase, const char* componente, Cents importe) {
    if (importe != 0_cts) apunte(valor_, ++vivo_->ultimo_apunte, clase, componente, importe, {}, {});
  }

  void apunte(std::int64_t valor, int n, std::string_view clase, std::string_view componente, Cents importe,
              std::optional<Day> pago, std::optional<std::int64_t> pagador) {
    tx_.exec(sql::apunte_insert, run_.ente, valor, n, clase, componente, importe, dia_, pago, pagador,
             run_.id, causa());
  }

  [[nodiscard]] std::string causa() const {
    return fmt::format("anulación {}: {}", run_.params.at("referencia").get<std::string>(),
                       run_.params.at("motivo").get<std::string>());
  }

  db::Transaction& tx_;
  const jobs::RunInfo& run_;
  std::int64_t valor_;
  Day dia_;
  ValorVivo* vivo_ = nullptr;
  Cents trasladado_, depositado_;
};

class AnulacionKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.annul"; }

  // The file of the replacement may lie elsewhere by now.
  [[nodiscard]] Json resumed(Json, const Json& asked) const override { return asked; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    audit::record_run(tx, run, fmt::format("valor/{}", run.params.at("valor").get<std::int64_t>()));
    return std::vector<jobs::Step>{{.name = "anular", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    const auto& p = run.params;
    jobs::ChunkDone done;
    std::vector<std::int64_t> nuevos;
    if (p.contains("file")) {
      const auto sustituida = sustituir(tx, work);
      if (!sustituida) return sustituida;
      done = *sustituida;
      for (const auto& row : tx.query(sql::padron_valores, run.ente, run.id))
        nuevos.push_back(row.get<std::int64_t>(0));
    }
    auto hecho = Anulador(tx, run).anular(nuevos);
    if (!hecho) return tl::unexpected(hecho.error());
    const auto parcial =
        p.at("parcial").is_null() ? std::optional<std::int64_t>() : p.at("parcial").get<std::int64_t>();
    tx.exec(sql::anulacion_insert, run.ente, p.at("valor").get<std::int64_t>(), "hecha",
            p.at("motivo").get<std::string>(), p.at("acto").get<std::string>(), text::local_day(run.clock),
            parcial, p.contains("file") ? std::optional(run.id) : std::nullopt, run.account, run.clock);
    (*hecho)["receipts"] = nuevos.size();
    (*hecho)["sum_cents"] = done.sum.value;
    done.result = std::move(*hecho);
    return done;
  }

 private:
  // Loads, calculates, approves by the act of the annulment and charges what replaces the valor.
  static Result<jobs::ChunkDone> sustituir(db::Transaction& tx, const jobs::Work& work) {
    const auto& run = work.run;
    const auto& p = run.params;
    if (const auto cargado = cargar_lineas(tx, work); !cargado) return cargado;
    const auto tributo = p.at("tributo").get<std::string>();
    const auto ejercicio = p.at("ejercicio").get<int>();
    auto ordenanza = parse_ordenanza(p.at("ordenanza").get<std::string>(), "ordenanza");
    if (!ordenanza) throw Error(Code::internal, "the ordinance of an annulled valor cannot be read");
    const auto marco = marco_de(*ordenanza, tributo);
    if (!marco) return tl::unexpected(marco.error());
    const auto hasta = tx.query(sql::censo_ultima_linea, run.ente, run.id).front().get<std::int64_t>(0);
    tx.exec(sql::emision_insert, run.ente, run.id, tributo, ejercicio, run.id,
            crypto::sha256_hex(ordenanza->texto), reservar_valores(tx, run.ente, hasta + 1), true);
    auto hecho = calcular_lineas(tx, run, *marco,
                                 {.ente = run.ente,
                                  .censo = run.id,
                                  .desde = 0,
                                  .hasta = hasta,
                                  .anteriores = {},
                                  .del_ejercicio = {},
                                  .concepto = tributo,
                                  .sustitucion = true});
    if (!hecho) return hecho;
    const auto dia = text::local_day(run.clock);
    tx.exec(sql::acto_insert, run.ente, run.id, "aprobacion", p.at("acto").get<std::string>(), dia,
            "notificación individual", dia, dia, run.account, run.clock);
    const auto numero =
        tx.query(sql::cargo_numero, run.ente, "cargo", ejercicio, "").front().get<std::int64_t>(0);
    tx.exec(sql::cargo_insert, run.ente, run.id, ejercicio, numero, dia, marco->periodo.hasta);
    tx.exec(sql::cargo_asentar, run.ente, run.id, 0, hasta, dia, run.id);
    return hecho;
  }
};

// Whether the same was done, or prepared, before; refuses what cannot be annulled.
struct Antes {
  std::int64_t valor = 0, run = 0;
  std::string tributo;
  int ejercicio = 0;
  bool hecha = false;
  bool preparar = false;
};

Result<Antes> mirar(db::Transaction& tx, const Caller& caller, const PeticionAnulacion& p, Instant clock,
                    bool dry_run) {
  const auto recibo = find_recibo(tx, caller.ente, p.referencia);
  if (!recibo) return tl::unexpected(recibo.error());
  Antes antes{
      .valor = recibo->valor, .run = recibo->run, .tributo = recibo->tributo, .ejercicio = recibo->ejercicio};
  tx.query(sql::valores_lock, caller.ente, std::vector<std::int64_t>{recibo->valor});
  const std::optional<std::int64_t> parcial = p.parcial ? std::optional(p.parcial->value) : std::nullopt;
  std::optional<std::string> preparada_por;
  for (const auto& row : tx.query(sql::anulaciones_de, caller.ente, recibo->valor)) {
    const bool same = row.view("motivo") == p.motivo && row.view("acto") == p.acto &&
                      row.get<std::optional<std::int64_t>>("parcial_cts") == parcial;
    if (row.view("clase") == "hecha" && same) return antes.hecha = true, antes;
    if (row.view("clase") == "preparada" && same) preparada_por = row.get<std::string>("account");
  }
  if (recibo->estado == "anulado")
    return problem(Code::wrong_state, "receipt {} was annulled already, by another act", recibo->referencia);
  if (recibo->estado == "emitido")
    return problem(Code::wrong_state, "receipt {} is not charged yet: undo its run, or approve and charge it",
                   recibo->referencia);
  if (p.sustitucion && recibo->clase_valor == "pendiente")
    return problem(
        Code::wrong_state,
        "receipt {} is of an earlier year, without census or ordinance here: it cannot be replaced",
        recibo->referencia);
  if (!p.two_persons) return antes;
  if (preparada_por && *preparada_por == caller.account)
    return problem(
        Code::same_person,
        "{} prepared this annulment: another account does it, with the same line (tributos.two_persons)",
        caller.account);
  antes.preparar = !preparada_por;
  if (!antes.preparar || dry_run) return antes;
  tx.exec(sql::anulacion_insert, caller.ente, recibo->valor, "preparada", p.motivo, p.acto,
          text::local_day(clock), parcial, std::nullopt, caller.account, clock);
  audit::record(tx, caller,
                {.action = "tributos.annul_prepare",
                 .object = fmt::format("valor/{}", recibo->valor),
                 .reason = p.acto});
  return antes;
}

}  // namespace

std::unique_ptr<jobs::Kind> make_anulacion() {
  return std::make_unique<AnulacionKind>();
}

Result<Anulada> anular(jobs::Engine& engine, db::Pool& pool, const Caller& caller, const PeticionAnulacion& p,
                       bool dry_run) {
  if (p.acto.empty())
    return problem(Code::missing_value, "--act is empty: name the resolution and its author");
  if (p.parcial && *p.parcial <= 0_cts) return problem(Code::invalid_argument, "--amount must be above 0.00");
  if (p.parcial && p.sustitucion)
    return problem(Code::invalid_argument,
                   "a part of a receipt is annulled, or all of it is replaced: not both");
  std::string sha;
  if (p.sustitucion) {
    const auto hashed = crypto::hash_file(*p.sustitucion);
    if (!hashed) return tl::unexpected(hashed.error());
    sha = *hashed;
  }
  const auto clock = engine.options().clock;
  std::string ordenanza;
  const auto antes = db::in_transaction(
      pool,
      [&](db::Transaction& tx) {
        auto seen = mirar(tx, caller, p, clock, dry_run);
        if (seen && p.sustitucion && !seen->preparar)
          ordenanza = tx.query(sql::emision_ordenanza, caller.ente, seen->run).front().get<std::string>(0);
        return seen;
      },
      true);
  if (!antes) return tl::unexpected(antes.error());
  if (antes->preparar) return Anulada{.referencia = p.referencia, .preparada = true};
  Json params = {{"valor", antes->valor},
                 {"referencia", p.referencia},
                 {"motivo", p.motivo},
                 {"acto", p.acto},
                 {"parcial", p.parcial ? Json(p.parcial->value) : Json(nullptr)}};
  if (p.sustitucion) {
    params["tributo"] = antes->tributo, params["ejercicio"] = antes->ejercicio,
    params["ordenanza"] = ordenanza;
    params["censo"] = std::string(to_string(censo_de(antes->tributo))), params["sha256"] = sha;
    params["file"] = std::filesystem::absolute(*p.sustitucion).string(),
    params["shown"] = p.sustitucion->string();
    params["accept_rejects"] = false, params["max_rejects"] = 0;
  }
  const auto key = p.parcial ? fmt::format("{}/{}/{}", antes->valor, p.parcial->value, p.acto)
                             : std::to_string(antes->valor);
  const auto outcome = engine.run("tributos.annul", key, params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  const auto& r = outcome->result;
  return Anulada{.referencia = p.referencia,
                 .existed = outcome->existed || antes->hecha,
                 .data = {r.value("data_cents", std::int64_t{0})},
                 .trasladado = {r.value("moved_cents", std::int64_t{0})},
                 .depositado = {r.value("deposited_cents", std::int64_t{0})},
                 .sustitucion = p.sustitucion ? outcome->run.id : 0,
                 .valores = r.value("receipts", std::int64_t{0}),
                 .suma_sustitucion = {r.value("sum_cents", std::int64_t{0})}};
}

}  // namespace sctf::tributos
