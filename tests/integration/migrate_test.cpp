#include "db/migrate.hpp"

#include <gtest/gtest.h>

#include "support/database.hpp"

namespace sctf::db {
namespace {

constexpr Sql kEdit{"t/edit", "update schema_migration set sha256 = repeat('0', 64) where version = 2"};
constexpr Sql kNewer{
    "t/newer",
    "insert into schema_migration (version, name, sha256, ms) values (9999, '9999_from_tomorrow', '', 0)"};
constexpr Sql kForget{
    "t/forget", "delete from schema_migration where version = (select max(version) from schema_migration)"};

TEST(Migrate, ASecondTimeDoesNothing) {
  const auto pool = test::fresh_pool();
  int applied = 0;
  const auto state = migrate(*pool, false, [&](const Migration&) { ++applied; });
  ASSERT_TRUE(state);
  EXPECT_EQ(applied, 0);
  EXPECT_EQ(state->applied, state->known);
  EXPECT_TRUE(require_schema(*pool));
}

TEST(MigrateErrors, AChangedFileIsRefused) {
  const auto pool = test::fresh_pool();
  in_transaction(*pool, [](Transaction& tx) { tx.exec(kEdit); });
  const auto state = migrate(*pool, false, [](const Migration&) {});
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error().code, Code::schema_mismatch);
  EXPECT_NE(state.error().text.find("0002_create_jobs"), std::string::npos);
}

TEST(MigrateErrors, ANewerSchemaIsRefused) {
  const auto pool = test::fresh_pool();
  in_transaction(*pool, [](Transaction& tx) { tx.exec(kNewer); });
  EXPECT_EQ(require_schema(*pool).error().code, Code::schema_mismatch);
}

TEST(MigrateErrors, AnOlderSchemaSaysWhatToDo) {
  const auto pool = test::fresh_pool();
  in_transaction(*pool, [](Transaction& tx) { tx.exec(kForget); });
  const auto ok = require_schema(*pool);
  ASSERT_FALSE(ok);
  EXPECT_NE(ok.error().text.find("sctf db migrate"), std::string::npos);
}

}  // namespace
}  // namespace sctf::db
