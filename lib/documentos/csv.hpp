#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/day.hpp"
#include "crypto/sha256.hpp"

namespace sctf::documentos {

/// Código seguro de verificación (norms/documentos 2.2): 130 bits that nobody can guess without the key, as
/// 26 symbols of Crockford's base 32, and two more that tell a typing error. Whoever has it reads the
/// document: it is a credential, and stands in no log.
class SCTF_API Csv {
 public:
  static constexpr std::size_t kSymbols = 28;
  /// As people type it: in any case, O for 0, I or L for 1, with blanks, dots and hyphens anywhere.
  /// `invalid_value` names the first letter that no CSV has, a wrong length, or says that a symbol was
  /// mistyped: no look at any store is needed for that.
  [[nodiscard]] static Result<Csv> parse(std::string_view text);

  /// The 28 symbols.
  [[nodiscard]] const std::string& str() const noexcept { return symbols_; }
  /// `7K3M-9QXV-…`: as it is printed.
  [[nodiscard]] std::string grupos() const;
  friend bool operator==(const Csv&, const Csv&) = default;

 private:
  friend class ClaveCsv;
  explicit Csv(std::string symbols) : symbols_(std::move(symbols)) {}
  std::string symbols_;
};

/// What a CSV is bound to.
struct DatosCsv {
  std::string organo;       ///< DIR3
  std::string tipo;         ///< kind of document
  std::string numero;       ///< of the document
  Instant emitido;          ///< of the run's clock; whole seconds count
  crypto::Digest registro;  ///< SHA-256 of Registro::canonico()
};

/// The key that CSVs are made with: `DIR/csv.key`, a line `VERSION HEXADECIMAL` for each 256-bit key, the
/// last one in use, older ones kept to audit. Mode 0600, made on first use.
class SCTF_API ClaveCsv {
 public:
  /// `bad_configuration` where the file is open to others or is not of that form.
  [[nodiscard]] static Result<ClaveCsv> abrir(const std::filesystem::path& directory);

  /// The same data give the same code: a batch that is run again makes no others.
  [[nodiscard]] Csv hacer(const DatosCsv& datos) const;
  [[nodiscard]] int version() const noexcept { return version_; }

 private:
  ClaveCsv(int version, std::string key) : version_(version), key_(std::move(key)) {}
  int version_;
  std::string key_;
};

}  // namespace sctf::documentos
