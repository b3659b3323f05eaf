#include <fmt/format.h>

#include "audit/audit.hpp"
#include "tributos/anulacion.hpp"
#include "tributos/consultas.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

Result<Recibo> hold(db::Transaction& tx, const Caller& caller, std::string_view referencia) {
  const auto found = find_recibo(tx, caller.ente, referencia);
  if (!found) return found;
  tx.query(sql::valores_lock, caller.ente, std::vector<std::int64_t>{found->valor});
  return find_recibo(tx, caller.ente, found->valor);
}

bool suspendido(const Recibo& recibo) {
  const auto& s = recibo.deuda.suspensiones;
  return !s.empty() && !s.back().hasta;
}

}  // namespace

Result<void> suspender(db::Transaction& tx, const Caller& caller, std::string_view referencia,
                       const std::string& acto, Day day) {
  if (acto.empty()) return problem(Code::missing_value, "--act is empty: name the resolution behind it");
  const auto recibo = hold(tx, caller, referencia);
  if (!recibo) return tl::unexpected(recibo.error());
  if (suspendido(*recibo) &&
      tx.query(sql::suspension_acto, caller.ente, recibo->valor).front().view(0) == acto)
    return {};
  if (suspendido(*recibo))
    return problem(Code::wrong_state, "receipt {} is suspended already", recibo->referencia);
  if (recibo->pendiente <= 0_cts || recibo->estado == "anulado" || recibo->estado == "emitido")
    return problem(Code::wrong_state, "receipt {} is {}: nothing of it is being collected",
                   recibo->referencia, recibo->estado);
  tx.exec(sql::suspension_insert, caller.ente, recibo->valor, day, std::nullopt, acto, caller.account);
  audit::record(
      tx, caller,
      {.action = "tributos.suspend", .object = fmt::format("valor/{}", recibo->valor), .reason = acto});
  return {};
}

Result<void> reanudar(db::Transaction& tx, const Caller& caller, std::string_view referencia,
                      const std::string& acto, Day day) {
  const auto recibo = hold(tx, caller, referencia);
  if (!recibo) return tl::unexpected(recibo.error());
  if (!suspendido(*recibo))
    return problem(Code::wrong_state, "receipt {} is not suspended", recibo->referencia);
  const auto desde = recibo->deuda.suspensiones.back().desde;
  if (day < desde)
    return problem(Code::out_of_range, "receipt {} is suspended from {}: it cannot go on before",
                   recibo->referencia, sctf::to_string(desde));
  tx.exec(sql::suspension_insert, caller.ente, recibo->valor, desde, day, acto, caller.account);
  audit::record(
      tx, caller,
      {.action = "tributos.resume", .object = fmt::format("valor/{}", recibo->valor), .reason = acto});
  return {};
}

}  // namespace sctf::tributos
