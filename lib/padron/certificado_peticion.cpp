#include "padron/certificado_peticion.hpp"

#include <algorithm>

namespace sctf::padron {
namespace {

Result<NoInscrita> desconocida(const PeticionCertificado& p) {
  if (p.nombre.empty())
    return problem(Code::missing_value, "nobody has \"{}\": a certificate that says so needs --name",
                   p.persona);
  return NoInscrita{.nombre = p.nombre, .documento = p.persona, .nacimiento = p.nacimiento};
}

Result<std::vector<Ficha>> acompanantes(db::Transaction& tx, const Caller& caller,
                                        const PeticionCertificado& p, const Solicitud& solicitud,
                                        const Ficha& persona) {
  std::vector<Ficha> out;
  for (const auto& documento : p.con) {
    const auto nia = buscar(tx, caller.ente, documento);
    if (!nia) return tl::unexpected(nia.error());
    const auto otra = std::find_if(persona.hoja.begin(), persona.hoja.end(),
                                   [&](const Conviviente& one) { return one.nia == *nia; });
    if (otra == persona.hoja.end())
      return problem(Code::not_allowed, "NIA {} is not in the hoja of NIA {}", *nia, persona.nia);
    if (const auto ok = acompana(solicitud, persona, *otra); !ok) return tl::unexpected(ok.error());
    auto f = ficha(tx, caller, *nia, p.finalidad);
    if (!f) return tl::unexpected(f.error());
    out.push_back(std::move(*f));
  }
  return out;
}

bool cuenta_la_historia(ClaseCertificado clase) {
  return clase == ClaseCertificado::volante || clase == ClaseCertificado::empadronamiento ||
         clase == ClaseCertificado::historico;
}

}  // namespace

Result<Redactado> redactar_certificado(db::Transaction& tx, const Caller& caller, const Redactor& redactor,
                                       const documentos::Plantilla& plantilla, const PeticionCertificado& p,
                                       Day hoy) {
  Redactado out{.registro = documentos::Registro(plantilla), .sujetos = {}};
  Solicitud solicitud{.clase = p.clase, .solicitante = {}, .finalidad = p.finalidad, .hoy = hoy};
  const auto nia = buscar(tx, caller.ente, p.persona);
  if (!nia) {
    if (nia.error().code != Code::not_found || p.clase != ClaseCertificado::negativo)
      return tl::unexpected(nia.error());
    const auto persona = desconocida(p);
    if (!persona) return tl::unexpected(persona.error());
    redactor.redactar(plantilla, solicitud, *persona, out.registro);
    return out;
  }
  const auto persona = ficha(tx, caller, *nia, p.finalidad);
  if (!persona) return tl::unexpected(persona.error());
  if (!p.solicitante.empty()) {
    const auto asks = buscar(tx, caller.ente, p.solicitante);
    if (!asks && asks.error().code != Code::not_found) return tl::unexpected(asks.error());
    solicitud.solicitante = asks ? *asks : p.solicitante;
  }
  if (const auto ok = admisible(solicitud, *persona); !ok) return tl::unexpected(ok.error());
  const auto acompanan = acompanantes(tx, caller, p, solicitud, *persona);
  if (!acompanan) return tl::unexpected(acompanan.error());
  std::vector<Inscripcion> movimientos;
  if (cuenta_la_historia(p.clase)) movimientos = historia(tx, caller, *nia, p.finalidad);
  redactor.redactar(plantilla, solicitud, *persona, movimientos, *acompanan, out.registro);
  out.sujetos = sujetos_de(p.clase, *persona);
  for (const auto& otra : *acompanan) out.sujetos.push_back("habitante/" + otra.nia);
  return out;
}

}  // namespace sctf::padron
