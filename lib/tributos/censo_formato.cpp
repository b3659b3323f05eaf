#include "tributos/censo_formato.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/catastro.hpp"
#include "base/iban.hpp"
#include "base/nif.hpp"
#include "base/suggest.hpp"
#include "text/sepa.hpp"

namespace sctf::tributos {
namespace {

constexpr std::string_view kColumnasIbi[] = {"referencia_catastral",
                                             "clase",
                                             "uso",
                                             "valor_catastral",
                                             "valor_catastral_inicial",
                                             "valor_base",
                                             "coeficiente_reductor",
                                             "nif",
                                             "nombre",
                                             "derecho",
                                             "cuota_participacion",
                                             "division",
                                             "notificada",
                                             "domicilio_tributario",
                                             "domicilio_fiscal",
                                             "codigo_postal",
                                             "municipio",
                                             "iban",
                                             "titular_cuenta_nif",
                                             "mandato",
                                             "fecha_mandato",
                                             "beneficios"};
constexpr std::string_view kColumnasIvtm[] = {
    "matricula",           "clase_vehiculo",   "potencia",      "unidad",    "carburante",
    "fecha_matriculacion", "fecha_baja",       "tipo_baja",     "nif",       "nombre",
    "notificada",          "domicilio_fiscal", "codigo_postal", "municipio", "iban",
    "titular_cuenta_nif",  "mandato",          "fecha_mandato", "beneficios"};
constexpr std::string_view kColumnasTasa[] = {
    "concepto",         "objeto",        "tarifa",    "unidades",   "fecha_alta",
    "fecha_baja",       "nif",           "nombre",    "notificada", "domicilio_objeto",
    "domicilio_fiscal", "codigo_postal", "municipio", "iban",       "titular_cuenta_nif",
    "mandato",          "fecha_mandato", "beneficios"};

constexpr std::string_view kClases[] = {"U", "R", "B"};
constexpr std::string_view kDerechos[] = {"CA", "DS", "US", "PR", "NP"};
constexpr std::string_view kUnidades[] = {"CVF", "plazas", "kg", "cc", "unidad"};
constexpr std::string_view kTiposBaja[] = {"definitiva", "robo", "temporal"};

constexpr std::size_t kLongName = 200, kLongAddress = 300, kLongCode = 60;

// Where each common column stands in a census. 0 for a column that it does not have.
struct Sitio {
  std::size_t nif, nombre, notificada, domicilio_objeto, domicilio_fiscal, codigo_postal, municipio, iban,
      titular_cuenta_nif, mandato, fecha_mandato, beneficios;
};
constexpr Sitio kSitioIbi{7, 8, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21};
constexpr Sitio kSitioIvtm{8, 9, 10, 0, 11, 12, 13, 14, 15, 16, 17, 18};
constexpr Sitio kSitioTasa{6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};

bool limited_alphabet(std::string_view text, std::size_t longest) {
  for (const char c : text)
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '-'))
      return false;
  return text.size() <= longest;
}

