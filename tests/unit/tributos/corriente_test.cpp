#include "tributos/corriente.hpp"

#include <gtest/gtest.h>

namespace sctf::tributos {
namespace {

Day d(int year, unsigned month, unsigned day) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

struct Case {
  const char* name;
  Cents pendiente;
  std::optional<Day> fin;
  std::vector<Suspension> suspensiones;
  const char* estado;
  bool en_ejecutiva;
};
class EnEjecutiva : public testing::TestWithParam<Case> {};

TEST_P(EnEjecutiva, FollowsRgat74) {
  const auto& c = GetParam();
  Recibo r;
  r.pendiente = c.pendiente;
  r.fin_voluntaria = c.fin;
  r.estado = c.estado;
  r.deuda.suspensiones = c.suspensiones;
  EXPECT_EQ(en_ejecutiva(r, d(2026, 7, 23)), c.en_ejecutiva);
}
INSTANTIATE_TEST_SUITE_P(
    Rgat, EnEjecutiva,
    testing::Values(
        Case{"DayAfterTheTerm", 100_cts, d(2026, 7, 22), {}, "cargado", true},
        Case{"LastDayOfTheTerm", 100_cts, d(2026, 7, 23), {}, "cargado", false},
        Case{"Paid", 0_cts, d(2026, 7, 22), {}, "pagado", false},
        Case{"PaidInPart", 40_cts, d(2026, 7, 22), {}, "parcial", true},
        Case{"RecargoNotBooked", 0_cts, d(2025, 7, 22), {}, "pagado", false},
        Case{"NotNotified", 100_cts, {}, {}, "cargado", false},
        Case{"Annulled", 100_cts, d(2026, 7, 22), {}, "anulado", false},
        Case{"SuspendedStill", 100_cts, d(2026, 7, 22), {{d(2026, 7, 1), {}}}, "cargado", false},
        Case{"SuspendedUntilToday",
             100_cts,
             d(2026, 7, 22),
             {{d(2026, 7, 1), d(2026, 7, 23)}},
             "cargado",
             false},
        Case{"SuspendedUntilYesterday",
             100_cts,
             d(2026, 7, 22),
             {{d(2026, 7, 1), d(2026, 7, 22)}},
             "cargado",
             true},
        Case{"SuspendedTomorrow", 100_cts, d(2026, 7, 22), {{d(2026, 7, 24), {}}}, "cargado", true}),
    [](const auto& test) { return test.param.name; });

TEST(Corriente, AddsUpWhatIsPending) {
  Corriente c;
  EXPECT_TRUE(c.al_corriente());
  c.deudas.resize(2);
  c.deudas[0].pendiente = 18475_cts;
  c.deudas[1].pendiente = 25_cts;
  EXPECT_FALSE(c.al_corriente());
  EXPECT_EQ(c.total(), 18500_cts);
}

}  // namespace
}  // namespace sctf::tributos
