#include "tributos/carta.hpp"

#include <fmt/format.h>

#include "documentos/registro.hpp"
#include "tributos/cuaderno57.hpp"
#include "tributos/cuaderno60.hpp"

namespace sctf::tributos {

using documentos::CampoId;
using json::Json;

Json to_json(const EmisorCartas& e) {
  return {{"organismo", e.organismo},     {"nif", e.nif},
          {"emisora_c60", e.emisora_c60}, {"codigos_c60", e.codigos_c60},
          {"emisora_c57", e.emisora_c57}, {"sufijo_c57", e.sufijo_c57},
          {"pago_url", e.pago_url},       {"entidades", e.entidades},
          {"canales", e.canales},         {"conceptos", e.conceptos},
          {"organo", e.organo},           {"tribunal", e.tribunal}};
}

EmisorCartas emisor_from_json(const Json& j) {
  return {.organismo = j.at("organismo"),
          .nif = j.at("nif"),
          .emisora_c60 = j.at("emisora_c60"),
          .codigos_c60 = j.at("codigos_c60"),
          .emisora_c57 = j.at("emisora_c57"),
          .sufijo_c57 = j.at("sufijo_c57"),
          .pago_url = j.at("pago_url"),
          .entidades = j.at("entidades"),
          .canales = j.at("canales"),
          .conceptos = j.at("conceptos"),
          .organo = j.value("organo", std::string()),
          .tribunal = j.value("tribunal", std::string())};
}

const std::string& EmisorCartas::concepto(const std::string& tributo) const {
  const auto known = conceptos.find(tributo);
  return known == conceptos.end() ? tributo : known->second;
}

std::string EmisorCartas::pago_url_de(const std::string& referencia) const {
  if (pago_url.empty()) return {};
  return fmt::format("{}{}{}", pago_url, pago_url.back() == '/' ? "" : "/", referencia);
}

config::Loaded<std::map<std::string, std::string>> load_conceptos(const std::filesystem::path& file,
                                                                  const std::string& lang) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(std::vector{bytes.error()});
  const auto root = config::parse_yaml(*bytes, file.string());
  if (!root) return tl::unexpected(std::vector{root.error()});
  std::map<std::string, std::string> out;
  for (const auto& entry : root->entries()) {
    const auto* name = entry.value.find(lang);
    if (name == nullptr) name = entry.value.find("es");
    if (name != nullptr) out[entry.key] = name->text();
  }
  return out;
}

struct Cartero::Campos {
  explicit Campos(const documentos::Plantilla& p)
      : organismo(p.campo("organismo")),
        organismo_nif(p.campo("organismo_nif")),
        concepto(p.campo("concepto")),
        ejercicio(p.campo("ejercicio")),
        periodo(p.campo("periodo")),
        objeto(p.campo("objeto")),
        domicilio_objeto(p.campo("domicilio_objeto")),
        nombre(p.campo("nombre")),
        nif(p.campo("nif")),
        domicilio_fiscal(p.campo("domicilio_fiscal")),
        codigo_postal(p.campo("codigo_postal")),
        municipio(p.campo("municipio")),
        referencia(p.campo("referencia")),
        importe(p.campo("importe")),
        fecha_limite(p.campo("fecha_limite")),
        voluntaria_desde(p.campo("voluntaria_desde")),
        segundo_importe(p.campo("segundo_importe")),
        segunda_fecha(p.campo("segunda_fecha")),
        porcentaje(p.campo("porcentaje")),
        emisora(p.campo("emisora")),
        modalidad(p.campo("modalidad")),
        referencia_pago(p.campo("referencia_pago")),
        identificacion(p.campo("identificacion")),
        referencia_2(p.campo("referencia_2")),
        identificacion_2(p.campo("identificacion_2")),
        codigo(p.campo("codigo")),
        pago_url(p.campo("pago_url")),
        entidades(p.campo("entidades")),
        canales(p.campo("canales")),
        detalle(p.filas("detalle")),
        detalle_concepto(p.campo("detalle.concepto")),
        detalle_importe(p.campo("detalle.importe")) {}

  CampoId organismo, organismo_nif, concepto, ejercicio, periodo, objeto, domicilio_objeto, nombre, nif,
      domicilio_fiscal, codigo_postal, municipio, referencia, importe, fecha_limite, voluntaria_desde,
      segundo_importe, segunda_fecha, porcentaje, emisora, modalidad, referencia_pago, identificacion,
      referencia_2, identificacion_2, codigo, pago_url, entidades, canales;
  documentos::FilasId detalle;
  CampoId detalle_concepto, detalle_importe;
};

Cartero::Cartero(std::shared_ptr<const documentos::Plantilla> plantilla, EmisorCartas emisor,
                 Municipios municipios)
    : plantilla_(std::move(plantilla)),
      emisor_(std::move(emisor)),
      municipios_(std::move(municipios)),
      campos_(std::make_shared<const Campos>(*plantilla_)) {}

