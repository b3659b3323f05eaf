#include "proc/identity.hpp"

#include <chrono>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "proc/account.hpp"
#include "proc/assets.hpp"
#include "proc/terminal.hpp"

namespace sctf::proc {
namespace {

TEST(ProcessIdentity, IsOneWordThatReadsBack) {
  const auto self = this_process();
  EXPECT_EQ(self.pid, ::getpid());
  EXPECT_GT(self.start_ticks, 0u);
  EXPECT_EQ(self.boot_id.size(), 36u);
  EXPECT_EQ(self.str().find_first_of(" \n\t"), std::string::npos);
  EXPECT_EQ(must(ProcessIdentity::parse(self.str())), self);
}

TEST(ProcessIdentity, RefusesWhatItDidNotWrite) {
  for (const char* text :
       {"", "host", "host/boot/1/2", "host/boot/1/2/3/4", "host/boot/1/x/3", "host/boot/1/2/x",
        "host/boot/1/2/", "/boot/1/2/3", "host//1/2/3", "host/boot/1/-2/3", "host/boot/1/0/3",
        "ho st/boot/1/2/3", "host/boot/1/2/3\n", "host/boot/1/2/3/"}) {
    const auto r = ProcessIdentity::parse(text);
    ASSERT_FALSE(r) << text;
    EXPECT_EQ(r.error().code, Code::invalid_value);
  }
  EXPECT_TRUE(ProcessIdentity::parse("h/b/1/2/3"));
}

TEST(Liveness, WeAreAlive) {
  EXPECT_EQ(liveness(this_process()), Liveness::alive);
}

TEST(Liveness, AnotherHostBootOrNamespaceIsElsewhere) {
  auto who = this_process();
  who.host += "x";
  EXPECT_EQ(liveness(who), Liveness::elsewhere);
  who = this_process();
  who.boot_id = "other";
  EXPECT_EQ(liveness(who), Liveness::elsewhere);
  who = this_process();
  who.pid_namespace += "1";
  EXPECT_EQ(liveness(who), Liveness::elsewhere);
}

TEST(Liveness, AnotherStartIsAnotherProcess) {
  auto who = this_process();
  who.start_ticks += 1;
  EXPECT_EQ(liveness(who), Liveness::dead);
}

TEST(Liveness, AChildDiesAsAZombieAlready) {
  int pipe_ends[2];
  ASSERT_EQ(::pipe(pipe_ends), 0);
  const auto child = ::fork();
  if (child == 0) {
    const auto text = this_process().str();
    (void)!::write(pipe_ends[1], text.data(), text.size());
    ::close(pipe_ends[1]);
    ::pause();
    ::_exit(0);
  }
  ::close(pipe_ends[1]);
  char buffer[512];
  const auto got = ::read(pipe_ends[0], buffer, sizeof buffer);
  ::close(pipe_ends[0]);
  ASSERT_GT(got, 0);
  const auto who = must(ProcessIdentity::parse({buffer, static_cast<std::size_t>(got)}));
  EXPECT_EQ(who.pid, child);
  EXPECT_EQ(liveness(who), Liveness::alive);
  ::kill(child, SIGKILL);
  siginfo_t info{};
  ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
  EXPECT_EQ(liveness(who), Liveness::dead);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(liveness(who), Liveness::dead);
}

TEST(Account, NamesTheRealUser) {
  const auto own = account_by_uid(::getuid());
  EXPECT_EQ(account(), own ? own->name : std::to_string(::getuid()));
  const auto root = account_by_name("root");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->uid, 0u);
  EXPECT_EQ(account_by_uid(0)->name, "root");
  EXPECT_FALSE(account_by_name("nadie-de-ese-nombre"));
  EXPECT_FALSE(account_by_uid(3'999'999'999u));
}

TEST(Terminal, HasAWidth) {
  EXPECT_GT(terminal_width(), 0);
  EXPECT_TRUE(stderr_is_terminal() || !stderr_wants_colour());
}

}  // namespace
}  // namespace sctf::proc
