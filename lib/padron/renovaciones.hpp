#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/listas.hpp"

namespace sctf::padron {

/// Terms of the padrón in months: etc/padron/plazos.yaml.
struct PlazosPadron {
  int caducidad = 24;               ///< of an ENCSARP inscription
  int preaviso = 3;                 ///< before it
  int comprobar_sin_registro = 24;  ///< NO_ENCSARP, not in the Registro Central de Extranjeros
  int comprobar_con_registro = 60;  ///< NO_ENCSARP, in it
  int informar = 60;                ///< everybody, of what is held

  /// All that is wrong with the file is one problem, with its line and column.
  [[nodiscard]] SCTF_API static Result<PlazosPadron> cargar(const std::filesystem::path& file);
};

/// An inscription that must be renewed or confirmed (norms/padron 2.2).
struct Renovacion {
  std::string nia, documento, nombre, naci, nhop;
  std::string clase;   ///< `ENCSARP`: expires at `vence`; `NO_ENCSARP`: to be checked since `vence`
  std::string codigo;  ///< of the movement that settles it: MRN, MCO
  int meses = 0;       ///< the term: of who has no NIE the shorter one
  Day desde{};         ///< last alta or renewal, or last movement with the person's part in it
  Day preaviso{};      ///< three months before `vence`
  Day vence{};
};

/// ENCSARP inscriptions that expire by a day, and NO_ENCSARP ones whose last word is as old as their kind
/// allows by then, in the order of their day. Who of the latter stands in the Registro Central de Extranjeros
/// only INE knows for sure: who has a NIE is taken to. Whose last alta or renewal lies before what was loaded
/// is left to INE's notices. Leaves an audit row.
SCTF_API std::int64_t renovaciones(db::Transaction& tx, const Caller& caller, const Listas& listas,
                                   const PlazosPadron& plazos, Day hasta,
                                   const std::function<void(const Renovacion&)>& cada);

}  // namespace sctf::padron
