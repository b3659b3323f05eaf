#include "tributos/depositos.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "identidad/partes.hpp"
#include "text/zone.hpp"
#include "tributos/consultas.hpp"
#include "tributos/situacion_valor.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

// Rows of sql::deposito_movimientos: what left is taken from the oldest payments.
std::vector<Deposito> leer_depositos(const db::Rows& rows) {
  std::vector<Deposito> out;
  Cents salido;
  const auto cerrar = [&] {
    if (out.empty()) return;
    auto& partes = out.back().partes;
    for (auto& parte : partes) {
      const auto toma = std::min(parte.importe, salido);
      parte.importe -= toma;
      salido -= toma;
    }
    std::erase_if(partes, [](const Deposito::Parte& parte) { return parte.importe == 0_cts; });
    salido = 0_cts;
  };
  for (const auto& row : rows) {
    Deposito d{.valor = row.get<std::int64_t>("valor"),
               .referencia = {},
               .persona = row.get<std::optional<std::int64_t>>("persona"),
               .nif = row.get<std::string>("nif"),
               .nombre = row.get<std::string>("nombre"),
               .pagador = row.get<std::string>("pagador"),
               .pagador_iban = row.get<std::string>("pagador_iban"),
               .causa = row.get<std::string>("causa"),
               .partes = {}};
    if (out.empty() || out.back().valor != d.valor || out.back().persona != d.persona ||
        out.back().pagador != d.pagador || out.back().pagador_iban != d.pagador_iban) {
      cerrar();
      out.push_back(std::move(d));
    }
    const auto importe = row.get<Cents>("importe_cts");
    if (importe < 0_cts)
      salido -= importe;
    else
      out.back().partes.push_back({.pago = row.get<Day>("pago"), .importe = importe});
  }
  cerrar();
  return out;
}

bool es_de(const Deposito& d, std::string_view pagador) {
  return pagador.empty() || d.nif == pagador || d.nombre == pagador || d.pagador == pagador ||
         d.pagador_iban == pagador;
}

// An act on the deposits of one valor, whose row it holds.
class Acto {
 public:
  Acto(db::Transaction& tx, const Caller& caller, const PeticionDeposito& peticion, Instant clock)
      : tx_(tx), caller_(caller), peticion_(peticion), clock_(clock), hoy_(text::local_day(clock)) {}

  // Finds the receipt and holds it, so that two acts on it never see the same money.
  Result<void> tomar() {
    if (peticion_.acto.empty())
      return problem(Code::missing_value, "--act is empty: name the request or resolution");
    const auto recibo = find_recibo(tx_, caller_.ente, peticion_.referencia);
    if (!recibo) return tl::unexpected(recibo.error());
    recibo_ = *recibo;
    tx_.query(sql::valores_lock, caller_.ente, std::vector<std::int64_t>{recibo_.valor});
    for (const auto& row : tx_.query(sql::deposito_actos, caller_.ente, recibo_.valor)) {
      ultimo_ = row.get<int>("n");
      hechos_.push_back({{.clase = row.get<std::string>("clase"),
                          .importe = row.get<Cents>("importe_cts"),
                          .interes = row.get<Cents>("interes_cts"),
                          .destino = row.get<std::optional<std::int64_t>>("destino"),
                          .iban = row.get<std::string>("iban"),
                          .efecto = row.get<Day>("efecto")},
                         row.get<std::string>("acto"),
                         row.get<std::string>("account")});
    }
    return {};
  }

  /// What leaves a deposit: to a receipt, or to an account with its interest.
  struct Salida {
    std::string clase;  ///< `aplicado` `preparado` `devuelto`
    Cents importe, interes = {};
    std::optional<std::int64_t> destino = {};
    std::string iban = {};
    Day efecto;
  };
  /// One that was recorded, with its words and who did it.
  struct Hecho : Salida {
    std::string acto, account;
  };
  /// The act of the same words, if there was one.
  const Hecho* antes(std::string_view clase, std::optional<std::int64_t> destino,
                     std::string_view iban) const {
    const auto found = std::find_if(hechos_.begin(), hechos_.end(), [&](const Hecho& h) {
      return h.clase == clase && h.acto == peticion_.acto && h.destino == destino && h.iban == iban &&
             (!peticion_.importe || *peticion_.importe == h.importe);
    });
    return found == hechos_.end() ? nullptr : &*found;
  }

