#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/cents.hpp"
#include "base/day.hpp"

namespace sctf::tributos {

/// Largest amount of one Cuaderno 60 document: 999 999,99 € (norms/recaudacion 2.2).
inline constexpr Cents kMaxC60{99'999'999};

/// What stands in front of the ten digits of a modality 2 identificación.
enum class DiscriminanteC60 : char {
  unico = '1',       ///< one period
  voluntario = '5',  ///< first amount of a document with two
  recargo = '9',     ///< second amount, with its surcharge
};

/// Emisora of a municipality: its five INE digits and a check digit (norms/recaudacion 2.3). `invalid_value`
/// unless `municipio` is five digits.
[[nodiscard]] SCTF_API Result<std::string> emisora_c60(std::string_view municipio);
/// Whether the last of six digits checks. The bank assigns the emisora: one that does not is worth a warning,
/// never a refusal. False for anything but six digits.
[[nodiscard]] SCTF_API bool emisora_c60_checks(std::string_view emisora);

/// Modality 1: tributo (3), ejercicio (2), remesa (2). `tributo` is the bank's code for the concept; `000`
/// means that nobody has configured it and blocks the emission (`bad_configuration`). `ejercicio` 1900 to
/// 2200, `remesa` 0 to 99; `invalid_value` or `out_of_range` otherwise.
[[nodiscard]] SCTF_API Result<std::string> identificacion_m1(std::string_view tributo, int ejercicio,
                                                             int remesa);
/// Modality 2: discriminante (1), tributo (3), ejercicio (2), last digit of the deadline's year, day of that
/// year 001 to 366. Errors as identificacion_m1().
[[nodiscard]] SCTF_API Result<std::string> identificacion_m2(DiscriminanteC60 discriminante,
                                                             std::string_view tributo, int ejercicio,
                                                             Day limite);

/// An identificación taken apart.
struct IdentificacionC60 {
  int modalidad = 0;
  std::string tributo;
  int ejercicio = 0;          ///< the year nearest the file's with those two digits
  std::optional<int> remesa;  ///< modality 1
  DiscriminanteC60 discriminante = DiscriminanteC60::unico;  ///< modality 2
  std::optional<Day> limite;  ///< modality 2: in the year, of those with that last digit, nearest the file
};
/// Reads 7 digits as modality 1, 10 as modality 2. `fecha` is the file's: one digit of year tells nothing
/// alone. `invalid_value` for other lengths and characters, an unknown discriminante, a day that the year
/// lacks (000, 366 of a common year).
[[nodiscard]] SCTF_API Result<IdentificacionC60> decode_identificacion(std::string_view digits, Day fecha);

/// The two control digits of a modality 1 or 2 reference (norms/recaudacion 2.4): 01 to 99, never 00.
/// `identificacion` is that of the document's own modality, 7 or 10 digits; `importe` that of the document,
/// so another amount gives other digits. Arguments that are not the digits they must be are our defect and
/// throw `internal`.
[[nodiscard]] SCTF_API std::string digitos_c60(std::string_view emisora, std::string_view documento,
                                               std::string_view identificacion, Cents importe);

/// Whether the last two of the twelve digits of `referencia` are those of digitos_c60(). False also where
/// something is not the digits it must be: for records that a bank sent.
[[nodiscard]] SCTF_API bool referencia_c60_checks(std::string_view emisora, std::string_view referencia,
                                                  std::string_view identificacion, Cents importe);

/// The document that is to be paid, as the municipality knows it.
struct DocumentoC60 {
  std::string emisora;         ///< 6 digits, as configured
  std::int64_t documento = 0;  ///< 1 to 9999999999: first ten digits of the reference
  std::string tributo;         ///< the bank's code of the concept, 3 digits
  int ejercicio = 0;
};
struct PlazoC60 {
  Day limite;  ///< last day
  Cents importe;
};

/// What a carta de pago prints in clear beside the bars, for one of its amounts.
struct PagoC60 {
  std::string referencia;      ///< 12 digits
  std::string identificacion;  ///< 7 or 10 digits
  Cents importe;
};
struct CodigoC60 {
  int formato = 0;  ///< of Cuaderno 64: 502, 521 or 522
  int modalidad = 0;
  PagoC60 primero;
  std::optional<PagoC60> segundo = {};  ///< of a document with two amounts
  std::string barras = {};              ///< the digits of the barcode with their `90` in front
};

/// Modality 1, format 502: 38 digits. `out_of_range` for an amount that is not 0,01 to 999 999,99 €.
[[nodiscard]] SCTF_API Result<CodigoC60> codigo_m1(const DocumentoC60& documento, int remesa, Cents importe);
/// Modality 2: format 521 (42 digits) with one term, 522 (54 digits) with two. `out_of_range` for an amount
/// that is not 0,01 to 999 999,99 €, `inconsistent` where the second term does not end after the first or
/// asks for less.
[[nodiscard]] SCTF_API Result<CodigoC60> codigo_m2(const DocumentoC60& documento, const PlazoC60& primero,
                                                   const std::optional<PlazoC60>& segundo = std::nullopt);

}  // namespace sctf::tributos
