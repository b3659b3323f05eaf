#pragma once

#include "json/json.hpp"
#include "tributos/aplicacion.hpp"

namespace sctf::tributos {

/// Calendar and interest as a run keeps them: what it is taken up with again, whatever the files say by then.
[[nodiscard]] json::Json to_json(const ReglasCobro& reglas);
/// Of what to_json() made.
[[nodiscard]] ReglasCobro reglas_from_json(const json::Json& kept);

}  // namespace sctf::tributos
