#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tributos/cobro.hpp"

namespace sctf::tributos {

/// Whether it has the form of our EndToEndIds: `IBI2026-0000000123`.
[[nodiscard]] bool es_end_to_end_nuestro(std::string_view text);

/// The referencia of a slip among these texts: the first number, with no letter or digit beside it, of 12
/// digits that check as a receipt's own referencia; else the first of 12 or 13; else, where `diez`, of 10.
/// Empty if there is none.
[[nodiscard]] std::string numero_suelto(std::span<const std::string_view> textos, bool diez);

/// The digits as a number; -1 where there is none or something else.
[[nodiscard]] std::int64_t numero_de(std::string_view digits);

/// The digits as the id of a valor, 1 to 9999999999; empty for anything else.
[[nodiscard]] std::optional<std::int64_t> id_de_valor(std::string_view digits);

/// Without the blanks around it.
[[nodiscard]] std::string_view sin_blancos(std::string_view text);

/// At most `max` bytes, no character cut.
[[nodiscard]] std::string_view recortado(std::string_view utf8, std::size_t max);

/// Adds up money that somebody else wrote: `out_of_range` past a thousand billion euros, never an overflow.
[[nodiscard]] Result<void> sumar(Cents& total, Cents importe);

/// What may be said of a file without refusing it; the first hundred, then how many more.
class AvisosCobro {
 public:
  AvisosCobro(FicheroCobro& fichero, std::string name) : fichero_(fichero), name_(std::move(name)) {}
  void put(Code code, std::int64_t line, std::int64_t column, std::string_view value, std::string text);
  void close();

 private:
  FicheroCobro& fichero_;
  std::string name_;
  std::int64_t more_ = 0;
};

/// Where the records of one file go: numbers them, adds them up, tells those that are alike apart.
class SalidaCobros {
 public:
  SalidaCobros(FicheroCobro& fichero, const TomarCobro& tomar) : fichero_(fichero), tomar_(tomar) {}
  /// `clave_unica` says that no other record of the file can have its key.
  [[nodiscard]] Result<void> put(Cobro&& cobro, bool clave_unica = false);

 private:
  FicheroCobro& fichero_;
  const TomarCobro& tomar_;
  std::unordered_map<std::size_t, std::uint32_t> vistas_;  // hash of a key: how often
};

// The readers of the formats. Each fills in `fichero` but for registros and suma.
struct LecturaCobro {
  proc::ByteSource& source;
  const std::string& name;
  const Recaudador& nuestro;
  FicheroCobro& fichero;
  SalidaCobros& salida;
  AvisosCobro& avisos;
};
[[nodiscard]] Result<void> leer_c57(LecturaCobro& lectura);
[[nodiscard]] Result<void> leer_c60(LecturaCobro& lectura, const std::string& perfil);
[[nodiscard]] Result<void> leer_n43(LecturaCobro& lectura);
[[nodiscard]] Result<void> leer_camt(LecturaCobro& lectura);
[[nodiscard]] Result<void> leer_pain002(LecturaCobro& lectura);

}  // namespace sctf::tributos
