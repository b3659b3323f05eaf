#include "documentos/cotejo.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "crypto/cms_check.hpp"
#include "crypto/cms_stamp.hpp"
#include "crypto/crl.hpp"
#include "crypto/timestamp.hpp"
#include "documentos/expedidor.hpp"
#include "documentos/sql.hpp"
#include "documentos/tiempo.hpp"
#include "pdf/signatures.hpp"

namespace sctf::documentos {
namespace {

constexpr std::string_view kLongTerm = "B-LT";

template <class... Args>
void add(Cotejo& out, bool bien, fmt::format_string<Args...> text, Args&&... args) {
  out.hallazgos.push_back({bien, fmt::format(text, std::forward<Args>(args)...)});
}

void check_chain_then(Cotejo& out, const crypto::CmsVerdict& verdict, const Guardado& guardado) {
  std::vector<crypto::Certificate> anchors;
  std::copy_if(guardado.cadena.begin(), guardado.cadena.end(), std::back_inserter(anchors),
               [](const crypto::Certificate& c) { return c.self_signed(); });
  if (anchors.empty()) return;  // no root was kept: its authority is not proved, and not said to be
  const auto chain = crypto::check_chain(verdict.signer, guardado.cadena, anchors, guardado.emitido);
  if (chain)
    add(out, true, "the certificate was valid on the day of issue, and leads to \"{}\"",
        anchors.front().name());
  else
    add(out, false, "{}", chain.error().text);
}

/// The seal of a file, whatever the store says of it; the signature that was found, unless there is none.
///
/// @param version  the file is that one of the document's, bit for bit
std::optional<crypto::CmsVerdict> check_seal(Cotejo& out, std::string_view pdf,
                                             const std::vector<pdf::FoundSignature>& signatures,
                                             const VersionDocumento* version) {
  if (signatures.empty()) {
    add(out, false, "the file bears no signature");
    return std::nullopt;
  }
  const auto& first = signatures.front();
  auto verdict = crypto::check_cms(first.der, first.covered);
  if (!verdict) {
    add(out, false, "the signature cannot be read: {}", verdict.error().text);
    return std::nullopt;
  }
  out.sello = verdict->signer;
  if (verdict->intact)
    add(out, true, "the seal of \"{}\" holds for the first {} bytes", verdict->signer.name(), first.end());
  else
    add(out, false, "the seal of \"{}\" does not hold: the bytes it covers were changed",
        verdict->signer.name());
  if (first.whole)
    add(out, true, "the seal covers the whole file");
  else if (version != nullptr && version->nivel == kLongTerm)
    add(out, true,
        "the seal covers the document; the {} bytes after it are the validation data that we added",
        pdf.size() - first.end());
  else
    add(out, false, "{} bytes were appended after what the seal covers", pdf.size() - first.end());
  for (const auto& breach : verdict->breaches)
    add(out, false, "the signature is not PAdES baseline: {}", breach);
  return std::move(*verdict);
}

/// When the seal was there, by the time stamp that the store has of it: it is of the seal, so it speaks of
/// every file that bears it.
bool check_time(Cotejo& out, const pdf::FoundSignature& signature, const Guardado& guardado) {
  if (guardado.token.empty()) return false;
  std::vector<crypto::Certificate> anchors;
  std::copy_if(guardado.autoridad.begin(), guardado.autoridad.end(), std::back_inserter(anchors),
               [](const crypto::Certificate& c) { return c.self_signed(); });
  const auto imprint = crypto::stamped_imprint(signature.der);
  if (!imprint) return false;  // told already: the signature cannot be read
  const auto stamped = crypto::check_timestamp(guardado.token, *imprint, anchors);
  if (stamped)
    add(out, true, "the time-stamp authority \"{}\" saw the seal on {}", stamped->authority.name(),
        sctf::to_string(stamped->at));
  else
    add(out, false, "the time stamp of the seal does not hold: {}", stamped.error().text);
  return stamped.has_value();
}

void check_state(Cotejo& out, const Guardado& guardado) {
  if (guardado.anulado)
    add(out, false, "the document was withdrawn on {}: {}", sctf::to_string(*guardado.anulado),
        guardado.causa_anulacion);
  else
    add(out, true, "the document was not withdrawn");
}

/// The seal of the file is the one that the document was issued under.
void check_same_seal(Cotejo& out, const crypto::CmsVerdict& verdict, const Guardado& guardado) {
  const bool same = crypto::hex(verdict.signer.fingerprint()) == guardado.huella;
  if (same)
    add(out, true, "it is the seal that the document was issued under");
  else
    add(out, false, "it is not the seal that the document was issued under");
  if (same) check_chain_then(out, verdict, guardado);
}

/// That the seal's certificates were good when it was stamped, by the lists that the document was given.
bool check_revocation(Cotejo& out, const Guardado& guardado) {
  if (guardado.listas.empty()) return false;
  const auto lists = crypto::Crl::parse_pem(guardado.listas);
  const auto path = crypto::path_of(guardado.cadena.front(), guardado.validacion);
  auto standing = !lists  ? tl::unexpected(lists.error())
                  : !path ? tl::unexpected(path.error())
                          : crypto::standing_of(*path, *lists);
  if (standing && guardado.sellado < standing->until)
    add(out, true, "the certificate of the seal was not revoked then: the lists of {} say so",
        sctf::to_string(standing->until));
  else
    add(out, false, "the certificate of the seal is not proved good on that day{}",
        standing ? std::string() : ": " + standing.error().text);
  return standing && guardado.sellado < standing->until;
}

/// What speaks for the seal beside itself: that it is the right one, when it was there, that nobody had
/// revoked its certificate. What is not proved is said.
void check_proofs(Cotejo& out, const std::optional<crypto::CmsVerdict>& verdict,
                  const std::vector<pdf::FoundSignature>& signatures) {
  bool time = false, revocation = false;
  if (verdict && out.guardado) {
    check_same_seal(out, *verdict, *out.guardado);
    time = check_time(out, signatures.front(), *out.guardado);
    revocation = time && check_revocation(out, *out.guardado);
  }
  out.no_probado.emplace_back(
      "whether what the document states still holds today: it states it as of its date");
  if (!revocation)
    out.no_probado.emplace_back(
        "whether the certificate of the seal was revoked before the document was issued");
  if (!time)
    out.no_probado.emplace_back(
        out.guardado && out.guardado->espera_tiempo
            ? "when it was signed, but by the issuer's own clock (it waits for the time stamp of an "
              "authority)"
            : "when it was signed, but by the issuer's own clock (there is no time stamp of an authority)");
}

/// The file at each level, of the parts that the store has.
void leer_versiones(const db::Row& row, Guardado& out) {
  out.versiones.push_back(
      {.nivel = row.get<std::string>("nivel"),
       .sha256 = row.get<std::string>("sha256"),
       .pdf = crypto::from_hex(row.view("prefijo")) + crypto::from_hex(row.view("cola"))});
  out.sellado = row.get<std::optional<Instant>>("sellado");
  if (!out.sellado) {
    out.espera_tiempo = row.get<bool>("espera_tiempo");
    return;
  }
  out.token = crypto::from_hex(row.view("token"));
  out.autoridad = must(crypto::Certificate::parse_pem(row.get<std::string>("autoridad")));
  // Where the parts were changed they do not fit together: the hash of what stands here then tells.
  out.versiones.push_back({.nivel = "B-T",
                           .sha256 = row.get<std::string>("tiempo_sha256"),
                           .pdf = poner_tiempo(out.versiones.back().pdf, out.token).value_or("")});
  const auto extended = row.get<std::optional<std::string>>("extension_sha256");
  if (!extended) return;
  out.listas = row.get<std::string>("listas");
  out.validacion = must(crypto::Certificate::parse_pem(row.get<std::string>("certificados")));
  out.versiones.push_back({.nivel = std::string(kLongTerm),
                           .sha256 = *extended,
                           .pdf = out.versiones.back().pdf + crypto::from_hex(row.view("extension"))});
}

}  // namespace

bool Cotejo::autentico() const {
  return guardado && !hallazgos.empty() &&
         std::all_of(hallazgos.begin(), hallazgos.end(), [](const Hallazgo& h) { return h.bien; });
}

Result<Guardado> guardado_de(db::Transaction& tx, Ente ente, const Csv& csv) {
  const db::Rows rows = tx.query(sql::documento_csv, ente, csv.str());
  if (rows.empty()) return problem(Code::not_found, "no document was issued under this CSV");
  const auto row = rows.front();
  Guardado out;
  out.tipo = row.get<std::string>("tipo");
  out.numero = numero_de_documento(out.tipo, row.get<int>("ejercicio"), row.get<std::int64_t>("numero"));
  out.tipo_documental = row.get<std::string>("tipo_documental");
  out.lang = row.get<std::string>("lang");
  out.plantilla = row.get<std::string>("plantilla");
  out.plantilla_sha256 = row.get<std::string>("plantilla_sha256");
  out.csv = csv.grupos();
  out.organo = row.get<std::string>("organo");
  out.organo_nombre = row.get<std::string>("organo_nombre");
  out.resolucion = row.get<std::string>("resolucion");
  out.csv_resolucion = row.get<std::string>("csv_resolucion");
  out.sede = row.get<std::string>("sede");
  out.emitido = row.get<Instant>("emitido");
  out.paginas = row.get<int>("paginas");
  out.huella = row.get<std::string>("huella");
  out.cadena = must(crypto::Certificate::parse_pem(row.get<std::string>("cadena")));
  out.anulado = row.get<std::optional<Instant>>("anulado");
  out.causa_anulacion = row.get<std::optional<std::string>>("causa").value_or("");
  leer_versiones(row, out);
  return out;
}

Result<Cotejo> cotejar(db::Transaction& tx, Ente ente, const Csv& csv) {
  auto found = guardado_de(tx, ente, csv);
  if (!found) return tl::unexpected(std::move(found.error()));
  Cotejo out;
  out.guardado = std::move(*found);
  const auto& kept = *out.guardado;
  for (const auto& version : kept.versiones) {
    const bool same = crypto::sha256_hex(version.pdf) == version.sha256;
    const bool first = &version == &kept.versiones.front();
    add(out, same, "the stored bytes{} are {}", first ? std::string() : " of level " + version.nivel,
        first ? (same ? "those that were issued" : "not those that were issued")
              : (same ? "those that were recorded" : "not those that were recorded"));
  }
  const auto& last = kept.ultima();
  const auto signatures = pdf::find_signatures(last.pdf);
  if (!signatures) return tl::unexpected(signatures.error());
  const auto verdict = check_seal(out, last.pdf, *signatures, &last);
  check_proofs(out, verdict, *signatures);
  const auto own = Csv::parse(pdf::find_identifier(last.pdf));
  if (!own || !(*own == csv)) add(out, false, "the document does not bear this CSV");
  check_state(out, kept);
  return out;
}

Result<Cotejo> cotejar_fichero(db::Transaction& tx, Ente ente, std::string_view pdf) {
  const auto signatures = pdf::find_signatures(pdf);
  if (!signatures) return tl::unexpected(signatures.error());
  Cotejo out;
  const auto csv = Csv::parse(pdf::find_identifier(pdf));
  if (csv)
    if (auto found = guardado_de(tx, ente, *csv)) out.guardado = std::move(*found);
  const VersionDocumento* version = nullptr;
  if (out.guardado) {
    const auto sha = crypto::sha256_hex(pdf);
    for (const auto& one : out.guardado->versiones)
      if (one.sha256 == sha) version = &one;
  }
  const auto verdict = check_seal(out, pdf, *signatures, version);
  if (!csv) {
    add(out, false, "the file does not say which CSV it has: it cannot be compared with what was issued");
  } else if (!out.guardado) {
    add(out, false, "no document was issued under the CSV {} that the file bears", csv->grupos());
  } else {
    const auto& kept = *out.guardado;
    if (version != nullptr)
      add(out, true, "the file is, bit for bit, the document that was issued under its CSV{}",
          kept.versiones.size() == 1 ? std::string() : fmt::format(" (at level {})", version->nivel));
    else if (std::any_of(kept.versiones.begin(), kept.versiones.end(),
                         [&](const auto& one) { return pdf.starts_with(one.pdf); }))
      add(out, false,
          "the file begins with the document that was issued under its CSV, but goes on after it");
    else
      add(out, false, "the file is not the document that was issued under its CSV");
    check_proofs(out, verdict, *signatures);
    check_state(out, kept);
    return out;
  }
  check_proofs(out, std::nullopt, *signatures);
  return out;
}

Result<bool> anular(db::Transaction& tx, const Caller& caller, const Csv& csv, std::string_view causa,
                    Instant clock) {
  const auto found = guardado_de(tx, caller.ente, csv);
  if (!found) return tl::unexpected(found.error());
  if (tx.exec(sql::anulacion_insert, caller.ente, csv.str(), clock, caller.account, causa) == 0) return false;
  audit::record(tx, caller,
                {.action = "documento.anula",
                 .object = "documento/" + found->numero,
                 .reason = std::string(causa),
                 .detail = json::Json::object()});
  return true;
}

}  // namespace sctf::documentos