  /// The deposit that is meant.
  Result<Deposito> deposito() const {
    auto todos =
        leer_depositos(tx_.query(sql::deposito_movimientos, caller_.ente, recibo_.valor, std::nullopt));
    std::erase_if(todos, [&](const auto& d) { return !es_de(d, peticion_.pagador); });
    if (todos.empty())
      return problem(Code::not_found, "nothing is in deposit for receipt {}{}", recibo_.referencia,
                     peticion_.pagador.empty() ? "" : fmt::format(" of \"{}\"", peticion_.pagador));
    if (todos.size() > 1) {
      std::string names;
      for (const auto& d : todos)
        names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", d.nif.empty() ? d.nombre : d.nif);
      return problem(Code::inconsistent, "{} payers have a deposit for receipt {}: {}; say --payer",
                     todos.size(), recibo_.referencia, names);
    }
    if (peticion_.importe && (*peticion_.importe <= 0_cts || *peticion_.importe > todos.front().importe()))
      return problem(Code::out_of_range, "{} is not between 0,01 € and the {} in deposit",
                     peticion_.importe->human(), todos.front().importe().human());
    return todos.front();
  }

  /// Records it; but for what is only prepared, the money leaves the deposit.
  void asentar(const Deposito& d, const Salida& salida) {
    const int n = ++ultimo_;
    const bool devolucion = !salida.iban.empty();
    tx_.exec(sql::deposito_acto_insert, caller_.ente, recibo_.valor, n, salida.clase, d.persona, d.pagador,
             d.pagador_iban, salida.importe, salida.destino,
             devolucion ? std::optional(salida.iban) : std::nullopt,
             devolucion ? std::optional(salida.interes) : std::nullopt, salida.efecto, peticion_.acto,
             caller_.account, clock_);
    if (salida.clase != "preparado")
      tx_.exec(sql::deposito_retirar, caller_.ente, n, recibo_.valor, d.persona, d.pagador, d.pagador_iban,
               salida.importe, hoy_, fmt::format("{}: {}", salida.clase, peticion_.acto));
    audit::record(tx_, caller_,
                  {.action = salida.clase == "aplicado"    ? "tributos.apply"
                             : salida.clase == "preparado" ? "tributos.refund_prepare"
                                                           : "tributos.refund",
                   .object = fmt::format("valor/{}", recibo_.valor),
                   .reason = peticion_.acto});
  }

  [[nodiscard]] const Recibo& recibo() const { return recibo_; }
  [[nodiscard]] Day hoy() const { return hoy_; }

 private:
  db::Transaction& tx_;
  const Caller& caller_;
  const PeticionDeposito& peticion_;
  Instant clock_;
  Day hoy_;
  Recibo recibo_;
  std::vector<Hecho> hechos_;
  int ultimo_ = 0;
};

// What a payment of at most `importe` does to a receipt: never more than is due goes to it.
Result<Aplicacion> pagar(const SituacionValor& situacion, Cents importe, Day efecto,
                         const ReglasCobro& reglas, const std::string& referencia) {
  Cobro cobro;
  cobro.clase = ClaseCobro::ingreso;
  cobro.importe = importe;
  cobro.pago = efecto;
  auto hecho = aplicar(cobro, importe, &situacion, reglas);
  if (hecho && hecho->aplicado > 0_cts && hecho->depositado > 0_cts) {
    cobro.importe = hecho->aplicado;
    hecho = aplicar(cobro, cobro.importe, &situacion, reglas);
  }
  if (hecho && hecho->aplicado <= 0_cts)
    return problem(Code::wrong_state, "receipt {} takes no money now ({})", referencia,
                   to_string(hecho->resultado));
  return hecho;
}

}  // namespace

Cents Deposito::importe() const {
  Cents sum;
  for (const auto& parte : partes) sum += parte.importe;
  return sum;
}

std::vector<Deposito> depositos(db::Transaction& tx, const Caller& caller,
                                const std::optional<std::string>& nif) {
  std::optional<std::int64_t> persona;
  if (nif) {
    const auto found = identidad::find_by_nif(tx, caller.ente, *nif);
    if (!found) return {};
    persona = found->id;
  }
  auto out = leer_depositos(tx.query(sql::deposito_movimientos, caller.ente, std::nullopt, persona));
  std::vector<std::int64_t> valores;
  for (const auto& d : out) valores.push_back(d.valor);
  const auto recibos = recibos_de(tx, caller.ente, valores);
  for (auto& d : out)
    if (const auto found = recibos.find(d.valor); found != recibos.end())
      d.referencia = found->second.referencia;
  audit::record(tx, caller,
                {.action = "tributos.deposits",
                 .object = persona ? fmt::format("persona/{}", *persona) : std::string("deposito")});
  return out;
}

