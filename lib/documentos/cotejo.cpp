#include "documentos/cotejo.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "crypto/cms_check.hpp"
#include "documentos/expedidor.hpp"
#include "documentos/sql.hpp"
#include "pdf/signatures.hpp"

namespace sctf::documentos {
namespace {

std::string bytes_of(std::string_view hex) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(value(hex[i]) << 4 | value(hex[i + 1]));
  return out;
}

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
std::optional<crypto::CmsVerdict> check_seal(Cotejo& out, std::string_view pdf,
                                             const std::vector<pdf::FoundSignature>& signatures) {
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
  else
    add(out, false, "{} bytes were appended after what the seal covers", pdf.size() - first.end());
  for (const auto& breach : verdict->breaches)
    add(out, false, "the signature is not PAdES baseline: {}", breach);
  return std::move(*verdict);
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

}  // namespace

bool Cotejo::autentico() const {
  return guardado && !hallazgos.empty() &&
         std::all_of(hallazgos.begin(), hallazgos.end(), [](const Hallazgo& h) { return h.bien; });
}

const std::vector<std::string>& no_probado() {
  static const std::vector<std::string> list = {
      "whether what the document states still holds today: it states it as of its date",
      "whether the certificate of the seal was revoked before the document was issued",
      "when it was signed, but by the issuer's own clock (there is no time stamp of an authority)"};
  return list;
}

Result<Guardado> guardado_de(db::Transaction& tx, Ente ente, const Csv& csv) {
  const auto rows = tx.query(sql::documento_csv, ente, csv.str());
  if (rows.empty()) return problem(Code::not_found, "no document was issued under this CSV");
  const auto row = rows.front();
  Guardado out;
  out.tipo = row.get<std::string>("tipo");
  out.numero = numero_de_documento(out.tipo, row.get<int>("ejercicio"), row.get<std::int64_t>("numero"));
  out.lang = row.get<std::string>("lang");
  out.nivel = row.get<std::string>("nivel");
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
  out.sha256 = row.get<std::string>("sha256");
  out.pdf = bytes_of(row.get<std::string_view>("prefijo")) + bytes_of(row.get<std::string_view>("cola"));
  out.huella = row.get<std::string>("huella");
  out.cadena = must(crypto::Certificate::parse_pem(row.get<std::string>("cadena")));
  out.anulado = row.get<std::optional<Instant>>("anulado");
  out.causa_anulacion = row.get<std::optional<std::string>>("causa").value_or("");
  return out;
}

Result<Cotejo> cotejar(db::Transaction& tx, Ente ente, const Csv& csv) {
  auto found = guardado_de(tx, ente, csv);
  if (!found) return tl::unexpected(std::move(found.error()));
  Cotejo out;
  out.guardado = std::move(*found);
  const auto& kept = *out.guardado;
  const bool same = crypto::sha256_hex(kept.pdf) == kept.sha256;
  add(out, same, "{}",
      same ? "the stored bytes are those that were issued"
           : "the stored bytes are not those that were issued");
  const auto signatures = pdf::find_signatures(kept.pdf);
  if (!signatures) return tl::unexpected(signatures.error());
  if (const auto verdict = check_seal(out, kept.pdf, *signatures)) check_same_seal(out, *verdict, kept);
  const auto own = Csv::parse(pdf::find_identifier(kept.pdf));
  if (!own || !(*own == csv)) add(out, false, "the document does not bear this CSV");
  check_state(out, kept);
  return out;
}

Result<Cotejo> cotejar_fichero(db::Transaction& tx, Ente ente, std::string_view pdf) {
  const auto signatures = pdf::find_signatures(pdf);
  if (!signatures) return tl::unexpected(signatures.error());
  Cotejo out;
  const auto verdict = check_seal(out, pdf, *signatures);
  const auto csv = Csv::parse(pdf::find_identifier(pdf));
  if (!csv) {
    add(out, false, "the file does not say which CSV it has: it cannot be compared with what was issued");
    return out;
  }
  auto found = guardado_de(tx, ente, *csv);
  if (!found) {
    add(out, false, "no document was issued under the CSV {} that the file bears", csv->grupos());
    return out;
  }
  out.guardado = std::move(*found);
  const auto& kept = *out.guardado;
  if (crypto::sha256_hex(pdf) == kept.sha256)
    add(out, true, "the file is, bit for bit, the document that was issued under its CSV");
  else if (pdf.starts_with(kept.pdf))
    add(out, false, "the file begins with the document that was issued under its CSV, but goes on after it");
  else
    add(out, false, "the file is not the document that was issued under its CSV");
  if (verdict) check_same_seal(out, *verdict, kept);
  check_state(out, kept);
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
