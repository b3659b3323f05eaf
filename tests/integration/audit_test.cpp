#include <gtest/gtest.h>

#include "audit/access.hpp"
#include "audit/puntos.hpp"
#include "audit/rastro.hpp"
#include "crypto/throwaway.hpp"
#include "proc/file.hpp"
#include "support/database.hpp"

namespace sctf::audit {
namespace {

constexpr db::Sql kChange{"ta/change", "update audit set account = 'somebody else' where id = 2"};
constexpr db::Sql kDrop{"ta/drop",
                        "with c as (delete from audit_chain where n = 3) delete from audit where id = 3"};

class Audit : public testing::Test {
 protected:
  void SetUp() override { pool_ = test::fresh_pool(); }
  void record_some(int n) {
    db::in_transaction(*pool_, [&](db::Transaction& tx) {
      for (int i = 0; i < n; ++i)
        record(tx, {.ente = {}, .account = "ana", .channel = "cli"},
               {.action = "test", .object = "run/" + std::to_string(i), .reason = "because"});
    });
  }
  std::int64_t extend() {
    return db::in_transaction(*pool_, [&](db::Transaction& tx) { return extend_chain(tx, {}, key_); });
  }
  Verification check(const std::string& key) {
    return db::in_transaction(*pool_, [&](db::Transaction& tx) { return verify(tx, {}, key); });
  }

  std::unique_ptr<db::Pool> pool_;
  std::string key_ = std::string(32, 'k');
};

TEST_F(Audit, TheChainGrowsAndVerifies) {
  record_some(3);
  EXPECT_EQ(extend(), 3);
  EXPECT_EQ(extend(), 0);
  record_some(2);
  auto found = check(key_);
  EXPECT_EQ(found.links, 3);
  EXPECT_EQ(found.unchained, 2);
  EXPECT_FALSE(found.broken_at);
  EXPECT_EQ(extend(), 2);
  found = check(key_);
  EXPECT_EQ(found.links, 5);
  EXPECT_EQ(found.unchained, 0);
  EXPECT_FALSE(found.broken_at);
}

TEST_F(Audit, AChangedRowIsSeen) {
  record_some(5);
  extend();
  db::in_transaction(*pool_, [](db::Transaction& tx) { tx.exec(kChange); });
  EXPECT_EQ(check(key_).broken_at, 2);
}

TEST_F(Audit, ARowTakenOutIsSeen) {
  record_some(5);
  extend();
  db::in_transaction(*pool_, [](db::Transaction& tx) { tx.exec(kDrop); });
  EXPECT_TRUE(check(key_).broken_at.has_value());
}

TEST_F(Audit, AnotherKeyVerifiesNothing) {
  record_some(1);
  extend();
  EXPECT_EQ(check(std::string(32, 'x')).broken_at, 1);
}

constexpr db::Sql kRequest{"ta/request", "update audit set request = 'another' where id = 2"};
constexpr db::Sql kRefusal{"ta/refusal", "update audit set refusal = 'SCTF-0401' where id = 2"};
constexpr db::Sql kDropLinks{"ta/links", "delete from audit_chain where n >= 2"};
constexpr db::Sql kDropTail{"ta/tail",
                            "with gone as (delete from audit_chain where n > 2 returning audit_id) "
                            "delete from audit where id in (select audit_id from gone)"};

TEST_F(Audit, RequestAndRefusalAreCovered) {
  for (const auto* change : {&kRequest, &kRefusal}) {
    pool_ = test::fresh_pool();
    record_some(3);
    extend();
    db::in_transaction(*pool_, [&](db::Transaction& tx) { tx.exec(*change); });
    EXPECT_EQ(check(key_).broken_at, 2) << change->name;
  }
}

class AuditAccess : public Audit {
 protected:
  std::vector<Fila> all() {
    std::vector<Fila> out;
    db::in_transaction(*pool_, [&](db::Transaction& tx) {
      leer_filas(tx, {},
                 {.objects = {},
                  .account = {},
                  .action = {},
                  .channel = {},
                  .request = {},
                  .from = {},
                  .until = {},
                  .before = {},
                  .limit = 100},
                 [&](const Fila& fila) { out.push_back(fila); });
    });
    return out;
  }
  Caller caller_{.ente = {}, .account = "ana", .channel = "cli", .request = "r1"};
  Event asked_{.action = "padron.show", .object = buscado("12.345.678-z"), .reason = "because"};
};

TEST_F(AuditAccess, WhatIsRefusedLeavesItsRowAlone) {
  const auto done = access(*pool_, caller_, asked_, [&](db::Transaction& tx, Event& asked) -> Result<int> {
    record(tx, caller_, {.action = "lost", .object = "with the transaction"});
    asked.object = "habitante/7";
    return problem(Code::not_allowed, "no");
  });
  ASSERT_FALSE(done);
  const auto rows = all();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].object, "habitante/7");
  EXPECT_EQ(rows[0].action, "padron.show");
  EXPECT_EQ(rows[0].reason, "because");
  EXPECT_EQ(rows[0].refusal, "SCTF-0401");
  EXPECT_EQ(rows[0].request, "r1");
}

