#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"
#include "config/yaml.hpp"

namespace sctf::tributos {

/// The yearly rates in force from one day to another, both included, in per cent.
struct TipoInteres {
  Day desde;
  Day hasta;
  Decimal demora;  ///< interés de demora (LGT 26.6)
  Decimal legal;   ///< interés legal del dinero
};
/// In date order, without overlap.
using TablaIntereses = std::vector<TipoInteres>;

enum class ClaseInteres { demora, legal };

/// Reads `etc/intereses.yaml`: a list of `{desde, hasta, demora, legal}`. Refused: terms that overlap, a last
/// day before its first, a rate outside 0 to 30 %.
[[nodiscard]] SCTF_API config::Loaded<TablaIntereses> parse_intereses(std::string_view bytes,
                                                                      const std::string& file);
[[nodiscard]] SCTF_API config::Loaded<TablaIntereses> load_intereses(const std::filesystem::path& file);

/// Interest of `principal` from the day after `from_exclusive` to `to_inclusive`: actual days over 365, split
/// where the rate changes, rounded once to the cent, halves away from zero. 0 where there are no days.
/// `no_interest_rate` where a day has no rate; `invalid_argument` for a negative principal.
///
/// Norm: LGT 26; norms/recaudacion 8.6.
[[nodiscard]] SCTF_API Result<Cents> interest(Cents principal, Day from_exclusive, Day to_inclusive,
                                              const TablaIntereses& table,
                                              ClaseInteres clase = ClaseInteres::demora);

}  // namespace sctf::tributos
