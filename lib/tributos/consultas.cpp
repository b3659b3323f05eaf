#include "tributos/consultas.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "tributos/ordenanza.hpp"
#include "tributos/situacion_valor.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

// The last days of voluntary terms, by run and tributo: many receipts come of one ordinance.
using Terminos = std::map<std::pair<std::int64_t, std::string>, std::optional<Day>>;

std::optional<Day> fin_de_recibo(const db::Row& row, const Recibo& r, Terminos& terminos) {
  const auto [known, fresh] = terminos.try_emplace({r.run, r.tributo});
  if (fresh)
    if (const auto ordenanza = parse_ordenanza(row.view("ordenanza"), "ordenanza"))
      if (const auto periodo = ordenanza->periodo(r.tributo)) known->second = (*periodo)->hasta;
  return known->second;
}

Recibo recibo_de(const db::Row& row, const std::vector<Suspension>& suspensiones, Terminos& terminos) {
  Recibo r{.valor = row.get<std::int64_t>("valor"),
           .run = row.get<std::int64_t>("run"),
           .tributo = row.get<std::string>("tributo"),
           .ejercicio = row.get<int>("ejercicio"),
           .clase_valor = row.get<std::string>("clase_valor"),
           .objeto = row.get<std::string>("objeto"),
           .nif = row.get<std::string>("nif"),
           .nombre = row.get<std::string>("nombre"),
           .domicilio_objeto = row.get<std::string>("domicilio_objeto"),
           .domicilio_fiscal = row.get<std::string>("domicilio_fiscal"),
           .codigo_postal = row.get<std::string>("codigo_postal"),
           .municipio = row.get<std::string>("municipio"),
           .referencia = row.get<std::string>("referencia_origen"),
           .liquida = row.get<Cents>("liquida_cts"),
           .rebaja = row.get<Cents>("rebaja_cts"),
           .importe = row.get<Cents>("importe_cts"),
           .pendiente = row.get<Cents>("pendiente_cts"),
           .domiciliado = row.get<bool>("domiciliado"),
           .estado = row.get<std::string>("estado"),
           .fin_voluntaria = {},
           .vence_notificacion = row.get<std::optional<Day>>("vence"),
           .deuda = {.principal = row.get<Cents>("principal"),
                     .recargo = row.get<Cents>("recargo"),
                     .interes = row.get<Cents>("interes"),
                     .costas = row.get<Cents>("costas"),
                     .fin_voluntaria = {},
                     .providencia_notificada = row.get<std::optional<Day>>("notificada_apremio"),
                     .suspensiones = suspensiones}};
  if (r.referencia.empty()) r.referencia = referencia_text(r.valor);
  r.fin_voluntaria = r.clase_valor == "recibo" ? fin_de_recibo(row, r, terminos) : r.vence_notificacion;
  r.deuda.fin_voluntaria = r.fin_voluntaria;
  return r;
}

Cuadre cuadre_de(const db::Row& row) {
  const auto run = row.get<std::int64_t>("run");
  return {.prueba = row.get<std::string>("prueba"),
          .ambito = run == 0 ? std::string() : fmt::format("{}, run {}", row.view("ambito"), run_text(run)),
          .esperado = row.get<Cents>("esperado"),
          .hallado = row.get<Cents>("hallado")};
}

std::vector<Recibo> leer_recibos(db::Transaction& tx, Ente ente, const db::Rows& rows) {
  std::vector<std::int64_t> valores;
  Terminos terminos;
  for (const auto& row : rows) valores.push_back(row.get<std::int64_t>("valor"));
  const auto suspensiones = suspensiones_de(tx, ente, valores);
  std::vector<Recibo> out;
  for (const auto& row : rows) {
    const auto found = suspensiones.find(row.get<std::int64_t>("valor"));
    out.push_back(
        recibo_de(row, found == suspensiones.end() ? std::vector<Suspension>{} : found->second, terminos));
  }
  return out;
}

}  // namespace

Result<Recibo> find_recibo(db::Transaction& tx, Ente ente, std::int64_t valor) {
  const auto recibos = leer_recibos(tx, ente, tx.query(sql::recibo_uno, ente, valor));
  if (recibos.empty()) return problem(Code::not_found, "there is no receipt {}", referencia_text(valor));
  return recibos.front();
}

Result<Recibo> find_recibo(db::Transaction& tx, Ente ente, std::string_view referencia) {
  const db::Rows loaded = tx.query(sql::pendiente_find, ente, referencia);
  if (!loaded.empty()) return find_recibo(tx, ente, loaded.front().get<std::int64_t>(0));
  const auto valor = parse_referencia(referencia);
  if (!valor) return tl::unexpected(valor.error());
  return find_recibo(tx, ente, *valor);
}