namespace {

Result<DocumentoC60> documento_c60(const EmisorCartas& emisor, const std::string& tributo, int ejercicio,
                                   std::int64_t valor) {
  const auto known = emisor.codigos_c60.find(tributo);
  if (known == emisor.codigos_c60.end() || known->second.empty())
    return problem(Code::bad_configuration,
                   "tributos.c60.codigos.{} is not set: no slip without the bank's code", tributo);
  return DocumentoC60{
      .emisora = emisor.emisora_c60, .documento = valor, .tributo = known->second, .ejercicio = ejercicio};
}

Result<CodigoC60> codigo_con_plazos(const DocumentoC60& documento, Cents importe, Day limite,
                                    const std::optional<SegundoImporte>& segundo) {
  return codigo_m2(documento, {.limite = limite, .importe = importe},
                   segundo ? std::optional(PlazoC60{.limite = segundo->limite, .importe = segundo->importe})
                           : std::nullopt);
}

}  // namespace

std::optional<SegundoImporte> segundo_importe(Cents importe, const Periodo& periodo) {
  if (!periodo.segundo_plazo) return std::nullopt;
  const auto& plazo = *periodo.segundo_plazo;
  return SegundoImporte{
      .limite = plazo.hasta, .recargo = plazo.recargo, .importe = importe + importe.percent(plazo.recargo)};
}

Result<CodigoC60> codigo_de_recibo(const EmisorCartas& emisor, const std::string& tributo, int ejercicio,
                                   std::int64_t valor, Cents importe, const Periodo& periodo) {
  const auto documento = documento_c60(emisor, tributo, ejercicio, valor);
  if (!documento) return tl::unexpected(documento.error());
  return codigo_con_plazos(*documento, importe, periodo.hasta, segundo_importe(importe, periodo));
}

Result<Cartero::Codigo> Cartero::codigo(const Carta& c) const {
  const auto mayor = c.segundo ? std::max(c.importe, c.segundo->importe) : c.importe;
  if (mayor > kMaxC60) {
    const auto slip =
        codigo_c57({.emisora = emisor_.emisora_c57, .sufijo = emisor_.sufijo_c57, .documento = c.valor},
                   c.limite.value_or(make_day(2099, 12, 31)), c.importe);
    if (!slip) return tl::unexpected(slip.error());
    return Codigo{.emisora = emisor_.emisora_c57 + emisor_.sufijo_c57,
                  .modalidad = "C57",
                  .referencia = slip->referencia,
                  .identificacion = slip->identificacion,
                  .barras = slip->barras};
  }
  const auto documento = documento_c60(emisor_, c.tributo, c.ejercicio, c.valor);
  if (!documento) return tl::unexpected(documento.error());
  const auto slip = c.limite ? codigo_con_plazos(*documento, c.importe, *c.limite, c.segundo)
                             : codigo_m1(*documento, 1, c.importe);
  if (!slip) return tl::unexpected(slip.error());
  Codigo out{.emisora = emisor_.emisora_c60,
             .modalidad = std::to_string(slip->modalidad),
             .referencia = slip->primero.referencia,
             .identificacion = slip->primero.identificacion,
             .barras = slip->barras};
  if (slip->segundo)
    out.referencia_2 = slip->segundo->referencia, out.identificacion_2 = slip->segundo->identificacion;
  return out;
}

Result<void> Cartero::llenar(const Carta& c, documentos::Registro& r) const {
  const auto pago = codigo(c);
  if (!pago) return tl::unexpected(pago.error());
  const auto& f = *campos_;
  const auto put = [&](CampoId field, std::string_view text) {
    if (!text.empty()) r.set(field, text);
  };
  r.clear();
  r.set(f.organismo, emisor_.organismo);
  r.set(f.organismo_nif, emisor_.nif);
  r.set(f.concepto, emisor_.concepto(c.tributo));
  r.set(f.ejercicio, std::to_string(c.ejercicio));
  r.set(f.periodo, "Anual");
  r.set(f.objeto, c.objeto);
  put(f.domicilio_objeto, c.domicilio_objeto);
  r.set(f.nombre, c.nombre);
  put(f.nif, c.nif);
  put(f.domicilio_fiscal, c.domicilio_fiscal);
  put(f.codigo_postal, c.codigo_postal);
  put(f.municipio, municipios_.nombre(c.municipio));
  r.set(f.referencia, c.referencia);
  r.set(f.importe, c.importe);
  if (c.limite) r.set(f.fecha_limite, *c.limite);
  if (c.voluntaria_desde && c.limite) r.set(f.voluntaria_desde, *c.voluntaria_desde);
  if (c.segundo) {
    r.set(f.segundo_importe, c.segundo->importe);
    r.set(f.segunda_fecha, c.segundo->limite);
    r.set(f.porcentaje, c.segundo->recargo);
    put(f.referencia_2, pago->referencia_2);
    put(f.identificacion_2, pago->identificacion_2);
  }
  r.set(f.emisora, pago->emisora);
  r.set(f.modalidad, pago->modalidad);
  r.set(f.referencia_pago, pago->referencia);
  r.set(f.identificacion, pago->identificacion);
  r.set(f.codigo, pago->barras);
  put(f.pago_url, emisor_.pago_url_de(c.referencia));
  r.set(f.entidades, emisor_.entidades);
  r.set(f.canales, emisor_.canales);
  for (const auto& d : c.detalle) {
    auto& fila = r.fila(f.detalle);
    fila.set(f.detalle_concepto, d.concepto);
    fila.set(f.detalle_importe, d.importe);
  }
  return {};
}

}  // namespace sctf::tributos
