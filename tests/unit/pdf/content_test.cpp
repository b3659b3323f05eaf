#include "pdf/content.hpp"

#include <gtest/gtest.h>
#include <limits>

#include "pdf/number.hpp"

namespace sctf::pdf {
namespace {

const Fonts& fonts() {
  static const auto loaded = must(Fonts::load());
  return *loaded;
}

std::string decimal(float value) {
  std::string out;
  put_decimal(out, value);
  return out;
}

std::string integer(std::int64_t value) {
  std::string out;
  put_integer(out, value);
  return out;
}

TEST(Number, AsPdfWritesIt) {
  const std::pair<float, const char*> decimals[] = {{0, "0"},
                                                    {-0.0F, "0"},
                                                    {1, "1"},
                                                    {-1, "-1"},
                                                    {0.5F, "0.5"},
                                                    {-0.25F, "-0.25"},
                                                    {0.001F, "0.001"},
                                                    {-0.0004F, "0"},
                                                    {0.0005F, "0.001"},
                                                    {0.01F, "0.01"},
                                                    {0.05F, "0.05"},
                                                    {595.276F, "595.276"},
                                                    {841.89F, "841.89"},
                                                    {12.3456F, "12.346"},
                                                    {999.9999F, "1000"},
                                                    {100, "100"},
                                                    {14400, "14400"}};
  for (const auto& [value, text] : decimals) EXPECT_EQ(decimal(value), text) << value;
  const std::pair<std::int64_t, const char*> integers[] = {
      {0, "0"}, {7, "7"}, {10, "10"}, {-10, "-10"}, {2'147'483'647, "2147483647"}, {100'000, "100000"}};
  for (const auto& [value, text] : integers) EXPECT_EQ(integer(value), text);
}

TEST(Content, TextIsKernedAndEscaped) {
  Content content(fonts());
  content.begin(Tag::p, 3);
  content.text(10, 20.5F, Style::regular, 11, must(shape(fonts().face(Style::regular), "AV")));
  content.end();
  const auto& face = fonts().face(Style::regular);
  const auto a = *face.glyph(U'A'), v = *face.glyph(U'V');
  ASSERT_LT(v, 256);
  const std::string expected = std::string("/P<</MCID 3>>BDC\n0 g\n/F0 11 Tf\nBT 10 20.5 Td[(") + '\0' +
                               static_cast<char>(a) + ")74(" + '\0' + static_cast<char>(v) + ")]TJ ET\nEMC\n";
  EXPECT_EQ(content.operators(), expected);
  EXPECT_EQ(content.styles(), (std::array<bool, kStyles>{true, false, false, false}));
  ASSERT_EQ(content.marked().size(), 1U);
  EXPECT_EQ(content.marked()[0].mcid, 3);
  EXPECT_TRUE(content.closed());
}

TEST(Content, SaysColourAndFontOnceUntilTheyChange) {
  Content content(fonts());
  const auto run = must(shape(fonts().face(Style::bold), "n"));
  content.begin_artifact();
  content.fill(1, 2, 3, 4, {255, 0, 0});
  content.fill(1, 2, 3, 4, {255, 0, 0});
  content.line(0, 0, 10, 0, 0.5F, {128, 128, 128});
  content.frame(0, 0, 10, 10, 1, {128, 128, 128});
  content.end();
  EXPECT_EQ(content.operators(),
            "/Artifact BMC\n1 0 0 rg\n1 2 3 4 re f\n1 2 3 4 re f\n0.502 G\n0.5 w 0 0 m 10 0 l S\n"
            "1 w 0.5 0.5 9 9 re S\nEMC\n");
  Content text(fonts());
  text.begin(Tag::h1, 0);
  text.text(0, 0, Style::bold, 9, run);
  text.text(0, 9, Style::bold, 9, run);
  text.text(0, 18, Style::bold, 9, {});
  text.end();
  const auto& operators = text.operators();
  EXPECT_EQ(operators.find("Tf"), operators.rfind("Tf"));
  EXPECT_EQ(operators.find("0 g"), operators.rfind("0 g"));
}

std::string drawn(int width, int height, std::string_view rows) {
  Bits bits{width, height, {}};
  for (const char c : rows) bits.dark.push_back(c == '#');
  Content content(fonts());
  content.begin(Tag::figure, 0);
  content.bits(0, 0, 1, 1, bits);
  content.end();
  const auto& all = content.operators();
  const auto from = all.find("cm\n") + 3, to = all.find("f Q");
  return all.substr(from, to - from);
}

TEST(Content, SymbolsAreTheLargestRectangles) {
  EXPECT_EQ(drawn(5, 1, "##.#."), "0 0 2 1 re\n3 0 1 1 re\n");
  EXPECT_EQ(drawn(3, 3,
                  "###"
                  "###"
                  "###"),
            "0 0 3 3 re\n");
  EXPECT_EQ(drawn(3, 3,
                  "###"
                  "#.#"
                  "###"),
            "0 2 3 1 re\n0 1 1 1 re\n2 1 1 1 re\n0 0 3 1 re\n");
  EXPECT_EQ(drawn(2, 2,
                  "#."
                  ".#"),
            "0 1 1 1 re\n1 0 1 1 re\n");
  EXPECT_EQ(drawn(2, 1, ".."), "");
}

TEST(Content, EverythingIsMarkedOrAnArtifact) {
  const auto run = must(shape(fonts().face(Style::regular), "x"));
  using Draw = void (*)(Content&, const pdf::Run&);
  const Draw defects[] = {
      [](Content& c, const pdf::Run& r) { c.text(0, 0, Style::regular, 9, r); },
      [](Content& c, const pdf::Run&) { c.fill(0, 0, 1, 1, {}); },
      [](Content& c, const pdf::Run&) { c.line(0, 0, 1, 1, 1, {}); },
      [](Content& c, const pdf::Run&) { c.frame(0, 0, 1, 1, 1, {}); },
      [](Content& c, const pdf::Run&) {
        c.bits(0, 0, 1, 1, {1, 1, {true}});
      },
      [](Content& c, const pdf::Run&) { c.end(); },
      [](Content& c, const pdf::Run&) { c.begin(Tag::p, -1); },
      [](Content& c, const pdf::Run&) { c.begin(Tag::p, 0), c.begin(Tag::p, 1); },
      [](Content& c, const pdf::Run&) { c.begin(Tag::p, 0), c.begin_artifact(); },
      [](Content& c, const pdf::Run&) { c.begin_artifact(), c.begin(Tag::p, 0); },
      [](Content& c, const pdf::Run&) {
        c.begin(Tag::p, 0), c.bits(0, 0, 1, 1, {2, 1, {true}});
      },
      [](Content& c, const pdf::Run&) {
        c.begin(Tag::p, 0), c.text(0, 0, Style::regular, 9, {{0}, 0});
      },
      [](Content& c, const pdf::Run&) {
        c.begin(Tag::p, 0), c.text(0, 0, Style::regular, 9, {{60'000}, 0});
      },
  };
  for (const auto draw : defects) {
    Content content(fonts());
    try {
      draw(content, run);
      ADD_FAILURE() << "defect " << &draw - defects << " went through";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Code::internal);
    }
  }
}

}  // namespace
}  // namespace sctf::pdf
