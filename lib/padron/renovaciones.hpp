#pragma once

#include <functional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/listas.hpp"

namespace sctf::padron {

/// An inscription that must be renewed or confirmed (norms/padron 2.2).
struct Renovacion {
  std::string nia, documento, nombre, naci, nhop;
  std::string clase;   ///< `ENCSARP`: expires at `vence`; `NO_ENCSARP`: to be checked since `vence`
  std::string codigo;  ///< of the movement that settles it: MRN, MCO
  Day desde{};         ///< last alta or renewal, or last movement with the person's part in it
  Day preaviso{};      ///< three months before `vence`
  Day vence{};
};

/// ENCSARP inscriptions that expire by a day, and NO_ENCSARP ones whose last word is two years old by then,
/// in the order of their day. Whose last alta or renewal lies before what was loaded is left to INE's
/// notices. Leaves an audit row.
SCTF_API std::int64_t renovaciones(db::Transaction& tx, const Caller& caller, const Listas& listas, Day hasta,
                                   const std::function<void(const Renovacion&)>& cada);

}  // namespace sctf::padron
