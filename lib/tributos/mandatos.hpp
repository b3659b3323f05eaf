#pragma once

#include <string>

#include "base/caller.hpp"
#include "base/day.hpp"
#include "db/transaction.hpp"

namespace sctf::tributos {

/// No debit under this mandate any more, from the next issue and the next charge on. `not_found`; cancelled
/// already: nothing happens.
SCTF_API Result<void> cancelar_mandato(db::Transaction& tx, const Caller& caller, const std::string& mandato,
                                       const std::string& acto, Day day);
/// Takes a cancellation back.
SCTF_API Result<void> rehabilitar_mandato(db::Transaction& tx, const Caller& caller,
                                          const std::string& mandato, const std::string& acto, Day day);
/// `nuevo` is what `anterior` is called now: the next debit under it carries the amendment (norms/recaudacion
/// 4.6). `not_found` where either was never loaded.
SCTF_API Result<void> renombrar_mandato(db::Transaction& tx, const Caller& caller,
                                        const std::string& anterior, const std::string& nuevo,
                                        const std::string& acto, Day day);

}  // namespace sctf::tributos
