#include "padron/movimiento.hpp"

#include "padron/fecha.hpp"

namespace sctf::padron {
namespace {

constexpr int kMesesCaducidad = 24;
constexpr int kMesesNacimiento = 12;  // within which an ANA may be asked for
constexpr int kMayoria = 18;

// What may change of an address without anybody moving: codes and names, not stairs, floor or door.
constexpr Campo kTerritorioHasta = Campo::hmt;

std::string quien(const Estado& e) {
  return fmt::format("NIA {}", e.nia);
}

/// The rules of one movement.
class Juicio {
 public:
  Juicio(const Registro& r, const InfoMovimiento& mov, const Frente& frente, Fallos& fallos)
      : r_(r), v_(r.v), mov_(mov), f_(frente), fallos_(fallos), fvar_(*leer_dia(r.fvar)) {}

  void alta() {
    if (f_.antes != nullptr && f_.antes->viva)
      return error(
          Campo::cvar, Code::duplicate,
          "{} is an alta, and {} is registered here already (INE's error 71): within the municipality "
          "use MCD or MPE",
          mov_.codigo, quien(*f_.antes));
    if (f_.antes != nullptr && f_.antes->muerta())
      return error(Campo::cvar, Code::wrong_state, "{} died on {}: no movement follows a BDE",
                   quien(*f_.antes), sctf::to_string(f_.antes->fvar));
    if (f_.antes != nullptr) despues_del_ultimo();
    documento_libre();
    if (mov_.movimiento == Movimiento::ana) nacimiento();
  }

  void baja() {
    if (!inscrita()) return;
    if (mov_.movimiento == Movimiento::bde)
      defuncion();
    else
      despues_del_ultimo();
    switch (mov_.movimiento) {
      case Movimiento::bcr: return cambio_residencia();
      case Movimiento::bdu: return duplicado();
      case Movimiento::bii:
        return con_expediente("a baja for inscripción indebida needs its expediente (RPDT 72)");
      case Movimiento::bbc: return caducada();
      default: return;
    }
  }

  void modificacion() {
    if (!inscrita()) return;
    despues_del_ultimo();
    estudios();
    documento_libre();
    const bool persona =
        !iguales(v_, f_.antes->v, kPersonaDesde, kPersonaHasta) || v_[Campo::nie] != f_.antes->v[Campo::nie];
    const bool domicilio = !iguales(v_, f_.antes->v, kDomicilioDesde, kDomicilioHasta);
    const bool otra_hoja = v_[Campo::nhop] != f_.antes->v[Campo::nhop];
    switch (mov_.movimiento) {
      case Movimiento::mpe: return datos_personales(persona, domicilio || otra_hoja);
      case Movimiento::mcd:
        if (!domicilio && !otra_hoja)
          error(Campo::cvar, Code::inconsistent,
                "MCD is a change of address, and the address is the one held");
        return;
      case Movimiento::mrd: return territorial(persona, domicilio, otra_hoja);
      case Movimiento::mrn:
        if (f_.listas.ambito(f_.antes->v[Campo::naci]) != Ambito::tercero)
          error(Campo::cvar, Code::inconsistent,
                "MRN renews an ENCSARP inscription; nationality {} ({}) needs none", f_.antes->v[Campo::naci],
                f_.listas.nombre_pais(f_.antes->v[Campo::naci]));
        return;
      case Movimiento::mco: return confirmacion(persona || domicilio || otra_hoja);
      default: return;
    }
  }

 private:
  template <class... Args>
  void error(Campo campo, Code code, fmt::format_string<Args...> format, Args&&... args) {
    const auto i = static_cast<std::size_t>(campo);
    auto valor = campo == Campo::fvar ? r_.fvar : i < kCampos ? v_[campo] : r_.codigo();
    fallos_.error(campo, code, std::move(valor), format, std::forward<Args>(args)...);
  }

