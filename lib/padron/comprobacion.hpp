#pragma once

#include <string>
#include <vector>

#include "db/transaction.hpp"

namespace sctf::padron {

/// What must hold of a padrón (design 5), and how often it does not.
struct Prueba {
  std::string nombre;      ///< `one live inscripción a person`
  std::int64_t casos = 0;  ///< what was looked at
  std::int64_t fallos = 0;
  std::string ejemplo;  ///< the first case that fails: NIA, hoja
};

/// All invariants, in one snapshot.
[[nodiscard]] SCTF_API std::vector<Prueba> comprobar_padron(db::Transaction& tx, Ente ente);

}  // namespace sctf::padron
