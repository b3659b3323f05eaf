#include "tributos/deuda.hpp"

#include <gtest/gtest.h>

namespace sctf::tributos {
namespace {

class DeudaOn : public testing::Test {
 protected:
  DeudaOn() {
    for (const int year : {2025, 2026}) calendario_.set_year(year, {});
    intereses_ = {{.desde = make_day(2023, 1, 1),
                   .hasta = make_day(2026, 12, 31),
                   .demora = must(Decimal::parse("4.0625")),
                   .legal = must(Decimal::parse("3.25"))}};
    deuda_.principal = 18'475_cts;
    deuda_.fin_voluntaria = make_day(2025, 11, 20);
  }
  Debido on(int y, unsigned m, unsigned d) {
    return must(amount_due(deuda_, make_day(y, m, d), calendario_, intereses_));
  }

  Calendar calendario_;
  TablaIntereses intereses_;
  Deuda deuda_;
};

TEST_F(DeudaOn, NothingIsAddedInTheVoluntaryTerm) {
  EXPECT_EQ(on(2025, 11, 20).total(), 18'475_cts);
  EXPECT_EQ(on(2025, 11, 20).recargo_porcentaje, 0);
}

TEST_F(DeudaOn, FivePercentFromTheFirstDayOfTheExecutivePeriod) {  // LGT 28.1
  EXPECT_EQ(on(2025, 11, 21).recargo, 924_cts);
  EXPECT_EQ(on(2025, 11, 21).interes, 0_cts);
}

TEST_F(DeudaOn, TenPercentWithinTheTermOfThePovidencia) {
  deuda_.providencia_notificada = make_day(2026, 2, 10);
  EXPECT_EQ(on(2026, 2, 9).recargo_porcentaje, 5);
  EXPECT_EQ(on(2026, 2, 20).recargo, 1'848_cts);
  EXPECT_EQ(on(2026, 2, 20).interes, 0_cts);
}

TEST_F(DeudaOn, TwentyPercentWithInterestAfterIt) {  // norms/recaudacion 8.6, worked example
  deuda_.providencia_notificada = make_day(2026, 2, 10);
  const auto debido = on(2026, 3, 10);
  EXPECT_EQ(debido.recargo, 3'695_cts);
  EXPECT_EQ(debido.interes, 226_cts);
  EXPECT_EQ(debido.total(), 22'396_cts);
}

TEST_F(DeudaOn, SuspendedDaysCarryNothing) {
  deuda_.providencia_notificada = make_day(2026, 2, 10);
  deuda_.suspensiones = {{make_day(2025, 12, 1), make_day(2026, 2, 28)}};
  EXPECT_EQ(on(2026, 1, 15).total(), 18'475_cts);
  EXPECT_EQ(on(2026, 3, 10).interes, 41_cts);  // 20 days, rounded once
  deuda_.suspensiones = {{make_day(2025, 12, 1), {}}};
  EXPECT_EQ(on(2026, 3, 10).total(), 18'475_cts);
}

TEST_F(DeudaOn, AnUnnotifiedLiquidacionIsNeverExecutive) {
  deuda_.fin_voluntaria.reset();
  EXPECT_EQ(on(2026, 12, 31).total(), 18'475_cts);
}

TEST_F(DeudaOn, ABookedRecargoIsNotAddedAgain) {
  deuda_.recargo = 924_cts;
  EXPECT_EQ(on(2025, 12, 1).total(), 19'399_cts);
}

TEST_F(DeudaOn, AYearWithoutRateOrCalendarIsTold) {
  deuda_.providencia_notificada = make_day(2026, 2, 10);
  intereses_.clear();
  EXPECT_EQ(amount_due(deuda_, make_day(2026, 3, 10), calendario_, intereses_).error().code,
            Code::no_interest_rate);
  EXPECT_EQ(amount_due(deuda_, make_day(2026, 3, 10), Calendar{}, intereses_).error().code,
            Code::no_calendar);
}

TEST(Plazos, OfALiquidacion) {  // LGT 62.2
  Calendar calendario;
  for (const int year : {2026, 2027}) calendario.set_year(year, {});
  EXPECT_EQ(must(fin_voluntaria_liquidacion(make_day(2026, 6, 15), calendario)), make_day(2026, 7, 20));
  EXPECT_EQ(must(fin_voluntaria_liquidacion(make_day(2026, 6, 16), calendario)), make_day(2026, 8, 5));
  EXPECT_EQ(must(fin_voluntaria_liquidacion(make_day(2026, 11, 30), calendario)), make_day(2027, 1, 5));
  EXPECT_EQ(must(fin_voluntaria_liquidacion(make_day(2026, 5, 10), calendario)),
            make_day(2026, 6, 22));  // the 20th is a Saturday
}

TEST(Plazos, OfAProvidencia) {  // LGT 62.5
  Calendar calendario;
  for (const int year : {2026, 2027}) calendario.set_year(year, {});
  EXPECT_EQ(must(fin_plazo_apremio(make_day(2026, 2, 15), calendario)), make_day(2026, 2, 20));
  EXPECT_EQ(must(fin_plazo_apremio(make_day(2026, 2, 16), calendario)), make_day(2026, 3, 5));
}

}  // namespace
}  // namespace sctf::tributos
