#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "support/database.hpp"

namespace sctf::db {
namespace {

constexpr Sql kMake{
    "t/make",
    "create table cosa (id bigint primary key, texto text, importe bigint, dia date, lista text[])"};
constexpr Sql kInsert{"t/insert", "insert into cosa (id, texto, importe, dia) values ($1, $2, $3, $4)"};
constexpr Sql kCount{"t/count", "select count(*) from cosa"};
constexpr Sql kAll{"t/all", "select id, texto, importe, dia from cosa order by id"};
constexpr Sql kCopy{"t/copy", "copy cosa (id, texto, importe, dia, lista) from stdin"};

class Db : public testing::Test {
 protected:
  void SetUp() override {
    pool_ = test::fresh_pool();
    in_transaction(*pool_, [](Transaction& tx) { tx.exec(kMake); });
  }
  std::int64_t count() {
    return in_transaction(*pool_,
                          [](Transaction& tx) { return tx.query(kCount).front().get<std::int64_t>(0); });
  }
  std::unique_ptr<Pool> pool_;
};

TEST_F(Db, ValuesComeBackAsTheyWent) {
  const auto day = make_day(2026, 7, 8);
  in_transaction(*pool_, [&](Transaction& tx) {
    tx.exec(kInsert, std::int64_t{1}, "Ñandú; \"ß\"\t\n\\N", Cents{-5}, day);
    tx.exec(kInsert, std::int64_t{2}, std::nullopt, std::optional<Cents>{}, std::optional<Day>{});
  });
  in_transaction(*pool_, [&](Transaction& tx) {
    const auto rows = tx.query(kAll);
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[0].get<std::string>("texto"), "Ñandú; \"ß\"\t\n\\N");
    EXPECT_EQ(rows[0].get<Cents>("importe"), Cents{-5});
    EXPECT_EQ(rows[0].get<Day>("dia"), day);
    EXPECT_FALSE(rows[1].get<std::optional<std::string>>("texto"));
    EXPECT_THROW((void)rows[1].get<Cents>("importe"), Error);
  });
}

TEST_F(Db, WithoutCommitNothingIsThere) {
  {
    const auto lease = pool_->get();
    Transaction tx(*lease);
    tx.exec(kInsert, std::int64_t{1}, "a", Cents{1}, make_day(2026, 1, 1));
  }
  EXPECT_EQ(count(), 0);
}

TEST_F(Db, AProblemCommitsNothing) {
  const auto result = in_transaction(*pool_, [](Transaction& tx) -> Result<int> {
    tx.exec(kInsert, std::int64_t{1}, "a", Cents{1}, make_day(2026, 1, 1));
    return problem(Code::not_found, "no");
  });
  EXPECT_FALSE(result);
  EXPECT_EQ(count(), 0);
}

TEST_F(Db, CopyInAndOutKeepEveryByte) {
  const std::string hard = "tab\tnewline\nreturn\rback\\slash\\N ñ";
  in_transaction(*pool_, [&](Transaction& tx) {
    auto copy = tx.copy_in(kCopy);
    for (std::int64_t i = 0; i < 5000; ++i) {
      copy.add(i)
          .add(hard)
          .add(Cents{i})
          .add(std::optional<Day>{})
          .add(std::vector<std::string>{"a\"b", "c\\d"});
      copy.end_row();
    }
    EXPECT_EQ(copy.finish(), 5000);
  });
  static constexpr Sql kOut{"t/out",
                            "copy (select id, texto, lista[1] from cosa where id < "
                            "current_setting('sctf.p1')::bigint order by id) to stdout"};
  std::vector<std::string> lines;
  in_transaction(*pool_, [&](Transaction& tx) {
    EXPECT_EQ(tx.query(kAll)[4999].get<std::string>("texto"), hard);
    tx.copy_out(
        kOut, [&](std::string_view line) { lines.emplace_back(line); }, std::int64_t{2});
  });
  EXPECT_THAT(lines, testing::ElementsAre("0\ttab\\tnewline\\nreturn\\rback\\\\slash\\\\N ñ\ta\"b",
                                          "1\ttab\\tnewline\\nreturn\\rback\\\\slash\\\\N ñ\ta\"b"));
}

TEST_F(Db, ACopyThatIsNotFinishedLosesItsTransaction) {
  const auto lease = pool_->get();
  {
    Transaction tx(*lease);
    auto copy = tx.copy_in(kCopy);
    copy.add(std::int64_t{1}).add("a").add(Cents{1}).add(std::optional<Day>{}).add_null();
    copy.end_row();
  }
  EXPECT_TRUE((*lease).alive());
  EXPECT_EQ(count(), 0);
}

TEST_F(Db, AWrongCopyRowIsTold) {
  EXPECT_THROW(
      in_transaction(*pool_,
                     [](Transaction& tx) {
                       auto copy = tx.copy_in(kCopy);
                       copy.add("not a number").add("a").add(Cents{1}).add(std::optional<Day>{}).add_null();
                       copy.end_row();
                       copy.finish();
                     }),
      DbError);
  EXPECT_EQ(count(), 0);
}

TEST_F(Db, StreamingStopsWhereTheCallerThrowsAndTheSessionLives) {
  static constexpr Sql kSeries{"t/series", "select generate_series(1, $1::int)"};
  const auto lease = pool_->get();
  Transaction tx(*lease);
  int seen = 0;
  EXPECT_THROW(tx.stream(
                   kSeries,
                   [&](const Row&) {
                     if (++seen == 10) throw std::runtime_error("enough");
                   },
                   100000),
               std::runtime_error);
  EXPECT_EQ(seen, 10);
  EXPECT_EQ(tx.query(kCount).front().get<std::int64_t>(0), 0);
}

TEST_F(Db, PipelineRunsThemAllOrNone) {
  std::vector<Params> sets;
  for (std::int64_t i = 0; i < 2500; ++i) sets.emplace_back(i, "x", Cents{i}, make_day(2026, 1, 1));
  EXPECT_EQ(in_transaction(*pool_, [&](Transaction& tx) { return tx.pipeline(kInsert, sets); }), 2500);
  sets = {Params(std::int64_t{3000}, "y", Cents{1}, make_day(2026, 1, 1)),
          Params(std::int64_t{1}, "twice", Cents{1}, make_day(2026, 1, 1))};
  try {
    in_transaction(*pool_, [&](Transaction& tx) { tx.pipeline(kInsert, sets); });
    FAIL() << "a duplicate key went in";
  } catch (const DbError& error) {
    EXPECT_TRUE(error.unique_violation());
    EXPECT_EQ(error.constraint(), "cosa_pkey");
  }
  EXPECT_EQ(count(), 2500);
}

TEST_F(Db, SerializationFailuresAreTriedAgainThreeTimes) {
  static constexpr Sql kFail{"t/fail", "do $$ begin raise exception 'again' using errcode = '40001'; end $$"};
  int runs = 0;
  in_transaction(*pool_, [&](Transaction& tx) {
    if (++runs < 3) tx.exec(kFail);
  });
  EXPECT_EQ(runs, 3);
  runs = 0;
  EXPECT_THROW(in_transaction(*pool_,
                              [&](Transaction& tx) {
                                ++runs;
                                tx.exec(kFail);
                              }),
               DbError);
  EXPECT_EQ(runs, 4);
}

TEST_F(Db, AnyOtherFailureIsNotTriedAgain) {
  static constexpr Sql kWrong{"t/wrong", "select 1 / 0"};
  int runs = 0;
  EXPECT_THROW(in_transaction(*pool_,
                              [&](Transaction& tx) {
                                ++runs;
                                tx.query(kWrong);
                              }),
               DbError);
  EXPECT_EQ(runs, 1);
}

TEST_F(Db, ASessionThatTheServerEndedIsReplaced) {
  static constexpr Sql kEnd{"t/end", "select pg_terminate_backend(pg_backend_pid())"};
  int runs = 0;
  in_transaction(*pool_, [&](Transaction& tx) {
    if (++runs == 1) tx.query(kEnd);
    tx.exec(kInsert, std::int64_t{runs}, "a", Cents{1}, make_day(2026, 1, 1));
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(), 1);
}

TEST_F(Db, ATransactionInsideATransactionIsADefect) {
  const auto lease = pool_->get();
  Transaction outer(*lease);
  EXPECT_THROW(Transaction inner(*lease), Error);
}

TEST_F(Db, ThePoolLendsNoMoreThanItHas) {
  const auto one = pool_->get();
  std::vector<std::jthread> threads;
  std::atomic<int> done{0};
  for (int i = 0; i < 12; ++i)
    threads.emplace_back([&] {
      const auto lease = pool_->get();
      Transaction tx(*lease);
      tx.query(kCount);
      ++done;
    });
  threads.clear();
  EXPECT_EQ(done, 12);
}

}  // namespace
}  // namespace sctf::db
