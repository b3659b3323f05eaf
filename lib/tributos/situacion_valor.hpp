#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "db/transaction.hpp"
#include "tributos/aplicacion.hpp"

namespace sctf::tributos {

/// A valor as it stands, with what who writes to it needs to know.
struct ValorVivo {
  SituacionValor situacion;
  std::int64_t run = 0;  ///< of issue, or the load of opening balances
  std::string tributo;
  int ejercicio = 0;
  std::string clase_valor;
  int ultimo_apunte = 0;  ///< n of its last ledger entry
  int ultimo_suceso = 0;  ///< n of the last event of its debit
};

/// Reads valores by the hundred and holds their rows, so that nobody else writes to them until the
/// transaction ends. Keeps what it learnt of the ordinances.
class SCTF_API LectorSituaciones {
 public:
  LectorSituaciones(db::Transaction& tx, Ente ente) : tx_(tx), ente_(ente) {}
  /// Those of `valores` that there are.
  std::map<std::int64_t, ValorVivo> leer(const std::vector<std::int64_t>& valores);

 private:
  struct Plazos {
    std::map<std::string, std::optional<Day>> hasta;  // by tributo
    std::map<std::string, std::vector<std::string>> pierde_por;
  };
  const Plazos& plazos(std::int64_t run, const std::string& tributo);
  ValorVivo vivo(const db::Row& row);

  db::Transaction& tx_;
  Ente ente_;
  std::map<std::int64_t, Plazos> plazos_;
};

/// The suspensions of each of `valores` that has some, in the order in which they began.
std::map<std::int64_t, std::vector<Suspension>> suspensiones_de(db::Transaction& tx, Ente ente,
                                                                const std::vector<std::int64_t>& valores);

}  // namespace sctf::tributos
