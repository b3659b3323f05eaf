#include "padron/hoja_impresa.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "documentos/tirada.hpp"
#include "padron/fecha.hpp"
#include "padron/municipio.hpp"
#include "padron/reglas.hpp"
#include "padron/sql.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"

namespace sctf::padron {
namespace {

constexpr int kFirmaDesde = 16;    // years: from here a person signs (PR 2.2)
constexpr int kFilasEnBlanco = 6;  // of a blank form
constexpr std::size_t kMostEnHoja = 20;

/// Somebody on the hoja.
struct EnHoja {
  Bloque v;
  std::string nombre;
};
/// What stands on it.
struct Contenido {
  std::string nhop, codigo_postal, motivo;
  std::vector<EnHoja> personas;
};

std::string con_numero(std::string text, const std::string& number) {
  if (const auto at = text.find("{n}"); at != std::string::npos) text.replace(at, 3, number);
  return text;
}

Result<Contenido> de_inscritas(db::Transaction& tx, const Caller& caller, const PeticionHoja& p,
                               const ImprentaHoja& con) {
  std::string first;
  if (!p.persona.empty()) {
    const auto nia = buscar(tx, caller.ente, p.persona);
    if (!nia) return tl::unexpected(nia.error());
    first = *nia;
  } else {
    const db::Rows rows = tx.query(sql::convivientes, caller.ente, p.nhop);
    if (rows.empty()) return problem(Code::not_found, "nobody is registered in hoja \"{}\"", p.nhop);
    first = rows.front().get<std::string>("nia");
  }
  const auto f = ficha(tx, caller, first, "hoja padronal");
  if (!f) return tl::unexpected(f.error());
  if (!f->inscrita) return problem(Code::not_found, "NIA {} is not registered", first);
  Contenido out{.nhop = f->actual.v[Campo::nhop],
                .codigo_postal = f->codigo_postal,
                .motivo = con.hoja.de("motivo_inscritas"),
                .personas = {}};
  for (const auto& one : f->hoja)
    if (one.protegido)
      return problem(Code::not_allowed,
                     "somebody of hoja {} has a prevention note: a supervisor prints it by hand", out.nhop);
  for (const auto& one : f->hoja) {
    const auto other = one.nia == first ? f : ficha(tx, caller, one.nia, "hoja padronal");
    if (!other) return tl::unexpected(other.error());
    out.personas.push_back({other->actual.v, other->actual.nombre_mostrado});
  }
  return out;
}

Result<Contenido> de_propuestas(const PeticionHoja& p, const ImprentaHoja& con) {
  const auto source = proc::FileReader::open(p.fichero);
  if (!source) return tl::unexpected(source.error());
  auto lector = leer_csv(**source);
  if (!lector) return tl::unexpected(Problem(lector.error()).at(p.fichero.string(), 1, 1));
  Contenido out;
  Registro r;
  Fallos fallos;
  while (fallos.vaciar(), (*lector)->siguiente(r, fallos)) {
    if (!fallos.limpio()) {
      const auto& f = fallos.lista().front();
      return tl::unexpected(Problem{.code = f.code, .text = f.texto, .value = f.valor}.at(
          p.fichero.string(), r.linea, (*lector)->columna(r, f)));
    }
    if (!out.personas.empty() && !iguales(out.personas.front().v, r.v, kDomicilioDesde, kDomicilioHasta))
      return tl::unexpected(
          Problem{.code = Code::inconsistent, .text = "one hoja is one address: this line has another"}.at(
              p.fichero.string(), r.linea, 1));
    auto name = r.mostrado;
    if (name.empty())
      for (const auto campo : {Campo::nomb, Campo::part1, Campo::ape1, Campo::part2, Campo::ape2})
        if (!r.v[campo].empty()) name += (name.empty() ? "" : " ") + r.v[campo];
    if (out.motivo.empty())
      out.motivo = r.codigo().empty() ? con.hoja.de("motivo_blanco") : con.movimientos.de(r.codigo());
    out.nhop = r.v[Campo::nhop];
    out.personas.push_back({r.v, name});
  }
  if (out.personas.empty()) return problem(Code::empty_file, "{} holds no movement", p.fichero.string());
  return out;
}

/// Writes it into the record of its template.
class Impresor {
 public:
  Impresor(const documentos::Plantilla& plantilla, const ImprentaHoja& con, Day hoy)
      : plantilla_(plantilla), con_(con), hoy_(hoy), registro_(plantilla) {}

