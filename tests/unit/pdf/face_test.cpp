#include "pdf/face.hpp"

#include <gtest/gtest.h>

#include "pdf/face_inside.hpp"

namespace sctf::pdf {
namespace {

const Face& face(Style style) {
  static const auto fonts = must(Fonts::load());
  return fonts->face(style);
}

TEST(Face, LettersOfEuropeAreHeldInAllFour) {
  const std::string_view texts[] = {
      "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ abcdefghijklmnñopqrstuvwxyz 0123456789",
      "áéíóúü ÁÉÍÓÚÜ çÇ ª º · ¿? ¡! « » € ’ ‘ “ ” „ – — … • § ° %",
      "Ș ș Ț ț Ş ş Ţ ţ ő ű ł Ł ž Č đ Đ ß ẞ Æ ø Þ ð œ Œ ĳ ŀ Ŀ ė ģ ķ ļ ņ ŵ ŷ Ẁ ỳ Ə ə",
  };
  for (int style = 0; style < kStyles; ++style)
    for (const auto text : texts) {
      const auto run = shape(face(static_cast<Style>(style)), text);
      ASSERT_TRUE(run) << run.error().text;
      for (const auto glyph : run->glyphs) EXPECT_NE(glyph, 0);
    }
}

TEST(Face, RefusesWhatItCannotDraw) {
  const std::pair<std::string, std::string> cases[] = {
      {"山田", "U+5C71"},    {"Иванов", "U+0418"},     {"محمد", "U+0645"},
      {"a\nb", "U+000A"},    {"a\tb", "U+0009"},       {std::string("a\0b", 3), "U+0000"},
      {"x\u0302", "U+0302"}, {"co\u00ADop", "U+00AD"}, {"\U0001F600", "U+1F600"},
      {"\uFFFD", "U+FFFD"},  {"\uE000", "U+E000"},
  };
  for (const auto& [text, code_point] : cases) {
    const auto run = shape(face(Style::regular), text);
    ASSERT_FALSE(run) << text;
    EXPECT_EQ(run.error().code, Code::invalid_value);
    EXPECT_NE(run.error().text.find(code_point), std::string::npos) << run.error().text;
  }
  const auto bytes = shape(face(Style::regular), "PE\xD1\x41");
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, Code::bad_encoding);
}

TEST(Face, ComposesBeforeItLooksForLetters) {
  const auto& regular = face(Style::regular);
  EXPECT_EQ(must(shape(regular, "PE\u0301REZ NU\u0301N\u0303EZ")).glyphs,
            must(shape(regular, "PÉREZ NÚÑEZ")).glyphs);
  EXPECT_EQ(must(shape(regular, "")).glyphs.size(), 0U);
  EXPECT_EQ(must(shape(regular, "")).width, 0);
}

struct WidthCase {
  Style style;
  const char* text;
  int width;  // thousandths
};

// The advances of the fonts' hmtx (2048 units) and the values of their kern table, which GPOS repeats.
TEST(Face, WidthsAndKerningAreTheFonts) {
  const WidthCase cases[] = {
      {Style::regular, "A", 667},
      {Style::regular, "V", 667},
      {Style::regular, "AV", 667 + 667 - 74},
      {Style::regular, "VA", 667 + 667 - 74},
      {Style::regular, "To", 611 + 556 - 111},
      {Style::regular, "P.", 667 + 278 - 129},
      {Style::regular, "Av", 667 + 500 - 18},
      {Style::regular, "nn", 556 + 556},
      {Style::regular, " ", 278},
      {Style::regular, "ñ", 556},
      {Style::regular, "€", 556},
      {Style::bold, "AV", 722 + 667 - 74},
      {Style::bold, "To", 611 + 611 - 74},
      {Style::italic, "AV", 667 + 667 - 55},
      {Style::mono, "AV", 600 + 600},
  };
  for (const auto& c : cases) EXPECT_EQ(must(shape(face(c.style), c.text)).width, c.width) << c.text;
}

TEST(Face, FiguresStandUnderEachOther) {
  for (int style = 0; style < kStyles; ++style) {
    const auto width = must(shape(face(static_cast<Style>(style)), "0000000000")).width;
    for (const char* digits : {"1111111111", "1234567890", "7711447711"})
      EXPECT_EQ(must(shape(face(static_cast<Style>(style)), digits)).width, width) << digits;
  }
}

TEST(Face, MetricsOfTheName) {
  EXPECT_EQ(face(Style::regular).ascent(), 905);
  EXPECT_EQ(face(Style::regular).descent(), 212);
  EXPECT_EQ(face(Style::regular).inside().postscript_name, "LiberationSans");
  EXPECT_EQ(face(Style::bold).inside().postscript_name, "LiberationSans-Bold");
  EXPECT_EQ(face(Style::mono).inside().postscript_name, "LiberationMono");
  EXPECT_EQ(face(Style::italic).inside().italic_angle, -12);
}

TEST(Face, EachGlyphIsReadBackAsItsLetter) {
  for (int style = 0; style < kStyles; ++style) {
    const auto& inside = face(static_cast<Style>(style)).inside();
    for (char32_t c = 0; c < inside.of_code.size(); ++c) {
      if (inside.of_code[c] == 0) continue;
      EXPECT_EQ(inside.to_unicode[inside.of_code[c]], c);
    }
  }
}

TEST(Face, SubsetIsSmallAndWithoutProgramsOfOthers) {
  for (int style = 0; style < kStyles; ++style) {
    const auto& program = face(static_cast<Style>(style)).inside().program;
    EXPECT_LT(program.size(), 60'000U);
    for (const char* table : {"GSUB", "GPOS", "kern", "name", "post", "fpgm", "prep", "cvt "})
      EXPECT_EQ(program.substr(0, 300).find(table), std::string::npos) << table;
    for (const char* table : {"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cmap"})
      EXPECT_NE(program.substr(0, 300).find(table), std::string::npos) << table;
  }
}

TEST(Face, NamesThePackageWhereTheFileIsMissing) {
  const auto missing = Face::load("/nowhere/LiberationSans-Regular.ttf", Style::regular);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Code::asset_missing);
  EXPECT_NE(missing.error().text.find("fonts-liberation2"), std::string::npos);
  EXPECT_EQ(Face::load("/bin/sh", Style::regular).error().code, Code::internal);
}

}  // namespace
}  // namespace sctf::pdf
