#pragma once

#include <optional>
#include <vector>

#include "base/calendar.hpp"
#include "base/cents.hpp"
#include "base/day.hpp"
#include "tributos/intereses.hpp"

namespace sctf::tributos {

/// Days, both included, in which collection stood still; an open end still runs.
struct Suspension {
  Day desde;
  std::optional<Day> hasta;
};

/// A debt as the ledger holds it on some day: what of each component is booked and not paid, and its dates.
struct Deuda {
  Cents principal, recargo, interes, costas;
  std::optional<Day> fin_voluntaria;          ///< last day of the voluntary term; none: not notified yet
  std::optional<Day> providencia_notificada;  ///< delivery of the providencia de apremio
  std::vector<Suspension> suspensiones;
};

/// What is owed on a day, each part shown.
struct Debido {
  Cents principal, recargo, interes, costas;
  int recargo_porcentaje = 0;  ///< 0, 5, 10 or 20
  [[nodiscard]] Cents total() const { return principal + recargo + interes + costas; }
};

/// What is due on `day`, for every channel the same: in the voluntary term, while suspended and before an
/// individual notice the principal alone; then 5 % until the providencia is notified, 10 % within its term,
/// 20 % after it with demora interest from the day after the voluntary term. A recargo that is booked already
/// is not added again. `no_calendar`, `no_interest_rate` where a year is not known.
///
/// Norm: LGT 26, 28, 62.5, 161; oficinas 1.2.
SCTF_API Result<Debido> amount_due(const Deuda& deuda, Day day, const Calendar& calendario,
                                   const TablaIntereses& intereses);

/// Last day of the voluntary term of a liquidación delivered on `notificada`: 1st to 15th, day 20 of the next
/// month; later, day 5 of the second next; then the next working day (LGT 62.2).
SCTF_API Result<Day> fin_voluntaria_liquidacion(Day notificada, const Calendar& calendario);
/// Last day to pay with 10 % after a providencia delivered on `notificada`: 1st to 15th, day 20 of that
/// month; later, day 5 of the next; then the next working day (LGT 62.5).
SCTF_API Result<Day> fin_plazo_apremio(Day notificada, const Calendar& calendario);

}  // namespace sctf::tributos
