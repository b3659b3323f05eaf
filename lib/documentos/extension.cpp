#include "documentos/extension.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "documentos/expedidor.hpp"
#include "documentos/sql.hpp"
#include "documentos/tiempo.hpp"
#include "pdf/validation.hpp"

namespace sctf::documentos {
namespace {

constexpr std::int64_t kPorVez = 64, kMostNamed = 1000;
constexpr Instant kEver{std::chrono::sys_days(std::chrono::year(9999) / 1 / 1)};

/// Documents of one seal that were stamped by one authority.
struct Grupo {
  std::string sello, autoridad, cadena, autoridad_cadena;
  std::int64_t documentos;
};

/// What all documents of a group are given, and which of them.
struct Material {
  pdf::ValidationData datos;
  std::string certificados, listas;  ///< PEM
  Instant obtenida;
  crypto::Standing vigencia;
};

/// The lists that were brought, each address once.
class Listas {
 public:
  Listas(FuenteListas& fuente, Instant clock) : fuente_(fuente), clock_(clock) {}

  Result<crypto::Crl> de(const crypto::Certificate& certificate, const crypto::Certificate& issuer) {
    const auto urls = certificate.crl_urls();
    if (urls.empty())
      return problem(Code::revocation_unavailable,
                     "\"{}\" names no list of revoked certificates: documents that hang on it stay B-T",
                     certificate.name());
    Problem last;
    for (const auto& url : urls) {
      auto list = leer(url);
      if (list && !list->covers(certificate, issuer))
        list = problem(Code::revocation_unavailable, "the list at {} is not one of \"{}\" for \"{}\"", url,
                       issuer.name(), certificate.name());
      if (list && list->next_update() && *list->next_update() < clock_)
        list = problem(Code::revocation_unavailable, "the list at {} ended on {}", url,
                       sctf::to_string(*list->next_update()));
      if (list) return list;
      last = list.error();
    }
    last.code = Code::revocation_unavailable;
    return tl::unexpected(std::move(last));
  }

 private:
  Result<crypto::Crl> leer(const std::string& url) {
    if (const auto known = leidas_.find(url); known != leidas_.end()) return known->second;
    const auto bytes = fuente_.traer(url);
    auto list = bytes ? crypto::Crl::parse(*bytes) : Result<crypto::Crl>(tl::unexpected(bytes.error()));
    if (bytes && !list) list.error().text = fmt::format("{}: {}", url, list.error().text);
    return leidas_.emplace(url, std::move(list)).first->second;
  }

