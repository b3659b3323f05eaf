#include "db/cluster.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "db/pool.hpp"
#include "support/database.hpp"

namespace sctf::db {
namespace {

namespace fs = std::filesystem;

class ClusterLife : public testing::Test {
 protected:
  ClusterLife() : cluster_({.directory = folder_.path() / "data", .accounts = {}, .fsync = false}) {}
  ~ClusterLife() override { cluster_.stop(); }
  std::string ask(const char* sql) {
    return std::string(Connection(cluster_.conninfo("postgres")).run(sql).front().view(0));
  }

  test::TempFolder folder_;
  Cluster cluster_;
};

TEST_F(ClusterLife, InitStartStopAreSafeToRepeat) {
  EXPECT_FALSE(cluster_.exists());
  EXPECT_TRUE(cluster_.init());
  EXPECT_FALSE(cluster_.init());
  EXPECT_TRUE(cluster_.start());
  EXPECT_FALSE(cluster_.start());
  EXPECT_TRUE(cluster_.running());
  EXPECT_EQ(ask("show listen_addresses"), "");
  EXPECT_EQ(cluster_.stop(), "fast");
  EXPECT_EQ(cluster_.stop(), "");
  EXPECT_TRUE(cluster_.start());
}

TEST_F(ClusterLife, StartingWhatWasNeverMadeIsRefused) {
  try {
    cluster_.start();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::database_not_made);
  }
}

TEST_F(ClusterLife, AKilledServerIsStartedAgainWithWhatItHeld) {
  cluster_.init();
  cluster_.start();
  Connection(cluster_.conninfo("postgres")).run("create table t as select 42 as n");
  // A backend that computes goes on after its postmaster is gone; the next start must end it.
  std::jthread busy([info = cluster_.conninfo("postgres")] {
    try {
      Connection(info).run("select pg_sleep(60)");
    } catch (const DbError&) {
    }
  });
  while (ask("select count(*) from pg_stat_activity where query like 'select pg_sleep%' and state = 'active' "
             "and pid <> pg_backend_pid()") == "0")
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  ::kill(*cluster_.pid(), SIGKILL);
  EXPECT_TRUE(cluster_.start());
  EXPECT_EQ(ask("select n from t"), "42");
}

TEST_F(ClusterLife, AServerOnItsWayDownIsWaitedForAndStartedAgain) {
  cluster_.init();
  cluster_.start();
  // An open session makes a smart shutdown wait: the server is there, answers nobody, and goes when the
  // session goes.
  auto open = std::make_unique<Connection>(cluster_.conninfo("postgres"));
  ::kill(*cluster_.pid(), SIGTERM);
  std::jthread closing([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    open.reset();
  });
  EXPECT_TRUE(cluster_.start());
  EXPECT_EQ(ask("select 1"), "1");
}

TEST_F(ClusterLife, AStalePidFileOfAnotherProcessDoesNotStopIt) {
  cluster_.init();
  std::ofstream(cluster_.directory() / "pg" / "postmaster.pid") << ::getpid() << "\n";
  EXPECT_FALSE(cluster_.pid());
  EXPECT_TRUE(cluster_.start());
}

TEST_F(ClusterLife, AnInitThatWasKilledIsBegunAnew) {
  fs::create_directories(cluster_.directory() / "pg.new" / "base");
  std::ofstream(cluster_.directory() / "pg.new" / "PG_VERSION") << "15\n";
  if (const auto* server = ::getpwnam("postgres");
      ::geteuid() == 0) {  // what a killed initdb leaves is the server's
    for (const auto* left : {"pg.new", "pg.new/base", "pg.new/PG_VERSION"}) {
      ASSERT_EQ(::chown((cluster_.directory() / left).c_str(), server->pw_uid, server->pw_gid), 0);
    }
  }
  Cluster again({.directory = cluster_.directory(), .accounts = {}, .fsync = false});
  EXPECT_TRUE(again.init());
  EXPECT_FALSE(fs::exists(again.directory() / "pg.new"));
  EXPECT_TRUE(again.start());
  again.stop();
}

TEST_F(ClusterLife, ADeepFolderIsReachedThroughADescriptor) {
  const auto deep = folder_.path() / std::string(60, 'a') / std::string(60, 'b');
  Cluster cluster({.directory = deep, .accounts = {}, .fsync = false});
  cluster.init();
  cluster.start();
  EXPECT_TRUE(cluster.socket_folder().starts_with("/proc/self/fd/"));
  EXPECT_EQ(Connection(cluster.conninfo("postgres")).run("select 1").front().view(0), "1");
  cluster.stop();
}

TEST_F(ClusterLife, FourAtOnceMakeAndStartOne) {
  std::atomic<int> made{0}, started{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        Cluster mine({.directory = cluster_.directory(), .accounts = {}, .fsync = false});
        if (mine.init()) ++made;
        if (mine.start()) ++started;
      });
  }
  EXPECT_EQ(made, 1);
  EXPECT_EQ(started, 1);
  Cluster again({.directory = cluster_.directory(), .accounts = {}, .fsync = false});
  EXPECT_TRUE(again.running());
  again.stop();
}

TEST_F(ClusterLife, ConfiguredAccountsMayConnect) {
  Cluster with({.directory = cluster_.directory(), .accounts = {"daemon"}, .fsync = false});
  with.init();
  with.start();
  std::ifstream in(cluster_.directory() / "pg" / "pg_ident.conf");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  EXPECT_NE(text.find("\"daemon\""), std::string::npos);
  with.stop();
}

}  // namespace
}  // namespace sctf::db
