#include "tributos/cartas_liquidacion.hpp"

#include <fmt/format.h>

#include "base/ids.hpp"
#include "tributos/cartas_partes.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

std::string con_coma(std::string number) {  // 0.5500 → 0,5500
  for (auto& c : number)
    if (c == '.') c = ',';
  return number;
}

std::string_view clase_inmueble(char clase) {
  switch (clase) {
    case 'U': return "Urbano";
    case 'R': return "Rústico";
    default: return "De características especiales";
  }
}

void elementos_ibi(const Explicacion& e, std::vector<Elemento>& out) {
  const auto& cuota = e.cuota;
  out.push_back({"Clase de inmueble", std::string(clase_inmueble(e.ibi->clase))});
  out.push_back({"Valor catastral", e.ibi->valor_catastral.human()});
  if (const auto reduccion = cuota.reduccion.value_or(0_cts); reduccion > 0_cts)
    out.push_back({"Reducción de la base imponible", (-reduccion).human()});
  out.push_back({"Base liquidable", cuota.base.value_or(0_cts).human()});
  out.push_back({"Tipo de gravamen", con_coma(cuota.tipo) + " %"});
  if (!e.ibi->division) return;
  out.push_back({"Cuota íntegra del inmueble", cuota.integra.human()});
  for (const auto& b : cuota.beneficios)
    out.push_back({fmt::format("Bonificación: {}, {} %", b.nombre, con_coma(b.porcentaje.str())),
                   (-b.importe).human()});
  out.push_back({"Cuota líquida del inmueble", cuota.liquida.human()});
  out.push_back({"Parte que le corresponde", con_coma(e.ibi->cuota_participacion.str()) + " %"});
}

void elementos_ivtm(const Explicacion& e, std::vector<Elemento>& out) {
  out.push_back({"Clase de vehículo", e.ivtm->clase_vehiculo});
  if (e.ivtm->unidad != "unidad")
    out.push_back({"Potencia o capacidad", con_coma(e.ivtm->potencia.str()) + " " + e.ivtm->unidad});
  out.push_back({"Tarifa", con_coma(e.cuota.tipo) + " €"});
  if (e.cuota.coeficiente) out.push_back({"Coeficiente", con_coma(e.cuota.coeficiente->str())});
}

void elementos_tasa(const Explicacion& e, std::vector<Elemento>& out) {
  out.push_back({"Tarifa", e.tasa->tarifa});
  out.push_back({"Importe de la tarifa", con_coma(e.cuota.tipo) + " €"});
  out.push_back({"Unidades", con_coma(e.tasa->unidades.str())});
}

}  // namespace

std::vector<Elemento> elementos_de(const Explicacion& e) {
  std::vector<Elemento> out;
  if (e.ibi) elementos_ibi(e, out);
  if (e.ivtm) elementos_ivtm(e, out);
  if (e.tasa) elementos_tasa(e, out);
  if (!e.ibi) out.push_back({"Trimestres que se liquidan", fmt::format("{} de 4", e.cuota.trimestres)});
  return out;
}

std::vector<Detalle> detalle_de(const Explicacion& e) {
  const auto& c = e.calculado;
  std::vector<Detalle> out{{"Cuota íntegra", c.integra}};
  Cents todos;
  for (const auto& b : e.cuota.beneficios) todos += b.importe;
  if (todos == c.beneficios) {
    for (const auto& b : e.cuota.beneficios)
      out.push_back(
          {fmt::format("Bonificación: {}, {} %", b.nombre, con_coma(b.porcentaje.str())), -b.importe});
  } else {
    out.push_back({"Beneficios fiscales, en su parte", -c.beneficios});
  }
  return out;
}

Liquidador::Liquidador(std::shared_ptr<const documentos::Plantilla> plantilla, EmisorCartas emisor,
                       Municipios municipios)
    : plantilla_(std::move(plantilla)), emisor_(std::move(emisor)), municipios_(std::move(municipios)) {}

