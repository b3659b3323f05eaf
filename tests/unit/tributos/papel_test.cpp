// The papers besides the carta de pago: what they say, and from what.

#include <gtest/gtest.h>

#include "proc/assets.hpp"
#include "support/pdf_check.hpp"
#include "tributos/cartas_liquidacion.hpp"
#include "tributos/contabilidad_pdf.hpp"
#include "tributos/devoluciones.hpp"
#include "tributos/justificante.hpp"

namespace sctf::tributos {
namespace {

Decimal decimal(std::string_view text) {
  return *Decimal::parse(text);
}

Explicacion inmueble() {
  Explicacion e;
  e.tributo = "ibi";
  e.ejercicio = 2026;
  e.ibi.emplace();
  e.ibi->clase = 'U';
  e.ibi->valor_catastral = 12000000_cts;
  e.ibi->cuota_participacion = decimal("50.0000");
  e.cuota.base = 3359091_cts;
  e.cuota.reduccion = 8640909_cts;
  e.cuota.tipo = "0.5500";
  e.cuota.integra = 18475_cts;
  e.cuota.beneficios.push_back({.codigo = "FN",
                                .nombre = "familia numerosa",
                                .porcentaje = decimal("50.00"),
                                .sobre_restante = false,
                                .importe = 9238_cts});
  e.cuota.liquida = 9237_cts;
  e.calculado.integra = 18475_cts;
  e.calculado.beneficios = 9238_cts;
  e.calculado.liquida = 9237_cts;
  return e;
}

std::string told(const std::vector<Elemento>& elementos) {
  std::string out;
  for (const auto& e : elementos) out += e.nombre + "=" + e.valor + "\n";
  return out;
}

std::string told(const std::vector<Detalle>& detalle) {
  std::string out;
  for (const auto& d : detalle) out += d.concepto + "=" + d.importe.str() + "\n";
  return out;
}

// LGT 102.2.b: the elements that the amount follows from.
TEST(Liquidacion, OfAPropertyTellsItsElements) {
  const auto e = inmueble();
  EXPECT_EQ(told(elementos_de(e)),
            "Clase de inmueble=Urbano\nValor catastral=120.000,00 €\n"
            "Reducción de la base imponible=-86.409,09 €\nBase liquidable=33.590,91 €\n"
            "Tipo de gravamen=0,5500 %\n");
  EXPECT_EQ(told(detalle_de(e)), "Cuota íntegra=184.75\nBonificación: familia numerosa, 50,00 %=-92.38\n");
}

TEST(Liquidacion, OfADividedPropertyTellsTheWholeAndTheShare) {
  auto e = inmueble();
  e.ibi->division = true;
  e.calculado.integra = 9238_cts;
  e.calculado.beneficios = 4619_cts;
  e.calculado.liquida = 4619_cts;
  const auto elementos = told(elementos_de(e));
  EXPECT_NE(elementos.find("Cuota líquida del inmueble=92,37 €\nParte que le corresponde=50,0000 %\n"),
            std::string::npos)
      << elementos;
  EXPECT_EQ(told(detalle_de(e)), "Cuota íntegra=92.38\nBeneficios fiscales, en su parte=-46.19\n");
}

TEST(Liquidacion, OfVehiclesAndTasasTellsTariffUnitsAndQuarters) {
  Explicacion vehiculo;
  vehiculo.ivtm.emplace();
  vehiculo.ivtm->clase_vehiculo = "turismos";
  vehiculo.ivtm->unidad = "CVF";
  vehiculo.ivtm->potencia = decimal("11.50");
  vehiculo.cuota.tipo = "34.08";
  vehiculo.cuota.coeficiente = decimal("1.6000");
  vehiculo.cuota.trimestres = 3;
  EXPECT_EQ(told(elementos_de(vehiculo)),
            "Clase de vehículo=turismos\nPotencia o capacidad=11,50 CVF\nTarifa=34,08 €\nCoeficiente=1,6000\n"
            "Trimestres que se liquidan=3 de 4\n");
  vehiculo.ivtm->unidad = "unidad";  // one amount whatever the power
  EXPECT_EQ(told(elementos_de(vehiculo)).find("Potencia"), std::string::npos);
  Explicacion tasa;
  tasa.tasa.emplace();
  tasa.tasa->tarifa = "vivienda";
  tasa.tasa->unidades = decimal("2");
  tasa.cuota.tipo = "92.40";
  EXPECT_EQ(told(elementos_de(tasa)),
            "Tarifa=vivienda\nImporte de la tarifa=92,40 €\nUnidades=2\nTrimestres que se liquidan=4 de 4\n");
}

TEST(Devoluciones, AnAccountIsCovered) {
  EXPECT_EQ(iban_tapado("ES9121000418450200051332"),
            "ES**\u00A0****\u00A0****\u00A0****\u00A0****\u00A01332");
  EXPECT_EQ(iban_tapado("NO9386011117947"), "NO**\u00A0****\u00A0***7\u00A0947");
  EXPECT_EQ(iban_tapado(""), "");
}

// norms/recaudacion 4.8: each code in words, in both languages.
TEST(Devoluciones, EachReasonHasItsWords) {
  const auto file = proc::asset("templates/tributos/motivos.yaml");
  const auto es = load_conceptos(file, "es"), en = load_conceptos(file, "en");
  ASSERT_TRUE(es && en);
  for (const auto* codigo : {"AC01", "AC04", "AC06", "AC13", "AG01", "AG02", "AM04", "AM05", "BE01",
                             "BE05", "CNOR", "DNOR", "FF01", "FF05", "MD01", "MD02", "MD06", "MD07",
                             "MS02", "MS03", "RC01", "RR01", "RR02", "RR03", "RR04", "SL01", "otro"}) {
    ASSERT_TRUE(es->contains(codigo) && en->contains(codigo)) << codigo;
    EXPECT_NE(es->at(codigo), en->at(codigo)) << codigo;
    EXPECT_LE(es->at(codigo).size(), 160u) << codigo;  // maximo of the template
  }
}

TEST(Justificante, ADebitIsProvisionalForEightWeeks) {
  EXPECT_EQ(fin_devolucion(make_day(2026, 7, 8)), make_day(2026, 9, 2));
}

TEST(Emisor, IsKeptWhole) {
  const EmisorCartas emisor{.organismo = "Ayuntamiento",
                            .nif = "P3803800F",
                            .emisora_c60 = "380386",
                            .codigos_c60 = {{"ibi", "001"}},
                            .emisora_c57 = "38038",
                            .sufijo_c57 = "000",
                            .pago_url = "https://sede.ejemplo.es/pago",
                            .entidades = "un banco",
                            .canales = "su oficina",
                            .conceptos = {{"ibi", "IBI"}},
                            .organo = "el órgano",
                            .tribunal = "el tribunal"};
  EXPECT_EQ(emisor_from_json(to_json(emisor)), emisor);
  EXPECT_EQ(emisor.pago_url_de("000012345682"), "https://sede.ejemplo.es/pago/000012345682");
  EXPECT_EQ(emisor.concepto("ibi"), "IBI");
  EXPECT_EQ(emisor.concepto("vados"), "vados");
  EXPECT_EQ(EmisorCartas{}.pago_url_de("000012345682"), "");
}

CabeceraContable cabecera() {
  return {.organismo = "Ayuntamiento",
          .desde = make_day(2026, 1, 1),
          .hasta = make_day(2026, 12, 31),
          .clock = Instant{},
          .conceptos = {{"113.00", "Impuesto sobre Bienes Inmuebles"}},
          .resultados = {{"paid", "Pagado"}, {"ejecutiva", "Ejecutiva"}, {"voluntaria", "Voluntaria"}}};
}

void expect_conforms(const Result<std::string>& bytes) {
  ASSERT_TRUE(bytes) << bytes.error().text;
  const auto verdict = test::check_pdf(*bytes);
  for (const auto& finding : verdict.findings) ADD_FAILURE() << finding.rule << ": " << finding.text;
}

TEST(PapelContable, NoLineIsNoPaper) {
  EXPECT_EQ(*cuenta_pdf({}, cabecera()), "");
  EXPECT_EQ(*parte_pdf({}, cabecera()), "");
}

TEST(PapelContable, OfOneLineAndOfManyPagesConforms) {
  const LineaCuenta cuenta{.concepto = "113.00",
                           .ejercicio = 2026,
                           .ejecutiva = true,
                           .inicial = 0_cts,
                           .cargos = 21229690_cts,
                           .ingresos = 19389361_cts,
                           .datas = 410316_cts,
                           .final = 1430013_cts};
  const LineaParte parte{.fecha = make_day(2026, 7, 9),
                         .formato = "c60",
                         .fichero = "/banco/c60-0001.txt",
                         .resultado = "paid",
                         .registros = 1204,
                         .importe = 22274001_cts,
                         .aplicado = 22274001_cts,
                         .depositado = 0_cts,
                         .pendiente = 0_cts};
  for (const std::size_t n : {1u, 27u, 28u, 29u, 30u, 31u, 32u, 33u, 34u, 35u, 36u, 200u}) {
    expect_conforms(cuenta_pdf(std::vector(n, cuenta), cabecera()));
    expect_conforms(parte_pdf(std::vector(n, parte), cabecera()));
  }
}

}  // namespace
}  // namespace sctf::tributos
