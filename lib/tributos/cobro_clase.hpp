#pragma once

#include <string_view>

#include "tributos/aplicacion.hpp"

namespace sctf::tributos {

/// Words that the tables keep, there and back; `internal` for any other.
[[nodiscard]] std::string_view to_string(ClaseCobro clase);
[[nodiscard]] Result<ClaseCobro> parse_clase_cobro(std::string_view text);
[[nodiscard]] Result<Asiento::Clase> parse_clase_asiento(std::string_view text);
[[nodiscard]] Result<Asiento::Componente> parse_componente(std::string_view text);

}  // namespace sctf::tributos
