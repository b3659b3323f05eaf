#include "padron/consulta.hpp"

#include <algorithm>

#include "audit/audit.hpp"
#include "base/nif.hpp"
#include "padron/filas.hpp"
#include "padron/sql.hpp"
#include "padron/territorio.hpp"

namespace sctf::padron {
namespace {

constexpr int kAntesDelBloque = 9;  // columns of padron/historia before the block

Inscripcion leer_inscripcion(const db::Row& row) {
  Inscripcion out;
  out.n = row.get<int>(0);
  out.codigo = row.get<std::string>(1);
  out.fvar = row.get<Day>(2);
  out.registrado = row.get<Instant>(3);
  out.origen = row.get<std::string>(4);
  out.expediente = row.get<std::string>(5);
  out.nombre_mostrado = row.get<std::string>(6);
  out.duplicado_de = row.get<std::string>(7);
  leer_bloque(row, kAntesDelBloque, out.v);
  return out;
}

std::optional<Consentimiento> leer_consentimiento(const db::Row& row) {
  const auto given = row.get<std::optional<bool>>("otorga");
  if (!given) return {};
  return Consentimiento{.otorga = *given,
                        .fecha = row.get<Day>("consentido"),
                        .nhop = row.get<std::string>("nhop"),
                        .fuente = row.get<std::string>("fuente")};
}

std::vector<Conviviente> leer_hoja(db::Transaction& tx, Ente ente, const std::string& nhop) {
  std::vector<Conviviente> out;
  for (const auto& row : tx.query(sql::convivientes, ente, nhop))
    out.push_back({.nia = row.get<std::string>("nia"),
                   .nombre_mostrado = row.get<std::string>("nombre_mostrado"),
                   .documento = row.get<std::string>("documento"),
                   .fnac = row.get<std::string>("fnac"),
                   .alta = row.get<std::optional<Day>>("alta"),
                   .domicilio = row.get<std::optional<Day>>("domicilio"),
                   .protegido = row.get<bool>("protegido"),
                   .consentimiento = leer_consentimiento(row)});
  return out;
}

std::optional<NotaProteccion> leer_nota(db::Transaction& tx, Ente ente, const std::string& nia) {
  const auto rows = tx.query(sql::proteccion, ente, nia);
  if (rows.empty() || !rows.front().get<bool>("activa")) return {};
  const auto row = rows.front();
  return NotaProteccion{.fecha = row.get<Day>("fecha"),
                        .motivo = row.get<std::string>("motivo"),
                        .fuente = row.get<std::string>("fuente")};
}

std::string typed(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '.' && c != '-') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

}  // namespace

Result<std::string> buscar(db::Transaction& tx, Ente ente, std::string_view documento) {
  const auto number = typed(documento);
  if (number.empty()) return problem(Code::invalid_argument, "an empty document");
  if (!tx.query(sql::nia_existe, ente, number).empty()) return number;
  auto wanted = number;
  const auto nif = Nif::parse(number);
  if (nif) wanted = nif->str();
  const auto rows = tx.query(sql::por_documento, ente, wanted);
  if (rows.empty()) {
    // A letter that does not fit is told as that, where nobody has the number as a passport.
    if (!nif && number.size() == 9 && number.find_first_not_of("0123456789XYZ") == 8)
      return tl::unexpected(nif.error());
    auto none = problem(Code::not_found, "nobody with document or NIA \"{}\" is held", number);
    none.value().value = number;
    return none;
  }
  if (rows.size() > 1 && rows[0].get<bool>("viva") && rows[1].get<bool>("viva"))
    return problem(Code::inconsistent, "\"{}\" is the document of NIA {} and of NIA {}; ask by NIA", number,
                   rows[0].view("nia"), rows[1].view("nia"));
  return rows.front().get<std::string>("nia");
}

Result<Ficha> ficha(db::Transaction& tx, const Caller& caller, const std::string& nia,
                    const std::string& finalidad) {
  const auto rows = tx.query(sql::ficha, caller.ente, nia);
  if (rows.empty()) return problem(Code::not_found, "NIA {} is not held", nia);
  const auto row = rows.front();
  Ficha out;
  out.nia = nia;
  out.inscrita = row.get<bool>("viva");
  out.alta = row.get<std::optional<Day>>("alta");
  out.domicilio = row.get<std::optional<Day>>("domicilio");
  out.baja = row.get<std::optional<Day>>("baja");
  out.documento = row.get<std::string>("documento");
  const auto movements = tx.query(sql::historia, caller.ente, nia);
  out.actual = leer_inscripcion(movements[movements.size() - 1]);
  if (out.actual.codigo == "BDE") out.defuncion = out.actual.fvar;
  out.colectivo = out.actual.v[Campo::tloc] == "2";
  out.codigo_postal = row.get<std::string>("cpos");
  if (out.inscrita) out.hoja = leer_hoja(tx, caller.ente, out.actual.v[Campo::nhop]);
  out.proteccion = leer_nota(tx, caller.ente, nia);
  for (const auto& one : out.hoja)
    if (one.nia == nia) out.consentimiento = one.consentimiento;
  audit::record(tx, caller,
                {.action = "padron.show",
                 .object = fmt::format("habitante/{}", nia),
                 .reason = finalidad,
                 .detail = {{"hoja", out.hoja.size()}, {"protegido", out.proteccion.has_value()}}});
  return out;
}

bool protegida(db::Transaction& tx, Ente ente, const std::string& nia) {
  return leer_nota(tx, ente, nia).has_value();
}

std::vector<Inscripcion> historia(db::Transaction& tx, const Caller& caller, const std::string& nia,
                                  const std::string& finalidad) {
  std::vector<Inscripcion> out;
  for (const auto& row : tx.query(sql::historia, caller.ente, nia)) out.push_back(leer_inscripcion(row));
  audit::record(tx, caller,
                {.action = "padron.history",
                 .object = fmt::format("habitante/{}", nia),
                 .reason = finalidad,
                 .detail = {{"protegido", protegida(tx, caller.ente, nia)}}});
  return out;
}

const Inscripcion* vigente(const std::vector<Inscripcion>& historia, Day el, std::optional<Instant> sabido) {
  const auto found = std::find_if(historia.rbegin(), historia.rend(), [&](const Inscripcion& one) {
    return one.fvar <= el && (!sabido || one.registrado <= *sabido);
  });
  return found == historia.rend() ? nullptr : &*found;
}

Result<void> consentir(db::Transaction& tx, const Caller& caller, const std::string& nia,
                       const Consentimiento& c) {
  if (tx.exec(sql::consentimiento_insert, caller.ente, nia, c.otorga, c.fecha, c.fuente, caller.account) == 0)
    return problem(Code::wrong_state, "NIA {} is not registered", nia);
  audit::record(tx, caller,
                {.action = "padron.consent",
                 .object = fmt::format("habitante/{}", nia),
                 .reason = c.fuente,
                 .detail = {{"otorga", c.otorga}}});
  return {};
}

Result<void> proteger(db::Transaction& tx, const Caller& caller, const std::string& nia, bool activa,
                      const NotaProteccion& nota) {
  if (tx.exec(sql::proteccion_insert, caller.ente, nia, activa, nota.motivo, nota.fecha, nota.fuente,
              caller.account) == 0)
    return problem(Code::not_found, "NIA {} is not held", nia);
  audit::record(tx, caller,
                {.action = "padron.protect",
                 .object = fmt::format("habitante/{}", nia),
                 .reason = nota.fuente,
                 .detail = {{"activa", activa}}});
  return {};
}

}  // namespace sctf::padron