bool digits_only(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void leer_domiciliacion(CamposLinea& campos, LineaComun& linea, const Sitio& sitio) {
  linea.titular_cuenta_nif = campos.nif_opcional(sitio.titular_cuenta_nif, "titular_cuenta_nif");
  linea.mandato = campos.texto(sitio.mandato);
  linea.fecha_mandato = campos.fecha_opcional(sitio.fecha_mandato, "fecha_mandato");
  if (!linea.mandato.empty() && (linea.mandato.size() > 35 || !text::sepa_identifier_ok(linea.mandato)))
    campos.refuse(sitio.mandato, Code::invalid_value,
                  "a mandate has 1 to 35 characters of A-Z a-z 0-9 / - ? : ( ) . , ' + and blank, does not "
                  "begin or end "
                  "with / and has no //");
  const auto iban_text = campos.texto(sitio.iban);
  if (iban_text.empty()) return;
  const auto iban = Iban::parse(iban_text);
  if (!iban) {
    campos.refuse(sitio.iban, iban.error().code, iban.error().text);
    return;
  }
  linea.iban = iban->str();
  if (linea.mandato.empty())
    campos.refuse(sitio.mandato, Code::missing_value, "a domiciled line needs its mandato");
  if (campos.texto(sitio.fecha_mandato).empty())
    campos.refuse(sitio.fecha_mandato, Code::missing_value, "a domiciled line needs its fecha_mandato");
  if (campos.texto(sitio.nif).empty())
    campos.refuse(sitio.nif, Code::missing_value, "a party without NIF cannot be debited: leave iban empty");
}

void leer_comun(CamposLinea& campos, LineaComun& linea, const Sitio& sitio) {
  linea.nif = campos.nif_opcional(sitio.nif, "nif");
  linea.nombre = campos.obligatorio(sitio.nombre, "nombre", kLongName);
  linea.notificada = campos.si_no(sitio.notificada, "notificada");
  linea.domicilio_objeto = sitio.domicilio_objeto == 0 ? "" : campos.texto(sitio.domicilio_objeto);
  linea.domicilio_fiscal = campos.texto(sitio.domicilio_fiscal);
  linea.codigo_postal = campos.texto(sitio.codigo_postal);
  linea.municipio = campos.texto(sitio.municipio);
  if (linea.domicilio_objeto.size() > kLongAddress)
    campos.refuse(sitio.domicilio_objeto, Code::out_of_range, "an address has at most 300 bytes");
  if (linea.domicilio_fiscal.size() > kLongAddress)
    campos.refuse(sitio.domicilio_fiscal, Code::out_of_range, "an address has at most 300 bytes");
  if (!limited_alphabet(linea.codigo_postal, 10))
    campos.refuse(sitio.codigo_postal, Code::invalid_value,
                  "a postal code has at most 10 letters and digits");
  if (!linea.municipio.empty() && (linea.municipio.size() != 6 || !digits_only(linea.municipio)))
    campos.refuse(sitio.municipio, Code::invalid_value,
                  "the municipio is its 6-digit INE code, such as 380386, or empty");
  linea.beneficios = campos.texto(sitio.beneficios);
  if (const auto read = parse_beneficios(linea.beneficios); !read)
    campos.refuse(sitio.beneficios, read.error().code, read.error().text);
  leer_domiciliacion(campos, linea, sitio);
}

}  // namespace

std::span<const std::string_view> columnas_ibi() {
  return kColumnasIbi;
}
std::span<const std::string_view> columnas_ivtm() {
  return kColumnasIvtm;
}
std::span<const std::string_view> columnas_tasa() {
  return kColumnasTasa;
}

void CamposLinea::refuse(std::size_t i, Code code, std::string text) {
  problems_.push_back(Problem{.code = code, .text = std::move(text), .value = std::string(record_[i])}.at(
      file_, record_.line(i), record_.column(i)));
}

std::string CamposLinea::obligatorio(std::size_t i, std::string_view name, std::size_t longest) {
  const auto text = record_[i];
  if (text.find_first_not_of(' ') == std::string_view::npos)
    refuse(i, Code::missing_value, fmt::format("{} is empty", name));
  else if (text.size() > longest)
    refuse(i, Code::out_of_range, fmt::format("{} has at most {} bytes", name, longest));
  return std::string(text);
}

std::string CamposLinea::una_de(std::size_t i, std::string_view name,
                                std::span<const std::string_view> values) {
  const auto text = record_[i];
  if (std::find(values.begin(), values.end(), text) == values.end()) {
    std::string list;
    for (const auto value : values) list += list.empty() ? std::string(value) : fmt::format(", {}", value);
    refuse(i, text.empty() ? Code::missing_value : Code::unknown_value,
           fmt::format("\"{}\" is no {}: one of {} is wanted", text, name, list));
  }
  return std::string(text);
}

bool CamposLinea::si_no(std::size_t i, std::string_view name) {
  static constexpr std::string_view kSiNo[] = {"s", "n"};
  return una_de(i, name, kSiNo) == "s";
}

Cents CamposLinea::importe(std::size_t i, std::string_view name) {
  if (record_[i].empty()) {
    refuse(i, Code::missing_value, fmt::format("{} is empty", name));
    return {};
  }
  return importe_opcional(i, name).value_or(Cents{});
}

std::optional<Cents> CamposLinea::importe_opcional(std::size_t i, std::string_view name) {
  if (record_[i].empty()) return std::nullopt;
  const auto cents = Cents::parse(record_[i]);
  if (!cents) {
    refuse(i, cents.error().code, cents.error().text);
    return std::nullopt;
  }
  if (*cents < 0_cts) refuse(i, Code::out_of_range, fmt::format("{} is negative: {}", name, record_[i]));
  if (*cents > 10'000'000'000'000_cts)
    refuse(i, Code::out_of_range, fmt::format("{} is above 100,000,000,000.00: {}", name, record_[i]));
  return cents->value < 0 ? Cents{} : *cents;
}

