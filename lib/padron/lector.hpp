#pragma once

#include <memory>

#include "padron/registro.hpp"
#include "padron/trazado.hpp"
#include "proc/source.hpp"

namespace sctf::padron {

/// Reads inhabitants one after another, whatever the file is.
class SCTF_API Lector {
 public:
  Lector() = default;
  Lector(const Lector&) = delete;
  Lector& operator=(const Lector&) = delete;
  virtual ~Lector();

  /// Fills `registro`; false at the end. What cannot be read is told to `fallos`, and the registro is not to
  /// be used where there is any.
  [[nodiscard]] virtual bool siguiente(Registro& registro, Fallos& fallos) = 0;
  /// Where the field at fault of the last record begins, from 1.
  [[nodiscard]] virtual std::int64_t columna(const Registro& registro, const Fallo& fallo) const = 0;
  /// Whether the file ended behind a line end.
  [[nodiscard]] virtual bool acabado() const = 0;
};

/// An INE file. `traza` must outlive the reader. Records of another length, bytes that no record may have
/// (00–1F, 7F, 80–9F, lower case), numbers with letters in them are told.
[[nodiscard]] SCTF_API std::unique_ptr<Lector> leer_ine(proc::ByteSource& source, const Trazado& traza);

/// padron.csv (design 7). `bad_header` where its first line is another one.
[[nodiscard]] SCTF_API Result<std::unique_ptr<Lector>> leer_csv(proc::ByteSource& source);

/// The columns of padron.csv, joined by `;`.
[[nodiscard]] SCTF_API const std::string& cabecera_csv();

/// Brings both ways of writing what is absent to one: zeros in optional numbers are nothing, no street is
/// 00000, an unnumbered dwelling is 0, 0000, S, digits of block, stairs, floor and door have their zeros.
SCTF_API void normalizar(Bloque& bloque);

}  // namespace sctf::padron
