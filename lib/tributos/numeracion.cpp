#include "tributos/numeracion.hpp"

#include "tributos/sql.hpp"

namespace sctf::tributos {

std::int64_t reservar_valores(db::Transaction& tx, Ente ente, std::int64_t count) {
  tx.exec(sql::valores_contador, ente);
  return tx.query(sql::valores_reservar, ente, count).front().get<std::int64_t>(0);
}

}  // namespace sctf::tributos
