#include "tributos/aplicador.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "text/zone.hpp"
#include "tributos/cobro_clase.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {

Aplicador::Aplicador(db::Transaction& tx, const jobs::RunInfo& run, FormatoCobro formato, Day fecha_fichero,
                     const ReglasCobro& reglas)
    : tx_(tx),
      run_(run),
      formato_(formato),
      fecha_fichero_(fecha_fichero),
      contable_(text::local_day(run.clock)),
      reglas_(reglas) {}

Aplicador::Partida Aplicador::partida_de(const db::Row& row) {
  Partida p{.cobro = {}, .valor = row.get<std::int64_t>("valor"), .repetido = row.get<bool>("repetido")};
  auto& c = p.cobro;
  c.n = row.get<std::int64_t>("n");
  c.clase = must(parse_clase_cobro(row.view("clase")));
  c.importe = row.get<Cents>("importe_cts");
  c.importe_original = row.get<std::optional<Cents>>("original_cts");
  c.emisora = row.get<std::string>("emisora");
  c.sufijo = row.get<std::string>("sufijo");
  c.referencia = row.get<std::string>("referencia");
  c.digitos_bien = row.get<bool>("digitos_bien");
  c.end_to_end = row.get<std::string>("end_to_end");
  c.bloque = row.get<std::string>("bloque");
  c.motivo = row.get<std::string>("motivo");
  c.pago = row.get<Day>("pago");
  c.valor_fecha = row.get<std::optional<Day>>("valor_fecha");
  c.entidad = row.get<std::string>("entidad");
  c.pagador = row.get<std::string>("pagador");
  c.pagador_iban = row.get<std::string>("pagador_iban");
  return p;
}

Result<jobs::ChunkDone> Aplicador::aplicar_lote(const db::Rows& rows) {
  std::vector<std::int64_t> valores;
  bool adeudos = false;
  partidas_.reserve(rows.size());
  for (const auto& row : rows) {
    partidas_.push_back(partida_de(row));
    const auto& p = partidas_.back();
    adeudos = adeudos || p.cobro.clase != ClaseCobro::ingreso;
    if (p.valor != 0 && (valores.empty() || valores.back() != p.valor)) valores.push_back(p.valor);
  }
  vivos_ = LectorSituaciones(tx_, run_.ente).leer(valores);
  if (adeudos)
    for (const auto& row : tx_.query(sql::adeudo_pagador, run_.ente, valores))
      titulares_[row.get<std::int64_t>("valor")] = {
          .nombre = row.get<std::string>("deudor"),
          .iban = row.get<std::string>("iban"),
          .persona = row.get<std::optional<std::int64_t>>("persona")};
  hechos_.reserve(partidas_.size());
  for (const auto& partida : partidas_) {
    const auto found = vivos_.find(partida.valor);
    if (auto done = uno(partida, found == vivos_.end() ? nullptr : &found->second); !done)
      return tl::unexpected(done.error());
  }
  escribir();
  jobs::ChunkDone done{.items = static_cast<std::int64_t>(hechos_.size()), .sum = {}, .result = {}};
  for (const auto& hecho : hechos_) done.sum += hecho.aplicacion.aplicado;
  return done;
}

Result<void> Aplicador::uno(const Partida& partida, ValorVivo* vivo) {
  Hecho hecho{.partida = &partida, .aplicacion = {}};
  const auto& cobro = partida.cobro;
  if (partida.repetido) {
    hecho.aplicacion.resultado = Resultado::repeated;
  } else if (cobro.clase == ClaseCobro::anulacion && cobro.digitos_bien) {
    hecho = anular(partida, vivo);
  } else {
    const bool bloque = !cobro.bloque.empty() && vivo != nullptr && vivo->situacion.adeudo;
    const auto importe = bloque
                             ? (cobro.clase == ClaseCobro::rechazo ? 0_cts : vivo->situacion.adeudo->importe)
                             : cobro.importe;
    auto aplicacion = aplicar(cobro, importe, vivo == nullptr ? nullptr : &vivo->situacion, reglas_);
    if (!aplicacion) return tl::unexpected(aplicacion.error());
    hecho.aplicacion = std::move(*aplicacion);
  }
  limitar_deposito(hecho);
  if (vivo != nullptr) {
    anotar(vivo->situacion, hecho.aplicacion.asientos);
    if (hecho.aplicacion.adeudo) {
      vivo->situacion.adeudo = hecho.aplicacion.adeudo;
      hecho.suceso = ++vivo->ultimo_suceso;
    }
  }
  hechos_.push_back(std::move(hecho));
  return {};
}

