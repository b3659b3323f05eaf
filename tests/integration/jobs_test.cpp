#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <thread>

#include "jobs/engine.hpp"
#include "proc/identity.hpp"
#include "support/database.hpp"

namespace sctf::jobs {
namespace {

using namespace std::chrono_literals;

constexpr db::Sql kMake{"tj/make", "create table hecho (run bigint, clave bigint, primary key (run, clave))"};
constexpr db::Sql kDo{"tj/do", "insert into hecho select $1, generate_series($2::bigint, $3::bigint)"};
constexpr db::Sql kCount{"tj/count", "select count(*) from hecho"};
constexpr db::Sql kSteal{"tj/steal",
                         "update job_chunk set token = token + 1000 where run = $1 and step = 1 and n = 1"};
constexpr db::Sql kOwner{"tj/owner",
                         "update job_run set owner = $2, lease_until = now() + interval '1 hour', state = "
                         "'running' where id = $1"};
constexpr db::Sql kChunkOwner{"tj/chunk_owner",
                              "update job_chunk set state = 'running', owner = $2, lease_until = now() + "
                              "make_interval(secs => $3::int) where run = $1 and state = 'pending'"};
constexpr db::Sql kState{"tj/state", "select state from job_run where id = $1"};
constexpr db::Sql kRejects{"tj/rejects", "select count(*) from job_reject where run = $1"};
constexpr db::Sql kRuns{"tj/runs", "select count(*) from job_run"};

/// Ten chunks of ten keys each, and a last one that counts. What a chunk does besides is up to the test.
class Decenas final : public Kind {
 public:
  std::function<Result<void>(const Work&, db::Transaction&)> before = [](const Work&, db::Transaction&) {
    return Result<void>{};
  };
  std::function<Result<void>()> planned = [] { return Result<void>{}; };
  bool local = false;

  [[nodiscard]] std::string_view name() const override { return "test.decenas"; }
  [[nodiscard]] Result<std::vector<Step>> plan(db::Transaction&, const RunInfo&) const override {
    if (const auto ok = planned(); !ok) return tl::unexpected(ok.error());
    Step step{.name = "hacer", .local = local, .chunks = {}};
    for (std::int64_t i = 0; i < 10; ++i) step.chunks.push_back({i * 10, i * 10 + 9});
    return std::vector<Step>{std::move(step), {.name = "contar", .local = local, .chunks = {{0, 0}}}};
  }
  [[nodiscard]] Result<ChunkDone> work(db::Transaction& tx, const Work& work) const override {
    if (const auto ok = before(work, tx); !ok) return tl::unexpected(ok.error());
    if (work.chunk.step == 1)
      return ChunkDone{.items = tx.exec(kDo, work.run.id, work.chunk.range.from, work.chunk.range.to),
                       .sum = {},
                       .result = {}};
    const auto n = tx.query(kCount).front().get<std::int64_t>(0);
    return ChunkDone{.items = n, .sum = {}, .result = Json{{"n", n}}};
  }
};

class Jobs : public testing::Test {
 protected:
  void SetUp() override {
    pool_ = test::fresh_pool(8);
    db::in_transaction(*pool_, [](db::Transaction& tx) { tx.exec(kMake); });
    auto kind = std::make_unique<Decenas>();
    kind_ = kind.get();
    registry_.add(std::move(kind));
    options_.account = "tester";
    options_.clock = must(parse_instant("2026-05-20T08:00:00Z"));
    options_.refuse = [this](const Problem& p) { refused_.push_back(p); };
  }
  Engine engine() { return Engine(*pool_, registry_, options_); }
  Result<Outcome> run(bool dry = false) { return engine().run("test.decenas", "k", Json{{"a", 1}}, dry); }
  std::int64_t count() {
    return db::in_transaction(
        *pool_, [](db::Transaction& tx) { return tx.query(kCount).front().get<std::int64_t>(0); });
  }
  template <class... Args>
  void exec(const db::Sql& sql, const Args&... args) {
    db::in_transaction(*pool_, [&](db::Transaction& tx) { tx.exec(sql, args...); });
  }
  std::string state(std::int64_t id) {
    return db::in_transaction(
        *pool_, [&](db::Transaction& tx) { return tx.query(kState, id).front().get<std::string>(0); });
  }