void Liquidador::llenar(const Carta& c, const Explicacion& e, const ActoLiquidacion& acto,
                        documentos::Registro& r) const {
  r.clear();
  Hoja hoja(*plantilla_, r);
  hoja.cabecera(emisor_, municipios_, c);
  // Under seal `organo` is whose seal it is.
  hoja.put(plantilla_->has("organo_gestor") ? "organo_gestor" : "organo", emisor_.organo);
  hoja.put("tribunal", emisor_.tribunal);
  hoja.put("acto", acto.acto);
  hoja.set("fecha_acto", acto.fecha);
  hoja.put("objeto", c.objeto);
  hoja.put("domicilio_objeto", c.domicilio_objeto);
  hoja.set("importe", c.importe);
  hoja.put("caracter", "provisional");
  hoja.put("ordenanza", fmt::format("ordenanza fiscal de {}, {}", c.ejercicio, emisor_.concepto(c.tributo)));
  hoja.pago(emisor_, c.referencia);
  for (const auto& elemento : elementos_de(e)) {
    auto& fila = r.fila(plantilla_->filas("elementos"));
    fila.set(plantilla_->campo("elementos.nombre"), elemento.nombre);
    fila.set(plantilla_->campo("elementos.valor"), elemento.valor);
  }
  hoja.detalle(detalle_de(e));
}

LectorLiquidaciones::LectorLiquidaciones(db::Transaction& tx, const jobs::Work& work, const Emision& emision,
                                         std::string_view plantilla)
    : tx_(tx),
      run_(work.run),
      emision_(emision),
      ordenanza_(ordenanza_de(emision)),
      marco_(must(marco_de(ordenanza_, emision.tributo))),
      liquidador_(plantilla_or_throw(plantilla, "es"), emisor_from_json(work.run.params.at("emisor")),
                  municipios_or_throw()) {
  const db::Rows actos = tx.query(sql::acto_aprobacion, run_.ente, emision.run);
  if (actos.empty()) throw Error(Code::internal, "run {} is charged and was not approved", emision.run);
  acto_ = {.acto = actos.front().get<std::string>("acto"), .fecha = actos.front().get<Day>("fecha")};
}

Result<Carta> LectorLiquidaciones::leer(const db::Row& row, documentos::Registro& escrito) const {
  auto carta = carta_de(row, emision_, marco_.periodo, true);
  const auto e = recalcular(tx_, run_.ente, emision_, marco_,
                            {.valor = carta.valor,
                             .linea = row.get<std::int64_t>("linea"),
                             .primera = row.get<std::int64_t>("primera"),
                             .ultima = row.get<std::int64_t>("ultima"),
                             .integra = row.get<Cents>("integra_cts"),
                             .liquida = carta.importe});
  if (!e) return tl::unexpected(e.error());
  liquidador_.llenar(carta, *e, acto_, escrito);
  return carta;
}

Result<jobs::ChunkDone> imprimir_liquidaciones(db::Transaction& tx, const jobs::Work& work,
                                               const Emision& emision, const Cartero& cartero) {
  const auto& run = work.run;
  const LectorLiquidaciones lector(tx, work, emision, "liquidaciones/liquidacion");
  const auto nombre = fmt::format("liquidaciones-{}-{}{}-{:04}", emision.tributo, emision.ejercicio,
                                  serie_de(tx, run.ente, emision.run), work.chunk.n);
  jobs::OutputFile file(run.params.at("out").get<std::string>(), nombre + ".pdf", "liquidacion-pdf");
  Parejas parejas(
      lector.plantilla(), cartero,
      metadata_de(run, fmt::format("Liquidaciones {} {}", emision.tributo, emision.ejercicio), nombre),
      [&](std::string_view bytes) { file.write(bytes); });
  jobs::ChunkDone done;
  const db::Rows rows =
      tx.query(sql::liquidaciones, run.ente, emision.run, work.chunk.range.from, work.chunk.range.to);
  for (const auto& row : rows) {
    const auto carta = lector.leer(row, parejas.escrito());
    auto ok = carta ? parejas.add(*carta) : Result<void>(tl::unexpected(carta.error()));
    if (!ok) {
      ok.error().text =
          fmt::format("receipt {}: {}", referencia_text(row.get<std::int64_t>("valor")), ok.error().text);
      work.refuse(std::move(ok.error()));
      continue;
    }
    ++done.items;
    done.sum += carta->importe;
  }
  if (done.items == 0) return done;
  parejas.finish();
  if (!run.dry_run) file.publish(tx, run, done.items, done.sum);
  return done;
}

}  // namespace sctf::tributos