Result<DepositoAplicado> aplicar_deposito(db::Transaction& tx, const Caller& caller,
                                          const PeticionDeposito& peticion, std::string_view destino,
                                          Day solicitado, Instant clock, const ReglasCobro& reglas) {
  Acto acto(tx, caller, peticion, clock);
  if (const auto ok = acto.tomar(); !ok) return tl::unexpected(ok.error());
  const auto recibo = find_recibo(tx, caller.ente, destino);
  if (!recibo) return tl::unexpected(recibo.error());
  if (const auto* h = acto.antes("aplicado", recibo->valor, ""))
    return DepositoAplicado{.destino = recibo->referencia,
                            .importe = h->importe,
                            .efecto = h->efecto,
                            .pendiente = recibo->pendiente,
                            .existed = true};
  if (solicitado > acto.hoy())
    return problem(Code::out_of_range, "the request of {} lies ahead", sctf::to_string(solicitado));
  const auto d = acto.deposito();
  if (!d) return tl::unexpected(d.error());
  auto vivos = LectorSituaciones(tx, caller.ente).leer({recibo->valor});
  auto& vivo = vivos.at(recibo->valor);
  const auto efecto = std::max(solicitado, d->partes.back().pago);
  const auto hecho =
      pagar(vivo.situacion, peticion.importe.value_or(d->importe()), efecto, reglas, recibo->referencia);
  if (!hecho) return tl::unexpected(hecho.error());
  const auto causa = fmt::format("depósito de {}: {}", acto.recibo().referencia, peticion.acto);
  for (const auto& a : hecho->asientos) {
    const auto pago = a.clase == Asiento::Clase::ingreso ? std::optional(efecto) : std::nullopt;
    tx.exec(sql::apunte_insert, caller.ente, recibo->valor, ++vivo.ultimo_apunte, to_string(a.clase),
            to_string(a.componente), a.importe, acto.hoy(), pago, pago ? d->persona : std::nullopt,
            std::nullopt, causa);
  }
  acto.asentar(*d,
               {.clase = "aplicado", .importe = hecho->aplicado, .destino = recibo->valor, .efecto = efecto});
  anotar(vivo.situacion, hecho->asientos);
  const auto& queda = vivo.situacion.deuda;
  return DepositoAplicado{.destino = recibo->referencia,
                          .importe = hecho->aplicado,
                          .efecto = efecto,
                          .pendiente = queda.principal + queda.recargo + queda.interes + queda.costas};
}

Result<DepositoDevuelto> devolver_deposito(db::Transaction& tx, const Caller& caller,
                                           const PeticionDeposito& peticion, const Iban& iban,
                                           bool two_persons, Instant clock, const TablaIntereses& intereses) {
  Acto acto(tx, caller, peticion, clock);
  if (const auto ok = acto.tomar(); !ok) return tl::unexpected(ok.error());
  if (const auto* h = acto.antes("devuelto", std::nullopt, iban.str()))
    return DepositoDevuelto{.importe = h->importe, .interes = h->interes, .existed = true};
  const auto d = acto.deposito();
  if (!d) return tl::unexpected(d.error());
  const auto* preparado = acto.antes("preparado", std::nullopt, iban.str());
  if (two_persons && preparado != nullptr && preparado->account == caller.account)
    return problem(Code::same_person,
                   "{} prepared this refund: another account does it, with the same line "
                   "(tributos.two_persons)",
                   caller.account);
  DepositoDevuelto out{.preparado = two_persons && preparado == nullptr,
                       .importe = peticion.importe.value_or(d->importe()),
                       .interes = {}};
  auto resto = out.importe;
  for (const auto& parte : d->partes) {
    const auto toma = std::min(parte.importe, resto);
    resto -= toma;
    const auto suyo = interest(toma, parte.pago, std::max(parte.pago, acto.hoy()), intereses);
    if (!suyo) return tl::unexpected(suyo.error());
    out.interes += *suyo;
  }
  acto.asentar(*d, {.clase = out.preparado ? "preparado" : "devuelto",
                    .importe = out.importe,
                    .interes = out.interes,
                    .iban = iban.str(),
                    .efecto = acto.hoy()});
  return out;
}

}  // namespace sctf::tributos