Decimal CamposLinea::decimal(std::size_t i, std::string_view name, int decimals, const Decimal& least,
                             const Decimal& most) {
  const auto value = Decimal::parse(record_[i], decimals);
  if (!value) {
    refuse(i, record_[i].empty() ? Code::missing_value : value.error().code,
           record_[i].empty() ? fmt::format("{} is empty", name) : value.error().text);
    return least;
  }
  if (*value < least || *value > most) {
    refuse(i, Code::out_of_range,
           fmt::format("{} goes from {} to {}, not {}", name, least.str(), most.str(), record_[i]));
    return least;
  }
  return *value;
}

Day CamposLinea::fecha(std::size_t i, std::string_view name) {
  if (record_[i].empty()) refuse(i, Code::missing_value, fmt::format("{} is empty", name));
  return fecha_opcional(i, name).value_or(Day{});
}

std::optional<Day> CamposLinea::fecha_opcional(std::size_t i, std::string_view) {
  if (record_[i].empty()) return std::nullopt;
  const auto day = parse_day(record_[i]);
  if (!day) {
    refuse(i, day.error().code, day.error().text);
    return std::nullopt;
  }
  return *day;
}

std::string CamposLinea::nif_opcional(std::size_t i, std::string_view) {
  if (record_[i].empty()) return {};
  const auto nif = Nif::parse_strict(record_[i]);
  if (nif) return nif->str();
  refuse(i, nif.error().code, nif.error().text);
  return {};
}

Result<void> comprobar_cabecera(const text::Record& header, std::span<const std::string_view> columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i < header.size() && header[i] == columns[i]) continue;
    auto p = problem(Code::bad_header, "column {} should be \"{}\", {}", i + 1, columns[i],
                     i < header.size() ? fmt::format("not \"{}\"", header[i])
                                       : std::string("but the header ends before it"));
    p.value().line = header.line();
    p.value().column = i < header.size() ? header.column(i) : 1;
    p.value().value = i < header.size() ? std::string(header[i]) : std::string();
    return p;
  }
  if (header.size() == columns.size()) return {};
  auto p = problem(Code::bad_header, "the header has {} columns; {} are wanted, the last of them \"{}\"",
                   header.size(), columns.size(), columns.back());
  p.value().line = header.line();
  p.value().column = header.column(columns.size());
  p.value().value = std::string(header[columns.size()]);
  return p;
}

bool leer_linea(CamposLinea& campos, LineaIbi& linea) {
  linea.objeto = campos.texto(0);
  if (const auto ok = check_cadastral_reference(linea.objeto); !ok)
    campos.refuse(0, ok.error().code, ok.error().text);
  const auto clase = campos.una_de(1, "clase", kClases);
  linea.clase = clase.empty() ? 'U' : clase.front();
  linea.uso = campos.texto(2);
  if (!linea.uso.empty() && (linea.uso.size() != 1 || linea.uso[0] < 'A' || linea.uso[0] > 'Z'))
    campos.refuse(2, Code::unknown_value,
                  fmt::format("\"{}\" is no uso: the cadastre's letter is wanted (V, C, I, O …)", linea.uso));
  linea.valor_catastral = campos.importe(3, "valor_catastral");
  linea.valor_inicial = campos.importe_opcional(4, "valor_catastral_inicial");
  linea.valor_base = campos.importe_opcional(5, "valor_base");
  linea.coeficiente_reductor =
      campos.texto(6).empty() ? Decimal{}
                              : campos.decimal(6, "coeficiente_reductor", 8, Decimal{0, 0}, Decimal{1, 0});
  if (linea.coeficiente_reductor.units > 0) {
    if (campos.texto(4).empty())
      campos.refuse(4, Code::missing_value,
                    "a coeficiente_reductor above zero needs valor_catastral_inicial");
    if (campos.texto(5).empty())
      campos.refuse(5, Code::missing_value, "a coeficiente_reductor above zero needs valor_base");
  }
  linea.derecho = campos.una_de(9, "derecho", kDerechos);
  linea.columna_derecho = campos.columna(9);
  linea.cuota_participacion = campos.decimal(10, "cuota_participacion", 4, Decimal{0, 0}, Decimal{100, 0});
  linea.columna_cuota = campos.columna(10);
  linea.division = campos.si_no(11, "division");
  leer_comun(campos, linea, kSitioIbi);
  return campos.clean();
}

