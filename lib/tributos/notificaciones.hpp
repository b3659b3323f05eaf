#pragma once

#include <functional>
#include <string>

#include "base/calendar.hpp"
#include "base/caller.hpp"
#include "db/transaction.hpp"
#include "proc/source.hpp"

namespace sctf::tributos {

struct Notificadas {
  std::int64_t efectivas = 0;  ///< delivered or refused by the addressee: the term runs (LGT 111.2)
  std::int64_t fallidas = 0;   ///< absent, unknown
  std::int64_t repetidas = 0;  ///< lines that were recorded before
};

/// Records the delivery results of liquidaciones (`referencia;fecha;resultado`, resultado `entregada`
/// `rehusada` `ausente` `desconocido`). Whole or not at all: `lines_refused` where a line names no
/// liquidación that is charged, a day before its cargo, or a second effective delivery; each is told.
SCTF_API Result<Notificadas> notificar(db::Transaction& tx, const Caller& caller, proc::ByteSource& source,
                                       const std::string& name, const Calendar& calendario,
                                       const std::function<void(const Problem&)>& tell);

}  // namespace sctf::tributos