  std::unique_ptr<db::Pool> pool_;
  Registry registry_;
  Decenas* kind_ = nullptr;
  Engine::Options options_;
  std::vector<Problem> refused_;
};

TEST_F(Jobs, ARunDoesAllItsChunksOnce) {
  const auto outcome = run();
  ASSERT_TRUE(outcome) << outcome.error().text;
  EXPECT_EQ(outcome->result.at("n"), 100);
  EXPECT_FALSE(outcome->existed);
  EXPECT_EQ(count(), 100);
}

TEST_F(Jobs, TheSameKeyAgainGivesWhatItGave) {
  const auto first = run();
  const auto again = run();
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->existed);
  EXPECT_EQ(again->run.id, first->run.id);
  EXPECT_EQ(again->result, first->result);
  EXPECT_EQ(count(), 100);
}

TEST_F(Jobs, ARunKeepsTheClockItBeganWith) {
  kind_->before = [](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.step == 2) return problem(Code::not_found, "stop here");
    return {};
  };
  ASSERT_FALSE(run());
  kind_->before = [](const Work& work, db::Transaction&) -> Result<void> {
    EXPECT_EQ(to_string(work.run.clock), "2026-05-20T08:00:00Z");
    return {};
  };
  options_.clock = must(parse_instant("2030-01-01T00:00:00Z"));
  ASSERT_TRUE(run());
}

TEST_F(Jobs, ADryRunLeavesNothing) {
  const auto outcome = run(true);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->result.at("n"), 100);
  EXPECT_EQ(count(), 0);
  EXPECT_EQ(db::in_transaction(
                *pool_, [](db::Transaction& tx) { return tx.query(kRuns).front().get<std::int64_t>(0); }),
            0);
}

TEST_F(Jobs, AProblemOfAChunkStopsTheRunAndTheSameLineGoesOn) {
  std::atomic<bool> broken{true};
  kind_->before = [&](const Work& work, db::Transaction&) -> Result<void> {
    if (broken && work.chunk.n == 7) return problem(Code::no_tariff, "no tariff for seven");
    return {};
  };
  const auto stopped = run();
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, Code::no_tariff);
  EXPECT_LT(count(), 100);
  broken = false;
  const auto outcome = run();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->result.at("n"), 100);
}

TEST_F(Jobs, AProblemOfThePlanLeavesNoRun) {
  kind_->planned = []() -> Result<void> { return problem(Code::not_approved, "not yet"); };
  EXPECT_EQ(run().error().code, Code::not_approved);
  EXPECT_EQ(db::in_transaction(
                *pool_, [](db::Transaction& tx) { return tx.query(kRuns).front().get<std::int64_t>(0); }),
            0);
}

TEST_F(Jobs, ADefectIsTriedAgainAndThenStopsTheRun) {
  options_.max_attempts = 3;
  std::atomic<int> tries{0};
  kind_->before = [&](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.step == 1 && work.chunk.n == 4) {
      ++tries;
      throw Error(Code::internal, "four is broken");
    }
    return {};
  };
  const auto outcome = run();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, Code::internal);
  EXPECT_EQ(tries, 3);
}

TEST_F(Jobs, AChunkWhoseLeaseWasLostTakesBackWhatItDid) {
  std::atomic<bool> stolen{false};
  kind_->before = [&](const Work& work, db::Transaction&) -> Result<void> {
    // As if another process had taken the chunk over while this one slept.
    if (work.chunk.step == 1 && work.chunk.n == 1 && !stolen.exchange(true)) exec(kSteal, work.run.id);
    return {};
  };
  options_.lease_seconds = 1;
  const auto outcome = run();
  ASSERT_TRUE(outcome) << outcome.error().text;
  EXPECT_TRUE(stolen);
  EXPECT_EQ(outcome->result.at("n"), 100);
}

TEST_F(Jobs, ALivingLeaderKeepsASecondOneOut) {
  std::atomic<bool> inside{false}, go{false};
  kind_->before = [&](const Work&, db::Transaction&) -> Result<void> {
    inside = true;
    while (!go) std::this_thread::sleep_for(1ms);
    return {};
  };
  std::jthread leader([&] { EXPECT_TRUE(run()); });
  while (!inside) std::this_thread::sleep_for(1ms);
  const auto second = run();
  go = true;
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::already_running);
}

TEST_F(Jobs, ADeadProcessOfThisMachineIsFollowedAtOnce) {
  kind_->before = [](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.n == 2) return problem(Code::not_found, "stop");
    return {};
  };
  ASSERT_FALSE(run());
  auto dead = proc::this_process();
  dead.pid = 2'000'000'000;  // no such process here
  exec(kOwner, std::int64_t{1}, dead.str());
  exec(kChunkOwner, std::int64_t{1}, dead.str(), 3600);
  kind_->before = [](const Work&, db::Transaction&) { return Result<void>{}; };
  const auto outcome = run();
  ASSERT_TRUE(outcome) << outcome.error().text;
  EXPECT_EQ(outcome->result.at("n"), 100);
}

