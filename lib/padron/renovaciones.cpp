#include "padron/renovaciones.hpp"

#include "audit/audit.hpp"
#include "padron/movimiento.hpp"
#include "padron/sql.hpp"

namespace sctf::padron {
namespace {

constexpr int kMesesPreaviso = 3;

}  // namespace

std::int64_t renovaciones(db::Transaction& tx, const Caller& caller, const Listas& listas, Day hasta,
                          const std::function<void(const Renovacion&)>& cada) {
  std::int64_t n = 0;
  // A month more than two years: the law's day is worked out here, where a month may lack it.
  for (const auto& row : tx.query(sql::renovaciones, caller.ente, add_months(hasta, -23))) {
    Renovacion one;
    one.naci = row.get<std::string>("naci");
    const auto ambito = listas.ambito(one.naci);
    const auto renovada = row.get<std::optional<Day>>("renovada");
    if (ambito == Ambito::espana || (ambito == Ambito::tercero && !renovada)) continue;
    const bool expires = ambito == Ambito::tercero;
    one.clase = expires ? "ENCSARP" : "NO_ENCSARP";
    one.codigo = expires ? "MRN" : "MCO";
    one.desde = expires ? *renovada : row.get<Day>("confirmada");
    one.vence = caducidad(one.desde);
    if (one.vence > hasta) continue;
    one.preaviso = add_months(one.vence, -kMesesPreaviso);
    one.nia = row.get<std::string>("nia");
    one.documento = row.get<std::string>("documento");
    one.nombre = row.get<std::string>("nombre_mostrado");
    one.nhop = row.get<std::string>("nhop");
    cada(one);
    ++n;
  }
  audit::record(tx, caller,
                {.action = "padron.renewals",
                 .object = "padron/renovaciones",
                 .reason = {},
                 .detail = {{"hasta", sctf::to_string(hasta)}, {"n", n}}});
  return n;
}

}  // namespace sctf::padron
