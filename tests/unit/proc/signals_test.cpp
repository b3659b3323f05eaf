#include "proc/signals.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sctf::proc {
namespace {

TEST(Signals, RemembersTheFirstStop) {
  {
    Signals signals;
    EXPECT_EQ(signals.stop_requested(), 0);
    ::raise(SIGTERM);
    EXPECT_EQ(signals.stop_requested(), SIGTERM);
  }
  Signals again;
  EXPECT_EQ(again.stop_requested(), 0);
  ::raise(SIGINT);
  EXPECT_EQ(again.stop_requested(), SIGINT);
}

TEST(Signals, StatusIsTakenOnce) {
  Signals signals;
  EXPECT_FALSE(signals.take_status_request());
  ::raise(SIGUSR1);
  ::raise(SIGUSR1);
  EXPECT_TRUE(signals.take_status_request());
  EXPECT_FALSE(signals.take_status_request());
  EXPECT_EQ(signals.stop_requested(), 0);
}

TEST(Signals, TheSecondStopEndsTheProcess) {
  for (const int second : {SIGINT, SIGTERM}) {
    const auto child = ::fork();
    if (child == 0) {
      Signals signals;
      ::raise(SIGINT);
      if (signals.stop_requested() == SIGINT) ::raise(second);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), second);
  }
}

TEST(Signals, GivesBackWhatWasThere) {
  struct sigaction before {};
  struct sigaction after {};
  ::sigaction(SIGUSR1, nullptr, &before);
  { const Signals signals; }
  ::sigaction(SIGUSR1, nullptr, &after);
  EXPECT_EQ(before.sa_handler, after.sa_handler);
}

}  // namespace
}  // namespace sctf::proc
