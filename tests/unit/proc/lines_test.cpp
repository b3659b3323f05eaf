#include "proc/lines.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace sctf::proc {
namespace {

/// Gives its text a few bytes at a time.
class Dripping final : public ByteSource {
 public:
  Dripping(std::string text, std::size_t at_once) : text_(std::move(text)), at_once_(at_once) {}
  std::size_t read(std::span<char> into) override {
    const auto n = std::min({into.size(), at_once_, text_.size() - at_});
    text_.copy(into.data(), n, at_);
    at_ += n;
    return n;
  }

 private:
  std::string text_;
  std::size_t at_once_, at_ = 0;
};

std::vector<std::string> lines_of(const std::string& text, std::size_t at_once, bool* ended = nullptr) {
  Dripping source(text, at_once);
  LineReader reader(source, 8);
  std::vector<std::string> out;
  std::string_view line;
  for (;;) {
    const auto more = reader.next(line);
    if (!more) out.push_back("refused at " + std::to_string(reader.number()));
    if (!more || !*more) break;
    out.emplace_back(line);
  }
  if (ended != nullptr) *ended = reader.ended_with_newline();
  return out;
}

using Lines = std::vector<std::string>;

TEST(LineReader, TakesBothEndsHoweverTheBytesCome) {
  for (const std::size_t at_once : {1U, 2U, 3U, 100U}) {
    bool ended = false;
    EXPECT_EQ(lines_of("uno\r\n\ndos\n", at_once, &ended), (Lines{"uno", "", "dos"})) << at_once;
    EXPECT_TRUE(ended);
    EXPECT_EQ(lines_of("uno\ndos", at_once, &ended), (Lines{"uno", "dos"})) << at_once;
    EXPECT_FALSE(ended);
    EXPECT_EQ(lines_of("", at_once), Lines{}) << at_once;
  }
}

TEST(LineReader, EndsAtALineThatIsTooLong) {
  for (const std::size_t at_once : {1U, 3U, 100U})
    EXPECT_EQ(lines_of("12345678\n123456789\nmore\n", at_once), (Lines{"12345678", "refused at 2"}))
        << at_once;
}

}  // namespace
}  // namespace sctf::proc
