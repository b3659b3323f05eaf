#include "tributos/cobro_clase.hpp"

namespace sctf::tributos {
namespace {

template <class T, std::size_t Count>
Result<T> parse_word(std::string_view text, const T (&all)[Count]) {
  for (const auto value : all)
    if (text == to_string(value)) return value;
  return problem(Code::internal, "a table holds \"{}\", which is none of its words", text);
}

}  // namespace

std::string_view to_string(ClaseCobro clase) {
  switch (clase) {
    case ClaseCobro::ingreso: return "ingreso";
    case ClaseCobro::anulacion: return "anulacion";
    case ClaseCobro::abono: return "abono";
    case ClaseCobro::devolucion: return "devolucion";
    case ClaseCobro::rechazo: return "rechazo";
    case ClaseCobro::movimiento: return "movimiento";
  }
  return {};
}

Result<ClaseCobro> parse_clase_cobro(std::string_view text) {
  constexpr ClaseCobro kAll[] = {ClaseCobro::ingreso,    ClaseCobro::anulacion, ClaseCobro::abono,
                                 ClaseCobro::devolucion, ClaseCobro::rechazo,   ClaseCobro::movimiento};
  return parse_word(text, kAll);
}

// What `aplicar` never makes (devolucion) does not come back through here either.
Result<Asiento::Clase> parse_clase_asiento(std::string_view text) {
  constexpr Asiento::Clase kAll[] = {Asiento::Clase::cargo, Asiento::Clase::ingreso, Asiento::Clase::data};
  return parse_word(text, kAll);
}

Result<Asiento::Componente> parse_componente(std::string_view text) {
  constexpr Asiento::Componente kAll[] = {Asiento::Componente::principal, Asiento::Componente::recargo,
                                          Asiento::Componente::interes, Asiento::Componente::costas};
  return parse_word(text, kAll);
}

}  // namespace sctf::tributos
