#include "audit/puntos.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "audit/sql.hpp"
#include "crypto/cms.hpp"
#include "crypto/cms_check.hpp"
#include "proc/file.hpp"

namespace sctf::audit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPuntoBegin = "audit-", kPuntoEnd = ".json", kFirmaEnd = ".p7s";
constexpr std::size_t kMaxPunto = 4096, kMaxFirma = 64 * 1024;

bool hexadecimal(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string punto_file(const Punto& punto) {
  return fmt::format("{}{:012}{}", kPuntoBegin, punto.links, kPuntoEnd);
}

bool known(const crypto::Certificate& signer, const std::vector<crypto::Certificate>& sellos) {
  return std::any_of(sellos.begin(), sellos.end(), [&](const crypto::Certificate& one) {
    return one.fingerprint() == signer.fingerprint();
  });
}

Result<Punto> leer_firmado(const fs::path& file, Ente ente, const std::vector<crypto::Certificate>& sellos) {
  const auto bytes = proc::read_file(file, kMaxPunto);
  if (!bytes) return tl::unexpected(bytes.error());
  auto punto = leer_punto(*bytes, ente);
  if (!punto) return tl::unexpected(Problem(punto.error()).at(file.string(), 1, 1));
  if (punto_file(*punto) != file.filename())
    return problem(Code::bad_document, "{} is the checkpoint of {} links under another name", file.string(),
                   punto->links);
  const auto signature = proc::read_file(file.string() + std::string(kFirmaEnd), kMaxFirma);
  if (!signature) return tl::unexpected(signature.error());
  const std::string_view covered[] = {*bytes};
  const auto verdict = crypto::check_cms(*signature, covered);
  if (!verdict) return tl::unexpected(verdict.error());
  if (!verdict->intact)
    return problem(Code::not_authentic, "{}: its signature does not hold ({})", file.string(),
                   verdict->reason);
  if (!known(verdict->signer, sellos))
    return problem(Code::not_authentic,
                   "{} is signed by \"{}\", which is none of the certificates of who signs here",
                   file.string(), verdict->signer.name());
  punto->firmante = crypto::hex(verdict->signer.fingerprint());
  punto->file = file;
  return punto;
}

// The MAC of one link; empty where the chain is shorter.
std::string mac_de(db::Transaction& tx, Ente ente, std::int64_t n) {
  const auto rows = tx.query(sql::one_link, ente, n);
  return rows.empty() ? std::string() : rows.front().get<std::string>("mac");
}

}  // namespace

std::string texto(const Punto& p, Ente ente) {
  return json::dump({{"type", "sctf-audit-checkpoint"},
                     {"ente", ente.value},
                     {"links", p.links},
                     {"mac", p.mac},
                     {"at", to_string(p.at)},
                     {"previous", p.anterior}}) +
         "\n";
}

Result<Punto> leer_punto(std::string_view bytes, Ente ente) {
  const auto read = json::parse(bytes, {.bytes = kMaxPunto, .depth = 2});
  if (!read) return tl::unexpected(read.error());
  const auto text = [&](const char* key) {
    return read->contains(key) && read->at(key).is_string() ? read->at(key).get<std::string>()
                                                            : std::string();
  };
  Punto out;
  if (read->is_object() && read->contains("links") && read->at("links").is_number_integer())
    out.links = read->at("links").get<std::int64_t>();
  if (!read->is_object() || text("type") != "sctf-audit-checkpoint" || out.links <= 0)
    return problem(Code::bad_document, "this is no checkpoint of a trail");
  out.mac = text("mac"), out.anterior = text("previous");
  const auto at = parse_instant(text("at"));
  if (!at) return tl::unexpected(at.error());
  out.at = *at;
  out.sha256 = crypto::sha256_hex(bytes);
  if (!hexadecimal(out.mac) || (!out.anterior.empty() && !hexadecimal(out.anterior)) ||
      texto(out, ente) != bytes)
    return problem(Code::bad_document, "this is no checkpoint that was written here for ente {}", ente.value);
  return out;
}

