// Every movement of norms/padron 2.1, accepted and refused, against a database; what is left must keep every
// invariant of design 5.

#include "support/padron.hpp"

#include <fmt/format.h>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "padron/consulta.hpp"

namespace sctf::padron {
namespace {

using test::LineaPadron;
using test::OficinaPadron;
using testing::HasSubstr;

const Day kCarga = make_day(2026, 1, 2), kHoy = make_day(2026, 6, 15), kAntes = make_day(2026, 6, 1);

LineaPadron con(LineaPadron linea, const std::map<std::string, std::string>& cambios) {
  for (const auto& [column, value] : cambios) linea[column] = value;
  return linea;
}

// 1 and 2: Spaniards in hojas 1 and 2. 3: a Moroccan of 2023 in hoja 3. 4: an Italian in hoja 4. 5: a child
// of hoja 1 without a document.
LineaPadron habitante(int n) {
  const auto since = make_day(2015, 3, 1);
  auto out = OficinaPadron::espanola(n, since, "ACR");
  if (n == 3 || n == 4) {
    const auto nie = fmt::format("0000000{}", n);
    out = con(out, {{"fvar", n == 3 ? "2023-02-10" : "2019-04-01"},
                    {"prdp", "66"},
                    {"mudp", n == 3 ? "228" : "115"},
                    {"naci", n == 3 ? "228" : "115"},
                    {"cpron", "66"},
                    {"cmunn", n == 3 ? "228" : "115"},
                    {"tiden", "3"},
                    {"lextr", "X"},
                    {"iden", nie},
                    {"liden", std::string(1, letra_documento(nie))}});
  }
  if (n == 5)
    out = con(OficinaPadron::espanola(1, make_day(2018, 7, 7), "ANA"), {{"nia", OficinaPadron::nia(5)},
                                                                        {"fnac", "2018-07-07"},
                                                                        {"tiden", "0"},
                                                                        {"iden", ""},
                                                                        {"liden", ""},
                                                                        {"cnes", "00"}});
  return out;
}

// A movement of one of them: all data, as they are held.
LineaPadron mueve(int n, const std::string& codigo, const std::string& fvar = "2026-06-01") {
  return con(habitante(n), {{"fvar", fvar},
                            {"cvar", codigo.substr(0, 1)},
                            {"cauv", codigo.substr(1)},
                            {"prdp", ""},
                            {"mudp", ""}});
}
LineaPadron baja(int n, const std::string& codigo, const std::string& fvar = "2026-06-01") {
  return {{"fvar", fvar},
          {"cvar", codigo.substr(0, 1)},
          {"cauv", codigo.substr(1)},
          {"nia", OficinaPadron::nia(n)}};
}
LineaPadron nueva(const std::string& codigo) {
  return con(OficinaPadron::espanola(9, kAntes, codigo), {{"nia", ""}, {"nhop", ""}});
}
LineaPadron recien_nacida() {
  return con(habitante(5), {{"fvar", "2026-05-20"}, {"fnac", "2026-05-20"}, {"nia", ""}});
}

struct Caso {
  const char* nombre;
  std::function<LineaPadron()> linea;
  Tramite tramite = {};
  const char* dicho = nullptr;  ///< of the refusal; null: accepted
};

class Movimientos : public testing::TestWithParam<Caso> {};

TEST_P(Movimientos, AsTheNormSays) {
  const auto& caso = GetParam();
  OficinaPadron o;
  ASSERT_TRUE(o.cargar({habitante(1), habitante(2), habitante(3), habitante(4), habitante(5)}, kCarga))
      << testing::PrintToString(o.dichos());
  const auto moved = o.mover({caso.linea()}, kHoy, caso.tramite);
  if (caso.dicho == nullptr) {
    EXPECT_TRUE(moved) << moved.error().text << testing::PrintToString(o.dichos());
  } else {
    EXPECT_FALSE(moved);
    ASSERT_FALSE(o.dichos().empty());
    EXPECT_THAT(o.dichos().front(), HasSubstr(caso.dicho));
    EXPECT_THAT(o.dichos().front(), testing::StartsWith("2:"));
  }
  EXPECT_EQ(o.roto(), "");
}

INSTANTIATE_TEST_SUITE_P(
    Norma, Movimientos,
    testing::Values(
        Caso{"AomAccepted", [] { return nueva("AOM"); }},
        Caso{"AomRefusedRegisteredAlready",
             [] { return con(mueve(1, "AOM"), {}); },
             {},
             "registered here already"},
        Caso{"AcrAccepted", [] { return nueva("ACR"); }},
        Caso{"AcrRefusedWithoutOrigin",
             [] {
               return con(nueva("ACR"), {{"prdp", ""}, {"mudp", ""}});
             },
             {},
             "province of origin"},
        Caso{"AcrRefusedOfThisMunicipality",
             [] {
               return con(nueva("ACR"), {{"prdp", "38"}, {"mudp", "038"}});
             },
             {},
             "is this municipality"},
        Caso{"AcrRefusedInTheFuture",
             [] {
               return con(nueva("ACR"), {{"fvar", "2026-06-16"}});
             },
             {},
             "FVAR is after"},
        Caso{"AcrRefusedDocumentOfAnother",
             [] {
               return con(nueva("ACR"), {{"nia", "380380000000077"}, {"iden", "00000001"}, {"liden", "R"}});
             },
             {},
             "who is registered here"},
        Caso{"AnaAccepted", recien_nacida},
        Caso{"AnaRefusedAfterAYear",
             [] {
               return con(recien_nacida(), {{"fvar", "2025-05-20"}, {"fnac", "2025-05-20"}});
             },
             {},
             "within a year"},
        Caso{"AnaRefusedOtherDay",
             [] {
               return con(recien_nacida(), {{"fvar", "2026-05-21"}});
             },
             {},
             "birth date"},
        Caso{"AnaRefusedWithoutParent",
             [] {
               return con(recien_nacida(), {{"nhop", "0000000099"}, {"numer", "0099"}});
             },
             {},
             "no parent"},
        Caso{"BdeAccepted", [] { return baja(1, "BDE"); }, {.origen = "RC"}},
        Caso{"BdeRefusedBeforeTheAlta", [] { return baja(1, "BDE", "2014-01-01"); }, {}, "before the alta"},
        Caso{"BdeRefusedNobody", [] { return baja(44, "BDE"); }, {}, "INE's error 75"},
        Caso{"BcrAcceptedFromIne",
             [] {
               return con(baja(1, "BCR"), {{"prdp", "35"}, {"mudp", "016"}});
             },
             {.origen = "INE"}},
        Caso{"BcrAcceptedForeignerLeaves",
             [] {
               return con(baja(3, "BCR"), {{"prdp", "66"}, {"mudp", "228"}});
             }},
        Caso{"BcrRefusedWithoutCommunication",
             [] {
               return con(baja(1, "BCR"), {{"prdp", "35"}, {"mudp", "016"}});
             },
             {},
             "waits for INE's communication"},
        Caso{"BcrRefusedWithoutDestination",
             [] { return baja(1, "BCR"); },
             {.origen = "INE"},
             "province of destination"},
        Caso{"BduAccepted",
             [] {
               return con(mueve(2, "BDU"), {{"nia", OficinaPadron::nia(1)}});
             }},
        Caso{"BduRefusedWithoutTheOther", [] { return baja(1, "BDU"); }, {}, "is empty"},
        Caso{"BiiAccepted", [] { return baja(1, "BII"); }, {.expediente = "2026/7"}},
        Caso{"BiiRefusedWithoutExpediente", [] { return baja(1, "BII"); }, {}, "needs its expediente"},
        Caso{"BbcAccepted", [] { return baja(3, "BBC"); }, {.expediente = "2026/8"}},
        Caso{"BbcRefusedOfASpaniard",
             [] { return baja(1, "BBC"); },
             {.expediente = "2026/8"},
             "does not expire"},
        Caso{"BbcRefusedBeforeTwoYears",
             [] { return baja(3, "BBC", "2025-02-09"); },
             {.expediente = "2026/8"},
             "does not expire before 2025-02-10"},
        Caso{"MpeAccepted",
             [] {
               return con(mueve(1, "MPE"), {{"nomb", "PRUEBA MARIA"}});
             }},
        Caso{"MpeRefusedNothingChanges", [] { return mueve(1, "MPE"); }, {}, "none differs"},
        Caso{"MpeRefusedLowerStudies",
             [] {
               return con(mueve(1, "MPE"), {{"cnes", "31"}});
             },
             {},
             "below the one held"},
        Caso{"MpeRefusedAddress",
             [] {
               return con(mueve(1, "MPE"), {{"nomb", "OTRA"}, {"nhop", ""}, {"puer", "B"}});
             },
             {},
             "leaves the address"},
        Caso{"McdAccepted",
             [] {
               return con(mueve(1, "MCD"), {{"nhop", ""}, {"numer", "0021"}});
             }},
        Caso{"McdRefusedSameAddress", [] { return mueve(1, "MCD"); }, {}, "the address is the one held"},
        Caso{"McdRefusedOtherHoja",
             [] {
               return con(mueve(1, "MCD"), {{"nhop", "0000000002"}});
             },
             {},
             "at another address"},
        Caso{"MrdAccepted",
             [] {
               return con(mueve(2, "MRD"), {{"secc", "002"}});
             }},
        Caso{"MrdRefusedPersonalData",
             [] {
               return con(mueve(2, "MRD"), {{"secc", "002"}, {"nomb", "OTRA"}});
             },
             {},
             "leaves the personal data"},
        Caso{"MrdRefusedSomebodyMoves",
             [] {
               return con(mueve(2, "MRD"), {{"puer", "C"}});
             },
             {},
             "nobody moves"},
        Caso{"MrnAccepted", [] { return mueve(3, "MRN"); }},
        Caso{"MrnRefusedOfAnItalian", [] { return mueve(4, "MRN"); }, {}, "needs none"},
        Caso{"McoAccepted", [] { return mueve(4, "MCO"); }},
        Caso{"McoRefusedOfAMoroccan", [] { return mueve(3, "MCO"); }, {}, "renews by MRN"},
        Caso{"McoRefusedSomethingChanges",
             [] {
               return con(mueve(4, "MCO"), {{"nomb", "OTRA"}});
             },
             {},
             "changes nothing"},
        Caso{"LoadRefusedAsMovement",
             [] {
               return con(nueva("AOM"), {{"cvar", ""}, {"cauv", ""}, {"fvar", "1996-05-01"}});
             },
             {},
             "a movement has its CVAR"},
        Caso{"RefusedOnADayThatHasOne",
             [] {
               return con(mueve(1, "MPE", "2015-03-01"), {{"nomb", "OTRA"}});
             },
             {},
             "error 92"},
        Caso{"RefusedBeforeALaterOne",
             [] {
               return con(mueve(1, "MPE", "2014-03-01"), {{"nomb", "OTRA"}});
             },
             {},
             "error 99"}),
    [](const auto& one) { return one.param.nombre; });

TEST(Padron, AnMrdOfHalfAHojaIsRefused) {
  OficinaPadron o;
  ASSERT_TRUE(o.cargar({habitante(1), habitante(5)}, kCarga));
  const auto moved = o.mover({con(mueve(1, "MRD"), {{"secc", "002"}})}, kHoy);
  ASSERT_FALSE(moved);
  EXPECT_THAT(moved.error().text, HasSubstr("one MRD for each person"));
  EXPECT_TRUE(
      o.mover({con(mueve(1, "MRD"), {{"secc", "002"}}), con(mueve(5, "MRD"), {{"secc", "002"}})}, kHoy));
  EXPECT_EQ(o.roto(), "");
}

TEST(Padron, HistoryTellsWhatHeldAndWhatWasKnown) {
  OficinaPadron o;
  ASSERT_TRUE(o.cargar({habitante(1)}, kCarga));
  ASSERT_TRUE(
      o.mover({con(mueve(1, "MCD", "2026-03-01"), {{"nhop", ""}, {"numer", "0021"}})}, make_day(2026, 3, 1)));
  // The death of February is known in June only.
  ASSERT_TRUE(o.mover({baja(1, "BDE", "2026-02-10")}, kHoy, {.origen = "RC"}));
  EXPECT_EQ(o.roto(), "");
  const auto all = db::in_transaction(
      o.pool(), [&](db::Transaction& tx) { return historia(tx, o.caller(), OficinaPadron::nia(1), "test"); });
  ASSERT_EQ(all.size(), 3U);
  const auto in_may = Instant{make_day(2026, 5, 1)};
  EXPECT_EQ(vigente(all, make_day(2026, 2, 9))->codigo, "ACR");
  EXPECT_EQ(vigente(all, make_day(2026, 4, 1))->codigo, "BDE");
  EXPECT_EQ(vigente(all, make_day(2026, 4, 1), in_may)->codigo, "MCD");
  EXPECT_EQ(vigente(all, make_day(2015, 1, 1)), nullptr);
}

TEST(Padron, WhoComesBackKeepsTheNia) {
  OficinaPadron o;
  ASSERT_TRUE(o.cargar({habitante(1), habitante(2)}, kCarga));
  ASSERT_TRUE(o.mover({con(baja(1, "BCR", "2026-02-01"), {{"prdp", "35"}, {"mudp", "016"}})}, kHoy,
                      {.origen = "INE"}));
  ASSERT_TRUE(o.mover({con(mueve(1, "ACR"), {{"nia", ""}, {"prdp", "35"}, {"mudp", "016"}})}, kHoy))
      << testing::PrintToString(o.dichos());
  db::in_transaction(o.pool(), [&](db::Transaction& tx) {
    const auto f = ficha(tx, o.caller(), *buscar(tx, {}, "1-r"), "test");
    ASSERT_TRUE(f);
    EXPECT_EQ(f->nia, OficinaPadron::nia(1));
    EXPECT_EQ(f->actual.n, 3);
    EXPECT_EQ(f->alta, kAntes);
  });
  EXPECT_EQ(o.roto(), "");
}

}  // namespace
}  // namespace sctf::padron
