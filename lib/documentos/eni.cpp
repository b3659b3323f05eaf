#include "documentos/eni.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

#include "crypto/base64.hpp"
#include "text/zone.hpp"
#include "xml/writer.hpp"

namespace sctf::documentos {
namespace {

constexpr std::string_view kEniBase = "http://administracionelectronica.gob.es/ENI/XSD/v1.0/";
constexpr std::string_view kContent = "CONTENIDO_1", kOriginal = "EE01", kPades = "TF06",
                           kCsvSignature = "TF01";
constexpr std::size_t kDigestLetters = 26;  // after SCTF: 30 in all

std::string eni_namespace(std::string_view tail) {
  return std::string(kEniBase).append(tail);
}

/// `2026-11-24T10:00:00+00:00`, with the offset of that instant there.
std::string time_with_offset(Instant instant, std::string_view zone) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(instant);
  const auto local = text::local_time(instant, zone);
  const auto shown = std::chrono::sys_seconds(local.day) + std::chrono::hours(local.hour) +
                     std::chrono::minutes(local.minute) + std::chrono::seconds(local.second);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(shown - whole).count();
  const auto size = minutes < 0 ? -minutes : minutes;
  return fmt::format("{}{}{:02}:{:02}", text::iso_local(Instant(whole), zone), minutes < 0 ? '-' : '+',
                     size / 60, size % 60);
}

void write_metadata(xml::Writer& xml, const Guardado& guardado, std::string_view zona) {
  xml.open("enidocmeta:metadatos").attribute("Id", "METADATOS_1");
  xml.leaf("enidocmeta:VersionNTI", eni_namespace("documento-e"));
  xml.leaf("enidocmeta:Identificador", identificador_eni(guardado, zona));
  xml.leaf("enidocmeta:Organo", guardado.organo);
  xml.leaf("enidocmeta:FechaCaptura", time_with_offset(guardado.emitido, zona));
  xml.leaf("enidocmeta:OrigenCiudadanoAdministracion", "true");  // of an administration
  xml.open("enidocmeta:EstadoElaboracion").leaf("enidocmeta:ValorEstadoElaboracion", kOriginal).close();
  xml.leaf("enidocmeta:TipoDocumental", guardado.tipo_documental);
  xml.close();
}

void write_signatures(xml::Writer& xml, const Guardado& guardado) {
  const auto open = [&](std::string_view id, std::string_view type) {
    xml.open("enids:firma").attribute("Id", id).attribute("ref", kContent);
    xml.leaf("enids:TipoFirma", type).open("enids:ContenidoFirma");
  };
  xml.open("enids:firmas");
  open("FIRMA_1", kPades);
  xml.open("enids:FirmaConCertificado").leaf("enids:ReferenciaFirma", kContent).close();
  xml.close().close();
  open("FIRMA_2", kCsvSignature);
  xml.open("enids:CSV").leaf("enids:ValorCSV", guardado.csv);
  xml.leaf("enids:RegulacionGeneracionCSV", guardado.csv_resolucion).close();
  xml.close().close();
  xml.close();
}

}  // namespace

std::string identificador_eni(const Guardado& guardado, std::string_view zona) {
  // Of what was issued first: a document keeps its name through all levels.
  auto digest = guardado.versiones.front().sha256.substr(0, kDigestLetters);
  std::transform(digest.begin(), digest.end(), digest.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return fmt::format("ES_{}_{}_SCTF{}", guardado.organo, year_of(text::local_day(guardado.emitido, zona)),
                     digest);
}

std::string documento_eni(const Guardado& guardado, std::string_view zona) {
  std::string out;
  xml::Writer xml([&](std::string_view part) { out += part; });
  xml.open("enidoc:documento")
      .attribute("xmlns:enidoc", eni_namespace("documento-e"))
      .attribute("xmlns:enifile", eni_namespace("documento-e/contenido"))
      .attribute("xmlns:enidocmeta", eni_namespace("documento-e/metadatos"))
      .attribute("xmlns:enids", eni_namespace("firma"));
  xml.open("enifile:contenido").attribute("Id", kContent);
  xml.leaf("enifile:ValorBinario", crypto::base64(guardado.ultima().pdf))
      .leaf("enifile:NombreFormato", "PDF")
      .close();
  write_metadata(xml, guardado, zona);
  write_signatures(xml, guardado);
  xml.close();
  xml.finish();
  return out;
}

}  // namespace sctf::documentos
