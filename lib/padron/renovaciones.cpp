#include "padron/renovaciones.hpp"

#include <algorithm>

#include "audit/audit.hpp"
#include "config/reader.hpp"
#include "padron/movimiento.hpp"
#include "padron/sql.hpp"

namespace sctf::padron {

Result<PlazosPadron> PlazosPadron::cargar(const std::filesystem::path& file) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto root = config::parse_yaml(*bytes, file.string());
  if (!root) return tl::unexpected(root.error());
  config::Problems problems(file.string());
  PlazosPadron out;
  config::MapReader r(*root, "", problems);
  const auto months = [&](const char* name, int& into) {
    if (const auto* node = r.required(name))
      into = static_cast<int>(config::read_integer(*node, name, 1, 600, problems).value_or(into));
  };
  months("caducidad", out.caducidad);
  months("preaviso", out.preaviso);
  months("comprobar_sin_registro", out.comprobar_sin_registro);
  months("comprobar_con_registro", out.comprobar_con_registro);
  months("informar", out.informar);
  r.finish();
  if (!problems.empty()) return tl::unexpected(problems.take().front());
  return out;
}

std::int64_t renovaciones(db::Transaction& tx, const Caller& caller, const Listas& listas,
                          const PlazosPadron& plazos, Day hasta,
                          const std::function<void(const Renovacion&)>& cada) {
  std::vector<Renovacion> due;
  // A month more than the shortest term: the law's day is worked out here, where a month may lack it.
  const auto shortest =
      std::min({plazos.caducidad, plazos.comprobar_sin_registro, plazos.comprobar_con_registro});
  for (const auto& row : tx.query(sql::renovaciones, caller.ente, add_months(hasta, 1 - shortest))) {
    Renovacion one;
    one.naci = row.get<std::string>("naci");
    const auto ambito = listas.ambito(one.naci);
    const auto renovada = row.get<std::optional<Day>>("renovada");
    if (ambito == Ambito::espana || (ambito == Ambito::tercero && !renovada)) continue;
    const bool expires = ambito == Ambito::tercero;
    const bool in_register = row.view("tiden") == "3";
    one.clase = expires ? "ENCSARP" : "NO_ENCSARP";
    one.codigo = expires ? "MRN" : "MCO";
    one.meses = expires       ? plazos.caducidad
                : in_register ? plazos.comprobar_con_registro
                              : plazos.comprobar_sin_registro;
    one.desde = expires ? *renovada : row.get<Day>("confirmada");
    one.vence = add_months(one.desde, one.meses);
    if (one.vence > hasta) continue;
    one.preaviso = add_months(one.vence, -plazos.preaviso);
    one.nia = row.get<std::string>("nia");
    one.documento = row.get<std::string>("documento");
    one.nombre = row.get<std::string>("nombre_mostrado");
    one.nhop = row.get<std::string>("nhop");
    due.push_back(std::move(one));
  }
  std::stable_sort(due.begin(), due.end(),
                   [](const Renovacion& a, const Renovacion& b) { return a.vence < b.vence; });
  for (const auto& one : due) cada(one);
  const auto n = static_cast<std::int64_t>(due.size());
  audit::record(tx, caller,
                {.action = "padron.renewals",
                 .object = "padron/renovaciones",
                 .reason = {},
                 .detail = {{"hasta", sctf::to_string(hasta)}, {"n", n}}});
  return n;
}

}  // namespace sctf::padron
