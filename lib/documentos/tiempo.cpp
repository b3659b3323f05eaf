#include "documentos/tiempo.hpp"

#include <atomic>
#include <fmt/format.h>
#include <mutex>
#include <thread>

#include "crypto/cms_stamp.hpp"
#include "documentos/expedidor.hpp"
#include "documentos/sql.hpp"
#include "pdf/signatures.hpp"

namespace sctf::documentos {
namespace {

constexpr std::int64_t kPorGrupo = 64;

/// A document that waits, and what came for it.
struct EnEspera {
  std::string tipo;
  int ejercicio;
  std::int64_t numero;
  std::string pdf;
  std::optional<crypto::Timestamp> tiempo;
  std::string sha256;  ///< of the file with it
};

std::vector<EnEspera> siguientes(db::Transaction& tx, Prefijos& prefijos, Ente ente, const Alcance& alcance,
                                 const EnEspera& after) {
  std::vector<EnEspera> out;
  const db::Rows rows = tx.query(sql::tiempo_pendientes, ente, alcance.tipo, alcance.ejercicio, alcance.desde,
                                 alcance.hasta, after.tipo, after.ejercicio, after.numero, kPorGrupo);
  for (const auto& row : rows)
    out.push_back(
        {.tipo = row.get<std::string>("tipo"),
         .ejercicio = row.get<int>("ejercicio"),
         .numero = row.get<std::int64_t>("numero"),
         .pdf = prefijos.leer(tx, ente, row.get<std::string>("prefijo")) + crypto::from_hex(row.view("cola")),
         .tiempo = {},
         .sha256 = {}});
  return out;
}

Result<void> pedir_tiempo(EnEspera& uno, const AutoridadTiempo& autoridad) {
  const auto signatures = pdf::find_signatures(uno.pdf);
  if (!signatures || signatures->empty())
    return problem(Code::internal, "the store has {}-{}-{} without a signature", uno.tipo, uno.ejercicio,
                   uno.numero);
  const auto imprint = crypto::stamped_imprint(signatures->front().der);
  if (!imprint) return tl::unexpected(imprint.error());
  auto stamped = crypto::timestamp(*autoridad.puerto, *imprint, autoridad.anclas, autoridad.politica);
  if (!stamped) return tl::unexpected(std::move(stamped.error()));
  const auto whole = poner_tiempo(uno.pdf, stamped->token);
  if (!whole && whole.error().code == Code::out_of_range)
    return problem(
        Code::out_of_range,
        "{} keeps fewer than the {} bytes of a time stamp: raise sello.tsa.reserva for what is issued next",
        numero_de_documento(uno.tipo, uno.ejercicio, uno.numero), stamped->token.size());
  if (!whole) return tl::unexpected(whole.error());
  uno.tiempo = std::move(*stamped);
  uno.sha256 = crypto::sha256_hex(*whole);
  return {};
}

/// Asks for all of a group, several side by side; why it stopped, where it did.
std::optional<Problem> pedir_grupo(std::vector<EnEspera>& grupo, const AutoridadTiempo& autoridad) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<Problem> motivo;
  std::exception_ptr thrown;
  const auto work = [&] {
    for (auto i = next++; i < grupo.size(); i = next++) {
      try {
        const auto done = pedir_tiempo(grupo[i], autoridad);
        if (done) continue;
        // A document whose place is too small is no reason to leave the others alone.
        const bool only_this_one = done.error().code == Code::out_of_range;
        const std::lock_guard lock(mutex);
        if (!motivo) motivo = done.error();
        if (!only_this_one) next = grupo.size();
      } catch (...) {
        const std::lock_guard lock(mutex);
        thrown = std::current_exception();
        next = grupo.size();
      }
    }
  };
  {
    std::vector<std::jthread> helpers;
    const auto side_by_side =
        std::min<std::size_t>(static_cast<std::size_t>(std::max(1, autoridad.a_la_vez)), grupo.size());
    for (std::size_t i = 1; i < side_by_side; ++i) helpers.emplace_back(work);
    work();
  }
  if (thrown) std::rethrow_exception(thrown);
  return motivo;
}

/// What a check of these time stamps will need: the certificates that they carry, and the roots.
std::string cadena_de(const crypto::Timestamp& tiempo, const AutoridadTiempo& autoridad) {
  std::string out;
  for (const auto& certificate : tiempo.carried) out += certificate.pem();
  for (const auto& root : autoridad.anclas) out += root.pem();
  return out;
}

std::int64_t guardar_tiempos(db::Transaction& tx, Ente ente, const std::vector<EnEspera>& grupo,
                             const AutoridadTiempo& autoridad) {
  std::int64_t sellados = 0;
  std::string known;
  for (const auto& uno : grupo) {
    if (!uno.tiempo) continue;
    const auto chain = cadena_de(*uno.tiempo, autoridad);
    const auto id = crypto::sha256_hex(chain);
    if (id != known) tx.exec(sql::autoridad_insert, ente, id, uno.tiempo->authority.name(), chain);
    known = id;
    sellados += tx.exec(sql::tiempo_insert, ente, uno.tipo, uno.ejercicio, uno.numero, uno.tiempo->at, id,
                        crypto::hex(uno.tiempo->token), uno.sha256);
  }
  return sellados;
}

}  // namespace

