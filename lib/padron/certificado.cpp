#include "padron/certificado.hpp"

#include <algorithm>

#include "padron/fecha.hpp"

namespace sctf::padron {
namespace {

constexpr int kMayorDeEdad = 18;

constexpr std::pair<ClaseCertificado, std::string_view> kClases[] = {
    {ClaseCertificado::volante, "volante"},
    {ClaseCertificado::empadronamiento, "empadronamiento"},
    {ClaseCertificado::convivencia, "convivencia"},
    {ClaseCertificado::historico, "historico"},
    {ClaseCertificado::negativo, "negativo"},
    {ClaseCertificado::viaje, "viaje"},
    {ClaseCertificado::baja, "baja"}};

int anos(std::string_view fnac, Day hoy) {
  const auto born = FechaParcial::leer(fnac);
  return born ? edad(*born, hoy) : 0;
}

// Who may see the person's data without an officer.
Result<void> puede_pedirlo(const Solicitud& s, const Ficha& f) {
  const auto age = anos(f.actual.v[Campo::fnac], s.hoy);
  const bool otra = !s.solicitante.empty() && s.solicitante != f.nia;
  if (!otra) {
    if (age >= kPideSolo.count()) return {};
    return problem(
        Code::not_allowed,
        "NIA {} is {} years old: one of the parents in its hoja asks for it; one who lives elsewhere "
        "goes to an office",
        f.nia, age);
  }
  const auto asks = std::find_if(f.hoja.begin(), f.hoja.end(),
                                 [&](const Conviviente& c) { return c.nia == s.solicitante; });
  if (age >= kMayorDeEdad)
    return problem(Code::not_allowed,
                   "NIA {} is of age: for somebody else an office gives it out, on a power of representation",
                   f.nia);
  if (asks == f.hoja.end())
    return problem(
        Code::not_allowed,
        "who asks is not in the hoja of NIA {}: at an office, where the other parent is heard first", f.nia);
  if (anos(asks->fnac, s.hoy) < kMayorDeEdad)
    return problem(Code::not_allowed, "who asks for the minor NIA {} is a minor too", f.nia);
  return {};
}

Result<void> esta_inscrita(const Ficha& f) {
  if (f.inscrita) return {};
  if (f.defuncion)
    return problem(Code::wrong_state,
                   "NIA {} died on {}: what can be certified is `baja`, to who has an interest", f.nia,
                   sctf::to_string(*f.defuncion));
  return problem(Code::wrong_state,
                 "NIA {} is not registered since {} ({}): what can be certified is `baja`, `historico` or "
                 "`negativo`",
                 f.nia, f.baja ? sctf::to_string(*f.baja) : "long ago", f.actual.codigo);
}

Result<void> convivencia(const Solicitud& s, const Ficha& f) {
  if (f.colectivo)
    return problem(Code::not_allowed,
                   "the hoja of NIA {} is a collective establishment: individual papers only", f.nia);
  const auto& asks = s.solicitante.empty() ? f.nia : s.solicitante;
  std::size_t adults = 0, silent = 0;
  for (const auto& c : f.hoja) {
    if (c.protegido)
      return problem(Code::not_allowed,
                     "somebody in the hoja of NIA {} has a prevention note: at an office only", f.nia);
    if (c.nia == asks || anos(c.fnac, s.hoy) < kMayorDeEdad) continue;
    ++adults;
    silent += !c.consentimiento || !c.consentimiento->otorga;
  }
  if (silent > 0)
    return problem(Code::not_allowed,
                   "{} of the {} other adults in the hoja of NIA {} have not consented: all of them or no "
                   "certificate (PR 8.1.1)",
                   silent, adults, f.nia);
  return {};
}

Result<void> baja(const Solicitud& s, const Ficha& f) {
  if (f.inscrita)
    return problem(Code::wrong_state, "NIA {} is registered: there is no baja to certify", f.nia);
  if (f.defuncion && s.solicitante.empty())
    return problem(Code::not_allowed,
                   "NIA {} died: say which heir, or who else with an interest, asks for it", f.nia);
  return {};
}

}  // namespace

std::string_view to_string(ClaseCertificado clase) {
  for (const auto& [known, name] : kClases)
    if (known == clase) return name;
  return {};
}

Result<ClaseCertificado> parse_clase_certificado(std::string_view text) {
  for (const auto& [clase, name] : kClases)
    if (name == text) return clase;
  return problem(Code::invalid_argument, "the padrón certifies no \"{}\"; see sctf certificado kinds", text);
}

Result<void> admisible(const Solicitud& s, const Ficha& f) {
  if (f.proteccion)
    return problem(Code::not_allowed,
                   "NIA {} has a prevention note: at an office only, with a supervisor (PR 8.1.3)", f.nia);
  if (const auto born = FechaParcial::leer(f.actual.v[Campo::fnac]); !born || !born->entera())
    return problem(Code::missing_value, "the date of birth of NIA {} is not whole: complete it first (MPE)",
                   f.nia);
  if (s.clase == ClaseCertificado::baja) {
    if (auto ok = baja(s, f); !ok || f.defuncion) return ok;
    return puede_pedirlo(s, f);
  }
  if (s.clase == ClaseCertificado::negativo && f.inscrita)
    return problem(Code::wrong_state, "NIA {} is registered: nothing negative can be certified", f.nia);
  const bool de_hoy = s.clase != ClaseCertificado::negativo && s.clase != ClaseCertificado::historico;
  if (de_hoy || f.defuncion)
    if (auto ok = esta_inscrita(f); !ok) return ok;
  if (auto ok = puede_pedirlo(s, f); !ok) return ok;
  return s.clase == ClaseCertificado::convivencia ? convivencia(s, f) : Result<void>{};
}

Result<void> acompana(const Solicitud& s, const Ficha& f, const Conviviente& otra) {
  if (otra.protegido)
    return problem(Code::not_allowed,
                   "NIA {} has a prevention note: at an office only, with a supervisor (PR 8.1.3)", otra.nia);
  if (anos(otra.fnac, s.hoy) >= kMayorDeEdad)
    return problem(Code::not_allowed, "NIA {} is of age, and asks alone", otra.nia);
  if (anos(f.actual.v[Campo::fnac], s.hoy) < kMayorDeEdad)
    return problem(Code::not_allowed, "a minor asks for no other minor");
  return {};
}

std::vector<std::string> sujetos_de(ClaseCertificado clase, const Ficha& f) {
  if (clase != ClaseCertificado::convivencia) return {"habitante/" + f.nia};
  std::vector<std::string> out;
  for (const auto& c : f.hoja) out.push_back("habitante/" + c.nia);
  return out;
}

std::vector<Periodo> periodos(const std::vector<Inscripcion>& historia) {
  std::vector<const Inscripcion*> in_effect;
  for (const auto& one : historia) in_effect.push_back(&one);
  std::stable_sort(in_effect.begin(), in_effect.end(),
                   [](const auto* a, const auto* b) { return a->fvar < b->fvar; });
  std::vector<Periodo> out;
  for (const auto* one : in_effect) {
    const bool open = !out.empty() && out.back().hasta == nullptr;
    if (open && !one->baja() && iguales(out.back().desde->v, one->v, kDomicilioDesde, kDomicilioHasta))
      continue;
    if (open) out.back().hasta = one;
    if (!one->baja()) out.push_back({.desde = one});
  }
  return out;
}

}  // namespace sctf::padron
