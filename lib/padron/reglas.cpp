#include "padron/reglas.hpp"

#include "padron/fecha.hpp"

namespace sctf::padron {
namespace {

const Day kPrimerDia = make_day(1996, 5, 1);

// Fields that both blocks have.
constexpr Campo kCompartidos[] = {Campo::nomb,  Campo::part1, Campo::ape1,  Campo::part2, Campo::ape2,
                                  Campo::cpron, Campo::cmunn, Campo::fnac,  Campo::tiden, Campo::lextr,
                                  Campo::iden,  Campo::liden, Campo::ndocu, Campo::nia,   Campo::nie};

void comprobar_residencia(const Registro& r, const Marco& marco, Fallos& fallos) {
  if (r.cpro != marco.cpro)
    fallos.error(Campo::cpro, Code::invalid_value, r.cpro, "CPRO is {}, ours is {}", r.cpro, marco.cpro);
  else if (r.cmun != marco.cmun)
    fallos.error(Campo::cmun, Code::invalid_value, r.cmun, "CMUN is {}, ours is {}", r.cmun, marco.cmun);
}

// The code, if it may stand in such a file.
const InfoMovimiento* comprobar_codigo(const Registro& r, const Marco& marco, Fallos& fallos) {
  const auto codigo = r.codigo();
  const auto* mov = find_movimiento(codigo);
  if (mov == nullptr) {
    fallos.error(Campo::cvar, Code::unknown_value, codigo, "\"{}\" is no movement: {}", codigo, kCodigos);
    return nullptr;
  }
  if (marco.clase == ClaseFichero::completo && mov->clase == 'B')
    fallos.error(Campo::cvar, Code::invalid_value, codigo,
                 "{} is a baja; a whole padrón holds the living inscripciones alone", codigo);
  if (marco.clase != ClaseFichero::completo && mov->movimiento == Movimiento::carga)
    fallos.error(Campo::cvar, Code::missing_value, codigo, "a movement has its CVAR and CAUV: {}", kCodigos);
  return mov;
}

void comprobar_fvar(const Registro& r, const InfoMovimiento* mov, const Marco& marco, Fallos& fallos) {
  const auto fvar = leer_dia(r.fvar);
  if (!fvar) {
    fallos.error(Campo::fvar, r.fvar.empty() ? Code::missing_value : Code::invalid_value, r.fvar,
                 "FVAR must be a day that exists, not \"{}\"", r.fvar);
    return;
  }
  if (*fvar < kPrimerDia)
    fallos.error(Campo::fvar, Code::out_of_range, r.fvar, "FVAR is before 1 May 1996");
  else if (*fvar > marco.hasta)
    fallos.error(Campo::fvar, Code::out_of_range, r.fvar, "FVAR is after {}", sctf::to_string(marco.hasta));
  if (mov == nullptr) return;
  if (mov->movimiento == Movimiento::carga) {
    if (*fvar != kPrimerDia)
      fallos.error(Campo::fvar, Code::inconsistent, r.fvar,
                   "an inscripción without CVAR is of the load of 1996: its FVAR is 1996-05-01");
    return;
  }
  const auto& nacida = r.v[Campo::fnac].empty() ? r.antes[Campo::fnac] : r.v[Campo::fnac];
  const auto fnac = FechaParcial::leer(nacida);
  if (!fnac) return;
  if (*fvar < fnac->primera())
    fallos.error(Campo::fvar, Code::inconsistent, r.fvar, "FVAR is before the birth, {}",
                 con_guiones(nacida));
  else if (mov->movimiento == Movimiento::ana && (!fnac->entera() || fnac->primera() != *fvar))
    fallos.error(Campo::fvar, Code::inconsistent, r.fvar, "the FVAR of an ANA is the birth date, {}",
                 con_guiones(nacida));
}

// Which blocks are there (norms/padron 3, content rule). Whether the variation block is to be looked at.
bool comprobar_bloques(const Registro& r, const InfoMovimiento& mov, const Marco& marco, Fallos& fallos) {
  if (!r.ine) return mov.clase != 'B' || mov.movimiento == Movimiento::bdu;
  if (marco.clase == ClaseFichero::completo) {
    for (const auto campo : kCompartidos)
      if (r.antes[campo] != r.v[campo])
        fallos.antes(campo, Code::inconsistent, r.antes[campo],
                     "{} is \"{}\" in the identification and \"{}\" in the variation block; in a whole "
                     "padrón they are equal",
                     info(campo).ine, r.antes[campo], r.v[campo]);
    return true;
  }
  if (mov.clase == 'A') {
    if (!r.antes.vacio())
      fallos.antes(Campo::nomb, Code::inconsistent, r.antes[Campo::nomb],
                   "the identification block of an alta holds CPRO and CMUN alone");
    return true;
  }
  if (r.antes[Campo::nia].empty() && r.antes[Campo::iden].empty() && r.antes[Campo::ndocu].empty())
    fallos.antes(Campo::nia, Code::missing_value, "",
                 "the identification block names nobody: NIA, IDEN and NDOCU are empty");
  if (mov.clase == 'M' || mov.movimiento == Movimiento::bdu) return true;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Campo::prdp); ++i)
    if (!r.v[i].empty() && static_cast<Campo>(i) != Campo::cvia && static_cast<Campo>(i) != Campo::cpsvia &&
        static_cast<Campo>(i) != Campo::tinum && static_cast<Campo>(i) != Campo::numer &&
        static_cast<Campo>(i) != Campo::cnumer) {
      fallos.error(static_cast<Campo>(i), Code::inconsistent, r.v[i],
                   "a baja leaves its variation block blank, but for the place of destination");
      break;
    }
  return false;
}