SelladosTiempo sellar_tiempo(db::Pool& pool, Ente ente, const AutoridadTiempo& autoridad,
                             const Alcance& alcance, const std::function<void()>& entre) {
  SelladosTiempo out;
  Prefijos prefijos;
  EnEspera last{};
  for (bool go_on = true; go_on;) {
    if (entre) entre();
    auto grupo = db::in_transaction(
        pool, [&](db::Transaction& tx) { return siguientes(tx, prefijos, ente, alcance, last); });
    if (grupo.empty()) break;
    last = {.tipo = grupo.back().tipo,
            .ejercicio = grupo.back().ejercicio,
            .numero = grupo.back().numero,
            .pdf = {},
            .tiempo = {},
            .sha256 = {}};
    auto motivo = pedir_grupo(grupo, autoridad);
    out.sellados += db::in_transaction(
        pool, [&](db::Transaction& tx) { return guardar_tiempos(tx, ente, grupo, autoridad); }, true);
    if (!motivo) continue;
    go_on = motivo->code == Code::out_of_range;
    if (!out.motivo) out.motivo = std::move(motivo);
  }
  out.esperan =
      db::in_transaction(pool, [&](db::Transaction& tx) { return esperan_tiempo(tx, ente, alcance); });
  if (out.motivo)
    out.motivo =
        Problem{.code = Code::timestamp_unavailable,
                .text = fmt::format("{} document(s) wait for a time stamp and are PAdES B-B until then: {}",
                                    out.esperan, out.motivo->text)};
  return out;
}

std::int64_t esperan_tiempo(db::Transaction& tx, Ente ente, const Alcance& alcance) {
  return tx.query(sql::tiempo_cuantos, ente, alcance.tipo, alcance.ejercicio, alcance.desde, alcance.hasta)
      .front()
      .get<std::int64_t>("esperan");
}

const std::string& Prefijos::leer(db::Transaction& tx, Ente ente, const std::string& id) {
  auto& bytes = leidos_[id];
  if (bytes.empty()) bytes = crypto::from_hex(tx.query(sql::prefijo_bytes, ente, id).front().view("bytes"));
  return bytes;
}

Result<std::string> con_tiempo(db::Transaction& tx, Prefijos& prefijos, Ente ente, const std::string& tipo,
                               int ejercicio, std::int64_t numero) {
  const db::Rows rows = tx.query(sql::tiempo_find, ente, tipo, ejercicio, numero);
  if (rows.empty()) return problem(Code::not_found, "{}-{}-{} has no time stamp", tipo, ejercicio, numero);
  const auto row = rows.front();
  const auto issued =
      prefijos.leer(tx, ente, row.get<std::string>("prefijo")) + crypto::from_hex(row.view("cola"));
  auto whole = poner_tiempo(issued, crypto::from_hex(row.view("token")));
  if (!whole) return whole;
  if (crypto::sha256_hex(*whole) != row.view("sha256"))
    return problem(Code::internal, "the stored parts of {}-{}-{} do not make its file", tipo, ejercicio,
                   numero);
  return whole;
}

Result<std::string> poner_tiempo(std::string_view pdf, std::string_view token) {
  const auto signatures = pdf::find_signatures(pdf);
  if (!signatures) return tl::unexpected(signatures.error());
  if (signatures->empty()) return problem(Code::bad_document, "the file bears no signature");
  const auto der = crypto::with_timestamp(signatures->front().der, token);
  if (!der) return tl::unexpected(der.error());
  return pdf::replace_signature(pdf, signatures->front(), *der);
}

}  // namespace sctf::documentos