// The bank takes an earlier payment back.
Aplicador::Hecho Aplicador::anular(const Partida& partida, const ValorVivo* vivo) {
  const auto* situacion = vivo == nullptr ? nullptr : &vivo->situacion;
  Hecho hecho{.partida = &partida, .aplicacion = {}};
  if (anular_del_lote(partida, situacion, hecho) || anular_de_antes(partida, situacion, hecho)) return hecho;
  hecho.aplicacion.resultado = Resultado::unknown;
  hecho.aplicacion.pendiente = partida.cobro.importe;
  return hecho;
}

bool Aplicador::anular_del_lote(const Partida& partida, const SituacionValor* valor, Hecho& hecho) {
  const auto& c = partida.cobro;
  const auto same = [&](const Hecho& earlier) {
    const auto& e = earlier.partida->cobro;
    const bool matches = e.clase == ClaseCobro::ingreso &&
                         earlier.aplicacion.resultado != Resultado::repeated &&
                         e.referencia == c.referencia && e.emisora == c.emisora && e.sufijo == c.sufijo &&
                         e.entidad == c.entidad && e.importe == -c.importe;
    return matches && std::none_of(hechos_.begin(), hechos_.end(), [&](const Hecho& h) {
             return h.anula_run == run_.id && h.anula_n == e.n;
           });
  };
  const auto found = std::find_if(hechos_.rbegin(), hechos_.rend(), same);
  if (found == hechos_.rend()) return false;
  hecho.anula_run = run_.id;
  hecho.anula_n = found->partida->cobro.n;
  hecho.aplicacion = retirar(found->aplicacion, valor);
  return true;
}

bool Aplicador::anular_de_antes(const Partida& partida, const SituacionValor* valor, Hecho& hecho) {
  const auto& c = partida.cobro;
  const db::Rows rows =
      tx_.query(sql::cobro_anulable, run_.ente, c.emisora, c.sufijo, c.referencia, c.entidad, -c.importe);
  if (rows.empty()) return false;
  const auto row = rows.front();
  hecho.anula_run = row.get<std::int64_t>("run");
  hecho.anula_n = row.get<std::int64_t>("n");
  Aplicacion hecha{.aplicado = row.get<Cents>("aplicado_cts"),
                   .depositado = row.get<Cents>("depositado_cts"),
                   .pendiente = row.get<Cents>("pendiente_cts")};
  for (const auto& entry :
       tx_.query(sql::cobro_apuntes, run_.ente, hecho.anula_run, hecho.anula_n, partida.valor))
    hecha.asientos.push_back({.clase = must(parse_clase_asiento(entry.view("clase"))),
                              .componente = must(parse_componente(entry.view("componente"))),
                              .importe = entry.get<Cents>("importe_cts"),
                              .condicional = entry.get<bool>("condicional")});
  hecho.aplicacion = retirar(hecha, valor);
  return true;
}

Aplicador::Pagador Aplicador::pagador(const Partida& partida) const {
  const auto& c = partida.cobro;
  if (c.clase == ClaseCobro::abono || c.clase == ClaseCobro::devolucion)
    if (const auto found = titulares_.find(partida.valor); found != titulares_.end()) return found->second;
  return {.nombre = c.pagador, .iban = c.pagador_iban, .persona = {}};
}