std::map<std::int64_t, Recibo> recibos_de(db::Transaction& tx, Ente ente,
                                          const std::vector<std::int64_t>& valores) {
  std::map<std::int64_t, Recibo> out;
  for (auto& r : leer_recibos(tx, ente, tx.query(sql::recibos_valores, ente, valores))) {
    const auto valor = r.valor;
    out.emplace(valor, std::move(r));
  }
  return out;
}

std::vector<Recibo> recibos_de(db::Transaction& tx, Ente ente, std::string_view nif) {
  return leer_recibos(tx, ente, tx.query(sql::recibos_nif, ente, nif));
}

std::vector<Mandato> mandatos_de(db::Transaction& tx, Ente ente, std::string_view nif, Day today) {
  std::vector<Mandato> out;
  for (const auto& row : tx.query(sql::mandatos_nif, ente, nif)) {
    Mandato m{.referencia = row.get<std::string>("mandato"),
              .iban = row.get<std::string>("iban"),
              .fecha_firma = row.get<Day>("fecha_firma"),
              .ultimo_adeudo = row.get<std::optional<Day>>("ultimo"),
              .situacion = "vigente"};
    if (row.view("acto") == "cancelado")
      m.situacion = "cancelado";
    else if (today > add_months(m.ultimo_adeudo.value_or(row.get<Day>("primera_carga")), 36))
      m.situacion = "caducado";
    out.push_back(std::move(m));
  }
  return out;
}

Result<Contribuyente> contribuyente(db::Transaction& tx, const Caller& caller, std::string_view nif,
                                    Day today, const std::string& finalidad) {
  auto persona = identidad::find_by_nif(tx, caller.ente, nif);
  if (!persona) return problem(Code::not_found, "nobody with NIF {} is known here", nif);
  audit::record(
      tx, caller,
      {.action = "tributos.taxpayer", .object = fmt::format("persona/{}", persona->id), .reason = finalidad});
  const auto depositos = tx.query(sql::depositos_nif, caller.ente, persona->id).front().get<Cents>(0);
  return Contribuyente{.persona = std::move(*persona),
                       .recibos = recibos_de(tx, caller.ente, nif),
                       .mandatos = mandatos_de(tx, caller.ente, nif, today),
                       .depositos = depositos};
}

void pendientes(db::Transaction& tx, const Caller& caller, Day on,
                const std::function<void(const std::string&, Cents)>& each) {
  std::int64_t n = 0;
  tx.stream(
      sql::pendientes_on,
      [&](const db::Row& row) {
        ++n;
        const auto origen = row.view(2);
        each(origen.empty() ? referencia_text(row.get<std::int64_t>(0)) : std::string(origen),
             row.get<Cents>(1));
      },
      caller.ente, on);
  audit::record(tx, caller,
                {.action = "tributos.pending",
                 .object = "tributos/pendientes",
                 .detail = {{"on", sctf::to_string(on)}, {"receipts", n}}});
}

std::vector<EstadoEmision> situacion(db::Transaction& tx, Ente ente) {
  std::vector<EstadoEmision> out;
  for (const auto& row : tx.query(sql::situacion, ente)) {
    EstadoEmision s{.run = row.get<std::int64_t>("run"),
                    .censo = row.get<std::int64_t>("censo"),
                    .tributo = row.get<std::string>("tributo"),
                    .estado = row.view("state") == "done" ? "calculada" : "calculando",
                    .cuenta = row.get<std::string>("account"),
                    .ejercicio = row.get<int>("ejercicio"),
                    .complementaria = row.get<bool>("complementaria"),
                    .valores = row.get<std::int64_t>("valores"),
                    .hechos = row.get<std::int64_t>("hechos"),
                    .tramos = row.get<std::int64_t>("tramos"),
                    .suma = row.get<Cents>("suma"),
                    .pendiente = row.get<Cents>("pendiente")};
    if (row.get<bool>("deshecha")) s.estado = "deshecha";
    if (row.get<bool>("aprobada")) s.estado = "aprobada";
    if (row.get<bool>("cargada")) s.estado = "cargada";
    if (row.get<bool>("liberada")) s.estado = "liberada";
    out.push_back(std::move(s));
  }
  return out;
}

std::vector<Cuadre> cuadrar_libros(db::Transaction& tx, Ente ente) {
  std::vector<Cuadre> out;
  for (const auto* prueba : {&sql::cuadre_padron, &sql::cuadre_cargo, &sql::cuadre_remesa,
                             &sql::cuadre_cobros, &sql::cuadre_ledger})
    for (const auto& row : tx.query(*prueba, ente)) out.push_back(cuadre_de(row));
  return out;
}

}  // namespace sctf::tributos
