#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "crypto/certificate.hpp"
#include "crypto/signer.hpp"

namespace sctf::audit {

/// A checkpoint (norms/seguridad 2.2): what the chain came to at a moment, signed and kept outside the
/// database. Who has the database and audit.key can write another chain, and cannot sign for it.
struct Punto {
  std::int64_t links = 0;  ///< of the chain, then
  std::string mac;         ///< of its last link, in hexadecimal: it covers all before it
  Instant at{};
  std::string anterior = {};   ///< SHA-256 of the checkpoint before, in hexadecimal; empty: it is the first
  std::string firmante = {};   ///< fingerprint of the certificate that signed it, in hexadecimal
  std::string sha256 = {};     ///< of its own bytes
  std::filesystem::path file;  ///< `audit-000000000123.json`, its signature beside it as `….json.p7s`
};

/// The bytes that are signed: JSON, one line, keys in one order.
[[nodiscard]] SCTF_API std::string texto(const Punto& punto, Ente ente);
/// One back from its bytes: from outside. `bad_document` for any other form.
[[nodiscard]] SCTF_API Result<Punto> leer_punto(std::string_view bytes, Ente ente);

/// The checkpoints of a folder, oldest first, each with its signature proved against one of `sellos`: the
/// certificates, old and present, of who may sign here (CMS, detached: `openssl cms -verify` proves it too).
/// Empty where there is no folder. `bad_document`, `not_authentic` for the first that is not what it should
/// be; `inconsistent` where one that another one names is missing.
[[nodiscard]] SCTF_API Result<std::vector<Punto>> leer_puntos(const std::filesystem::path& folder, Ente ente,
                                                              const std::vector<crypto::Certificate>& sellos);

/// The chain at its end, with the checkpoint before it. Nothing where it has not grown since. `inconsistent`
/// where it no longer is what the last checkpoint says: nothing more is signed before that is looked into.
[[nodiscard]] SCTF_API Result<std::optional<Punto>> siguiente_punto(db::Transaction& tx, Ente ente,
                                                                    const std::vector<Punto>& puntos,
                                                                    Instant clock);

/// Signs one and writes it, its signature first, into each folder: it is there whole or not at all. Throws as
/// proc::write_file.
[[nodiscard]] SCTF_API Result<Punto> firmar_punto(crypto::Signer& firmante, Punto punto, Ente ente,
                                                  const std::vector<std::filesystem::path>& folders);

/// A checkpoint that the chain does not come to.
struct Quebranto {
  Punto punto;
  bool falta = false;  ///< the chain is shorter than it was: its tail was taken out; else it was written anew
};
/// What verify() and the checkpoints say together.
struct Examen {
  Verification cadena;
  std::int64_t puntos = 0;
  std::optional<Punto> ultimo_bueno = {};     ///< all up to it is as it was signed
  std::optional<Quebranto> primer_malo = {};  ///< what is wrong lies between the last good one and this
  [[nodiscard]] bool entera() const { return !cadena.broken_at && !primer_malo; }
};
[[nodiscard]] SCTF_API Examen examinar(db::Transaction& tx, Ente ente, const std::string& key,
                                       const std::vector<Punto>& puntos);

}  // namespace sctf::audit
