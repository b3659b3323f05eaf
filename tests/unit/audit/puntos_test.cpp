#include "audit/puntos.hpp"

#include <gtest/gtest.h>

#include "audit/rastro.hpp"

namespace sctf::audit {
namespace {

const Punto kPunto{.links = 12,
                   .mac = std::string(64, 'a'),
                   .at = must(parse_instant("2026-11-30T10:00:00Z")),
                   .anterior = std::string(64, 'b'),
                   .file = {}};

TEST(AuditPunto, ComesBackFromItsBytes) {
  const auto bytes = texto(kPunto, {});
  const auto back = leer_punto(bytes, {});
  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(back->links, 12);
  EXPECT_EQ(back->mac, kPunto.mac);
  EXPECT_EQ(back->at, kPunto.at);
  EXPECT_EQ(back->anterior, kPunto.anterior);
  EXPECT_EQ(back->sha256, crypto::sha256_hex(bytes));
}

TEST(AuditPunto, AnyOtherFormIsRefused) {
  const auto good = texto(kPunto, {});
  auto blank = good, upper = good;
  blank.insert(1, " ");
  upper.replace(upper.find("aaaa"), 4, "AAAA");
  for (const auto& bad : {std::string(), std::string("{}"), std::string("[]"), blank, upper, good + good,
                          good.substr(0, good.size() - 1)})
    EXPECT_FALSE(leer_punto(bad, {})) << bad;
  EXPECT_FALSE(leer_punto(good, Ente{2})) << "of another ente";
}

TEST(AuditHorario, IsReadInMinutes) {
  const auto h = Horario::leer("07:30-20:15", "Atlantic/Canary");
  EXPECT_EQ(h.from, 450);
  EXPECT_EQ(h.until, 1215);
}

TEST(AuditBuscado, IsWhatWasTypedWithoutItsDress) {
  EXPECT_EQ(buscado(" 12.345.678-z"), "buscado/12345678Z");
  EXPECT_EQ(buscado(""), "buscado/");
}

}  // namespace
}  // namespace sctf::audit
