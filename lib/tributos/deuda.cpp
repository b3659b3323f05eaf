#include "tributos/deuda.hpp"

#include <algorithm>

namespace sctf::tributos {
namespace {

Day day_in_month(Day from, int months_later, unsigned day) {
  const std::chrono::year_month_day ymd{from};
  const auto month = ymd.year() / ymd.month() + std::chrono::months{months_later};
  return Day{month / std::chrono::day{day}};
}

bool suspendida(const Deuda& deuda, Day day) {
  return std::any_of(deuda.suspensiones.begin(), deuda.suspensiones.end(),
                     [&](const Suspension& s) { return s.desde <= day && (!s.hasta || day <= *s.hasta); });
}

// Demora interest of the days in (from, to] on which nothing was suspended (LGT 26.4): the rates of the days
// are added up exactly and the whole is rounded once.
Result<Cents> interes_sin_suspensiones(const Deuda& deuda, Day from, Day to, const TablaIntereses& tabla) {
  constexpr int kScale = 8;
  Wide rates = 0;
  for (Day day = from + std::chrono::days{1}; day <= to; day += std::chrono::days{1}) {
    if (suspendida(deuda, day)) continue;
    const auto rate = std::find_if(tabla.begin(), tabla.end(),
                                   [&](const TipoInteres& t) { return t.desde <= day && day <= t.hasta; });
    if (rate == tabla.end())
      return problem(Code::no_interest_rate, "no rate of demora interest is held for {}",
                     sctf::to_string(day));
    rates += Wide{rate->demora.units} * power_of_ten(kScale - rate->demora.scale);
  }
  const Wide interest = divide_rounded(rates * deuda.principal.value, Wide{36'500} * power_of_ten(kScale));
  return Cents{static_cast<std::int64_t>(interest)};
}

}  // namespace

Result<Day> fin_voluntaria_liquidacion(Day notificada, const Calendar& calendario) {
  return calendario.working_from(day_of_month(notificada) <= 15 ? day_in_month(notificada, 1, 20)
                                                                : day_in_month(notificada, 2, 5));
}

Result<Day> fin_plazo_apremio(Day notificada, const Calendar& calendario) {
  return calendario.working_from(day_of_month(notificada) <= 15 ? day_in_month(notificada, 0, 20)
                                                                : day_in_month(notificada, 1, 5));
}

Result<Debido> amount_due(const Deuda& deuda, Day day, const Calendar& calendario,
                          const TablaIntereses& intereses) {
  Debido debido{.principal = deuda.principal,
                .recargo = deuda.recargo,
                .interes = deuda.interes,
                .costas = deuda.costas};
  if (!deuda.fin_voluntaria || day <= *deuda.fin_voluntaria || deuda.principal <= 0_cts ||
      suspendida(deuda, day))
    return debido;
  if (!deuda.providencia_notificada || day < *deuda.providencia_notificada) {
    debido.recargo_porcentaje = 5;
  } else {
    const auto limite = fin_plazo_apremio(*deuda.providencia_notificada, calendario);
    if (!limite) return tl::unexpected(limite.error());
    debido.recargo_porcentaje = day <= *limite ? 10 : 20;
  }
  if (deuda.recargo == 0_cts) debido.recargo = deuda.principal.percent(Decimal{debido.recargo_porcentaje, 0});
  if (debido.recargo_porcentaje == 20 && deuda.interes == 0_cts) {
    const auto interes = interes_sin_suspensiones(deuda, *deuda.fin_voluntaria, day, intereses);
    if (!interes) return tl::unexpected(interes.error());
    debido.interes = *interes;
  }
  return debido;
}

}  // namespace sctf::tributos
