#include <algorithm>

#include "padron/fecha.hpp"
#include "padron/reglas.hpp"
#include "text/utf8.hpp"

namespace sctf::padron {
namespace {

constexpr int kSinEstudios = 16;  // last age at which CNES may be 00

void comprobar_nombre(const Registro& r, const Marco& marco, Fallos& fallos) {
  const auto& v = r.v;
  for (const auto campo : {Campo::nomb, Campo::ape1})
    if (v[campo].empty()) fallos.error(campo, Code::missing_value, "", "{} is empty", info(campo).ine);
  constexpr std::pair<Campo, Campo> kPares[] = {{Campo::part1, Campo::ape1}, {Campo::part2, Campo::ape2}};
  for (const auto& [part, ape] : kPares) {
    if (v[part].empty()) continue;
    const auto together = text::count_code_points(v[part]) + 1 + text::count_code_points(v[ape]);
    if (v[ape].empty())
      fallos.error(part, Code::inconsistent, v[part], "a particle without its surname");
    else if (together > 25)
      fallos.error(ape, Code::out_of_range, v[part] + " " + v[ape],
                   "particle, blank and surname have {} characters, 25 are the most", together);
    else if (!marco.listas.particula(v[part]))
      fallos.aviso(part, Code::unknown_value, v[part], "\"{}\" is not in the list of particles", v[part]);
  }
}

void comprobar_nacimiento(const Registro& r, const Marco& marco, Fallos& fallos) {
  const auto& v = r.v;
  const auto fnac = FechaParcial::leer(v[Campo::fnac]);
  if (!fnac)
    fallos.error(Campo::fnac, v[Campo::fnac].empty() ? Code::missing_value : Code::invalid_value,
                 v[Campo::fnac],
                 "FNAC must be a day that exists (00 where day or month is not known), not \"{}\"",
                 con_guiones(v[Campo::fnac]));
  else if (fnac->primera() > marco.hasta)
    fallos.error(Campo::fnac, Code::out_of_range, v[Campo::fnac], "FNAC is after {}",
                 sctf::to_string(marco.hasta));
  const auto& cpron = v[Campo::cpron];
  const auto& cmunn = v[Campo::cmunn];
  if (cpron.empty()) {
    fallos.error(Campo::cpron, Code::missing_value, "", "CPRON is empty: 01 to 52, or 66 for abroad");
  } else if (!marco.listas.provincia(cpron)) {
    fallos.error(Campo::cpron, Code::unknown_value, cpron, "CPRON {} is no province: 01 to 52, or 66", cpron);
  } else if (cpron == "66") {
    if (cmunn == "108")
      fallos.error(Campo::cmunn, Code::inconsistent, cmunn,
                   "province 66 is abroad, and country 108 is Spain");
    else if (!marco.listas.pais(cmunn))
      fallos.error(Campo::cmunn, Code::unknown_value, cmunn, "CMUNN \"{}\" is no country of INE's list",
                   cmunn);
  } else if (!cmunn.empty() && !marco.listas.municipio(cpron + cmunn)) {
    fallos.aviso(Campo::cmunn, Code::unknown_value, cpron + cmunn,
                 "{} {} is not in the list of municipalities", cpron, cmunn);
  }
}

bool eight_digits(std::string_view text) {
  return text.size() == 8 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void comprobar_dni(const Bloque& v, Fallos& fallos) {
  const auto& iden = v[Campo::iden];
  if (!v[Campo::lextr].empty())
    fallos.error(Campo::lextr, Code::inconsistent, v[Campo::lextr], "a DNI has no letter in LEXTR");
  if (!v[Campo::ndocu].empty())
    fallos.error(Campo::ndocu, Code::inconsistent, v[Campo::ndocu], "beside a DNI NDOCU is empty");
  if (!eight_digits(iden))
    fallos.error(Campo::iden, iden.empty() ? Code::missing_value : Code::invalid_value, iden,
                 "a DNI (TIDEN 1) has eight digits in IDEN");
  else if (v[Campo::liden].size() != 1 || v[Campo::liden][0] != letra_documento(iden))
    fallos.error(Campo::liden, Code::invalid_value, v[Campo::liden],
                 "the letter of DNI {} should be {}, not \"{}\"", iden, letra_documento(iden),
                 v[Campo::liden]);
}

void comprobar_nie(const Bloque& v, Fallos& fallos) {
  const auto& lextr = v[Campo::lextr];
  auto iden = v[Campo::iden];
  const auto letter = lextr.size() == 1 ? std::string_view("XYZ").find(lextr[0]) : std::string_view::npos;
  if (letter == std::string_view::npos) {
    fallos.error(Campo::lextr, lextr.empty() ? Code::missing_value : Code::invalid_value, lextr,
                 "a NIE (TIDEN 3) has X, Y or Z in LEXTR, not \"{}\"", lextr);
    return;
  }
  if (!eight_digits(iden) || iden[0] != '0') {
    fallos.error(Campo::iden, iden.empty() ? Code::missing_value : Code::invalid_value, iden,
                 "a NIE has a zero and its seven digits in IDEN");
    return;
  }
  iden[0] = static_cast<char>('0' + letter);
  const char wanted = letra_documento(iden);
  if (v[Campo::liden].size() != 1 || v[Campo::liden][0] != wanted)
    fallos.error(Campo::liden, Code::invalid_value, v[Campo::liden],
                 "the letter of NIE {}{} should be {}, not \"{}\"", lextr, v[Campo::iden].substr(1), wanted,
                 v[Campo::liden]);
}

void comprobar_sin_numero(const Bloque& v, Fallos& fallos, std::string_view why) {
  for (const auto campo : {Campo::lextr, Campo::iden, Campo::liden})
    if (!v[campo].empty()) {
      fallos.error(campo, Code::inconsistent, v[campo], "{} is filled, and {}", info(campo).ine, why);
      return;
    }
}

void comprobar_documento(const Bloque& v, Fallos& fallos) {
  const auto& tiden = v[Campo::tiden];
  if (tiden == "1") return comprobar_dni(v, fallos);
  if (tiden == "3") return comprobar_nie(v, fallos);
  if (tiden == "2") {
    if (v[Campo::ndocu].empty())
      fallos.error(Campo::ndocu, Code::missing_value, "", "TIDEN 2 is a passport or card: NDOCU is empty");
    return comprobar_sin_numero(v, fallos, "TIDEN 2 keeps its number in NDOCU");
  }
  if (tiden == "0") {
    if (!v[Campo::ndocu].empty())
      fallos.error(Campo::ndocu, Code::inconsistent, v[Campo::ndocu],
                   "NDOCU is filled, and TIDEN 0 is nobody's number");
    return comprobar_sin_numero(v, fallos, "TIDEN 0 is nobody's number");
  }
  fallos.error(Campo::tiden, tiden.empty() ? Code::missing_value : Code::unknown_value, tiden,
               "TIDEN is 1 DNI, 2 passport, 3 NIE or 0 none, not \"{}\"", tiden);
}

void comprobar_estudios(const Registro& r, const Marco& marco, Fallos& fallos) {
  const auto& cnes = r.v[Campo::cnes];
  if (!marco.listas.estudios(cnes)) {
    fallos.error(Campo::cnes, cnes.empty() ? Code::missing_value : Code::unknown_value, cnes,
                 "CNES \"{}\" is no code of studies", cnes);
    return;
  }
  const auto fnac = FechaParcial::leer(r.v[Campo::fnac]);
  const auto el = marco.clase == ClaseFichero::completo ? std::optional(marco.hasta + std::chrono::days{1})
                                                        : leer_dia(r.fvar);
  if (cnes == "00" && fnac && el && edad(*fnac, *el) > kSinEstudios)
    fallos.error(Campo::cnes, Code::inconsistent, cnes, "CNES 00 is for minors; this person is {}",
                 edad(*fnac, *el));
}

}  // namespace

char letra_documento(std::string_view digits) {
  unsigned number = 0;
  for (const char c : digits) number = number * 10 + static_cast<unsigned>(c - '0');
  return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23];
}

std::string documento(const Bloque& v) {
  if (v[Campo::tiden] == "1") return v[Campo::iden] + v[Campo::liden];
  if (v[Campo::tiden] == "3" && v[Campo::iden].size() == 8)
    return v[Campo::lextr] + v[Campo::iden].substr(1) + v[Campo::liden];
  return v[Campo::ndocu];
}

void comprobar_persona(const Registro& r, const Marco& marco, Fallos& fallos) {
  const auto& v = r.v;
  if (v[Campo::nia].empty() && marco.clase != ClaseFichero::movimientos)
    fallos.error(Campo::nia, Code::missing_value, "", "NIA is empty");
  comprobar_nombre(r, marco, fallos);
  if (v[Campo::sexo] != "1" && v[Campo::sexo] != "6")
    fallos.error(Campo::sexo, v[Campo::sexo].empty() ? Code::missing_value : Code::unknown_value,
                 v[Campo::sexo], "SEXO is 1 varón or 6 mujer, not \"{}\"", v[Campo::sexo]);
  comprobar_nacimiento(r, marco, fallos);
  comprobar_documento(v, fallos);
  comprobar_estudios(r, marco, fallos);
  if (!marco.listas.pais(v[Campo::naci]))
    fallos.error(Campo::naci, v[Campo::naci].empty() ? Code::missing_value : Code::unknown_value,
                 v[Campo::naci], "NACI \"{}\" is no nationality of INE's list", v[Campo::naci]);
}

}  // namespace sctf::padron