bool leer_linea(CamposLinea& campos, LineaIvtm& linea) {
  linea.objeto = campos.obligatorio(0, "matricula", 20);
  linea.clase_vehiculo = campos.obligatorio(1, "clase_vehiculo", kLongCode);
  // A class with one amount has nothing to measure.
  if (!campos.texto(2).empty() || campos.texto(3) != "unidad")
    linea.potencia = campos.decimal(2, "potencia", 2, Decimal{0, 0}, Decimal{1'000'000, 0});
  linea.unidad = campos.una_de(3, "unidad", kUnidades);
  linea.carburante = campos.texto(4);
  linea.fecha_matriculacion = campos.fecha(5, "fecha_matriculacion");
  linea.fecha_baja = campos.fecha_opcional(6, "fecha_baja");
  linea.tipo_baja = campos.texto(7).empty() ? "" : campos.una_de(7, "tipo_baja", kTiposBaja);
  if (linea.fecha_baja && campos.texto(7).empty())
    campos.refuse(7, Code::missing_value, "a fecha_baja needs its tipo_baja: definitiva, robo or temporal");
  if (campos.texto(6).empty() && !linea.tipo_baja.empty())
    campos.refuse(6, Code::missing_value, "a tipo_baja needs its fecha_baja");
  if (linea.fecha_baja && *linea.fecha_baja < linea.fecha_matriculacion)
    campos.refuse(6, Code::inconsistent, "the baja is before the registration");
  leer_comun(campos, linea, kSitioIvtm);
  return campos.clean();
}

bool leer_linea(CamposLinea& campos, LineaTasa& linea) {
  linea.concepto = campos.obligatorio(0, "concepto", kLongCode);
  linea.objeto = campos.obligatorio(1, "objeto", kLongCode);
  linea.tarifa = campos.obligatorio(2, "tarifa", kLongCode);
  linea.unidades = campos.decimal(3, "unidades", 4, Decimal{0, 0}, Decimal{1'000'000'000, 0});
  linea.fecha_alta = campos.fecha(4, "fecha_alta");
  linea.fecha_baja = campos.fecha_opcional(5, "fecha_baja");
  if (linea.fecha_baja && *linea.fecha_baja < linea.fecha_alta)
    campos.refuse(5, Code::inconsistent, "the baja is before the alta");
  leer_comun(campos, linea, kSitioTasa);
  return campos.clean();
}

void comparar_titular(CamposLinea& campos, const LineaIbi& linea, const LineaIbi& first) {
  const auto same = [&](std::size_t i, bool equal) {
    if (!equal)
      campos.refuse(
          i, Code::inconsistent,
          fmt::format("{} differs from line {}, of the same property", kColumnasIbi[i], first.linea));
  };
  same(1, linea.clase == first.clase);
  same(2, linea.uso == first.uso);
  same(3, linea.valor_catastral == first.valor_catastral);
  same(4, linea.valor_inicial == first.valor_inicial);
  same(5, linea.valor_base == first.valor_base);
  same(6, linea.coeficiente_reductor == first.coeficiente_reductor);
  same(11, linea.division == first.division);
  same(12, linea.notificada == first.notificada);
  same(21, linea.beneficios == first.beneficios);
}

std::vector<Problem> comprobar_inmueble(const std::vector<LineaIbi>& inmueble, const std::string& file) {
  std::vector<Problem> problems;
  const auto tell = [&](const LineaIbi& linea, Code code, std::string text, std::string value,
                        std::int64_t column = 1) {
    problems.push_back(Problem{.code = code, .text = std::move(text), .value = std::move(value)}.at(
        file, linea.linea, column));
  };
  const auto& first = inmueble.front();
  const auto derecho = derecho_gravado(inmueble);
  if (derecho.empty()) {
    tell(first, Code::inconsistent, "no line of the property has a right that is charged (CA, DS, US or PR)",
         first.derecho, first.columna_derecho);
    return problems;
  }
  std::int64_t sum = 0;
  for (const auto& linea : inmueble)
    if (linea.derecho == derecho)
      sum += linea.cuota_participacion.units * power_of_ten(4 - linea.cuota_participacion.scale);
  if (sum != 1'000'000)
    tell(first, Code::inconsistent,
         fmt::format("the cuotas_participacion of {} add up to {}, not to 100", derecho,
                     Decimal{sum, 4}.str()),
         Decimal{sum, 4}.str(), first.columna_cuota);
  return problems;
}

}  // namespace sctf::tributos
