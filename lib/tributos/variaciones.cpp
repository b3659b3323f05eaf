#include "tributos/variaciones.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "tributos/emision.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {

Result<std::int64_t> variaciones(db::Transaction& tx, const Caller& caller, std::int64_t run,
                                 const Decimal& percent, const std::function<void(const Variacion&)>& each) {
  const auto ente = caller.ente;
  const auto emision = find_emision(tx, ente, run);
  if (!emision) return tl::unexpected(emision.error());
  std::vector<std::int64_t> anteriores;
  for (const auto& row : tx.query(sql::emision_padron_anterior, ente, emision->tributo, emision->ejercicio))
    if (const auto other = row.get<std::int64_t>("run"); other != run) anteriores.push_back(other);
  std::int64_t n = 0;
  const auto euros = [](std::string_view cents) {
    return cents.empty() ? std::string() : db::parse_value<Cents>(cents).str();
  };
  tx.stream(
      sql::variaciones,
      [&](const db::Row& row) {
        Variacion v{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                    row.get<std::string>(3), row.get<std::string>(4)};
        if (v.clase == "alta" || v.clase == "baja" || v.clase == "subida")
          v.antes = euros(v.antes), v.ahora = euros(v.ahora);
        each(v);
        ++n;
      },
      ente, run, anteriores, percent);
  audit::record(
      tx, caller,
      {.action = "tributos.variations", .object = fmt::format("run/{}", run), .detail = {{"variations", n}}});
  return n;
}

}  // namespace sctf::tributos
