#include "xml/parse.hpp"

#include <chrono>
#include <gtest/gtest.h>

#include "text/utf8.hpp"

namespace sctf::xml {
namespace {

TEST(XmlParse, Tree) {
  const auto root = must(parse_untrusted(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- x --><d:doc xmlns:d=\"urn:d\" "
      "xmlns=\"urn:e\" a='1' d:b=\"&lt;2&#10;\">\n  <x>uno &amp; ñ</x>\n  <y><![CDATA[<dos>]]> tres</y>"
      "<?pi x?>\n  <x/>\n</d:doc>\n"));
  EXPECT_EQ(root.name, "doc");
  EXPECT_EQ(root.ns, "urn:d");
  EXPECT_EQ(root.line, 2);
  EXPECT_EQ(root.text, "");
  ASSERT_EQ(root.attributes.size(), 2u);
  EXPECT_EQ(*root.attribute("a"), "1");
  EXPECT_EQ(root.attribute("b"), nullptr);
  EXPECT_EQ(root.attributes[1].ns, "urn:d");
  EXPECT_EQ(root.attributes[1].value, "<2\n");
  ASSERT_EQ(root.children.size(), 3u);
  EXPECT_EQ(root.children[0].ns, "urn:e");
  EXPECT_EQ(root.children[0].line, 3);
  EXPECT_EQ(root.text_of({"x"}), "uno & ñ");
  EXPECT_EQ(root.text_of({"y"}), "<dos> tres");
  EXPECT_EQ(root.text_of({"z"}), "");
  EXPECT_EQ(root.find({"x", "y"}), nullptr);
  EXPECT_EQ(root.find({}), &root);
}

TEST(XmlParse, MixedKeepsTextsInTheirPlace) {
  const auto root = must(parse_mixed("<p>uno <b>dos</b>\n tres<br/>\ncuatro &amp; <!-- x -->cinco\n</p>"));
  EXPECT_EQ(root.text, "");
  ASSERT_EQ(root.children.size(), 5u);
  EXPECT_EQ(root.children[0].name, "");
  EXPECT_EQ(root.children[0].text, "uno ");
  EXPECT_EQ(root.children[0].line, 1);
  ASSERT_EQ(root.children[1].children.size(), 1u);
  EXPECT_EQ(root.children[1].children[0].text, "dos");
  EXPECT_EQ(root.children[2].text, "\n tres");
  EXPECT_EQ(root.children[2].line, 1);
  EXPECT_EQ(root.children[3].name, "br");
  EXPECT_EQ(root.children[4].text, "\ncuatro & cinco\n");
  EXPECT_EQ(root.children[4].line, 2);
  EXPECT_FALSE(parse_mixed("<a>" + std::string(100, 'x') + "</a>", {.bytes = 50}));
  EXPECT_FALSE(parse_mixed("<a>x<b/>y<b/>z</a>", {.elements = 4}));
  EXPECT_FALSE(parse_mixed("<!DOCTYPE a><a/>"));
}

TEST(XmlParse, OtherEncodings) {
  const auto latin =
      must(parse_untrusted("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>PE\xD1"
                           "A</a>"));
  EXPECT_EQ(latin.text, "PEÑA");
  EXPECT_EQ(must(parse_untrusted("<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>")).text, "€");
  EXPECT_EQ(must(parse_untrusted("\xEF\xBB\xBF<?xml version='1.0'?><a>ñ</a>")).text, "ñ");
  std::string large = "<?xml version='1.0' encoding='ISO-8859-15'?><a>";
  for (int i = 0; i < 300'000; ++i) large += "\xA4";
  const auto euros = must(parse_untrusted(large + "</a>"));
  EXPECT_EQ(euros.text.size(), 900'000u);
  EXPECT_EQ(euros.text.substr(899'997), "€");
}

struct RefusedXml {
  const char* name;
  std::string text;
  std::int64_t line;
};
class XmlRefuses : public testing::TestWithParam<RefusedXml> {};

std::string nested(int depth) {
  std::string out;
  for (int i = 0; i < depth; ++i) out += "<a>";
  for (int i = 0; i < depth; ++i) out += "</a>";
  return out;
}

std::string many_attributes(int count) {
  std::string out = "<a";
  for (int i = 0; i < count; ++i) out += " x" + std::to_string(i) + "='1'";
  return out + "/>";
}

TEST_P(XmlRefuses, WithItsLine) {
  const auto r = parse_untrusted(GetParam().text);
  ASSERT_FALSE(r);
  const bool encoding = std::string_view(GetParam().name).starts_with("NotUtf8");
  EXPECT_EQ(r.error().code, encoding ? Code::bad_encoding : Code::bad_document);
  EXPECT_EQ(r.error().line, GetParam().line) << r.error().text;
  EXPECT_FALSE(r.error().text.empty());
  EXPECT_EQ(r.error().text.find('\n'), std::string::npos);
  EXPECT_EQ(text::first_invalid_utf8(r.error().text), std::string_view::npos);  // it goes into JSON
}

INSTANTIATE_TEST_SUITE_P(
    FromOutside, XmlRefuses,
    testing::Values(
        RefusedXml{"Empty", "", 1}, RefusedXml{"Text", "hola", 1}, RefusedXml{"Blanks", " \n ", 1},
        RefusedXml{"Unclosed", "<a>\n<b></b>\n", 2}, RefusedXml{"Mismatch", "<a>\n<b></a>", 2},
        RefusedXml{"TwoRoots", "<a/>\n<b/>", 2}, RefusedXml{"DoubleAttribute", "<a x='1' x='2'/>", 1},
        RefusedXml{"UnknownEntity", "<a>&ene;</a>", 1}, RefusedXml{"UnknownPrefix", "<x:a/>", 1},
        RefusedXml{"NotUtf8",
                   "<a>\nPE\xD1"
                   "A</a>",
                   2},
        RefusedXml{"NotUtf8Overlong", "<a><![CDATA[\n\xC1\x92]]></a>", 2},
        RefusedXml{"NotUtf8Surrogate", "<a>\xED\xA0\x80</a>", 1},
        RefusedXml{"NotUtf8Overlong3", "<a>\xE0\x9F\xBF</a>", 1},
        RefusedXml{"NotUtf8Overlong4", "<a>\xF0\x8F\xBF\xBF</a>", 1},
        RefusedXml{"NotUtf8PastTheLast", "<a>\xF4\x90\x80\x80</a>", 1},
        RefusedXml{"NotUtf8CutAtTheEnd", "<a/>\n<!-- \xC3", 2},
        RefusedXml{"EncodingOfNoCharacters", "<?xml version='1.0' encoding='\x92\x92'?><a/>", 1},
        RefusedXml{"EncodingCutInACharacter",
                   "<?xml version='1.0' encoding='" + std::string(39, 'x') + "\xC3\xB1'?><a/>", 1},
        RefusedXml{"ControlCharacter", "<a>\x01</a>", 1},
        RefusedXml{"Doctype", "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>", 2},
        RefusedXml{"DoctypeAfterComment", "<!-- c -->\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", 2},
        RefusedXml{"DoctypeAfterABigComment", "<!--" + std::string(70'000, '\n') + "--><!DOCTYPE a><a/>",
                   70'001},
        RefusedXml{"LaughterByEntities", "<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>",
                   1},
        RefusedXml{"ExternalEntity", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", 1},
        RefusedXml{"ParameterEntity", "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]><a/>", 1},
        RefusedXml{"Utf16", std::string("\xFF\xFE<\0a\0/\0>\0", 10), 1},
        RefusedXml{"Utf16WithoutMark", std::string("<\0a\0/\0>\0", 8), 1},
        RefusedXml{"Utf7", "<?xml version='1.0' encoding='UTF-7'?><a/>", 1},
        RefusedXml{"TwoEncodings", "<?xml version='1.0' encoding='UTF-8' encoding='UTF-7'?><a/>", 1},
        RefusedXml{"Ebcdic", "\x4C\xA7\xA7\xA7\xA7\xA7\xA7\xA7\xA7", 1},
        RefusedXml{"DeclarationUnclosed", "<?xml version='1.0'", 1}, RefusedXml{"Depth65", nested(65), 1},
        RefusedXml{"Depth5000", nested(5000), 1}, RefusedXml{"Attributes257", many_attributes(257), 1},
        RefusedXml{"CommentUnclosed", "<a><!-- x", 1}, RefusedXml{"CdataUnclosed", "<a><![CDATA[x</a>", 1},
        RefusedXml{"Conditional", "<a><![INCLUDE[x]]></a>", 1}, RefusedXml{"TagUnclosed", "<a", 1}),
    [](const auto& test) { return test.param.name; });

// Not a case of the table above: its twelve megabytes would be made at the start of every test program run.
TEST(XmlParse, AMillionAttributesAreRefused) {
  const auto r = parse_untrusted(many_attributes(1'000'000));
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, Code::bad_document);
  EXPECT_EQ(r.error().line, 1);
}

TEST(XmlParse, ACutDocumentIsCalledSo) {
  EXPECT_EQ(parse_untrusted("<a><b>").error().text, "the document ends inside <b>");
}

TEST(XmlParse, AmpersandsInValues) {
  const auto root = must(parse_untrusted("<a x='&amp;' y='&#38;amp;&amp;#38;&amp;&amp;' z='&#x26;lt;'/>"));
  EXPECT_EQ(*root.attribute("x"), "&");
  EXPECT_EQ(*root.attribute("y"), "&amp;&#38;&&");
  EXPECT_EQ(*root.attribute("z"), "&lt;");
}

TEST(XmlParse, LimitsAreTheLast) {
  EXPECT_TRUE(parse_untrusted(nested(64)));
  EXPECT_TRUE(parse_untrusted(many_attributes(256)));
  EXPECT_FALSE(parse_untrusted("<a/>", {.bytes = 3}));
  EXPECT_TRUE(parse_untrusted("<a/>", {.bytes = 4}));
  EXPECT_FALSE(parse_untrusted("<a><b/><b/></a>", {.elements = 2}));
  EXPECT_TRUE(parse_untrusted("<a><b/><b/></a>", {.elements = 3}));
  EXPECT_FALSE(parse_untrusted("<a>" + std::string(std::size_t{24} << 20, 'x') + "</a>"));
}

TEST(XmlParse, ManyNamespacesAtOnce) {
  std::string text;
  for (int depth = 0; depth < 60; ++depth) {
    text += "<a";
    for (int i = 0; i < 100; ++i)
      text += " xmlns:n" + std::to_string(depth) + "_" + std::to_string(i) + "='u'";
    text += ">";
  }
  const auto r = parse_untrusted(text);
  ASSERT_FALSE(r);
  EXPECT_NE(r.error().text.find("namespaces"), std::string::npos);
  // One after the other is fine.
  text = "<a>";
  for (int i = 0; i < 1000; ++i) text += "<b xmlns:n" + std::to_string(i) + "='u'/>";
  EXPECT_TRUE(parse_untrusted(text + "</a>"));
}

TEST(XmlParse, TextsPastTenMegabytes) {
  const std::string annex(std::size_t{15} << 20, 'Q');
  EXPECT_EQ(must(parse_untrusted("<a>" + annex + "</a>")).text.size(), annex.size());
  EXPECT_EQ(must(parse_untrusted("<a><![CDATA[" + annex + "]]></a>")).text.size(), annex.size());
}

TEST(XmlParse, LinesPast65535) {
  std::string text = "<a>";
  for (int i = 0; i < 100'000; ++i) text += "\n<b/>";
  const auto root = must(parse_untrusted(text + "</a>"));
  EXPECT_EQ(root.children.back().line, 100'001);
  EXPECT_EQ(parse_untrusted(text + "<c></a>").error().line, 100'001);
}

std::string statement(int entries) {
  std::string text = "<?xml version='1.0' encoding='UTF-8'?>\n<Doc xmlns='urn:x'><Stmt><Id>7</Id>\n";
  for (int i = 0; i < entries; ++i)
    text += "<Ntry><Amt>" + std::to_string(i) + "</Amt><Dtls><Ntry>x</Ntry></Dtls></Ntry>\n";
  return text + "<Sum>9</Sum></Stmt></Doc>\n";
}

TEST(XmlParts, AreHandedOverAndForgotten) {
  constexpr std::string_view kNames[] = {"Ntry"};
  const auto text = statement(20'000);
  for (const std::size_t step : {std::size_t{0}, std::size_t{1000}, std::size_t{1}}) {
    proc::MemorySource source(text, step);
    int next = 0;
    const auto rest =
        parse_parts(source, kNames,
                    [&](const Element& part, std::span<const Element* const> above) -> Result<void> {
                      EXPECT_EQ(part.text_of({"Amt"}), std::to_string(next++));
                      EXPECT_EQ(part.text_of({"Dtls", "Ntry"}), "x");
                      EXPECT_EQ(above.size(), 2u);
                      EXPECT_EQ(above[1]->text_of({"Id"}), "7");
                      EXPECT_EQ(part.line, next + 2);
                      return {};
                    },
                    {.bytes = 100, .elements = 10});
    ASSERT_TRUE(rest) << rest.error().text;
    EXPECT_EQ(next, 20'000);
    EXPECT_EQ(rest->find({"Stmt"})->children.size(), 2u);
    EXPECT_EQ(rest->text_of({"Stmt", "Sum"}), "9");
  }
}

// What a bank books as one sum may have any number of details: they must not be held with it.
TEST(XmlParts, InsideAnotherComeFirstAndAreNotInIt) {
  constexpr std::string_view kNames[] = {"Ntry", "Tx"};
  std::string text = "<Doc><Stmt>";
  for (int i = 0; i < 3; ++i) {
    text += "<Ntry><Ref>" + std::to_string(i) + "</Ref><Dtls>";
    for (int j = 0; j < 1000; ++j) text += "<Tx><Id>" + std::to_string(j) + "</Id></Tx>\n";
    text += "</Dtls><Last>" + std::to_string(i) + "</Last></Ntry>";
  }
  text += "</Stmt></Doc>";
  std::vector<int> details;
  int entries = 0;
  proc::MemorySource source(text, 100);
  const auto rest =
      parse_parts(source, kNames,
                  [&](const Element& part, std::span<const Element* const> above) -> Result<void> {
                    if (part.name == "Tx") {
                      EXPECT_EQ(part.text_of({"Id"}), std::to_string(details.size() % 1000));
                      EXPECT_EQ(above.size(), 4u);
                      EXPECT_EQ(above[2]->text_of({"Ref"}), std::to_string(entries));
                      details.push_back(entries);
                      return {};
                    }
                    EXPECT_EQ(above.size(), 2u);
                    EXPECT_EQ(part.text_of({"Last"}), std::to_string(entries++));
                    EXPECT_TRUE(part.child("Dtls")->children.empty());
                    return {};
                  },
                  {.bytes = 100, .elements = 10});
  ASSERT_TRUE(rest) << rest.error().text;
  EXPECT_EQ(entries, 3);
  EXPECT_EQ(details.size(), 3000u);
}

TEST(XmlParts, AProblemOrAnExceptionEndsTheReading) {
  constexpr std::string_view kNames[] = {"Ntry"};
  const auto text = statement(100);
  int seen = 0;
  proc::MemorySource source(text);
  const auto r = parse_parts(source, kNames, [&](const Element&, auto) -> Result<void> {
    if (++seen == 3) return problem(Code::inconsistent, "no");
    return {};
  });
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, Code::inconsistent);
  EXPECT_EQ(seen, 3);
  proc::MemorySource again(text);
  EXPECT_THROW(
      (void)parse_parts(again, kNames,
                        [](const Element&, auto) -> Result<void> { throw Error(Code::internal, "x"); }),
      Error);
  proc::MemorySource cut(std::string_view(text).substr(0, 500));
  EXPECT_FALSE(parse_parts(cut, kNames, [](const Element&, auto) -> Result<void> { return {}; }));
  proc::MemorySource doctype("<!DOCTYPE a><a/>", 1);
  EXPECT_FALSE(parse_parts(doctype, kNames, [](const Element&, auto) -> Result<void> { return {}; }));
}

}  // namespace
}  // namespace sctf::xml
