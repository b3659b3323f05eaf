#include "audit/audit.hpp"

#include <gtest/gtest.h>

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

TEST_F(Audit, TheKeyIsMadeOnceAndStays) {
  const test::TempFolder folder;
  const auto key = chain_key(folder.path());
  ASSERT_TRUE(key);
  EXPECT_EQ(key->size(), 32U);
  EXPECT_EQ(chain_key(folder.path()), key);
}

}  // namespace
}  // namespace sctf::audit
