#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/csv.hpp"
#include "tributos/linea.hpp"

namespace sctf::tributos {

/// Reads the fields of one record, column by column, and collects all that is wrong with it, each with line,
/// column, value and reason.
class SCTF_API CamposLinea {
 public:
  CamposLinea(const text::Record& record, std::string file, std::vector<Problem>& problems)
      : record_(record), file_(std::move(file)), problems_(problems), before_(problems.size()) {}

  // Each reads column `i`; what is wrong is told, and a harmless value comes back.
  std::string_view texto(std::size_t i) const { return record_[i]; }
  std::int64_t columna(std::size_t i) const { return record_.column(i); }
  std::string obligatorio(std::size_t i, std::string_view name, std::size_t longest);
  std::string una_de(std::size_t i, std::string_view name, std::span<const std::string_view> values);
  bool si_no(std::size_t i, std::string_view name);
  Cents importe(std::size_t i, std::string_view name);
  std::optional<Cents> importe_opcional(std::size_t i, std::string_view name);
  Decimal decimal(std::size_t i, std::string_view name, int decimals, const Decimal& least,
                  const Decimal& most);
  Day fecha(std::size_t i, std::string_view name);
  std::optional<Day> fecha_opcional(std::size_t i, std::string_view name);
  std::string nif_opcional(std::size_t i, std::string_view name);

  /// Tells of column `i` what no reader above finds.
  void refuse(std::size_t i, Code code, std::string text);
  [[nodiscard]] bool clean() const { return problems_.size() == before_; }

 private:
  const text::Record& record_;
  std::string file_;
  std::vector<Problem>& problems_;
  std::size_t before_;
};

/// The columns of the three censuses, in their order (design 6).
SCTF_API std::span<const std::string_view> columnas_ibi();
SCTF_API std::span<const std::string_view> columnas_ivtm();
SCTF_API std::span<const std::string_view> columnas_tasa();

/// Read one line; false where something was told. `objeto_n` is left to the caller.
SCTF_API bool leer_linea(CamposLinea& campos, LineaIbi& linea);
SCTF_API bool leer_linea(CamposLinea& campos, LineaIvtm& linea);
SCTF_API bool leer_linea(CamposLinea& campos, LineaTasa& linea);

/// Compares the header with `columns`: `bad_header` names the first column that differs.
SCTF_API Result<void> comprobar_cabecera(const text::Record& header,
                                         std::span<const std::string_view> columns);

/// What the lines of one property must have in common: tells of each cell of `linea` that differs from
/// `first`.
SCTF_API void comparar_titular(CamposLinea& campos, const LineaIbi& linea, const LineaIbi& first);

/// That the lines of one property have a right that is charged, and that the shares of the charged ones add
/// up to exactly 100. One problem for each line at fault. The column counts as in the file's header.
SCTF_API std::vector<Problem> comprobar_inmueble(const std::vector<LineaIbi>& inmueble,
                                                 const std::string& file);

}  // namespace sctf::tributos
