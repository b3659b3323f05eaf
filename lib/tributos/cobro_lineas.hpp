#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "proc/lines.hpp"

namespace sctf::tributos {

/// Positions of a field in a record: bytes, from 1, both ends inside. {0, 0}: it has none.
struct Tramo {
  int desde = 0;
  int hasta = 0;
  explicit operator bool() const { return desde > 0; }
  friend bool operator==(const Tramo&, const Tramo&) = default;
};

/// How a format writes its days. Two digits of year are of this century.
enum class FormatoFecha { ddmmaa, aammdd, ddmmaaaa, aaaammdd };
[[nodiscard]] std::size_t largo_de(FormatoFecha formato);

/// Reads records of fixed width as banks send them, in constant memory: LF or CRLF, trailing blanks cut or
/// not, a BOM, one byte a character (ISO-8859-1, code page 850) or UTF-8. A line outside ASCII that is whole
/// UTF-8 is taken as such, so that positions count characters.
///
/// Refused, with line: a record longer than its width but for blanks (`wrong_columns`), a line past 4 KiB
/// (`line_too_long`), a NUL byte and an empty line that another follows (`invalid_value`).
class LineasFijas {
 public:
  LineasFijas(proc::ByteSource& source, const std::string& name, std::size_t ancho);

  /// The next record, filled with blanks to its width; false at the end.
  [[nodiscard]] Result<bool> next();
  /// Exactly `ancho` bytes, until the next call of next().
  [[nodiscard]] std::string_view linea() const { return linea_; }
  /// Of the file, from 1.
  [[nodiscard]] std::int64_t numero() const { return numero_; }

  [[nodiscard]] std::string_view campo(Tramo t) const {
    return linea_.substr(static_cast<std::size_t>(t.desde - 1),
                         static_cast<std::size_t>(t.hasta - t.desde + 1));
  }
  /// Digits only. `que` names the field in the refusal.
  [[nodiscard]] Result<std::int64_t> entero(Tramo t, std::string_view que) const;
  /// Digits, two of them decimals.
  [[nodiscard]] Result<Cents> importe(Tramo t, std::string_view que) const;
  [[nodiscard]] Result<Day> fecha(Tramo t, FormatoFecha formato, std::string_view que) const;
  /// As UTF-8, without blanks behind. What is not printable becomes a blank. The bytes 0x80 to 0xA7, 0xB5,
  /// 0xD6, 0xE0 and 0xE9 are read as code page 850, whose capitals they are, all others as ISO-8859-1.
  [[nodiscard]] std::string texto(Tramo t) const;

  /// A refusal at the first position of `t`, its content as the value.
  [[nodiscard]] tl::unexpected<Problem> rechazo(Code code, Tramo t, std::string text) const;
  /// A refusal of the file's end: at its last line.
  [[nodiscard]] tl::unexpected<Problem> cortado(std::string text) const;

 private:
  [[nodiscard]] Result<bool> accept(std::string_view raw);
  [[nodiscard]] tl::unexpected<Problem> refuse(Code code, std::int64_t column, std::string text) const;
  void narrow(std::string_view utf8);

  proc::LineReader lines_;
  const std::string& name_;
  std::size_t ancho_;
  std::string hold_;  // a line that had to be filled up or narrowed
  std::string_view linea_;
  std::int64_t numero_ = 0;
  std::int64_t vacias_ = 0;  // empty lines since the last record
};

}  // namespace sctf::tributos
