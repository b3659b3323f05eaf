#include "config/yaml.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

#include "config/reader.hpp"

namespace sctf::config {
namespace {

TEST(Yaml, KeepsScalarsAsWritten) {
  const auto root = parse_yaml(
      "codigo: 010\nfecha: 2026-05-20\nhora: 05:30\nsi: yes\ntexto: \"null\"\nnada: ~\nvacio:\n", "a.yaml");
  ASSERT_TRUE(root);
  ASSERT_TRUE(root->is_map());
  EXPECT_EQ(root->find("codigo")->text(), "010");
  EXPECT_FALSE(root->find("codigo")->quoted());
  EXPECT_EQ(root->find("fecha")->text(), "2026-05-20");
  EXPECT_EQ(root->find("hora")->text(), "05:30");
  EXPECT_EQ(root->find("si")->text(), "yes");
  EXPECT_EQ(root->find("texto")->text(), "null");
  EXPECT_TRUE(root->find("texto")->quoted());
  EXPECT_TRUE(root->find("nada")->is_null());
  EXPECT_TRUE(root->find("vacio")->is_null());
  EXPECT_EQ(root->find("vacio")->line(), 7);
  EXPECT_EQ(root->find("otro"), nullptr);
}

TEST(Yaml, KeepsTheOrderOfKeysAndItems) {
  const auto root = parse_yaml("z: 1\na: [3, 1, 2]\nm: {b: x, a: y}\n", "a.yaml");
  ASSERT_TRUE(root);
  ASSERT_EQ(root->entries().size(), 3u);
  EXPECT_EQ(root->entries()[0].key, "z");
  EXPECT_EQ(root->entries()[1].key, "a");
  EXPECT_EQ(root->entries()[1].value.items()[0].text(), "3");
  EXPECT_EQ(root->entries()[2].value.entries()[0].key, "b");
}

TEST(Yaml, PlacesCountFromOneInCharacters) {
  const auto root =
      parse_yaml("\xEF\xBB\xBF# año\nñandú: {é: 1, b: dos}\n  \nlista:\n  - uno\n  - [dos]\n", "a.yaml");
  ASSERT_TRUE(root);
  const auto& first = root->entries()[0];
  EXPECT_EQ(first.line, 2);
  EXPECT_EQ(first.column, 1);
  EXPECT_EQ(first.value.column(), 8);
  EXPECT_EQ(first.value.entries()[1].column, 15);
  EXPECT_EQ(first.value.entries()[1].value.column(), 18);
  EXPECT_EQ(root->find("lista")->items()[0].line(), 5);
  EXPECT_EQ(root->find("lista")->items()[1].items()[0].column(), 6);
}

TEST(Yaml, AnEmptyDocumentIsNull) {
  for (const char* text : {"", "# only a comment\n", "---\n", "---\n...\n", "~\n"}) {
    const auto root = parse_yaml(text, "a.yaml");
    ASSERT_TRUE(root) << text;
    EXPECT_TRUE(root->is_null()) << text;
  }
}

struct Refused {
  const char* name;
  std::string text;
  Code code;
  std::int64_t line, column;
  const char* value;
};
class YamlRefusals : public testing::TestWithParam<Refused> {};

TEST_P(YamlRefusals, SayWhere) {
  const auto& c = GetParam();
  const auto root = parse_yaml(c.text, "a.yaml");
  ASSERT_FALSE(root);
  EXPECT_EQ(root.error().code, c.code) << root.error().text;
  EXPECT_EQ(root.error().file, "a.yaml");
  EXPECT_EQ(root.error().line, c.line) << root.error().text;
  EXPECT_EQ(root.error().column, c.column) << root.error().text;
  EXPECT_EQ(root.error().value, c.value);
  EXPECT_FALSE(root.error().text.empty());
}

std::string nested(int depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, YamlRefusals,
    testing::Values(Refused{"DuplicateKey", "a: 1\nb: 2\na: 3\n", Code::duplicate, 3, 1, "a"},
                    Refused{"DuplicateKeyInFlow", "m: {x: 1, x: 2}\n", Code::duplicate, 1, 11, "x"},
                    Refused{"DuplicateKeyQuoted", "a: 1\n\"a\": 3\n", Code::duplicate, 2, 1, "a"},
                    Refused{"Anchor", "a: &x 1\n", Code::bad_document, 1, 4, "&x"},
                    Refused{"Alias", "a: *x\n", Code::bad_document, 1, 4, ""},
                    Refused{"Tag", "a: !!str 1\n", Code::bad_document, 1, 4, "tag:yaml.org,2002:str"},
                    Refused{"TagOfAList", "a: !x [1]\n", Code::bad_document, 1, 4, "!x"},
                    Refused{"MergeKey", "a:\n  <<: {b: 1}\n", Code::bad_document, 2, 3, "<<"},
                    Refused{"SecondDocument", "a: 1\n---\nb: 2\n", Code::bad_document, 2, 1, ""},
                    Refused{"KeyThatIsAList", "? [a]\n: b\n", Code::bad_document, 1, 3, ""},
                    Refused{"KeyThatIsNull", "null: 1\n", Code::bad_document, 1, 1, ""},
                    Refused{"Syntax", "a: 1\n  b: 2\n", Code::bad_document, 2, 4, ""},
                    Refused{"UnclosedList", "a: [1, 2\n", Code::bad_document, 2, 1, ""},
                    Refused{"UnclosedQuote", "a: \"x\n", Code::bad_document, 1, 4, ""},
                    Refused{"UnclosedSingleQuote", "a: 'it''s\n", Code::bad_document, 1, 4, ""},
                    Refused{"UnclosedQuoteOfAKey", "a: 1\n\"b", Code::bad_document, 2, 3, ""},
                    Refused{"Tab", "a:\n\tb: 1\n", Code::bad_document, 2, 3, ""},
                    Refused{"NotUtf8", "a: 1\nb: caf\xE9\n", Code::bad_encoding, 2, 7, ""},
                    Refused{"Overlong", "a: \xC0\xAF\n", Code::bad_encoding, 1, 4, ""},
                    Refused{"Surrogate", "a: \xED\xA0\x80\n", Code::bad_encoding, 1, 4, ""},
                    Refused{"EndOfTransmission", "a: 1\n\x04\nb: 2\n", Code::bad_encoding, 2, 1, ""},
                    Refused{"Nul", std::string("a: \0b\n", 6), Code::bad_encoding, 1, 4, ""},
                    Refused{"LoneCarriageReturn", "a: 1\rb: 2\n", Code::bad_encoding, 1, 5, ""},
                    Refused{"TooDeep", "a: " + nested(32), Code::bad_document, 1, 35, ""},
                    Refused{"TooLarge", std::string(kMaxYamlBytes + 1, '#'), Code::bad_document, 0, 0, ""}),
    [](const auto& one) { return one.param.name; });

TEST(Yaml, TakesWhatIsJustAllowed) {
  EXPECT_TRUE(parse_yaml("a: " + nested(31), "a.yaml"));
  EXPECT_TRUE(parse_yaml(std::string(kMaxYamlBytes, '#'), "a.yaml"));
  EXPECT_EQ(parse_yaml("a: 'it''s'\nb: \"x\\\"y\"\n", "a.yaml")->find("b")->text(), "x\"y");
  EXPECT_TRUE(parse_yaml("a: 1\r\nb: 2\r\n", "a.yaml"));
}

TEST(ReadDocument, SaysWhyItCannotBeOpened) {
  EXPECT_EQ(read_document("/nonexistent/sctf.yaml").error().code, Code::no_input);
  EXPECT_EQ(read_document("/").error().code, Code::no_input);
}

std::vector<std::string> texts(std::vector<Problem> problems) {
  std::vector<std::string> out;
  for (const auto& one : problems) out.push_back(to_string(one));
  return out;
}

TEST(MapReader, ReportsEveryProblemInOrder) {
  const auto root = parse_yaml("ejercico: 2026\nperiodos:\nextra: 1\n", "a.yaml");
  ASSERT_TRUE(root);
  Problems problems("a.yaml");
  MapReader r(*root, "", problems);
  EXPECT_EQ(r.required("ejercicio"), nullptr);
  EXPECT_EQ(r.required("periodos"), nullptr);
  EXPECT_EQ(r.optional("ibi"), nullptr);
  r.finish();
  EXPECT_EQ(texts(problems.take()),
            (std::vector<std::string>{
                "a.yaml:1:1: error: \"ejercicio\" is missing",
                "a.yaml:1:1: error: unknown key \"ejercico\"; did you mean \"ejercicio\"?",
                "a.yaml:2:1: error: \"periodos\" is empty", "a.yaml:3:1: error: unknown key \"extra\""}));
}

TEST(MapReader, ReportsWhatIsNoMapOnce) {
  const auto root = parse_yaml("ibi: [1]\n", "a.yaml");
  Problems problems("a.yaml");
  MapReader r(*root->find("ibi"), "ibi", problems);
  EXPECT_EQ(r.required("tipos"), nullptr);
  r.finish();
  EXPECT_EQ(texts(problems.take()),
            std::vector<std::string>{"a.yaml:1:6: error: \"ibi\" must be a map, not a list"});
}

TEST(Readers, RefuseWithPlaceAndValue) {
  const auto root =
      parse_yaml("n: 12x\nbig: 99\nb: \"true\"\nd: 1,5\nday: 2026-02-30\nl: 5\nm: {}\n", "a.yaml");
  ASSERT_TRUE(root);
  Problems problems("a.yaml");
  EXPECT_FALSE(read_integer(*root->find("n"), "n", 0, 10, problems));
  EXPECT_FALSE(read_integer(*root->find("big"), "big", 0, 10, problems));
  EXPECT_FALSE(read_bool(*root->find("b"), "b", problems));
  EXPECT_FALSE(read_decimal(*root->find("d"), "d", 4, problems));
  EXPECT_FALSE(read_day(*root->find("day"), "day", problems));
  EXPECT_EQ(read_list(*root->find("l"), "l", problems), nullptr);
  EXPECT_FALSE(read_text(*root->find("m"), "m", problems));
  const auto all = problems.take();
  ASSERT_EQ(all.size(), 7u);
  const Code codes[] = {Code::invalid_value, Code::out_of_range,  Code::invalid_value, Code::invalid_value,
                        Code::invalid_value, Code::invalid_value, Code::invalid_value};
  const char* values[] = {"12x", "99", "true", "1,5", "2026-02-30", "5", ""};
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].code, codes[i]) << all[i].text;
    EXPECT_EQ(all[i].line, static_cast<std::int64_t>(i + 1));
    EXPECT_EQ(all[i].value, values[i]);
  }
}

}  // namespace
}  // namespace sctf::config
