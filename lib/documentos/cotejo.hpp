#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/caller.hpp"
#include "crypto/certificate.hpp"
#include "db/transaction.hpp"
#include "documentos/csv.hpp"

namespace sctf::documentos {

/// A document's file as it was at one time.
struct VersionDocumento {
  std::string nivel;   ///< `B-B`, `B-T` with a time stamp, `B-LT` with the data that a check needs later
  std::string sha256;  ///< as it was recorded
  std::string pdf;     ///< the bytes that the store has
};

/// A document as the store has it.
struct Guardado {
  std::string tipo_documental;  ///< of the ENI: `TD11`
  std::string tipo, numero, lang, plantilla, plantilla_sha256;
  std::string csv;                                ///< in groups
  std::string organo, organo_nombre, resolucion;  ///< under which it was issued
  std::string csv_resolucion, sede;
  Instant emitido;
  int paginas = 0;
  std::vector<VersionDocumento> versiones;      ///< in their order: the first is what the seal was put on
  bool espera_tiempo = false;                   ///< sealed to be time-stamped, and not stamped yet
  std::string token;                            ///< its time stamp; empty where it has none
  std::vector<crypto::Certificate> autoridad;   ///< that stamped it, what it carried, the roots
  std::optional<Instant> sellado;               ///< as the authority says
  std::string listas;                           ///< of revoked certificates, PEM, that its last version has
  std::vector<crypto::Certificate> validacion;  ///< certificates of that version
  std::string huella;                           ///< fingerprint of the seal, in hexadecimal
  std::vector<crypto::Certificate> cadena;
  std::optional<Instant> anulado;
  std::string causa_anulacion;

  /// What is given out today.
  [[nodiscard]] const VersionDocumento& ultima() const { return versiones.back(); }
};

/// A thing that a check found to be so, or not to be so.
struct Hallazgo {
  bool bien = false;
  std::string que;  ///< for people, in English: a whole statement, true as it stands
};

/// What a check found.
struct Cotejo {
  std::optional<Guardado> guardado;          ///< none: the store knows no such document
  std::optional<crypto::Certificate> sello;  ///< that signed the bytes
  std::vector<Hallazgo> hallazgos;
  std::vector<std::string> no_probado;  ///< what this check cannot prove
  [[nodiscard]] SCTF_API bool autentico() const;
};

/// The document of a CSV. `not_found`.
[[nodiscard]] SCTF_API Result<Guardado> guardado_de(db::Transaction& tx, Ente ente, const Csv& csv);

/// Checks the bytes that the store has of a document, afresh each time: that they are those that were issued,
/// that the seal holds for all of them, that they bear their CSV, that it was not withdrawn.
[[nodiscard]] SCTF_API Result<Cotejo> cotejar(db::Transaction& tx, Ente ente, const Csv& csv);

/// Checks a file that somebody sends, bytes from outside: by its seal, and against the document of the CSV
/// that it says is its own. `bad_document` where it is no PDF.
[[nodiscard]] SCTF_API Result<Cotejo> cotejar_fichero(db::Transaction& tx, Ente ente, std::string_view pdf);

/// Withdraws a document: from now on it is anulado. True unless it was so before. `not_found`. One audit row
/// `documento.anula`.
[[nodiscard]] SCTF_API Result<bool> anular(db::Transaction& tx, const Caller& caller, const Csv& csv,
                                           std::string_view causa, Instant clock);

}  // namespace sctf::documentos
