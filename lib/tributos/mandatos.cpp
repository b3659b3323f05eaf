#include "tributos/mandatos.hpp"

#include "audit/audit.hpp"
#include "text/sepa.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

// The act that holds for a mandate (`cancelado`, `rehabilitado` or empty), its row locked; or that there is
// none.
Result<std::string> held_mandate(db::Transaction& tx, Ente ente, const std::string& mandato,
                                 const std::string& acto) {
  if (acto.empty()) return problem(Code::missing_value, "--act is empty: name the request or resolution");
  const auto rows = tx.query(sql::mandato_find, ente, mandato);
  if (rows.empty()) return problem(Code::not_found, "there is no mandate \"{}\"", mandato);
  return rows.front().get<std::string>("acto");
}

void record_act(db::Transaction& tx, const Caller& caller, const std::string& mandato, const char* clase,
                Day day, const std::string& anterior, const std::string& acto) {
  tx.exec(sql::mandato_acto, caller.ente, mandato, clase, day, anterior, acto, caller.account);
  audit::record(
      tx, caller,
      {.action = std::string("tributos.mandate.") + clase, .object = "mandato/" + mandato, .reason = acto});
}

}  // namespace

Result<void> cancelar_mandato(db::Transaction& tx, const Caller& caller, const std::string& mandato,
                              const std::string& acto, Day day) {
  const auto holds = held_mandate(tx, caller.ente, mandato, acto);
  if (!holds) return tl::unexpected(holds.error());
  if (*holds != "cancelado") record_act(tx, caller, mandato, "cancelado", day, "", acto);
  return {};
}

Result<void> rehabilitar_mandato(db::Transaction& tx, const Caller& caller, const std::string& mandato,
                                 const std::string& acto, Day day) {
  const auto holds = held_mandate(tx, caller.ente, mandato, acto);
  if (!holds) return tl::unexpected(holds.error());
  if (*holds != "cancelado") return problem(Code::wrong_state, "mandate \"{}\" is not cancelled", mandato);
  record_act(tx, caller, mandato, "rehabilitado", day, "", acto);
  return {};
}

Result<void> renombrar_mandato(db::Transaction& tx, const Caller& caller, const std::string& anterior,
                               const std::string& nuevo, const std::string& acto, Day day) {
  if (nuevo.size() > 35 || !text::sepa_identifier_ok(nuevo))
    return problem(Code::invalid_value,
                   "\"{}\" cannot be the reference of a mandate (1 to 35 characters of SEPA)", nuevo);
  if (anterior == nuevo) return problem(Code::inconsistent, "both references are the same");
  for (const auto* mandato : {&nuevo, &anterior})
    if (const auto holds = held_mandate(tx, caller.ente, *mandato, acto); !holds)
      return tl::unexpected(holds.error());
  record_act(tx, caller, nuevo, "renombrado", day, anterior, acto);
  return {};
}

}  // namespace sctf::tributos
