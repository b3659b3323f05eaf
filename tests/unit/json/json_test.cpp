#include "json/json.hpp"

#include <chrono>
#include <gtest/gtest.h>

namespace sctf::json {
namespace {

TEST(Json, ReadsAndWritesInOrder) {
  for (const char* text : {R"({"z":1,"a":[true,false,null,"x",-2,1.5],"ñ":{"b":{}}})", "[]", "{}", "1",
                           "\"á\"", "null", "-9223372036854775808", "18446744073709551615"}) {
    const auto r = parse(text);
    ASSERT_TRUE(r) << text << r.error().text;
    EXPECT_EQ(dump(*r), text);
  }
  EXPECT_EQ(dump(must(parse(" { \"a\" : [ 1 , 2 ] }\n"))), "{\"a\":[1,2]}");
  EXPECT_EQ(must(parse(R"({"a":{"b":"c"}})"))["a"]["b"], "c");
  EXPECT_EQ(must(parse("\xEF\xBB\xBF[1]")).size(), 1u);
}

struct RefusedJson {
  const char* name;
  std::string text;
  Code code;
  std::int64_t line;
  std::int64_t column;
};
class JsonRefuses : public testing::TestWithParam<RefusedJson> {};

TEST_P(JsonRefuses, WithItsPlace) {
  const auto& c = GetParam();
  const auto r = parse(c.text);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, c.code) << r.error().text;
  EXPECT_EQ(r.error().line, c.line) << r.error().text;
  EXPECT_EQ(r.error().column, c.column) << r.error().text;
  EXPECT_FALSE(r.error().text.empty());
  EXPECT_LT(r.error().text.size(), 300u);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc8259, JsonRefuses,
    testing::Values(RefusedJson{"Empty", "", Code::bad_document, 1, 1},
                    RefusedJson{"Word", "{\n  \"a\": nope\n}", Code::bad_document, 2, 9},
                    RefusedJson{"Unclosed", "[1, 2", Code::bad_document, 1, 5},
                    RefusedJson{"Trailing", "[1] x", Code::bad_document, 1, 5},
                    RefusedJson{"TrailingComma", "[1,]", Code::bad_document, 1, 4},
                    RefusedJson{"SingleQuotes", "{'a':1}", Code::bad_document, 1, 2},
                    RefusedJson{"Comment", "// x\n1", Code::bad_document, 1, 1},
                    RefusedJson{"LeadingZero", "01", Code::bad_document, 1, 2},
                    RefusedJson{"NaN", "NaN", Code::bad_document, 1, 1},
                    RefusedJson{"RawLineEndInText", "\"a\nb\"", Code::bad_document, 1, 3},
                    RefusedJson{"DuplicateKey", "{\"ñ\":1,\n \"b\":2, \"ñ\":3}", Code::bad_document, 2, 11},
                    RefusedJson{"DuplicateKeyDeep", "[{\"a\":{\"b\":1,\"b\":1}}]", Code::bad_document, 1, 16},
                    RefusedJson{"DuplicateByEscape", R"({"a":1,"\u0061":2})", Code::bad_document, 1, 15},
                    RefusedJson{"TooDeep", std::string(65, '['), Code::bad_document, 1, 65},
                    RefusedJson{"TooBigInteger", "[18446744073709551616]", Code::out_of_range, 1, 22},
                    RefusedJson{"TooSmallInteger", "[-9223372036854775809]", Code::out_of_range, 1, 22},
                    RefusedJson{"TooBigDouble", "[1e999]", Code::out_of_range, 1, 7},
                    RefusedJson{"Latin1",
                                "[\"PE\xD1"
                                "A\"]",
                                Code::bad_encoding, 1, 6},
                    RefusedJson{"LoneSurrogate", R"(["\ud800"])", Code::bad_document, 1, 9}),
    [](const auto& test) { return test.param.name; });

TEST(Json, SameKeyInOtherObjectsIsFine) {
  EXPECT_TRUE(parse(R"([{"a":1},{"a":{"a":[{"a":1}]}}])"));
}

TEST(Json, DepthOf64IsAllowed) {
  EXPECT_TRUE(parse(std::string(64, '[') + std::string(64, ']')));
  EXPECT_FALSE(parse("[[1]]", {.depth = 1}));
}

TEST(Json, SizeLimit) {
  EXPECT_FALSE(parse(std::string((1 << 20) + 1, ' ')));
  EXPECT_FALSE(parse("[1, 2]", {.bytes = 5}));
  EXPECT_TRUE(parse("[1,2]", {.bytes = 5}));
}

TEST(Json, ManyKeysAreNotSquare) {
  std::string text = "{";
  for (int i = 0; i < 80'000; ++i) text += "\"k" + std::to_string(i) + "\":1,";
  text += "\"last\":1}";
  const auto begin = std::chrono::steady_clock::now();
  const auto r = parse(text, {.bytes = text.size()});
  ASSERT_TRUE(r);
  EXPECT_EQ(r->size(), 80'001u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(Json, DumpNeverThrowsForBytes) {
  EXPECT_EQ(dump(Json("a\xD1")), "\"a\xEF\xBF\xBD\"");
}

TEST(Json, AppendQuotedIsWhatDumpWrites) {
  for (const char* text : {"", "abc", "a\"b\\c", "\n\r\t", "\x01\x1f", "ñ€"}) {
    std::string out;
    append_quoted(out, text);
    EXPECT_EQ(out, dump(Json(text)));
  }
}

}  // namespace
}  // namespace sctf::json