  // A baja or modification is of somebody who is registered, identified as INE holds them.
  bool inscrita() {
    const int ine = mov_.clase == 'B' ? 75 : 78;
    if (f_.antes == nullptr) {
      fallos_.antes(Campo::nia, Code::not_found, r_.ine ? r_.antes[Campo::nia] : v_[Campo::nia],
                    "nobody with this NIA or document is held here (INE's error {})", ine);
      return false;
    }
    if (!f_.antes->viva) {
      fallos_.antes(
          Campo::nia, Code::wrong_state, f_.antes->nia, "{} is not registered: {} of {}{}", quien(*f_.antes),
          f_.antes->codigo, sctf::to_string(f_.antes->fvar),
          f_.antes->muerta() ? ", no movement follows a BDE" : fmt::format(" (INE's error {})", ine));
      return false;
    }
    if (r_.ine) identificacion();
    return true;
  }

  void identificacion() {
    for (std::size_t i = 0; i < kCampos; ++i) {
      const auto campo = static_cast<Campo>(i);
      const bool in_block = campo == Campo::nia || campo == Campo::nie ||
                            (campo >= Campo::nomb && campo <= Campo::ape2) ||
                            (campo >= Campo::cpron && campo <= Campo::ndocu);
      if (in_block && r_.antes[i] != f_.antes->v[i])
        fallos_.antes(campo, Code::inconsistent, r_.antes[i],
                      "{} of the identification block is \"{}\", and \"{}\" is held: it must be the state "
                      "before the movement",
                      info(campo).ine, r_.antes[i], f_.antes->v[i]);
    }
  }

  void despues_del_ultimo() {
    const auto& e = *f_.antes;
    if (fvar_ == e.fvar)
      error(Campo::fvar, Code::inconsistent,
            "{} has a movement of that very day, {}: two of one date are INE's error 92; date this one later",
            quien(e), e.codigo.empty() ? "the load of 1996" : e.codigo);
    else if (fvar_ < e.fvar)
      error(Campo::fvar, Code::inconsistent, "{} has a later movement, {} of {} (INE's error 99)", quien(e),
            e.codigo, sctf::to_string(e.fvar));
  }

  void documento_libre() {
    if (!f_.titular.empty())
      error(v_[Campo::iden].empty() ? Campo::ndocu : Campo::iden, Code::duplicate,
            "{} is the document of NIA {}, who is registered here", documento(v_), f_.titular);
  }

  void nacimiento() {
    if (f_.antes != nullptr)
      return error(Campo::cvar, Code::inconsistent,
                   "an ANA is of a newborn, and NIA {} was registered before", f_.antes->nia);
    if (f_.registro > add_months(fvar_, kMesesNacimiento))
      error(Campo::fvar, Code::out_of_range,
            "an ANA is asked for within a year of the birth, {}; later it is AOM or ACR",
            sctf::to_string(fvar_));
    if (f_.hoja == nullptr || !f_.hoja->existe || f_.hoja->adultos == 0)
      error(Campo::nhop, Code::inconsistent,
            "no parent can be registered in hoja \"{}\": nobody of 16 or more is", v_[Campo::nhop]);
  }

  // Death is told when it is known: it may go back before other movements, never before the alta.
  void defuncion() {
    const auto& e = *f_.antes;
    const auto fnac = FechaParcial::leer(e.v[Campo::fnac]);
    if (e.alta && fvar_ < *e.alta)
      error(Campo::fvar, Code::inconsistent, "the death is before the alta of {}, {}", quien(e),
            sctf::to_string(*e.alta));
    else if (fnac && fvar_ < fnac->primera())
      error(Campo::fvar, Code::inconsistent, "the death is before the birth, {}",
            con_guiones(e.v[Campo::fnac]));
    else if (fvar_ == e.fvar)
      despues_del_ultimo();
  }

  void cambio_residencia() {
    if (f_.clase != ClaseFichero::movimientos || f_.tramite.origen == "INE") return;
    const auto fnac = FechaParcial::leer(f_.antes->v[Campo::fnac]);
    const bool leaves = v_[Campo::prdp] == "66";
    const bool foreigner = f_.antes->v[Campo::naci] != "108";
    const bool minor = fnac && edad(*fnac, fvar_) < kMayoria;
    if (!leaves || (!foreigner && !minor))
      error(Campo::cvar, Code::not_allowed,
            "a BCR waits for INE's communication (80, 106, 115, 116), but for foreigners and their minor "
            "children who leave Spain: with it, say --origin INE");
  }