TEST_F(AuditAccess, WhatIsDoneLeavesTheRowsOfItsOwnAlone) {
  const auto done = access(*pool_, caller_, asked_, [&](db::Transaction& tx, Event& asked) -> Result<int> {
    record(tx, caller_, asked);
    return 1;
  });
  ASSERT_TRUE(done);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0].object, "buscado/12345678Z");
  EXPECT_EQ(all()[0].refusal, "");
}

TEST_F(AuditAccess, ARehearsalIsKeptAsOne) {
  const auto done = access(
      *pool_, caller_, asked_,
      [&](db::Transaction& tx, Event& asked) -> Result<int> {
        record(tx, caller_, asked);
        return 1;
      },
      Mode::rehearsal);
  ASSERT_TRUE(done);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_TRUE(all()[0].detail.at("rehearsed").get<bool>());
}

TEST_F(AuditAccess, WhatFailsLeavesItsRow) {
  EXPECT_THROW(
      (void)access(*pool_, caller_, asked_,
                   [&](db::Transaction&, Event&) -> Result<int> { throw Error(Code::io_error, "disk"); }),
      Error);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0].refusal, "SCTF-0503");
}

TEST_F(AuditAccess, ALateRowOfALongTransactionIsFoundByTheWholeReach) {
  record_some(1);
  const auto lease = pool_->get();
  db::Transaction late(*lease);
  record(late, caller_, asked_);  // takes its number, and commits when thousands have passed
  record_some(3000);
  db::in_transaction(*pool_, [&](db::Transaction& tx) { extend_chain(tx, {}, key_, Reach::recent); });
  late.commit();
  record_some(3000);
  const auto near = db::in_transaction(
      *pool_, [&](db::Transaction& tx) { return extend_chain(tx, {}, key_, Reach::recent); });
  const auto whole =
      db::in_transaction(*pool_, [&](db::Transaction& tx) { return extend_chain(tx, {}, key_); });
  EXPECT_EQ(near + whole, 3001);
  EXPECT_EQ(check(key_).unchained, 0);
  EXPECT_FALSE(check(key_).broken_at);
}

TEST_F(AuditAccess, SearchGoesByPageNewestFirst) {
  record_some(5);
  std::vector<std::int64_t> ids;
  const auto page = [&](std::optional<std::int64_t> before) {
    return db::in_transaction(*pool_, [&](db::Transaction& tx) {
      return leer_filas(tx, {},
                        {.objects = {},
                         .account = "ana",
                         .action = "test",
                         .channel = "cli",
                         .request = {},
                         .from = {},
                         .until = {},
                         .before = before,
                         .limit = 2},
                        [&](const Fila& fila) { ids.push_back(fila.id); });
    });
  };
  EXPECT_EQ(page({}), 2);
  EXPECT_EQ(page(ids.back()), 2);
  EXPECT_EQ(page(ids.back()), 1);
  EXPECT_EQ(ids, (std::vector<std::int64_t>{5, 4, 3, 2, 1}));
}