// The bank takes back what went to a deposit: of that, only what the office has not put elsewhere or given
// back meanwhile. The rest is missing, and waits for a clerk.
void Aplicador::limitar_deposito(Hecho& hecho) {
  auto& a = hecho.aplicacion;
  if (a.depositado >= 0_cts) return;
  const auto de = pagador(*hecho.partida);
  auto saldo = tx_.query(sql::deposito_saldo, run_.ente, hecho.partida->valor, de.persona, de.nombre, de.iban)
                   .front()
                   .get<Cents>("saldo");
  for (const auto& h : hechos_) {
    const auto suyo = pagador(*h.partida);
    if (h.partida->valor == hecho.partida->valor && suyo == de) saldo += h.aplicacion.depositado;
  }
  const auto falta = std::min(saldo + a.depositado, 0_cts);
  a.depositado -= falta;
  a.pendiente += falta;
}

void Aplicador::escribir() {
  escribir_apuntes();
  auto resultados = tx_.copy_in(sql::cobro_resultado_copy);
  for (const auto& h : hechos_) {
    const auto& a = h.aplicacion;
    resultados.add(run_.ente)
        .add(run_.id)
        .add(h.partida->cobro.n)
        .add(h.partida->valor)
        .add(to_string(a.resultado));
    resultados.add(a.aplicado).add(a.depositado).add(a.pendiente);
    if (h.anula_run == 0)
      resultados.add_null().add_null();
    else
      resultados.add(h.anula_run).add(h.anula_n);
    resultados.add(contable_).end_row();
  }
  resultados.finish();
  auto sucesos = tx_.copy_in(sql::adeudo_suceso_copy);
  for (const auto& h : hechos_) {
    if (h.suceso == 0) continue;
    const auto& adeudo = *h.aplicacion.adeudo;
    const auto& c = h.partida->cobro;
    sucesos.add(run_.ente)
        .add(h.partida->valor)
        .add(adeudo.remesa)
        .add(h.suceso)
        .add(to_string(c.clase))
        .add(c.pago);
    sucesos.add(c.motivo).add(h.aplicacion.aplicado).add(adeudo.rebaja).add(h.aplicacion.depositado);
    sucesos.add(run_.id).add(c.n).end_row();
  }
  sucesos.finish();
  escribir_depositos();
}

void Aplicador::escribir_apuntes() {
  auto apuntes = tx_.copy_in(sql::apunte_copy);
  for (const auto& h : hechos_) {
    if (h.aplicacion.asientos.empty()) continue;
    auto& vivo = vivos_.at(h.partida->valor);
    const auto& c = h.partida->cobro;
    const auto causa = fmt::format("{} {}", to_string(formato_), to_string(h.aplicacion.resultado));
    for (const auto& a : h.aplicacion.asientos) {
      const bool ingreso = a.clase == Asiento::Clase::ingreso;
      apuntes.add(run_.ente).add(h.partida->valor).add(++vivo.ultimo_apunte).add(to_string(a.clase));
      apuntes.add(to_string(a.componente)).add(a.importe).add(a.condicional).add(contable_);
      if (ingreso)
        apuntes.add(c.pago).add(fecha_fichero_).add(c.valor_fecha).add(pagador(*h.partida).persona);
      else
        apuntes.add_null().add_null().add_null().add_null();
      apuntes.add(run_.id).add(causa).add(c.n).end_row();
    }
  }
  apuntes.finish();
}

void Aplicador::escribir_depositos() {
  auto depositos = tx_.copy_in(sql::deposito_copy);
  for (const auto& h : hechos_) {
    if (h.aplicacion.depositado == 0_cts) continue;
    const auto p = pagador(*h.partida);
    depositos.add(run_.ente)
        .add("cobro")
        .add(run_.id)
        .add(h.partida->cobro.n)
        .add(h.partida->valor)
        .add(p.persona);
    depositos.add(p.nombre).add(p.iban).add(h.aplicacion.depositado).add(contable_);
    depositos.add(fmt::format("{} {}", to_string(formato_), to_string(h.aplicacion.resultado))).end_row();
  }
  depositos.finish();
}

}  // namespace sctf::tributos
