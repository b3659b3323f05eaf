#pragma once

#include <array>
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
  std::filesystem::path salida;  ///< `.csv` or `.xlsx`: escribir_cesion()
};

struct Cedido {
  std::int64_t cesion = 0, personas = 0, inscritas = 0, reservadas = 0, no_constan = 0;
  std::vector<std::array<std::string, 6>> filas = {};  ///< the answer, its heading first
};

/// Answers a list: of each person whether they are registered, and the address. Nothing but residence goes
/// out. Of who has a prevention note, and of who lives with them, nothing: an officer answers apart. Each
/// person found has an audit row with the body and the legal basis. `missing_value` without body, basis or
/// purpose; `bad_header`, and for lines `lines_refused` after each was told to `refuse`. Nothing goes out
/// here: what may be read by others is on record first.
[[nodiscard]] SCTF_API Result<Cedido> ceder(db::Transaction& tx, const Caller& caller, Instant clock,
                                            const PeticionCesion& peticion, const Listas& listas,
                                            const Textos& domicilio,
                                            const std::function<void(const Problem&)>& refuse);

/// Writes the answer of a list that is on record. Throws as proc::write_file.
SCTF_API void escribir_cesion(const Cedido& cedido, const std::filesystem::path& salida, Instant clock);

}  // namespace sctf::padron
