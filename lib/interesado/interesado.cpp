#include "interesado/interesado.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nif.hpp"
#include "documentos/expedidor.hpp"
#include "interesado/sql.hpp"

namespace sctf::interesado {
namespace {

constexpr std::string_view kBuscado = "buscado/";

std::vector<std::string> sujetos_de(const Interesado& quien) {
  std::vector<std::string> out;
  for (const auto& nia : quien.nias) out.push_back("habitante/" + nia);
  for (const auto id : quien.personas) out.push_back(fmt::format("persona/{}", id));
  return out;
}

}  // namespace

Result<Interesado> localizar(db::Transaction& tx, Ente ente, std::string_view documento) {
  Interesado out;
  const auto typed = audit::buscado(documento).substr(kBuscado.size());
  const auto nia = padron::buscar(tx, ente, documento);
  if (nia) out.nias.push_back(*nia);
  const auto nif = Nif::parse(typed);
  const auto number = nif ? nif->str() : typed;
  for (const auto& row : tx.query(sql::documentos, ente, out.nias, number))
    out.documentos.push_back(row.get<std::string>(0));
  for (const auto& row : tx.query(sql::personas, ente, out.documentos))
    out.personas.push_back(row.get<std::int64_t>(0));
  if (out.nias.empty() && out.personas.empty()) {
    if (nia.error().code != Code::not_found) return tl::unexpected(nia.error());
    auto none = problem(Code::not_found, "nobody with document, NIA or NIF \"{}\" is held", typed);
    none.value().value = typed;
    return none;
  }
  // Two people registered with the number of one passport: nothing of either is shown.
  if (!nia && nia.error().code == Code::inconsistent) return tl::unexpected(nia.error());
  return out;
}

std::vector<std::string> objetos_de(db::Transaction& tx, Ente ente, const Interesado& quien) {
  std::vector<std::string> out;
  for (const auto& row : tx.query(sql::objetos, ente, quien.nias, quien.personas, quien.documentos))
    out.push_back(row.get<std::string>(0));
  return out;
}

Result<Expuesto> exponer(db::Transaction& tx, const Caller& caller, std::string_view documento,
                         const std::string& reason, Day hoy) {
  auto quien = localizar(tx, caller.ente, documento);
  if (!quien) return tl::unexpected(quien.error());
  Expuesto out{.quien = std::move(*quien), .padron = {}, .tributos = {}, .documentos = {}};
  const auto sujetos = sujetos_de(out.quien);
  for (const auto& nia : out.quien.nias) {
    auto ficha = padron::ficha(tx, caller, nia, reason);
    if (!ficha) return tl::unexpected(ficha.error());
    out.padron = std::move(*ficha);
  }
  for (const auto& nif : out.quien.documentos) {
    if (!identidad::find_by_nif(tx, caller.ente, nif)) continue;
    auto sheet = tributos::contribuyente(tx, caller, nif, hoy, reason);
    if (!sheet) return tl::unexpected(sheet.error());
    out.tributos.push_back(std::move(*sheet));
  }
  for (const auto& row : tx.query(sql::documentos_de, caller.ente, sujetos))
    out.documentos.push_back(
        {.numero = documentos::numero_de_documento(row.view("tipo"), row.get<int>("ejercicio"),
                                                   row.get<std::int64_t>("numero")),
         .emitido = row.get<Instant>("emitido"),
         .anulado = row.get<bool>("anulado")});
  audit::record(tx, caller,
                {.action = "person.show",
                 .object = sujetos.front(),
                 .reason = reason,
                 .detail = {{"sujetos", sujetos}, {"documentos", out.documentos.size()}}});
  return out;
}

Result<Accesos> accesos(db::Transaction& tx, const Caller& caller, std::string_view documento,
                        const std::string& reason, std::optional<Instant> from, std::optional<Instant> until,
                        std::int64_t limit) {
  auto quien = localizar(tx, caller.ente, documento);
  if (!quien) return tl::unexpected(quien.error());
  Accesos out{.quien = std::move(*quien), .filas = {}, .hay_mas = false};
  audit::leer_filas(tx, caller.ente,
                    {.objects = objetos_de(tx, caller.ente, out.quien),
                     .account = {},
                     .action = {},
                     .channel = {},
                     .request = {},
                     .from = from,
                     .until = until,
                     .refused = false,
                     .before = {},
                     .limit = limit + 1},
                    [&](const audit::Fila& fila) { out.filas.push_back(fila); });
  out.hay_mas = static_cast<std::int64_t>(out.filas.size()) > limit;
  if (out.hay_mas) out.filas.pop_back();
  audit::record(tx, caller,
                {.action = "person.report",
                 .object = sujetos_de(out.quien).front(),
                 .reason = reason,
                 .detail = {{"rows", out.filas.size()}}});
  return out;
}

}  // namespace sctf::interesado
