// The facts of a certificate, in the fields of its template.

#include <fmt/format.h>

#include "padron/certificado.hpp"
#include "padron/fecha.hpp"
#include "padron/municipio.hpp"

namespace sctf::padron {
namespace {

constexpr std::chrono::months kVigenciaViaje{6};  // oficinas 2.2: the one certificate with a term

std::string con(std::string text, std::string_view hole, std::string_view value) {
  if (const auto at = text.find(hole); at != std::string::npos) text.replace(at, hole.size(), value);
  return text;
}

// A day that the same day of a later month is, or that month's last.
Day meses_despues(Day day, std::chrono::months months) {
  const std::chrono::year_month_day from{day};
  const auto month = from.year() / from.month() + months;
  const auto wanted = month / from.day();
  return wanted.ok() ? Day{wanted} : Day{month / std::chrono::last};
}

}  // namespace

class Redactor::Escritor {
 public:
  Escritor(const Redactor& redactor, const documentos::Plantilla& plantilla, documentos::Registro& registro)
      : r_(redactor), plantilla_(plantilla), registro_(registro) {}

  void cabecera(const Solicitud& s) {
    registro_.clear();
    set("organismo", r_.organismo_);
    set("unidad", r_.unidad_);
    set("fecha", s.hoy);
    if (!s.finalidad.empty() && s.clase != ClaseCertificado::viaje) set("finalidad", s.finalidad);
  }

  void persona(const Ficha& f) {
    set("nombre", f.actual.nombre_mostrado);
    set("documento", documento(f));
    set("nacimiento", nacimiento(f));
  }

  void domicilio(const Ficha& f) {
    const auto& v = f.actual.v;
    set("domicilio", domicilio_en_palabras(v, r_.listas_, r_.palabras_.domicilio));
    const auto name = fmt::format("{} ({})", r_.listas_.nombre_municipio(std::string(kCpro) + kCmun),
                                  r_.listas_.nombre_provincia(kCpro));
    set("municipio", f.codigo_postal.empty() ? name : f.codigo_postal + " " + name);
  }

  void seccion(const Ficha& f) {
    const auto& v = f.actual.v;
    auto text = con(r_.palabras_.certificados.de("seccion"), "{distrito}", v[Campo::dist]);
    text = con(std::move(text), "{seccion}", v[Campo::secc] + v[Campo::lsecc]);
    set("seccion", con(std::move(text), "{hoja}", v[Campo::nhop]));
  }

  void individual(const Ficha& f, const std::vector<Inscripcion>& historia) {
    const auto& v = f.actual.v;
    persona(f);
    if (const auto born = lugar_nacimiento(v); !born.empty()) set("lugar_nacimiento", born);
    set("sexo", r_.palabras_.certificados.de("sexo_" + v[Campo::sexo]));
    set("nacionalidad", std::string(r_.listas_.nombre_pais(v[Campo::naci])));
    domicilio(f);
    seccion(f);
    if (f.alta) set("fecha_alta", *f.alta);
    if (f.domicilio) set("fecha_domicilio", *f.domicilio);
    for (const auto& one : historia)
      if (f.domicilio && one.fvar == *f.domicilio && !one.baja()) set("causa", movimiento(one));
  }

  void convivientes(const Ficha& f) {
    domicilio(f);
    seccion(f);
    set("total", static_cast<std::int64_t>(f.hoja.size()));
    for (const auto& c : f.hoja) {
      auto& row = registro_.fila(plantilla_.filas("personas"));
      row.set(plantilla_.campo("personas.nombre"), c.nombre_mostrado);
      if (!c.documento.empty()) row.set(plantilla_.campo("personas.documento"), c.documento);
      if (const auto born = leer_dia(c.fnac)) row.set(plantilla_.campo("personas.nacimiento"), *born);
      if (c.alta) row.set(plantilla_.campo("personas.fecha_alta"), *c.alta);
    }
  }

  void historico(const Ficha& f, const std::vector<Inscripcion>& historia) {
    persona(f);
    for (const auto& [desde, hasta] : periodos(historia)) {
      auto& row = registro_.fila(plantilla_.filas("periodos"));
      row.set(plantilla_.campo("periodos.domicilio"),
              domicilio_en_palabras(desde->v, r_.listas_, r_.palabras_.domicilio));
      row.set(plantilla_.campo("periodos.desde"), desde->fvar);
      row.set(plantilla_.campo("periodos.causa_alta"), movimiento(*desde));
      if (hasta == nullptr) continue;
      row.set(plantilla_.campo("periodos.hasta"), hasta->fvar);
      row.set(plantilla_.campo("periodos.causa_baja"), movimiento(*hasta));
    }
  }