// Where somebody came from or goes to.
void comprobar_procedencia(const Registro& r, const InfoMovimiento& mov, const Marco& marco, Fallos& fallos) {
  const auto& prdp = r.v[Campo::prdp];
  const auto& mudp = r.v[Campo::mudp];
  const bool wanted = mov.movimiento == Movimiento::acr || mov.movimiento == Movimiento::bcr;
  const auto* what = mov.clase == 'B' ? "destination" : "origin";
  if (prdp.empty()) {
    if (wanted)
      fallos.error(Campo::prdp, Code::missing_value, "", "{} needs the province of {} (66: abroad)",
                   mov.codigo, what);
    return;
  }
  if (!marco.listas.provincia(prdp)) {
    fallos.error(Campo::prdp, Code::unknown_value, prdp, "PRDP {} is no province: 01 to 52, or 66", prdp);
    return;
  }
  if (mudp.empty()) {
    if (wanted)
      fallos.error(Campo::mudp, Code::missing_value, "", "{} needs the {} of {}", mov.codigo,
                   prdp == "66" ? "country" : "municipality", what);
    return;
  }
  if (prdp == "66") {
    if (mudp == "108")
      fallos.error(Campo::mudp, Code::inconsistent, mudp, "province 66 is abroad, and country 108 is Spain");
    else if (!marco.listas.pais(mudp))
      fallos.error(Campo::mudp, Code::unknown_value, mudp, "MUDP {} is no country of INE's list", mudp);
    return;
  }
  if (wanted && prdp == marco.cpro && mudp == marco.cmun)
    fallos.error(Campo::mudp, Code::inconsistent, prdp + mudp,
                 "{} {} is this municipality: within it a change of address is MCD", prdp, mudp);
  else if (!marco.listas.municipio(prdp + mudp))
    fallos.aviso(Campo::mudp, Code::unknown_value, prdp + mudp, "{} {} is not in the list of municipalities",
                 prdp, mudp);
}

int abc(std::string_view digits, std::string_view tables) {
  constexpr std::string_view kTables[] = {"0382741596", "0123456789", "0246813579"};
  if (digits.size() != tables.size()) return -1;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] < '0' || digits[i] > '9') return -1;
    sum +=
        kTables[static_cast<std::size_t>(tables[i] - 'A')][static_cast<std::size_t>(digits[i] - '0')] - '0';
  }
  return (10 - sum % 10) % 10;
}

}  // namespace

void comprobar(const Registro& r, const Marco& marco, Fallos& fallos) {
  if (r.ine) comprobar_residencia(r, marco, fallos);
  const auto* mov = comprobar_codigo(r, marco, fallos);
  comprobar_fvar(r, mov, marco, fallos);
  if (mov == nullptr) return;
  if (comprobar_bloques(r, *mov, marco, fallos)) {
    comprobar_persona(r, marco, fallos);
    comprobar_domicilio(r, marco, fallos);
  }
  comprobar_procedencia(r, *mov, marco, fallos);
}

int digito_municipio(std::string_view ppmmm) {
  return abc(ppmmm, "CABCA");
}

int digito_unidad(std::string_view ccss) {
  return abc(ccss, "ABCA");
}

}  // namespace sctf::padron
