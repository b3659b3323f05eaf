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

// The columns of each census's own.
void leer_columnas_propias(const db::Row& row, LineaIbi& l) {
  l.clase = row.view("clase").front();
  l.uso = row.get<std::string>("uso");
  l.valor_catastral = row.get<Cents>("valor_catastral_cts");
  l.valor_inicial = row.get<std::optional<Cents>>("valor_inicial_cts");
  l.valor_base = row.get<std::optional<Cents>>("valor_base_cts");
  l.coeficiente_reductor = row.get<Decimal>("coeficiente_reductor");
  l.derecho = row.get<std::string>("derecho");
  l.cuota_participacion = row.get<Decimal>("cuota_participacion");
  l.division = row.get<bool>("division");
}

void leer_columnas_propias(const db::Row& row, LineaIvtm& l) {
  l.clase_vehiculo = row.get<std::string>("clase_vehiculo");
  l.potencia = row.get<Decimal>("potencia");
  l.unidad = row.get<std::string>("unidad");
  l.carburante = row.get<std::string>("carburante");
  l.fecha_matriculacion = row.get<Day>("fecha_matriculacion");
  l.fecha_baja = row.get<std::optional<Day>>("fecha_baja");
  l.tipo_baja = row.get<std::string>("tipo_baja");
}

void leer_columnas_propias(const db::Row& row, LineaTasa& l) {
  l.concepto = row.get<std::string>("concepto");
  l.tarifa = row.get<std::string>("tarifa");
  l.unidades = row.get<Decimal>("unidades");
  l.fecha_alta = row.get<Day>("fecha_alta");
  l.fecha_baja = row.get<std::optional<Day>>("fecha_baja");
}

template <class Linea>
void leer_antecedentes(const db::Row& row, const Lectura& lectura, LineaConocida<Linea>& c) {
  c.persona = row.get<std::int64_t>("persona");
  c.emitida = row.get<bool>("emitida");
  c.antecedentes.hay_padron = lectura.sustitucion || !lectura.anteriores.empty();
  c.antecedentes.conocida = !lectura.sustitucion && row.get<bool>("conocida");
  c.antecedentes.valor_anterior = row.get<std::optional<Cents>>("valor_anterior");
  c.antecedentes.mandato_vivo_desde = row.get<std::optional<Day>>("mandato_vivo_desde");
  c.antecedentes.mandato_cancelado = row.get<bool>("mandato_cancelado");
}

// The lines, each joined with what is known of it besides: both come in the order of the file.
template <class Linea, class... Args>
std::vector<LineaConocida<Linea>> leer_lineas(db::Transaction& tx, const Lectura& q, const db::Sql& censo,
                                              const Args&... args) {
  std::vector<LineaConocida<Linea>> out;
  for (const db::Row row : tx.query(censo, q.ente, q.censo, q.desde, q.hasta, args...)) {
    auto& c = out.emplace_back();
    leer_columnas_comunes(row, c.linea);
    leer_columnas_propias(row, c.linea);
  }
  auto next = out.begin();
  for (const db::Row row : tx.query(sql::emision_antecedentes, q.ente, q.censo, q.desde, q.hasta,
                                    q.anteriores, q.del_ejercicio)) {
    if (next == out.end()) break;
    if (row.get<std::int64_t>("linea") != next->linea.linea) continue;  // a line of another concepto
    leer_antecedentes(row, q, *next++);
  }
  if (next != out.end())
    throw Error(Code::internal, "line {} of load {} has no party", next->linea.linea, q.censo);
  return out;
}

}  // namespace

std::vector<LineaConocida<LineaIbi>> leer_ibi(db::Transaction& tx, const Lectura& q) {
  return leer_lineas<LineaIbi>(tx, q, sql::emision_lineas_ibi);
}

std::vector<LineaConocida<LineaIvtm>> leer_ivtm(db::Transaction& tx, const Lectura& q) {
  return leer_lineas<LineaIvtm>(tx, q, sql::emision_lineas_ivtm);
}

std::vector<LineaConocida<LineaTasa>> leer_tasa(db::Transaction& tx, const Lectura& q) {
  return leer_lineas<LineaTasa>(tx, q, sql::emision_lineas_tasa, q.concepto);
}

}  // namespace sctf::tributos