  void duplicado() {
    const auto& stays = r_.ine ? v_[Campo::nia] : std::string();
    if (v_[Campo::nomb].empty() || v_[Campo::ape1].empty() || v_[Campo::fnac].empty())
      error(Campo::nomb, Code::missing_value,
            "a BDU has the data of the record that stays in its variation block");
    else if (r_.ine && stays == f_.antes->nia)
      error(Campo::nia, Code::inconsistent, "the record that stays is the one that goes, {}", stays);
    else if (!r_.ine && documento(v_) == documento(f_.antes->v) && !documento(v_).empty() &&
             iguales(v_, f_.antes->v, kPersonaDesde, kPersonaHasta))
      error(Campo::nomb, Code::inconsistent,
            "the data are those of the record that goes, not of the one that stays");
  }

  void con_expediente(std::string_view why) {
    if (f_.clase == ClaseFichero::movimientos && f_.tramite.expediente.empty())
      error(Campo::cvar, Code::missing_value, "{}: say --expediente", why);
  }

  void caducada() {
    const auto& e = *f_.antes;
    if (f_.listas.ambito(e.v[Campo::naci]) != Ambito::tercero)
      return error(Campo::cvar, Code::inconsistent,
                   "BBC ends an ENCSARP inscription; one of nationality {} ({}) does not expire",
                   e.v[Campo::naci], f_.listas.nombre_pais(e.v[Campo::naci]));
    if (e.renovada && fvar_ < caducidad(*e.renovada))
      return error(Campo::fvar, Code::inconsistent, "the inscription of {} does not expire before {}",
                   quien(e), sctf::to_string(caducidad(*e.renovada)));
    con_expediente("a BBC needs the reasoned resolution of the Alcalde");
  }

  void estudios() {
    const auto& held = f_.antes->v[Campo::cnes];
    const auto& now = v_[Campo::cnes];
    const int before = f_.listas.nivel_estudios(held), after = f_.listas.nivel_estudios(now);
    const bool unknown = now == "99" && held != "99";
    if ((after == 0 || after >= before) && !unknown) return;
    error(Campo::cnes, Code::inconsistent, "CNES {} is below the one held, {}: INE takes no lower studies",
          now, held);
  }

  void datos_personales(bool persona, bool domicilio) {
    if (!persona)
      error(Campo::cvar, Code::inconsistent,
            "MPE is a change of personal data, and none differs from what is held");
    if (domicilio)
      error(Campo::cvar, Code::inconsistent, "MPE leaves the address as it is; a change of address is MCD");
  }

  void territorial(bool persona, bool domicilio, bool otra_hoja) {
    if (persona) error(Campo::cvar, Code::inconsistent, "MRD leaves the personal data as they are");
    if (otra_hoja || !iguales(v_, f_.antes->v, Campo::bloq, Campo::tloc))
      error(Campo::nhop, Code::inconsistent, "with a MRD nobody moves: hoja and dwelling stay");
    else if (!domicilio || iguales(v_, f_.antes->v, kDomicilioDesde, kTerritorioHasta))
      error(Campo::cvar, Code::inconsistent, "MRD changes codes or names of the territory, and none differs");
  }

  void confirmacion(bool changes) {
    const auto& naci = f_.antes->v[Campo::naci];
    if (f_.listas.ambito(naci) != Ambito::union_europea)
      error(Campo::cvar, Code::inconsistent, "MCO confirms a NO_ENCSARP inscription; nationality {} ({}) {}",
            naci, f_.listas.nombre_pais(naci), naci == "108" ? "needs none" : "renews by MRN");
    if (changes)
      error(Campo::cvar, Code::inconsistent, "MCO changes nothing; what differs goes as MPE or MCD");
  }

  const Registro& r_;
  const Bloque& v_;
  const InfoMovimiento& mov_;
  const Frente& f_;
  Fallos& fallos_;
  Day fvar_;
};

}  // namespace

Day caducidad(Day renovada) {
  return add_months(renovada, kMesesCaducidad);
}

void comprobar_movimiento(const Registro& registro, const InfoMovimiento& movimiento, const Frente& frente,
                          Fallos& fallos) {
  Juicio juicio(registro, movimiento, frente, fallos);
  switch (movimiento.clase) {
    case 'A': return juicio.alta();
    case 'B': return juicio.baja();
    default: return juicio.modificacion();
  }
}

}  // namespace sctf::padron
