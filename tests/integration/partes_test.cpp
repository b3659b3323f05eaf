#include "identidad/partes.hpp"

#include <gtest/gtest.h>

#include "support/database.hpp"

namespace sctf::identidad {
namespace {

constexpr db::Sql kFill{"ti/fill",
                        "insert into parte_nueva values ('nif', '00000014Z', 'Uno'), ('nif', 'E38000000', "
                        "'Comunidad'), ('interno', 'x/SIN', 'Sin número')"};

class Partes : public testing::Test {
 protected:
  void SetUp() override { pool_ = test::fresh_pool(); }
  template <class Work>
  auto in(Work work) {
    return db::in_transaction(*pool_, work);
  }
  std::unique_ptr<db::Pool> pool_;
  Ente ente_;
};

TEST_F(Partes, ANifIsOneParty) {
  const auto a = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000014Z", "Una Persona"); });
  const auto b = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000014Z", "OTRO NOMBRE"); });
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(b.nombre, "Una Persona");
  EXPECT_EQ(b.clase, ClasePersona::fisica);
}

TEST_F(Partes, APartyMayHaveNoNumberAndGetOneLater) {
  const auto foreigner = in([&](db::Transaction& tx) { return ensure(tx, ente_, "", "Sin Documento"); });
  EXPECT_EQ(foreigner.clase, ClasePersona::desconocida);
  EXPECT_TRUE(in([&](db::Transaction& tx) {
    return add_document(tx, ente_, foreigner.id, "pasaporte", "ITA", "YA1234567");
  }));
  EXPECT_TRUE(
      in([&](db::Transaction& tx) { return add_document(tx, ente_, foreigner.id, "nif", "", "X0000001R"); }));
  EXPECT_EQ(in([&](db::Transaction& tx) { return find_by_nif(tx, ente_, "X0000001R"); })->id, foreigner.id);
}

TEST_F(Partes, ADocumentOfAnotherPartyIsRefused) {
  const auto a = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000014Z", "Una"); });
  const auto b = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000028J", "Otra"); });
  EXPECT_TRUE(in([&](db::Transaction& tx) { return add_document(tx, ente_, a.id, "nif", "", "00000014Z"); }));
  EXPECT_EQ(in([&](db::Transaction& tx) { return add_document(tx, ente_, b.id, "nif", "", "00000014Z"); })
                .error()
                .code,
            Code::duplicate);
}

TEST_F(Partes, TwoThatAreOneLeadToTheSurvivor) {
  const auto a = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000014Z", "Una"); });
  const auto b = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000028J", "Una"); });
  const auto c = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000042G", "Una"); });
  ASSERT_TRUE(in([&](db::Transaction& tx) { return merge(tx, ente_, a.id, b.id); }));
  ASSERT_TRUE(in([&](db::Transaction& tx) { return merge(tx, ente_, b.id, c.id); }));
  EXPECT_EQ(in([&](db::Transaction& tx) { return find_by_nif(tx, ente_, "00000014Z"); })->id, c.id);
  EXPECT_EQ(in([&](db::Transaction& tx) { return find_by_id(tx, ente_, a.id); })->id, c.id);
}

TEST_F(Partes, AMergeIntoItselfOrTwiceIsRefused) {
  const auto a = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000014Z", "Una"); });
  const auto b = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000028J", "Una"); });
  EXPECT_EQ(in([&](db::Transaction& tx) { return merge(tx, ente_, a.id, a.id); }).error().code,
            Code::inconsistent);
  ASSERT_TRUE(in([&](db::Transaction& tx) { return merge(tx, ente_, a.id, b.id); }));
  EXPECT_EQ(in([&](db::Transaction& tx) { return merge(tx, ente_, b.id, a.id); }).error().code,
            Code::inconsistent);
  EXPECT_EQ(in([&](db::Transaction& tx) { return merge(tx, ente_, a.id, b.id); }).error().code,
            Code::wrong_state);
  EXPECT_EQ(in([&](db::Transaction& tx) { return merge(tx, ente_, a.id, 999); }).error().code,
            Code::not_found);
}

TEST_F(Partes, DeathHasADateASourceAndHeirs) {
  const auto dead = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000014Z", "Difunta"); });
  const auto heir = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000028J", "Heredera"); });
  EXPECT_EQ(
      in([&](db::Transaction& tx) { return record_death(tx, ente_, dead.id, make_day(2026, 2, 1), ""); })
          .error()
          .code,
      Code::missing_value);
  ASSERT_TRUE(in([&](db::Transaction& tx) {
    return record_death(tx, ente_, dead.id, make_day(2026, 2, 1), "Registro Civil");
  }));
  EXPECT_EQ(
      in([&](db::Transaction& tx) { return record_death(tx, ente_, dead.id, make_day(2026, 2, 2), "otro"); })
          .error()
          .code,
      Code::duplicate);
  const Vinculo link{.con = heir.id,
                     .clase = "heredero",
                     .cuota = must(Decimal::parse("33.3333")),
                     .desde = make_day(2026, 2, 1),
                     .hasta = {},
                     .fuente = "testamento"};
  ASSERT_TRUE(in([&](db::Transaction& tx) { return add_link(tx, ente_, dead.id, link); }));
  const auto all = in([&](db::Transaction& tx) { return links(tx, ente_, dead.id); });
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].con, heir.id);
  EXPECT_EQ(all[0].cuota, must(Decimal::parse("33.3333")));
}

TEST_F(Partes, LinksThatMakeNoSenseAreRefused) {
  const auto a = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000014Z", "Una"); });
  const auto b = in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000028J", "Otra"); });
  const Vinculo good{.con = b.id,
                     .clase = "participe",
                     .cuota = Decimal{50, 0},
                     .desde = make_day(2026, 1, 1),
                     .hasta = {},
                     .fuente = "acta"};
  const auto refused = [&](Vinculo v) {
    return in([&](db::Transaction& tx) { return add_link(tx, ente_, a.id, v); }).error().code;
  };
  auto bad = good;
  bad.con = a.id;
  EXPECT_EQ(refused(bad), Code::inconsistent);
  bad = good, bad.clase = "primo";
  EXPECT_EQ(refused(bad), Code::unknown_value);
  bad = good, bad.cuota = Decimal{101, 0};
  EXPECT_EQ(refused(bad), Code::out_of_range);
  bad = good, bad.hasta = make_day(2025, 1, 1);
  EXPECT_EQ(refused(bad), Code::inconsistent);
}

TEST_F(Partes, ALoadMakesOnlyWhatIsNotHeld) {
  in([&](db::Transaction& tx) { return ensure(tx, ente_, "00000014Z", "Ya estaba"); });
  for (const std::int64_t made : {2, 0})
    EXPECT_EQ(in([&](db::Transaction& tx) {
                begin_load(tx, ente_);
                tx.exec(kFill);
                return finish_load(tx, ente_);
              }),
              made);
  EXPECT_EQ(in([&](db::Transaction& tx) { return find_by_nif(tx, ente_, "00000014Z"); })->nombre,
            "Ya estaba");
  EXPECT_EQ(in([&](db::Transaction& tx) { return find_by_nif(tx, ente_, "E38000000"); })->clase,
            ClasePersona::entidad);
}

}  // namespace
}  // namespace sctf::identidad
