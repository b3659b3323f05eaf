#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/listas.hpp"
#include "padron/textos.hpp"

namespace sctf::padron {

/// Who asks for the residence of people, and by what right (LBRL 16.3, norms/padron 7.3).
struct PeticionCesion {
  std::string organismo, base, finalidad, expediente;
  std::filesystem::path
      fichero;                   ///< `documento`, or `nombre;nacimiento`, one person a line, with that header
  std::filesystem::path salida;  ///< `.csv` or `.xlsx`
  bool dry_run = false;
};

struct Cedido {
  std::int64_t cesion = 0, personas = 0, inscritas = 0, reservadas = 0, no_constan = 0;
};

/// Answers a list: of each person whether they are registered, and the address. Nothing but residence goes
/// out. Of who has a prevention note, and of who lives with them, nothing: an officer answers apart. Each
/// person found has an audit row with the body and the legal basis. `missing_value` without body, basis or
/// purpose; `bad_header`, and for lines `lines_refused` after each was told to `refuse`: nothing goes out
/// then.
[[nodiscard]] SCTF_API Result<Cedido> ceder(db::Transaction& tx, const Caller& caller, Instant clock,
                                            const PeticionCesion& peticion, const Listas& listas,
                                            const Textos& domicilio,
                                            const std::function<void(const Problem&)>& refuse);

}  // namespace sctf::padron
