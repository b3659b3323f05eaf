#include <algorithm>

#include "padron/reglas.hpp"

namespace sctf::padron {
namespace {

bool only_digits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void cifras(const Bloque& v, Campo campo, Fallos& fallos) {
  const auto width = static_cast<std::size_t>(info(campo).anchura);
  if (!only_digits(v[campo], width))
    fallos.error(campo, v[campo].empty() ? Code::missing_value : Code::invalid_value, v[campo],
                 "{} has {} digits, not \"{}\"", info(campo).ine, width, v[campo]);
}

void comprobar_via(const Bloque& v, const Marco& marco, Fallos& fallos) {
  const bool via = v[Campo::cvia] != "00000", pseudovia = v[Campo::cpsvia] != "00000";
  if (via) {
    if (!marco.listas.tipo_via(v[Campo::tvia]))
      fallos.error(Campo::tvia, v[Campo::tvia].empty() ? Code::missing_value : Code::unknown_value,
                   v[Campo::tvia], "TVIA \"{}\" is no type of INE's table", v[Campo::tvia]);
    if (v[Campo::nviac].empty())
      fallos.error(Campo::nviac, Code::missing_value, "", "street {} has no name", v[Campo::cvia]);
  } else {
    for (const auto campo : {Campo::tvia, Campo::nviac})
      if (!v[campo].empty())
        fallos.error(campo, Code::inconsistent, v[campo], "CVIA 00000 is no street, and {} is filled",
                     info(campo).ine);
  }
  if (pseudovia && v[Campo::dpsvia].empty())
    fallos.error(Campo::dpsvia, Code::missing_value, "", "pseudo-street {} has no name", v[Campo::cpsvia]);
  if (!pseudovia && !v[Campo::dpsvia].empty())
    fallos.error(Campo::dpsvia, Code::inconsistent, v[Campo::dpsvia],
                 "CPSVIA 00000 is no pseudo-street, and DPSVIA is filled");
}

bool even(const std::string& digits) {
  return (digits.back() - '0') % 2 == 0;
}

void comprobar_numero(const Bloque& v, Fallos& fallos) {
  const auto& tinum = v[Campo::tinum];
  const auto& numer = v[Campo::numer];
  if (tinum != "0" && tinum != "1" && tinum != "2") {
    fallos.error(Campo::tinum, tinum.empty() ? Code::missing_value : Code::unknown_value, tinum,
                 "TINUM is 0 none, 1 odd or 2 even, not \"{}\"", tinum);
    return;
  }
  if (!only_digits(numer, 4)) {
    fallos.error(Campo::numer, numer.empty() ? Code::missing_value : Code::invalid_value, numer,
                 "NUMER has four digits, not \"{}\"", numer);
    return;
  }
  if (tinum == "0") {
    if (numer != "0000" || v[Campo::cnumer] != "S")
      fallos.error(Campo::numer, Code::inconsistent, numer + v[Campo::cnumer],
                   "an unnumbered dwelling (TINUM 0) is 0000 S, not {} {}", numer, v[Campo::cnumer]);
  } else if (numer == "0000") {
    fallos.error(Campo::numer, Code::inconsistent, numer, "a numbered dwelling has no number 0000");
  } else if (even(numer) != (tinum == "2")) {
    fallos.error(Campo::numer, Code::inconsistent, numer, "number {} is {}, TINUM {} says {}", numer,
                 even(numer) ? "even" : "odd", tinum, tinum == "2" ? "even" : "odd");
  }
  const auto& numers = v[Campo::numers];
  if (numers.empty()) {
    if (!v[Campo::cnumers].empty())
      fallos.error(Campo::cnumers, Code::inconsistent, v[Campo::cnumers], "a qualifier without its NUMERS");
  } else if (tinum == "0") {
    fallos.error(Campo::numers, Code::inconsistent, numers, "an unnumbered dwelling has no upper number");
  } else if (numers < numer) {
    fallos.error(Campo::numers, Code::inconsistent, numers, "the upper number is below the lower one, {}",
                 numer);
  } else if (even(numers) != (tinum == "2")) {
    fallos.error(Campo::numers, Code::inconsistent, numers, "number {} is {}, TINUM {} says {}", numers,
                 even(numers) ? "even" : "odd", tinum, tinum == "2" ? "even" : "odd");
  }
}

}  // namespace

void comprobar_domicilio(const Registro& r, const Marco& marco, Fallos& fallos) {
  const auto& v = r.v;
  for (const auto campo : {Campo::dist, Campo::secc, Campo::cun, Campo::cvia, Campo::cpsvia})
    cifras(v, campo, fallos);
  if (only_digits(v[Campo::cun], 7) && v[Campo::cun][4] - '0' != digito_unidad(v[Campo::cun].substr(0, 4)))
    fallos.aviso(Campo::cun, Code::inconsistent, v[Campo::cun], "the check digit of CUN {} should be {}",
                 v[Campo::cun], digito_unidad(v[Campo::cun].substr(0, 4)));
  comprobar_via(v, marco, fallos);
  comprobar_numero(v, fallos);
  if (v[Campo::tloc] != "1" && v[Campo::tloc] != "2")
    fallos.error(Campo::tloc, v[Campo::tloc].empty() ? Code::missing_value : Code::unknown_value,
                 v[Campo::tloc], "TLOC is 1 dwelling or 2 collective establishment, not \"{}\"",
                 v[Campo::tloc]);
  if (v[Campo::nhop].empty() && marco.clase != ClaseFichero::movimientos)
    fallos.error(Campo::nhop, Code::missing_value, "", "NHOP is empty");
}

}  // namespace sctf::padron
