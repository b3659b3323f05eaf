#include "base/result.hpp"

#include <gtest/gtest.h>
#include <set>

namespace sctf {
namespace {

TEST(Codes, EachIsFoundByWhatAPersonTypes) {
  for (const char* text : {"SCTF-0201", "sctf-0201", "0201", "201", "invalid_value"}) {
    const auto* found = find_code(text);
    ASSERT_NE(found, nullptr) << text;
    EXPECT_EQ(found->code, Code::invalid_value);
    EXPECT_EQ(found->id, "SCTF-0201");
  }
  EXPECT_EQ(find_code("SCTF-9999"), nullptr);
  EXPECT_EQ(find_code(""), nullptr);
}

TEST(Codes, EachHasItsOwnNumberAnExitAndAdvice) {
  std::set<std::string_view> ids;
  for_each_code(
      [](const CodeInfo& row, void* seen) {
        EXPECT_TRUE(static_cast<std::set<std::string_view>*>(seen)->insert(row.id).second) << row.id;
        EXPECT_GE(row.exit, 64) << row.name;
        EXPECT_GE(row.http, 400) << row.name;
        EXPECT_FALSE(row.advice.empty()) << row.name;
      },
      &ids);
  EXPECT_GT(ids.size(), 40U);
}

TEST(Problem, IsToldLikeACompilersMessage) {
  Problem p{.code = Code::invalid_value, .text = "no"};
  EXPECT_EQ(to_string(p), "error: no");
  EXPECT_EQ(to_string(Problem(p).at("f", 0, 0)), "f: error: no");
  EXPECT_EQ(to_string(Problem(p).at("f", 3, 0)), "f:3: error: no");
  EXPECT_EQ(to_string(Problem(p).at("f", 3, 7)), "f:3:7: error: no");
}

TEST(Must, ThrowsTheProblem) {
  EXPECT_EQ(must(Result<int>(4)), 4);
  try {
    must(Result<int>(problem(Code::not_found, "{} is gone", 4)));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::not_found);
    EXPECT_STREQ(error.what(), "4 is gone");
  }
}

}  // namespace
}  // namespace sctf