  void viaje(const Solicitud& s, const Ficha& f, const std::vector<Ficha>& acompanan) {
    domicilio(f);
    set("valido_hasta", meses_despues(s.hoy, kVigenciaViaje));
    viajero(f);
    for (const auto& other : acompanan) viajero(other);
  }

  void baja(const Ficha& f) {
    persona(f);
    domicilio(f);
    if (f.alta) set("fecha_alta", *f.alta);
    set("fecha_baja", f.actual.fvar);
    set("causa_baja", movimiento(f.actual));
  }

  void no_inscrita(const NoInscrita& p) {
    set("nombre", p.nombre);
    set("documento", p.documento.empty() ? r_.palabras_.certificados.de("sin_documento") : p.documento);
    if (p.nacimiento) set("nacimiento", *p.nacimiento);
  }

 private:
  template <class Value>
  void set(std::string_view campo, const Value& value) {
    registro_.set(plantilla_.campo(campo), value);
  }

  [[nodiscard]] std::string documento(const Ficha& f) const {
    const auto& words = r_.palabras_.certificados;
    if (f.documento.empty()) return words.de("sin_documento");
    const auto& tiden = f.actual.v[Campo::tiden];
    return con(words.de(tiden == "1" ? "dni" : tiden == "3" ? "nie" : "pasaporte"), "{n}", f.documento);
  }
  [[nodiscard]] static Day nacimiento(const Ficha& f) {
    const auto born = leer_dia(f.actual.v[Campo::fnac]);
    if (!born) throw Error(Code::internal, "a certificate of NIA {}, whose birth has no day", f.nia);
    return *born;
  }
  [[nodiscard]] std::string movimiento(const Inscripcion& one) const {
    return r_.palabras_.movimientos.de(one.codigo.empty() ? "carga" : one.codigo);
  }
  [[nodiscard]] std::string lugar_nacimiento(const Bloque& v) const {
    if (v[Campo::cpron] == "66") return std::string(r_.listas_.nombre_pais(v[Campo::cmunn]));
    return std::string(r_.listas_.nombre_municipio(v[Campo::cpron] + v[Campo::cmunn]));
  }
  void viajero(const Ficha& f) {
    auto& row = registro_.fila(plantilla_.filas("personas"));
    row.set(plantilla_.campo("personas.nombre"), f.actual.nombre_mostrado);
    row.set(plantilla_.campo("personas.documento"), documento(f));
    row.set(plantilla_.campo("personas.nacimiento"), nacimiento(f));
    row.set(plantilla_.campo("personas.nacionalidad"),
            std::string(r_.listas_.nombre_pais(f.actual.v[Campo::naci])));
  }

  const Redactor& r_;
  const documentos::Plantilla& plantilla_;
  documentos::Registro& registro_;
};

void Redactor::redactar(const documentos::Plantilla& plantilla, const Solicitud& s, const Ficha& f,
                        const std::vector<Inscripcion>& historia, const std::vector<Ficha>& acompanan,
                        documentos::Registro& registro) const {
  Escritor escritor(*this, plantilla, registro);
  escritor.cabecera(s);
  switch (s.clase) {
    case ClaseCertificado::volante:
    case ClaseCertificado::empadronamiento: return escritor.individual(f, historia);
    case ClaseCertificado::convivencia: return escritor.convivientes(f);
    case ClaseCertificado::historico: return escritor.historico(f, historia);
    case ClaseCertificado::viaje: return escritor.viaje(s, f, acompanan);
    case ClaseCertificado::baja: return escritor.baja(f);
    case ClaseCertificado::negativo:
      return escritor.no_inscrita({.nombre = f.actual.nombre_mostrado,
                                   .documento = f.documento,
                                   .nacimiento = leer_dia(f.actual.v[Campo::fnac])});
  }
}

void Redactor::redactar(const documentos::Plantilla& plantilla, const Solicitud& s, const NoInscrita& persona,
                        documentos::Registro& registro) const {
  Escritor escritor(*this, plantilla, registro);
  escritor.cabecera(s);
  escritor.no_inscrita(persona);
}

}  // namespace sctf::padron
