#include "proc/run.hpp"

#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <signal.h>
#include <thread>
#include <unistd.h>

#include "proc/file.hpp"

namespace sctf::proc {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

RunOptions within(std::chrono::milliseconds timeout) {
  return {.timeout = timeout};
}

TEST(Run, GivesOutputAndStatus) {
  const auto r = run({"sh", "-c", "echo fuera; echo error >&2; exit 3"}, within(20s));
  ASSERT_TRUE(r) << r.error().text;
  EXPECT_EQ(r->exit_code, 3);
  EXPECT_EQ(r->out, "fuera\n");
  EXPECT_EQ(r->err, "error\n");
}

TEST(Run, ArgumentsArePassedAsTheyAre) {
  const auto r = run({"printf", "%s|%s|%s", "a b", "$HOME; \"x\"", ""}, within(20s));
  ASSERT_TRUE(r);
  EXPECT_EQ(r->out, "a b|$HOME; \"x\"|");
}

TEST(Run, ADeadlyTalkativeChildIsReadToItsEnd) {
  auto options = within(30s);
  options.max_output = 1000;
  const auto r =
      run({"sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x; head -c 300000 /dev/zero >&2"}, options);
  ASSERT_TRUE(r) << r.error().text;
  EXPECT_EQ(r->exit_code, 0);
  EXPECT_EQ(r->out, std::string(1000, 'x'));
  EXPECT_EQ(r->err.size(), 1000u);
}

TEST(Run, FilesEnvironmentAndFolder) {
  std::string name = (fs::temp_directory_path() / "sctf-run-XXXXXX").native();
  const fs::path folder = ::mkdtemp(name.data());
  write_file(folder / "in", "de un fichero\n");
  const auto r = run({"sh", "-c", "cat; echo $SCTF_PRUEBA; pwd"}, {.stdin_file = folder / "in",
                                                                   .stdout_file = folder / "out",
                                                                   .timeout = 20s,
                                                                   .env = {{"SCTF_PRUEBA", "sí"}},
                                                                   .folder = folder});
  ASSERT_TRUE(r) << r.error().text;
  EXPECT_EQ(r->exit_code, 0) << r->err;
  EXPECT_EQ(r->out, "");
  EXPECT_EQ(must(read_file(folder / "out", 1000)),
            "de un fichero\nsí\n" + fs::canonical(folder).native() + "\n");
  EXPECT_EQ(run({"cat"}, {.stdin_file = folder / "none"}).error().code, Code::no_input);
  EXPECT_EQ(run({"cat"}, {.stdout_file = folder / "none" / "x"}).error().code, Code::cannot_create);
  fs::remove_all(folder);
}

TEST(Run, NothingToReadByDefault) {
  const auto r = run({"cat"}, within(20s));
  ASSERT_TRUE(r);
  EXPECT_EQ(r->out, "");
}

TEST(Run, ASignalIsToldAsTheShellTellsIt) {
  const auto r = run({"sh", "-c", "kill -SEGV $$"}, within(20s));
  ASSERT_TRUE(r);
  EXPECT_EQ(r->exit_code, 128 + SIGSEGV);
}

TEST(Run, RefusesWhatCannotBeStarted) {
  const auto absent = run({"no-hay-tal-programa"});
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, Code::child_failed);
  EXPECT_NE(absent.error().text.find("no-hay-tal-programa"), std::string::npos);
  EXPECT_EQ(run({"/etc/passwd"}).error().code, Code::child_failed);
  EXPECT_EQ(run({"/tmp"}).error().code, Code::child_failed);
  EXPECT_EQ(run({"true"}, {.folder = "/no/such"}).error().code, Code::child_failed);
}

TEST(Run, ATimeoutKillsTheChildAndItsChildren) {
  const auto begin = std::chrono::steady_clock::now();
  const auto r = run({"sh", "-c", "echo a medias >&2; sleep 60 & sleep 60; echo no"}, within(300ms));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, Code::child_failed);
  EXPECT_NE(r.error().text.find("300 ms"), std::string::npos);
  EXPECT_NE(r.error().text.find("a medias"), std::string::npos);
}

TEST(Run, ADaemonThatHoldsThePipeIsNotWaitedFor) {
  const auto begin = std::chrono::steady_clock::now();
  const auto r = run({"sh", "-c", "sleep 5 & echo $!"}, within(20s));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
  ASSERT_TRUE(r);
  EXPECT_EQ(r->exit_code, 0);
  // It is still there: what a program leaves running on purpose is not ours to end.
  const auto pid = static_cast<pid_t>(std::stol(r->out));
  EXPECT_EQ(::kill(pid, 0), 0);
  ::kill(pid, SIGKILL);
}

TEST(Run, ManyThreadsAtOnce) {
  std::atomic<int> good{0};
  const auto begin = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t)
      threads.emplace_back([&good, t] {
        for (int i = 0; i < 5; ++i) {
          const auto text = std::to_string(t) + "." + std::to_string(i);
          const auto r = run({"sh", "-c", "sleep 0.05; echo " + text}, within(60s));
          if (r && r->exit_code == 0 && r->out == text + "\n") ++good;
        }
      });
  }
  EXPECT_EQ(good, 40);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 40s);
}

TEST(FindProgram, LooksInPath) {
  EXPECT_FALSE(find_program("sh").empty());
  EXPECT_EQ(find_program("/bin/sh"), "/bin/sh");
  EXPECT_EQ(find_program("/bin/no-such"), "");
  EXPECT_EQ(find_program("no-such"), "");
  EXPECT_EQ(find_program(""), "");
}

}  // namespace
}  // namespace sctf::proc
