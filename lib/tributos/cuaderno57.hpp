#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/cents.hpp"
#include "base/day.hpp"

namespace sctf::tributos {

/// Largest amount of a Cuaderno 57 slip: ten digits of its barcode.
inline constexpr Cents kMaxC57{9'999'999'999};

/// The two control digits of a Cuaderno 57 reference: 00 to 99 (norms/recaudacion 3). Eleven digits of
/// document, emisora 8, sufijo 3, identificación 6. Anything else is our defect and throws `internal`.
[[nodiscard]] SCTF_API std::string digitos_c57(std::string_view emisora, std::string_view sufijo,
                                               std::string_view documento, std::string_view identificacion,
                                               Cents importe);

/// Whether the last two of the thirteen digits of `referencia` are those of digitos_c57(). False also where
/// something is not the digits it must be: for records that a bank sent.
[[nodiscard]] SCTF_API bool referencia_c57_checks(std::string_view emisora, std::string_view sufijo,
                                                  std::string_view referencia,
                                                  std::string_view identificacion, Cents importe);

struct DocumentoC57 {
  std::string emisora;         ///< 8 digits: those of the NIF, or as the bank assigned them
  std::string sufijo;          ///< 3 digits
  std::int64_t documento = 0;  ///< 1 to 99999999999
};
struct CodigoC57 {
  std::string referencia;      ///< 13 digits
  std::string identificacion;  ///< 6 digits: the deadline, DDMMAA
  Cents importe;
  std::string barras;  ///< format 507 with its `90` in front: 46 digits
};

/// What a slip prints, its deadline as identificación. `invalid_value` for an emisora or sufijo that is not
/// digits, `out_of_range` for a number or an amount (0,01 to 99 999 999,99 €) that does not fit.
[[nodiscard]] SCTF_API Result<CodigoC57> codigo_c57(const DocumentoC57& documento, Day limite, Cents importe);

}  // namespace sctf::tributos
