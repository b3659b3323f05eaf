#include "text/csv.hpp"

#include <gtest/gtest.h>

#include "text/csv_write.hpp"

namespace sctf::text {
namespace {

// A file as one string: fields in [], records one a line, problems as "code LINE:COLUMN".
std::string told(std::string_view bytes, std::size_t step = 0, char separator = ';') {
  proc::MemorySource source(bytes, step);
  CsvReader reader(source, separator);
  Record record;
  std::string out;
  for (int i = 0; i < 100'000; ++i) {
    const auto more = reader.next(record);
    if (!more) {
      out += std::string(info(more.error().code).name) + " " + std::to_string(more.error().line) + ":" +
             std::to_string(more.error().column) + "\n";
      continue;
    }
    if (!*more) return out;
    out += std::to_string(record.line()) + " ";
    for (const auto field : record.fields()) out += "[" + std::string(field) + "]";
    out += "\n";
  }
  return "never ends";
}

struct Case {
  const char* name;
  std::string_view bytes;
  const char* expected;
};
using namespace std::string_view_literals;

class CsvTable : public testing::TestWithParam<Case> {};

TEST_P(CsvTable, ReadsTheSameInPiecesOfAnySize) {
  const auto& c = GetParam();
  for (const std::size_t step : {0, 1, 2, 3, 7})
    EXPECT_EQ(told(c.bytes, step), c.expected) << "step " << step;
}

INSTANTIATE_TEST_SUITE_P(
    Good, CsvTable,
    testing::Values(Case{"Empty", "", ""}, Case{"OnlyBom", "\xEF\xBB\xBF", ""},
                    Case{"OneField", "a\n", "1 [a]\n"}, Case{"NoLineEndAtTheEnd", "a;b", "1 [a][b]\n"},
                    Case{"Crlf", "a;b\r\nc;d\r\n", "1 [a][b]\n2 [c][d]\n"},
                    Case{"MixedLineEnds", "a\r\nb\nc\r\n", "1 [a]\n2 [b]\n3 [c]\n"},
                    Case{"BomIsSkipped", "\xEF\xBB\xBF\x61;b\n", "1 [a][b]\n"},
                    Case{"BomOnlyAtTheFront", "a\n\xEF\xBB\xBF\x62\n", "1 [a]\n2 [\xEF\xBB\xBF\x62]\n"},
                    Case{"EmptyFields", ";;\n;\n", "1 [][][]\n2 [][]\n"},
                    Case{"EightByteWords", "1234567;89012345;6\n12345678;;\n",
                         "1 [1234567][89012345][6]\n2 [12345678][][]\n"},
                    Case{"BlanksAreKept", " a ; b\n", "1 [ a ][ b]\n"},
                    Case{"Quoted", "\"a\";\"b;c\"\n", "1 [a][b;c]\n"},
                    Case{"DoubledQuotes", "\"a\"\"b\";\"\"\"\"\n", "1 [a\"b][\"]\n"},
                    Case{"QuotedEmpty", "\"\";\"\"\n", "1 [][]\n"},
                    Case{"QuotedLastWithoutLineEnd", "x;\"y\"", "1 [x][y]\n"},
                    Case{"QuotedThenEmptyAtTheEnd", "\"x\";", "1 [x][]\n"},
                    Case{"QuotedCrlf", "\"x\"\r\n\"y\"\r\n", "1 [x]\n2 [y]\n"},
                    Case{"QuotedLineEnds", "a;\"1\n2\r\n3\";b\nc\n", "1 [a][1\n2\r\n3][b]\n4 [c]\n"},
                    Case{"QuotedCr", "\"a\rb\"\n", "1 [a\rb]\n"},
                    Case{"EmptyLinesAtTheEnd", "a\n\n\r\n\n", "1 [a]\n"},
                    Case{"EmptyLinesInside", "a\n\n\r\nb\n", "1 [a]\n2 []\n3 []\n4 [b]\n"},
                    Case{"EmptyLinesAtTheFront", "\n\na\n\n", "1 []\n2 []\n3 [a]\n"},
                    Case{"OnlyEmptyLines", "\n\r\n\n", ""}, Case{"Utf8", "ñ;€;𝄞\n", "1 [ñ][€][𝄞]\n"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Refused, CsvTable,
    testing::Values(Case{"Nul", "a\nb;x\0y\nc\n"sv, "1 [a]\ninvalid_value 2:4\n3 [c]\n"},
                    Case{"NulInQuotes", "\"a\0\"\nc\n"sv, "invalid_value 1:3\n2 [c]\n"},
                    Case{"LoneCr", "a;b\rc\nd\n", "invalid_value 1:4\n2 [d]\n"},
                    Case{"LoneCrAtTheEnd", "a;b\r", "invalid_value 1:4\n"},
                    Case{"OldMacFile", "a;b\rc;d\re;f\r", "invalid_value 1:4\n"},
                    Case{"CrCrLf", "a\r\r\nb\n", "invalid_value 1:2\n2 [b]\n"},
                    Case{"LoneCrAfterQuotes", "\"a\"\rb\nc\n", "invalid_value 1:4\n2 [c]\n"},
                    Case{"LoneCrBesideQuotes", "\"a\";b\rc\nd\n", "invalid_value 1:6\n2 [d]\n"},
                    Case{"Latin1",
                         "a\nPE\xD1"
                         "A;x\nb\n",
                         "1 [a]\nbad_encoding 2:3\n3 [b]\n"},
                    Case{"Latin1InQuotes", "\"\n\xD1\"\nb\n", "bad_encoding 2:1\n3 [b]\n"},
                    Case{"Overlong", "\xC0\xAF\n", "bad_encoding 1:1\n"},
                    Case{"Surrogate", "x\xED\xA0\x80\n", "bad_encoding 1:2\n"},
                    Case{"CutSequence", "x\xE2\x82\n", "bad_encoding 1:2\n"},
                    Case{"Utf16", "\xFF\xFE\x61\0\n\0"sv, "bad_encoding 1:1\ninvalid_value 2:1\n"},
                    Case{"ColumnsCountCharacters", "ñ;€;𝄞\xFF\n", "bad_encoding 1:6\n"},
                    Case{"TextAfterQuote", "\"a\"b;c\nd\n", "bad_quotes 1:4\n2 [d]\n"},
                    Case{"BlankAfterQuote", "\"a\" ;c\nd\n", "bad_quotes 1:4\n2 [d]\n"},
                    Case{"TextAfterQuoteInAnotherLine", "ñ;\"a\nñb\"x;\"\nd\n", "bad_quotes 2:4\n3 [d]\n"},
                    Case{"QuoteInsideAField", "a;5\"x\nd\n", "bad_quotes 1:4\n2 [d]\n"},
                    Case{"QuoteAfterBlank", "a; \"x\"\nd\n", "bad_quotes 1:4\n2 [d]\n"},
                    Case{"QuoteNotClosed", "a\nñ;\"b;c\nd\n", "1 [a]\ntruncated 2:3\n"},
                    Case{"QuoteAtTheVeryEnd", "a\n\"", "1 [a]\ntruncated 2:1\n"}),
    [](const auto& test) { return test.param.name; });

TEST(Csv, PlacesOfFields) {
  proc::MemorySource source("\xEF\xBB\xBFñé;x;\"€\"\r\n\"a\nñb\";ç;\"d\"\n");
  CsvReader reader(source);
  Record record;
  ASSERT_TRUE(*reader.next(record));
  EXPECT_EQ(record.column(0), 1);
  EXPECT_EQ(record.column(1), 4);
  EXPECT_EQ(record.column(2), 6);
  EXPECT_EQ(record.raw(), "ñé;x;\"€\"");
  ASSERT_TRUE(*reader.next(record));
  EXPECT_EQ(record.line(), 2);
  EXPECT_EQ(record.line(0), 2);
  EXPECT_EQ(record.column(0), 1);
  EXPECT_EQ(record.line(1), 3);
  EXPECT_EQ(record.column(1), 5);
  EXPECT_EQ(record.line(2), 3);
  EXPECT_EQ(record.column(2), 7);
  EXPECT_FALSE(*reader.next(record));
  EXPECT_TRUE(reader.ended_with_newline());
}

TEST(Csv, SaysWhetherTheLastLineWasWhole) {
  for (const auto& [bytes, whole] : {std::pair{"a\nb\n", true},
                                     {"a\nb", false},
                                     {"a\r\n", true},
                                     {"", false},
                                     {"a\n\n\n", true},
                                     {"\"a\"\n", true},
                                     {"\"a\"", false},
                                     {"a\n\"b", false}}) {
    proc::MemorySource source(bytes);
    CsvReader reader(source);
    Record record;
    while (true) {
      const auto more = reader.next(record);
      if (more && !*more) break;
    }
    EXPECT_EQ(reader.ended_with_newline(), whole) << bytes;
  }
}

TEST(Csv, NamesTheByteThatIsNotUtf8) {
  proc::MemorySource source(
      "PE\xD1"
      "A\n");
  CsvReader reader(source);
  Record record;
  const auto r = reader.next(record);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().text, "byte 0xD1 is not UTF-8");
  EXPECT_EQ(r.error().value, "0xD1");
}

TEST(Csv, ARecordHas64KiBAndNotOneMore) {
  const auto full = std::string(CsvReader::kMaxRecord - 2, 'x');
  EXPECT_EQ(told(full + ";y\nb\n"), "1 [" + full + "][y]\n2 [b]\n");
  EXPECT_EQ(told(full + ";y\r\nb\n"), "1 [" + full + "][y]\n2 [b]\n");
  EXPECT_EQ(told(full + ";y"), "1 [" + full + "][y]\n");
  for (const char* end : {"\n", "\r\n"}) {
    EXPECT_EQ(told(full + ";yz" + end + "b\n"), "line_too_long 1:1\n2 [b]\n");
    EXPECT_EQ(told("\"" + full + "\"" + end + "b\n"), "1 [" + full + "]\n2 [b]\n");
    EXPECT_EQ(told("\"" + full + "z\"" + end + "b\n"), "line_too_long 1:1\n2 [b]\n");
  }
  EXPECT_EQ(told(full + ";yz"), "line_too_long 1:1\n");
  EXPECT_EQ(told(std::string(70'000, ';') + "\nb\n"), "line_too_long 1:1\n2 [b]\n");
  EXPECT_EQ(told("\"\"" + std::string(70'000, ';') + "\nb\n"), "line_too_long 1:1\n2 [b]\n");
  EXPECT_EQ(told("\"\"\n" + std::string(300'000, 'x') + "\nb\n"), "1 []\nline_too_long 2:1\n3 [b]\n");
}

TEST(Csv, AQuoteThatIsNeverClosedIsToldWithItsLine) {
  std::string bytes = "a\nb;\"c\n";
  for (int i = 0; i < 50'000; ++i) bytes += "some;more\n";
  proc::MemorySource source(bytes, 1000);
  CsvReader reader(source);
  Record record;
  ASSERT_TRUE(*reader.next(record));
  const auto r = reader.next(record);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, Code::line_too_long);
  EXPECT_EQ(r.error().line, 2);
  EXPECT_EQ(r.error().column, 3);
  EXPECT_NE(r.error().text.find("a quote in line 2 is not closed"), std::string::npos);
  // It goes on behind what it has read, with the right line number.
  ASSERT_TRUE(*reader.next(record));
  const auto first = record.line();
  EXPECT_GT(first, 6000);
  std::int64_t last = 0;
  while (*reader.next(record)) last = record.line();
  EXPECT_EQ(last, 50'002);
}

TEST(Csv, ALongOldMacFileIsCalledByItsName) {
  std::string bytes;
  for (int i = 0; i < 20'000; ++i) bytes += "some;more\r";
  EXPECT_EQ(told(bytes), "invalid_value 1:10\n");
}

// As much as wanted of one byte, so that no test holds it.
class Endless final : public proc::ByteSource {
 public:
  Endless(char c, std::uint64_t count) : c_(c), left_(count) {}
  std::size_t read(std::span<char> into) override {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), left_));
    std::fill_n(into.begin(), count, c_);
    left_ -= count;
    return count;
  }

 private:
  char c_;
  std::uint64_t left_;
};

TEST(Csv, TwoGigabytesOfOneLineAreRefusedInConstantMemory) {
  for (const char c : {'x', '\n', '\r'}) {
    Endless source(c, c == 'x' ? std::uint64_t{2} << 30 : 100'000'000);
    CsvReader reader(source);
    Record record;
    const auto r = reader.next(record);
    if (c == '\n') {
      EXPECT_FALSE(*r);
    } else {
      ASSERT_FALSE(r);
      EXPECT_EQ(r.error().code, c == 'x' ? Code::line_too_long : Code::invalid_value);
      EXPECT_FALSE(*reader.next(record));
    }
  }
}

TEST(Csv, OtherSeparator) {
  EXPECT_EQ(told("a,b;c\n", 0, ','), "1 [a][b;c]\n");
}

TEST(CsvWrite, QuotesOnlyWhereNeeded) {
  for (const auto& [field, expected] : {std::pair{"a", "a"},
                                        {"", ""},
                                        {" a ", " a "},
                                        {"a,b", "a,b"},
                                        {"a;b", "\"a;b\""},
                                        {"a\"b", "\"a\"\"b\""},
                                        {"a\nb", "\"a\nb\""},
                                        {"a\rb", "\"a\rb\""},
                                        {"\"", "\"\"\"\""},
                                        {"ñ", "ñ"}}) {
    std::string out = "x";
    append_csv(out, field);
    EXPECT_EQ(out, std::string("x") + expected);
  }
  std::string out;
  append_csv(out, "a,b", ',');
  EXPECT_EQ(out, "\"a,b\"");
}

TEST(CsvWrite, ReadsBack) {
  std::string line;
  const std::vector<std::string> fields = {"a;b", "\"\"", "línea\r\nlínea", "", " x "};
  for (const auto& field : fields) {
    if (!line.empty()) line += ';';
    append_csv(line, field);
  }
  line += '\n';
  EXPECT_EQ(told(line), "1 [a;b][\"\"][línea\r\nlínea][][ x ]\n");
}

}  // namespace
}  // namespace sctf::text