  FuenteListas& fuente_;
  Instant clock_;
  std::map<std::string, Result<crypto::Crl>> leidas_;
};

template <class T>
void add_once(std::vector<std::string>& out, std::string& pem, const T& one) {
  if (std::find(out.begin(), out.end(), one.der()) != out.end()) return;
  out.push_back(one.der());
  pem += one.pem();
}

/// Adds a path with its lists.
Result<void> reunir(Material& material, const std::string& chain, Listas& listas) {
  const auto pool = must(crypto::Certificate::parse_pem(chain));
  const auto path = crypto::path_of(pool.front(), pool);
  if (!path) return tl::unexpected(path.error());
  std::vector<crypto::Crl> found;
  for (std::size_t i = 0; i < path->size(); ++i) {
    add_once(material.datos.certificates, material.certificados, (*path)[i]);
    if (i + 1 == path->size()) break;
    auto list = listas.de((*path)[i], (*path)[i + 1]);
    if (!list) return tl::unexpected(std::move(list.error()));
    add_once(material.datos.lists, material.listas, *list);
    material.obtenida = std::min(material.obtenida, list->this_update());
    found.push_back(std::move(*list));
  }
  const auto standing = crypto::standing_of(*path, found);
  if (!standing) return tl::unexpected(standing.error());
  if (standing->until < material.vigencia.until) material.vigencia = *standing;
  return {};
}

Result<Material> material_de(const Grupo& grupo, Listas& listas) {
  Material out{.datos = {},
               .certificados = {},
               .listas = {},
               .obtenida = Instant::max(),
               .vigencia = {.until = Instant::max()}};
  for (const auto* chain : {&grupo.cadena, &grupo.autoridad_cadena})
    if (auto ok = reunir(out, *chain, listas); !ok) return tl::unexpected(std::move(ok.error()));
  return out;
}

/// Some documents of a group; how many it was given.
std::int64_t extender_algunos(db::Transaction& tx, Ente ente, const Grupo& grupo, const Material& material,
                              Prefijos& prefijos, Instant clock) {
  const db::Rows rows = tx.query(sql::extension_pendientes, ente, grupo.sello, grupo.autoridad,
                                 material.vigencia.until, kPorVez);
  if (rows.empty()) return 0;
  const auto id = crypto::sha256_hex(material.certificados + material.listas);
  tx.exec(sql::validacion_insert, ente, id, material.obtenida, material.certificados, material.listas);
  for (const auto& row : rows) {
    const auto tipo = row.get<std::string>("tipo");
    const auto ejercicio = row.get<int>("ejercicio");
    const auto numero = row.get<std::int64_t>("numero");
    auto file = must(con_tiempo(tx, prefijos, ente, tipo, ejercicio, numero));
    const auto tail = must(pdf::append_validation(file, material.datos));
    file += tail;
    tx.exec(sql::extension_insert, ente, tipo, ejercicio, numero, clock, id, crypto::hex(tail),
            crypto::sha256_hex(file));
  }
  return rows.size();
}

std::vector<Grupo> grupos_de(db::Transaction& tx, Ente ente) {
  std::vector<Grupo> out;
  const db::Rows rows = tx.query(sql::extension_grupos, ente);
  for (const auto& row : rows)
    out.push_back({.sello = row.get<std::string>("sello"),
                   .autoridad = row.get<std::string>("autoridad"),
                   .cadena = row.get<std::string>("cadena"),
                   .autoridad_cadena = row.get<std::string>("autoridad_cadena"),
                   .documentos = row.get<std::int64_t>("documentos")});
  return out;
}

/// The numbers of those that no list will ever prove good.
std::vector<std::string> sellados_tarde(db::Transaction& tx, Ente ente, const Grupo& grupo) {
  std::vector<std::string> out;
  const db::Rows rows =
      tx.query(sql::extension_pendientes, ente, grupo.sello, grupo.autoridad, kEver, kMostNamed);
  for (const auto& row : rows)
    out.push_back(numero_de_documento(row.get<std::string>("tipo"), row.get<int>("ejercicio"),
                                      row.get<std::int64_t>("numero")));
  return out;
}

}  // namespace

FuenteListas::~FuenteListas() = default;

Extendidos extender(db::Pool& pool, Ente ente, FuenteListas& fuente, Instant clock,
                    const std::function<void()>& entre) {
  Extendidos out;
  Listas listas(fuente, clock);
  Prefijos prefijos;
  const auto grupos = db::in_transaction(pool, [&](db::Transaction& tx) { return grupos_de(tx, ente); });
  for (const auto& grupo : grupos) {
    auto left = grupo.documentos;
    const auto material = material_de(grupo, listas);
    for (bool more = material.has_value(); more;) {
      if (entre) entre();
      const auto done = db::in_transaction(
          pool,
          [&](db::Transaction& tx) { return extender_algunos(tx, ente, grupo, *material, prefijos, clock); },
          true);
      out.extendidos += done;
      left -= done;
      more = done > 0;
    }
    left = std::max<std::int64_t>(left, 0);
    out.esperan += left;
    if (!material) {
      out.problemas.push_back(material.error());
    } else if (material->vigencia.revoked && left > 0) {
      for (const auto& numero :
           db::in_transaction(pool, [&](db::Transaction& tx) { return sellados_tarde(tx, ente, grupo); }))
        out.problemas.push_back(
            {.code = Code::seal_revoked,
             .text = fmt::format("{} was time-stamped after a certificate of its seal, or of the time-stamp "
                                 "authority, was revoked on {}",
                                 numero, sctf::to_string(material->vigencia.until)),
             .value = numero});
    }
  }
  return out;
}

}  // namespace sctf::documentos