TEST_F(Jobs, AnotherMachineIsWaitedForUntilItsLeaseEnds) {
  kind_->before = [](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.n == 2) return problem(Code::not_found, "stop");
    return {};
  };
  ASSERT_FALSE(run());
  auto elsewhere = proc::this_process();
  elsewhere.host = "another-machine";
  exec(kOwner, std::int64_t{1}, elsewhere.str());
  EXPECT_EQ(run().error().code, Code::already_running);
  EXPECT_EQ(engine().resume(1).error().code, Code::already_running);
}

TEST_F(Jobs, ChunksOfAnotherMachineComeBackWhenTheirLeaseEnds) {
  kind_->before = [](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.n == 2) return problem(Code::not_found, "stop");
    return {};
  };
  ASSERT_FALSE(run());
  auto elsewhere = proc::this_process();
  elsewhere.host = "another-machine";
  exec(kChunkOwner, std::int64_t{1}, elsewhere.str(), 1);
  kind_->before = [](const Work&, db::Transaction&) { return Result<void>{}; };
  const auto outcome = run();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->result.at("n"), 100);
}

TEST_F(Jobs, ALentProcessDoesWhatIsSharedAndNotWhatIsLocal) {
  std::atomic<bool> stop{true};
  kind_->before = [&](const Work& work, db::Transaction&) -> Result<void> {
    if (stop && work.chunk.step == 1) return problem(Code::not_found, "stop");
    return {};
  };
  ASSERT_FALSE(run());
  stop = false;
  exec(kOwner, std::int64_t{1}, std::nullopt);
  EXPECT_EQ(engine().work(true), 11);
  EXPECT_EQ(state(1), "done");
  EXPECT_EQ(count(), 100);

  kind_->local = true;
  stop = true;
  ASSERT_FALSE(engine().run("test.decenas", "local", Json::object()));
  stop = false;
  exec(kOwner, std::int64_t{2}, std::nullopt);
  EXPECT_EQ(engine().work(true), 0);
}

TEST_F(Jobs, ACancelledRunIsTakenUpOnlyByName) {
  kind_->before = [](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.n == 2) return problem(Code::not_found, "stop");
    return {};
  };
  ASSERT_FALSE(run());
  ASSERT_TRUE(engine().cancel(1));
  EXPECT_TRUE(engine().cancel(1));
  EXPECT_EQ(run().error().code, Code::cancelled);
  kind_->before = [](const Work&, db::Transaction&) { return Result<void>{}; };
  EXPECT_TRUE(engine().resume(1));
  EXPECT_EQ(engine().cancel(1).error().code, Code::wrong_state);
  EXPECT_EQ(engine().cancel(99).error().code, Code::not_found);
  EXPECT_EQ(engine().resume(99).error().code, Code::not_found);
}

TEST_F(Jobs, AStopEndsAfterTheChunkAndTheSameLineGoesOn) {
  std::atomic<int> signal{0};
  options_.workers = 1;
  options_.stop = [&] { return signal.load(); };
  kind_->before = [&](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.n == 3) {
      signal = SIGTERM;
      std::this_thread::sleep_for(250ms);  // until the leader has seen it
    }
    return {};
  };
  try {
    (void)run();
    FAIL() << "it was not stopped";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::terminated);
  }
  EXPECT_EQ(count(), 30);
  signal = 0;
  kind_->before = [](const Work&, db::Transaction&) { return Result<void>{}; };
  EXPECT_TRUE(run());
  EXPECT_EQ(count(), 100);
}

TEST_F(Jobs, WhatAChunkRefusesIsToldAndKept) {
  kind_->before = [](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.step == 1)
      work.refuse(Problem{.code = Code::invalid_value, .text = "not this"}.at("f.csv", work.chunk.n, 2));
    return {};
  };
  const auto outcome = run();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(refused_.size(), 10U);
  EXPECT_EQ(db::in_transaction(*pool_,
                               [&](db::Transaction& tx) {
                                 return tx.query(kRejects, outcome->run.id).front().get<std::int64_t>(0);
                               }),
            10);
}

TEST_F(Jobs, SeveralEnginesShareARun) {
  std::atomic<bool> hold{true};
  kind_->before = [&](const Work& work, db::Transaction&) -> Result<void> {
    if (work.chunk.step == 1 && hold) std::this_thread::sleep_for(5ms);
    return {};
  };
  options_.workers = 1;
  std::vector<std::jthread> helpers;
  std::atomic<std::int64_t> lent{0};
  for (int i = 0; i < 3; ++i)
    helpers.emplace_back([&] {
      while (count() < 100) lent += engine().work(true);
    });
  const auto outcome = run();
  helpers.clear();
  ASSERT_TRUE(outcome) << outcome.error().text;
  EXPECT_EQ(outcome->result.at("n"), 100);
  EXPECT_EQ(count(), 100);
}

}  // namespace
}  // namespace sctf::jobs
