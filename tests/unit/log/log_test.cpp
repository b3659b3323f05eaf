#include "log/log.hpp"

#include <cmath>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <limits>
#include <thread>
#include <unistd.h>
#include <vector>

namespace sctf::log {
namespace {

const Instant kAt = must(parse_instant("2026-05-20T08:00:00.25Z"));

TEST(LogJson, OneObjectALine) {
  const std::string text = "a";
  EXPECT_EQ(
      as_json(kAt, Level::info, "RECIBO_ISSUED",
              {{"batch", "17V"},
               {"n", 120'000},
               {"ok", true},
               {"rate", 0.5},
               {"s", text},
               {"u", 18446744073709551615u}}),
      R"({"time":"2026-05-20T08:00:00.25Z","level":"info","event":"RECIBO_ISSUED","batch":"17V","n":120000,)"
      R"("ok":true,"rate":0.5,"s":"a","u":18446744073709551615})"
      "\n");
  EXPECT_EQ(as_json(kAt, Level::error, "X", {}),
            "{\"time\":\"2026-05-20T08:00:00.25Z\",\"level\":\"error\",\"event\":\"X\"}\n");
}

TEST(LogJson, NoTextBreaksTheLine) {
  const auto line = as_json(kAt, Level::warn, "X", {{"t", "a\"b\\c\nd\te\x01ñ"}});
  EXPECT_NE(line.find(R"("t":"a\"b\\c\nd\te\u0001ñ"})"), std::string::npos) << line;
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_NE(
      as_json(kAt, Level::warn, "X", {{"d", std::numeric_limits<double>::infinity()}}).find("\"d\":null"),
      std::string::npos);
}

TEST(LogText, IsShort) {
  const auto line =
      as_text(kAt, Level::warn, "DISK_LOW", {{"free", 12}, {"path", "/a b"}, {"e", ""}, {"w", "x"}}, false);
  EXPECT_EQ(line.substr(8), " warn  DISK_LOW free=12 path=\"/a b\" e=\"\" w=x\n");
  EXPECT_NE(as_text(kAt, Level::error, "X", {}, true).find("\033[31merror\033[0m"), std::string::npos);
  const auto sly = as_text(kAt, Level::info, "X", {{"t", "a\nb\033[0m"}}, false);
  EXPECT_EQ(sly.find('\n'), sly.size() - 1);
  EXPECT_EQ(sly.find('\033'), std::string::npos);
}

TEST(LogJournal, NativeProtocol) {
  EXPECT_EQ(
      as_journal("sctfd", Level::error, "X", {{"run_id", 7}, {"_sly=name", "v"}}),
      "MESSAGE=X run_id=7 _sly=name=v\nPRIORITY=3\nSYSLOG_IDENTIFIER=sctfd\nSCTF_EVENT=X\nSCTF_RUN_ID=7\n"
      "SCTF__SLY_NAME=v\n");
  const auto lines = as_journal("p", Level::info, "X", {{"t", "a\nb"}});
  EXPECT_NE(lines.find(std::string("SCTF_T\n\x03\0\0\0\0\0\0\0a\nb\n", 19)), std::string::npos);
  EXPECT_NE(lines.find("MESSAGE=X t=\"a\\nb\"\n"), std::string::npos);
}

TEST(LogNames, ParseAndRefuse) {
  EXPECT_EQ(parse_level("warn"), Level::warn);
  EXPECT_EQ(parse_format("auto"), Format::automatic);
  EXPECT_EQ(parse_format("json"), Format::json);
  EXPECT_EQ(parse_level("loud").error().code, Code::unknown_value);
  EXPECT_EQ(parse_format("xml").error().code, Code::unknown_value);
}

std::string read_pipe(int fd) {
  std::string out(1 << 16, '\0');
  const auto got = ::read(fd, out.data(), out.size());
  out.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return out;
}

class LogPipe : public testing::Test {
 protected:
  LogPipe() { EXPECT_EQ(::pipe2(ends_, O_NONBLOCK | O_CLOEXEC), 0); }
  ~LogPipe() override {
    configure({});
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  int ends_[2]{};
};

TEST_F(LogPipe, DropsWhatIsBelowItsLevel) {
  configure({.format = Format::json, .level = Level::warn, .fd = ends_[1]});
  EXPECT_FALSE(enabled(Level::info));
  info("QUIET");
  debug("QUIET");
  EXPECT_EQ(read_pipe(ends_[0]), "");
  warn("LOUD", {{"n", 1}});
  error("LOUDER");
  const auto out = read_pipe(ends_[0]);
  EXPECT_NE(out.find("\"event\":\"LOUD\",\"n\":1}\n"), std::string::npos) << out;
  EXPECT_NE(out.find("\"event\":\"LOUDER\"}\n"), std::string::npos) << out;
}

TEST_F(LogPipe, AutomaticIsJsonOnAPipe) {
  configure({.fd = ends_[1]});
  info("X");
  EXPECT_EQ(read_pipe(ends_[0]).substr(0, 9), "{\"time\":\"");
}

TEST_F(LogPipe, KeepsErrnoAndOutlivesAClosedLog) {
  configure({.format = Format::json, .fd = 987654});
  errno = 42;
  info("X");
  EXPECT_EQ(errno, 42);
}

TEST_F(LogPipe, ThreadsDoNotMixTheirLines) {
  configure({.format = Format::json, .fd = ends_[1]});
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([t] {
        for (int i = 0; i < 50; ++i) info("T", {{"t", t}, {"i", i}});
      });
  }
  const auto out = read_pipe(ends_[0]);
  std::size_t lines = 0;
  for (std::size_t from = 0; from < out.size(); ++lines) {
    const auto end = out.find('\n', from);
    ASSERT_NE(end, std::string::npos);
    EXPECT_EQ(out.substr(from, 9), "{\"time\":\"");
    EXPECT_EQ(out[end - 1], '}');
    from = end + 1;
  }
  EXPECT_EQ(lines, 200u);
}

}  // namespace
}  // namespace sctf::log
