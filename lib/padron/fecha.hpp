#pragma once

#include <optional>
#include <string_view>

#include "base/day.hpp"

namespace sctf::padron {

/// A date as INE's records have it, AAAAMMDD, whose day or month may be 00: not known.
struct FechaParcial {
  int ano = 0, mes = 0, dia = 0;

  /// Empty where it is no date: years 1850 to 2200, days that exist, no day without its month.
  [[nodiscard]] SCTF_API static std::optional<FechaParcial> leer(std::string_view aaaammdd);
  [[nodiscard]] bool entera() const { return dia != 0; }
  /// The first and the last day that it may be.
  [[nodiscard]] SCTF_API Day primera() const;
  [[nodiscard]] SCTF_API Day ultima() const;
  friend bool operator==(const FechaParcial&, const FechaParcial&) = default;
};

/// A whole date AAAAMMDD.
[[nodiscard]] SCTF_API std::optional<Day> leer_dia(std::string_view aaaammdd);
/// `20260520`.
[[nodiscard]] SCTF_API std::string aaaammdd(Day day);
/// `2026-05-20` → `20260520`; what is of another shape comes back as it is.
[[nodiscard]] SCTF_API std::string sin_guiones(std::string_view fecha);
/// `20260520` → `2026-05-20`; also `19500000` → `1950-00-00`.
[[nodiscard]] SCTF_API std::string con_guiones(std::string_view aaaammdd);
/// Completed years on a day, of a date whose unknown parts count as late as they may.
[[nodiscard]] SCTF_API int edad(const FechaParcial& nacida, Day el);

}  // namespace sctf::padron
