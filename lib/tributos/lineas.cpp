#include "tributos/lineas.hpp"

#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

void leer_columnas_comunes(const db::Row& row, LineaComun& l) {
  l.linea = row.get<std::int64_t>("linea");
  l.objeto_n = row.get<std::int64_t>("objeto_n");
  l.objeto = row.get<std::string>("objeto");
  l.nif = row.get<std::string>("nif");
  l.nombre = row.get<std::string>("nombre");
  l.notificada = row.get<bool>("notificada");
  l.domicilio_objeto = row.get<std::string>("domicilio_objeto");
  l.domicilio_fiscal = row.get<std::string>("domicilio_fiscal");
  l.codigo_postal = row.get<std::string>("codigo_postal");
  l.municipio = row.get<std::string>("municipio");
  l.iban = row.get<std::string>("iban");
  l.titular_cuenta_nif = row.get<std::string>("titular_cuenta_nif");
  l.mandato = row.get<std::string>("mandato");
  l.fecha_mandato = row.get<std::optional<Day>>("fecha_mandato");
  l.beneficios = row.get<std::string>("beneficios");
}

template <class Linea>
void leer_antecedentes(const db::Row& row, const Lectura& lectura, LineaConocida<Linea>& c) {
  c.persona = row.get<std::int64_t>("persona");
  c.emitida = row.get<bool>("emitida");
  c.antecedentes.hay_padron = !lectura.anteriores.empty();
  c.antecedentes.conocida = row.get<bool>("conocida");
  c.antecedentes.valor_anterior = row.get<std::optional<Cents>>("valor_anterior");
  c.antecedentes.mandato_vivo_desde = row.get<std::optional<Day>>("mandato_vivo_desde");
  c.antecedentes.mandato_cancelado = row.get<bool>("mandato_cancelado");
}

}  // namespace

std::vector<LineaConocida<LineaIbi>> leer_ibi(db::Transaction& tx, const Lectura& q) {
  std::vector<LineaConocida<LineaIbi>> out;
  for (const auto& row :
       tx.query(sql::emision_lineas_ibi, q.ente, q.censo, q.desde, q.hasta, q.anteriores, q.del_ejercicio)) {
    auto& c = out.emplace_back();
    leer_columnas_comunes(row, c.linea);
    leer_antecedentes(row, q, c);
    c.linea.clase = row.view("clase").front();
    c.linea.uso = row.get<std::string>("uso");
    c.linea.valor_catastral = row.get<Cents>("valor_catastral_cts");
    c.linea.valor_inicial = row.get<std::optional<Cents>>("valor_inicial_cts");
    c.linea.valor_base = row.get<std::optional<Cents>>("valor_base_cts");
    c.linea.coeficiente_reductor = row.get<Decimal>("coeficiente_reductor");
    c.linea.derecho = row.get<std::string>("derecho");
    c.linea.cuota_participacion = row.get<Decimal>("cuota_participacion");
    c.linea.division = row.get<bool>("division");
  }
  return out;
}

std::vector<LineaConocida<LineaIvtm>> leer_ivtm(db::Transaction& tx, const Lectura& q) {
  std::vector<LineaConocida<LineaIvtm>> out;
  for (const auto& row :
       tx.query(sql::emision_lineas_ivtm, q.ente, q.censo, q.desde, q.hasta, q.anteriores, q.del_ejercicio)) {
    auto& c = out.emplace_back();
    leer_columnas_comunes(row, c.linea);
    leer_antecedentes(row, q, c);
    c.linea.clase_vehiculo = row.get<std::string>("clase_vehiculo");
    c.linea.potencia = row.get<Decimal>("potencia");
    c.linea.unidad = row.get<std::string>("unidad");
    c.linea.carburante = row.get<std::string>("carburante");
    c.linea.fecha_matriculacion = row.get<Day>("fecha_matriculacion");
    c.linea.fecha_baja = row.get<std::optional<Day>>("fecha_baja");
    c.linea.tipo_baja = row.get<std::string>("tipo_baja");
  }
  return out;
}

std::vector<LineaConocida<LineaTasa>> leer_tasa(db::Transaction& tx, const Lectura& q) {
  std::vector<LineaConocida<LineaTasa>> out;
  for (const auto& row : tx.query(sql::emision_lineas_tasa, q.ente, q.censo, q.desde, q.hasta, q.anteriores,
                                  q.del_ejercicio, q.concepto)) {
    auto& c = out.emplace_back();
    leer_columnas_comunes(row, c.linea);
    leer_antecedentes(row, q, c);
    c.linea.concepto = row.get<std::string>("concepto");
    c.linea.tarifa = row.get<std::string>("tarifa");
    c.linea.unidades = row.get<Decimal>("unidades");
    c.linea.fecha_alta = row.get<Day>("fecha_alta");
    c.linea.fecha_baja = row.get<std::optional<Day>>("fecha_baja");
  }
  return out;
}

}  // namespace sctf::tributos