class AuditPuntos : public Audit {
 protected:
  void SetUp() override {
    Audit::SetUp();
    const auto made =
        crypto::make_throwaway({.from = now_ - std::chrono::hours(1), .until = now_ + std::chrono::hours(1)});
    proc::write_file(folder_.path() / "seal.pem", made.certificate, 0644);
    proc::write_file(folder_.path() / "seal.key", made.key, 0600);
    signer_ = must(crypto::Signer::start(
        {.key = (folder_.path() / "seal.key").string(), .certificate = folder_.path() / "seal.pem"}));
    record_some(2);
    extend();
    sign();
    record_some(2);
    extend();
  }
  std::filesystem::path kept() { return folder_.path() / "kept"; }
  std::vector<Punto> points() { return must(leer_puntos(kept(), {}, {signer_->certificate()})); }
  void sign() {
    auto next = must(db::in_transaction(
        *pool_, [&](db::Transaction& tx) { return siguiente_punto(tx, {}, points(), now_); }));
    ASSERT_TRUE(next);
    (void)must(firmar_punto(*signer_, *next, {}, {kept()}));
  }
  Examen examine() {
    return db::in_transaction(*pool_, [&](db::Transaction& tx) { return examinar(tx, {}, key_, points()); });
  }
  void tamper(const db::Sql& sql) {
    db::in_transaction(*pool_, [&](db::Transaction& tx) { tx.exec(sql); });
  }

  const Instant now_ = must(parse_instant("2026-11-30T10:00:00Z"));
  test::TempFolder folder_;
  std::unique_ptr<crypto::Signer> signer_;
};

TEST_F(AuditPuntos, AWholeChainHoldsAgainstThem) {
  sign();
  const auto found = examine();
  EXPECT_TRUE(found.entera());
  EXPECT_EQ(found.puntos, 2);
  ASSERT_TRUE(found.ultimo_bueno);
  EXPECT_EQ(found.ultimo_bueno->links, 4);
}

TEST_F(AuditPuntos, NothingNewIsNotSigned) {
  sign();
  EXPECT_FALSE(must(db::in_transaction(
      *pool_, [&](db::Transaction& tx) { return siguiente_punto(tx, {}, points(), now_); })));
}

TEST_F(AuditPuntos, AChainWrittenAnewWithTheKeyIsSeen) {
  sign();
  tamper(kChange);
  tamper(kDropLinks);
  extend();
  EXPECT_FALSE(check(key_).broken_at) << "the links fit one another";
  const auto found = examine();
  EXPECT_FALSE(found.entera());
  ASSERT_TRUE(found.primer_malo);
  EXPECT_EQ(found.primer_malo->punto.links, 2);
  EXPECT_FALSE(found.primer_malo->falta);
  const auto next = db::in_transaction(
      *pool_, [&](db::Transaction& tx) { return siguiente_punto(tx, {}, points(), now_); });
  ASSERT_FALSE(next) << "nothing is signed over it";
  EXPECT_EQ(next.error().code, Code::inconsistent);
}

TEST_F(AuditPuntos, AMissingTailIsSeenAndPlaced) {
  sign();
  tamper(kDropTail);
  EXPECT_FALSE(check(key_).broken_at) << "what is left fits";
  const auto found = examine();
  ASSERT_TRUE(found.primer_malo);
  EXPECT_TRUE(found.primer_malo->falta);
  EXPECT_EQ(found.primer_malo->punto.links, 4);
  ASSERT_TRUE(found.ultimo_bueno);
  EXPECT_EQ(found.ultimo_bueno->links, 2);
}

TEST_F(AuditPuntos, AnotherSignerCountsForNothing) {
  const auto other =
      crypto::make_throwaway({.from = now_ - std::chrono::hours(1), .until = now_ + std::chrono::hours(1)});
  const auto stranger = must(crypto::Certificate::parse_pem(other.certificate));
  const auto read = leer_puntos(kept(), {}, {stranger.front()});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::not_authentic);
}

TEST_F(AuditPuntos, OneTakenAwayIsMissed) {
  sign();
  record_some(1);
  extend();
  sign();
  std::filesystem::remove(points()[1].file);
  const auto read = leer_puntos(kept(), {}, {signer_->certificate()});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::inconsistent);
}

TEST_F(AuditPuntos, AChangedOneDoesNotHold) {
  const auto file = points().front().file;
  auto bytes = *proc::read_file(file, 4096);
  const auto at = bytes.find("\"mac\":\"") + 7;
  bytes[at] = bytes[at] == '0' ? '1' : '0';
  proc::write_file(file, bytes, 0644);
  const auto read = leer_puntos(kept(), {}, {signer_->certificate()});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::not_authentic);
}

TEST_F(Audit, TheKeyIsMadeOnceAndStays) {
  const test::TempFolder folder;
  const auto key = chain_key(folder.path());
  ASSERT_TRUE(key);
  EXPECT_EQ(key->size(), 32U);
  EXPECT_EQ(chain_key(folder.path()), key);
}

}  // namespace
}  // namespace sctf::audit
