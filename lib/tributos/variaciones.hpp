#pragma once

#include <functional>
#include <string>

#include "base/caller.hpp"
#include "base/decimal.hpp"
#include "db/transaction.hpp"

namespace sctf::tributos {

/// Something that an office looks at before approval (oficinas 5).
struct Variacion {
  std::string clase;  ///< `alta` `baja` `cambio_titular` `subida` `sin_nif` `sin_domicilio` `devuelto`
  std::string objeto, nif;
  std::string antes, ahora;  ///< holder or amount, then and now
};

/// What differs between a run and the last approved padrón of its tributo, in the order of clase and objeto;
/// amounts that rose by more than `percent`. Where nothing was approved before: what the run lacks by itself.
/// Leaves an audit row.
SCTF_API Result<std::int64_t> variaciones(db::Transaction& tx, const Caller& caller, std::int64_t run,
                                          const Decimal& percent,
                                          const std::function<void(const Variacion&)>& each);

}  // namespace sctf::tributos
