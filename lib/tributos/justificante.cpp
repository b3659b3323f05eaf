#include "tributos/justificante.hpp"

#include <fmt/format.h>

#include "text/zone.hpp"
#include "tributos/cartas_partes.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

constexpr std::chrono::days kOchoSemanas{56};

std::string texto_de(const TextosPago& textos, const std::string& key) {
  const auto found = textos.find(key);
  return found == textos.end() ? key : found->second;
}

std::string puesto(std::string text, std::string_view hueco, std::string_view value) {
  if (const auto at = text.find(hueco); at != std::string::npos) text.replace(at, hueco.size(), value);
  return text;
}

// How it was paid, as its last record tells.
std::string medio_de(const db::Row& row, bool varios, const TextosPago& textos) {
  std::string out;
  const auto iban = row.view("iban"), entidad = row.view("entidad");
  if (row.get<std::optional<Day>>("abono"))
    out = puesto(texto_de(textos, "domiciliacion"), "{cuenta}",
                 iban.size() < 4 ? iban : iban.substr(iban.size() - 4));
  else if (row.view("formato").empty())
    out = texto_de(textos, "aplicacion");
  else if (entidad.empty())
    out = texto_de(textos, "carta");
  else
    out = puesto(texto_de(textos, "entidad"), "{entidad}", entidad);
  return varios ? puesto(texto_de(textos, "varios"), "{ultimo}", out) : out;
}

}  // namespace

Day fin_devolucion(Day cargo) {
  return cargo + kOchoSemanas;
}

Result<Justificante> justificante_de(db::Transaction& tx, Ente ente, const Recibo& recibo, Day day,
                                     const TextosPago& textos) {
  if (recibo.estado != "pagado")
    return problem(Code::wrong_state, "receipt {} is {}: there is no proof of payment", recibo.referencia,
                   recibo.estado);
  Justificante j;
  j.recibo = recibo;
  for (const auto& row : tx.query(sql::justificante_partes, ente, recibo.valor)) {
    j.detalle.push_back({texto_de(textos, row.get<std::string>("componente")), row.get<Cents>("importe")});
    j.pagado += row.get<Cents>("importe");
  }
  const db::Rows pagos = tx.query(sql::justificante_pagos, ente, recibo.valor);
  int cuantos = 0;
  for (const auto& row : pagos) cuantos += row.get<Cents>("importe") > 0_cts ? 1 : 0;
  for (const auto& row : pagos) {
    if (row.get<Cents>("importe") <= 0_cts) continue;  // what a bank took back
    j.fecha_pago = row.get<Day>("pago");
    j.medio = medio_de(row, cuantos > 1, textos);
    j.pagador = row.get<std::string>("pagador");
    j.provisional_hasta.reset();
    if (const auto abono = row.get<std::optional<Day>>("abono"); abono && day <= fin_devolucion(*abono))
      j.provisional_hasta = fin_devolucion(*abono);
  }
  if (j.pagado <= 0_cts || cuantos == 0)
    return problem(Code::wrong_state, "receipt {} asks for nothing any more, and nothing was paid",
                   recibo.referencia);
  if (j.pagador == recibo.nombre) j.pagador.clear();
  return j;
}

void rellenar_justificante(const documentos::Plantilla& plantilla, documentos::Registro& registro,
                           const Justificante& j, const EmisorCartas& emisor, Instant clock,
                           const std::string& lang) {
  const auto& recibo = j.recibo;
  Hoja hoja(plantilla, registro);
  hoja.cabecera(emisor, municipios_or_throw(), recibo, lang == "en" ? "Annual" : "Anual");
  hoja.put("objeto", recibo.objeto);
  hoja.set("pagado", j.pagado);
  hoja.set("fecha_pago", j.fecha_pago);
  hoja.put("medio", j.medio);
  hoja.put("pagador", j.pagador);
  if (j.provisional_hasta) hoja.set("provisional_hasta", *j.provisional_hasta);
  hoja.set("fecha", text::local_day(clock));
  hoja.detalle(j.detalle);
}

Result<std::string> justificante_pdf(const Justificante& j, const EmisorCartas& emisor, Instant clock,
                                     const std::string& lang) {
  const auto plantilla = plantilla_or_throw("recibos/justificante", lang);
  documentos::Registro r(*plantilla);
  rellenar_justificante(*plantilla, r, j, emisor, clock, lang);
  const auto& recibo = j.recibo;
  return documentos::escribir(plantilla, r,
                              {.title = fmt::format("{} {}", plantilla->titulo(), recibo.referencia),
                               .author = emisor.organismo,
                               .subject = {},
                               .lang = lang == "en" ? "en-GB" : "es-ES",
                               .id = fmt::format("justificante-{}-{}", recibo.referencia, j.pagado.value),
                               .created = clock});
}

}  // namespace sctf::tributos
