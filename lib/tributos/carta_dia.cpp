#include <fmt/format.h>

#include "documentos/registro.hpp"
#include "documentos/tirada.hpp"
#include "tributos/cartas.hpp"
#include "tributos/cartas_partes.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

constexpr std::chrono::days kValidez{15};  // of a slip with 5 %: the providencia may be notified meanwhile

}  // namespace

Result<Carta> carta_de_recibo(db::Transaction& tx, Ente ente, const Recibo& r, Day day,
                              const ReglasCobro& reglas) {
  const auto* recibo = &r;
  const auto debido = amount_due(recibo->deuda, day, reglas.calendario, reglas.intereses);
  if (!debido) return tl::unexpected(debido.error());
  if (debido->total() <= 0_cts || recibo->estado == "emitido" || recibo->estado == "anulado")
    return problem(Code::wrong_state, "receipt {} is {}: there is nothing to pay", recibo->referencia,
                   recibo->estado);
  const bool intacto = recibo->clase_valor != "pendiente" && debido->total() == recibo->liquida;
  if (intacto && (!recibo->fin_voluntaria || day <= *recibo->fin_voluntaria)) {
    const auto emision = must(find_emision(tx, ente, recibo->run));
    const auto ordenanza = ordenanza_de(emision);
    auto carta = carta_de(tx.query(sql::carta_una, ente, recibo->run, recibo->valor).front(), emision,
                          *must(ordenanza.periodo(emision.tributo)), recibo->clase_valor == "liquidacion");
    if (recibo->clase_valor == "liquidacion") carta.limite = recibo->fin_voluntaria;
    return carta;
  }
  Carta c{.valor = recibo->valor,
          .referencia = recibo->referencia,
          .tributo = recibo->tributo,
          .ejercicio = recibo->ejercicio,
          .objeto = recibo->objeto,
          .domicilio_objeto = recibo->domicilio_objeto,
          .nif = recibo->nif,
          .nombre = recibo->nombre,
          .domicilio_fiscal = recibo->domicilio_fiscal,
          .codigo_postal = recibo->codigo_postal,
          .municipio = recibo->municipio,
          .detalle = {},
          .importe = debido->total(),
          .limite = {}};
  const std::pair<std::string, Cents> partes[] = {
      {"Principal pendiente", debido->principal},
      {fmt::format("Recargo del {} %", debido->recargo_porcentaje), debido->recargo},
      {"Intereses de demora", debido->interes},
      {"Costas", debido->costas}};
  for (const auto& [concepto, importe] : partes)
    if (importe != 0_cts) c.detalle.push_back({concepto, importe});
  if (recibo->fin_voluntaria && day <= *recibo->fin_voluntaria) {
    c.limite = recibo->fin_voluntaria;
  } else if (debido->recargo_porcentaje == 10) {
    const auto fin = fin_plazo_apremio(*recibo->deuda.providencia_notificada, reglas.calendario);
    if (!fin) return tl::unexpected(fin.error());
    c.limite = *fin;
  } else {
    c.limite = debido->recargo_porcentaje == 5 ? day + kValidez : day;  // interest grows with each day
  }
  return c;
}

Result<Carta> carta_del_dia(db::Transaction& tx, Ente ente, std::string_view referencia, Day day,
                            const ReglasCobro& reglas) {
  const auto recibo = find_recibo(tx, ente, referencia);
  if (!recibo) return tl::unexpected(recibo.error());
  return carta_de_recibo(tx, ente, *recibo, day, reglas);
}

Result<std::string> carta_pdf(const Carta& carta, const EmisorCartas& emisor, Instant clock,
                              const std::string& lang) {
  const Cartero cartero(plantilla_or_throw(kPlantillaCarta, lang), emisor, municipios_or_throw());
  documentos::Registro registro(*cartero.plantilla());
  if (auto ok = cartero.llenar(carta, registro); !ok) return tl::unexpected(ok.error());
  return documentos::escribir(cartero.plantilla(), registro,
                              {.title = fmt::format("{} {}", cartero.plantilla()->titulo(), carta.referencia),
                               .author = emisor.organismo,
                               .subject = {},
                               .lang = lang == "en" ? "en-GB" : "es-ES",
                               .id = fmt::format("carta-{}-{}", carta.referencia, carta.importe.value),
                               .created = clock});
}

}  // namespace sctf::tributos