Result<std::vector<Punto>> leer_puntos(const fs::path& folder, Ente ente,
                                       const std::vector<crypto::Certificate>& sellos) {
  std::vector<fs::path> files;
  std::error_code none;
  for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none)) {
    const auto name = it->path().filename().string();
    if (name.starts_with(kPuntoBegin) && name.ends_with(kPuntoEnd)) files.push_back(it->path());
  }
  if (none && none != std::errc::no_such_file_or_directory)
    return problem(Code::no_input, "the checkpoints of {} cannot be read: {}", folder.string(),
                   none.message());
  std::sort(files.begin(), files.end());
  std::vector<Punto> out;
  for (const auto& file : files) {
    auto punto = leer_firmado(file, ente, sellos);
    if (!punto) return tl::unexpected(punto.error());
    const auto wanted = out.empty() ? punto->anterior : out.back().sha256;
    if (punto->anterior != wanted)
      return problem(Code::inconsistent,
                     "the checkpoint before {} is not there, or is another: one was taken away",
                     file.string());
    out.push_back(std::move(*punto));
  }
  return out;
}

Result<std::optional<Punto>> siguiente_punto(db::Transaction& tx, Ente ente, const std::vector<Punto>& puntos,
                                             Instant clock) {
  const auto last = tx.query(sql::last_link, ente);
  Punto out{.links = last.empty() ? 0 : last.front().get<std::int64_t>("n"),
            .mac = last.empty() ? std::string() : last.front().get<std::string>("mac"),
            .at = std::chrono::floor<std::chrono::seconds>(clock),
            .file = {}};
  if (!puntos.empty()) {
    const auto& before = puntos.back();
    if (mac_de(tx, ente, before.links) != before.mac)
      return problem(Code::inconsistent,
                     "the chain is no longer what {} says of its first {} links: nothing is signed; see sctf "
                     "audit verify",
                     before.file.string(), before.links);
    if (before.links == out.links) return std::optional<Punto>();
    out.anterior = before.sha256;
  }
  if (out.links == 0) return std::optional<Punto>();
  return std::optional<Punto>(std::move(out));
}

Result<Punto> firmar_punto(crypto::Signer& firmante, Punto punto, Ente ente,
                           const std::vector<fs::path>& folders) {
  const auto bytes = texto(punto, ente);
  const auto digest = crypto::sha256(bytes);
  const crypto::CmsTemplate cms(firmante.chain());
  const crypto::Digest to_sign[] = {cms.to_be_signed(digest)};
  const auto signatures = firmante.sign(to_sign);
  if (!signatures) return tl::unexpected(signatures.error());
  const auto signature = cms.assemble(digest, signatures->front());
  punto.sha256 = crypto::hex(digest);
  punto.firmante = crypto::hex(firmante.certificate().fingerprint());
  const auto name = punto_file(punto);
  for (const auto& folder : folders) {
    proc::make_folders(folder, 0755);
    proc::write_file(folder / (name + std::string(kFirmaEnd)), signature, 0644);
    proc::write_file(folder / name, bytes, 0644);
  }
  punto.file = folders.front() / name;
  return punto;
}

Examen examinar(db::Transaction& tx, Ente ente, const std::string& key, const std::vector<Punto>& puntos) {
  Examen out{.cadena = verify(tx, ente, key), .puntos = static_cast<std::int64_t>(puntos.size())};
  for (const auto& punto : puntos) {
    const auto mac = mac_de(tx, ente, punto.links);
    // A link that is what was signed proves what is before it only as far as the chain itself holds.
    const bool sound = mac == punto.mac && (!out.cadena.broken_at || *out.cadena.broken_at > punto.links);
    if (sound) {
      out.ultimo_bueno = punto;
      continue;
    }
    out.primer_malo = Quebranto{.punto = punto, .falta = mac.empty()};
    break;
  }
  return out;
}

}  // namespace sctf::audit