  const documentos::Registro& escribir(const Contenido& c, const PeticionHoja& p) {
    registro_.set(plantilla_.campo("organismo"), con_.organismo);
    registro_.set(plantilla_.campo("unidad"), con_.unidad);
    registro_.set(plantilla_.campo("motivo"), !p.motivo.empty() ? p.motivo : c.motivo);
    registro_.set(plantilla_.campo("fecha"), hoy_);
    if (!p.expediente.empty()) registro_.set(plantilla_.campo("expediente"), p.expediente);
    const auto town = std::string(con_.listas.nombre_municipio(std::string(kCpro) + kCmun));
    registro_.set(plantilla_.campo("municipio"),
                  c.codigo_postal.empty() ? town : c.codigo_postal + " " + town);
    if (!c.nhop.empty()) registro_.set(plantilla_.campo("hoja"), c.nhop);
    if (!c.personas.empty()) domicilio(c.personas.front().v);
    for (const auto& one : c.personas) persona(one);
    for (int i = 0; i < p.en_blanco || (c.personas.empty() && i < kFilasEnBlanco); ++i) blanco();
    return registro_;
  }

 private:
  void domicilio(const Bloque& v) {
    registro_.set(plantilla_.campo("domicilio"), domicilio_en_palabras(v, con_.listas, con_.domicilio));
    registro_.set(plantilla_.campo("seccion"),
                  fmt::format("distrito {}, sección {}{}", v[Campo::dist], v[Campo::secc], v[Campo::lsecc]));
  }

  documentos::Registro& fila(const char* rows) { return registro_.fila(plantilla_.filas(rows)); }

  void persona(const EnHoja& one) {
    const auto& v = one.v;
    auto& row = fila("personas");
    const auto put = [&](const char* name, const std::string& text) {
      if (!text.empty()) row.set(plantilla_.campo(std::string("personas.") + name), text);
    };
    row.set(plantilla_.campo("personas.n"), std::int64_t{++n_});
    put("nombre", one.nombre);
    put("sexo", con_.certificados.de("sexo_" + v[Campo::sexo]));
    const auto born = FechaParcial::leer(v[Campo::fnac]);
    put("nacimiento", born && born->entera() ? human_day(born->primera()) : con_guiones(v[Campo::fnac]));
    put("lugar", v[Campo::cpron] == "66"
                     ? std::string(con_.listas.nombre_pais(v[Campo::cmunn]))
                     : std::string(con_.listas.nombre_municipio(v[Campo::cpron] + v[Campo::cmunn])));
    const auto number = documento(v);
    const auto& tiden = v[Campo::tiden];
    put("documento", number.empty() ? con_.certificados.de("sin_documento")
                                    : con_numero(con_.certificados.de(tiden == "1"   ? "dni"
                                                                      : tiden == "3" ? "nie"
                                                                                     : "pasaporte"),
                                                 number));
    put("nacionalidad", std::string(con_.listas.nombre_pais(v[Campo::naci])));
    put("estudios", v[Campo::cnes]);
    if (!born || edad(*born, hoy_) < kFirmaDesde) return;
    auto& line = fila("firmas");
    line.set(plantilla_.campo("firmas.n"), std::int64_t{n_});
    line.set(plantilla_.campo("firmas.nombre"), one.nombre);
  }

  void blanco() {
    fila("personas").set(plantilla_.campo("personas.n"), std::int64_t{++n_});
    fila("firmas").set(plantilla_.campo("firmas.n"), std::int64_t{n_});
  }

  const documentos::Plantilla& plantilla_;
  const ImprentaHoja& con_;
  Day hoy_;
  documentos::Registro registro_;
  int n_ = 0;
};

}  // namespace

Result<HojaImpresa> imprimir_hoja(db::Transaction& tx, const Caller& caller, Instant clock,
                                  const ImprentaHoja& con, const PeticionHoja& p) {
  Result<Contenido> content =
      Contenido{.nhop = {}, .codigo_postal = {}, .motivo = con.hoja.de("motivo_blanco"), .personas = {}};
  if (!p.nhop.empty() || !p.persona.empty())
    content = de_inscritas(tx, caller, p, con);
  else if (!p.fichero.empty())
    content = de_propuestas(p, con);
  if (!content) return tl::unexpected(content.error());
  const auto rows = content->personas.size() + static_cast<std::size_t>(p.en_blanco);
  if (rows > kMostEnHoja)
    return problem(Code::out_of_range,
                   "{} people on a hoja of {}: a collective establishment has a list of its own", rows,
                   kMostEnHoja);
  const auto plantilla = documentos::Plantilla::load("padron/hoja_padronal", con.lang);
  if (!plantilla) return tl::unexpected(plantilla.error().front());
  Impresor impresor(**plantilla, con, text::local_day(clock));
  auto pdf = documentos::escribir(*plantilla, impresor.escribir(*content, p),
                                  {.title = (*plantilla)->titulo(),
                                   .author = con.organismo,
                                   .subject = {},
                                   .lang = "es-ES",
                                   .id = fmt::format("hoja-padronal-{}", content->nhop),
                                   .created = clock});
  if (!pdf) return tl::unexpected(pdf.error());
  audit::record(tx, caller,
                {.action = "padron.form",
                 .object = fmt::format("hoja/{}", content->nhop),
                 .reason = p.expediente,
                 .detail = {{"personas", content->personas.size()}}});
  return HojaImpresa{.pdf = std::move(*pdf), .personas = static_cast<std::int64_t>(content->personas.size())};
}

}  // namespace sctf::padron
