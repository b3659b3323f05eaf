#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/incidencias.hpp"
#include "padron/listas.hpp"
#include "padron/procedimientos.hpp"
#include "padron/renovaciones.hpp"
#include "padron/textos.hpp"

namespace sctf::padron {

/// Whose letters they are and what they are made with.
struct Escribania {
  std::string organismo, unidad, lang = "es";
  const Listas& listas;
  PlazosPadron plazos;
  Procedimientos reglas;
  ListaErrores errores;
  Textos domicilio, cartas;
};

/// Letters that may be asked for.
inline constexpr std::string_view kClasesCarta[] = {"renovacion", "comprobacion", "expedientes",
                                                    "incidencias", "informacion"};

/// What was printed.
struct CartasPadron {
  std::int64_t lote = 0;  ///< 0: there was none to print
  std::int64_t cartas = 0;
  std::int64_t reservadas = 0;  ///< people with a prevention note: an officer must reach them
  bool repetido = false;        ///< nothing new: the last lot of the class again
};

/// Finds who must get a letter of a class by `hasta` and has none yet about the same thing, and records what
/// each letter says: `renovacion` (ENCSARP that have not expired yet), `comprobacion` (NO_ENCSARP to be
/// confirmed), `expedientes` (the letter of the last step of each), `incidencias` (marks of INE that ask
/// something of the person), `informacion` (who was not told what is held in five years, RPDT 69). Nobody
/// with a prevention note gets one. With nothing new, the last lot of the class. Leaves an audit row.
[[nodiscard]] SCTF_API Result<CartasPadron> preparar_cartas(db::Transaction& tx, const Caller& caller,
                                                            Instant clock, const Escribania& con,
                                                            const std::string& clase, Day hasta);

/// Prints a lot as one PDF, the same bytes each time; how many letters. One that does not fit on its paper (a
/// name or an address longer than the window) is told to `refuse` and left out. `not_found` for another lot,
/// `lines_refused` where none fits. Leaves an audit row.
[[nodiscard]] SCTF_API Result<std::int64_t> imprimir_cartas(
    db::Transaction& tx, const Caller& caller, std::int64_t lote, const std::filesystem::path& fichero,
    const std::function<void(const Problem&)>& refuse);

/// Who has not been told for so long what is held of them: no letter, no certificate, no movement of their
/// own.
struct NoInformada {
  std::string nia, documento, nombre, nhop;
  Day ultima{};  ///< the last time
};
/// Those registered, the longest ago first. Leaves an audit row.
SCTF_API std::int64_t no_informadas(db::Transaction& tx, const Caller& caller, Day antes_de,
                                    const std::function<void(const NoInformada&)>& cada);

}  // namespace sctf::padron
