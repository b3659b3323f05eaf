#include "pdf/writer.hpp"

#include <gtest/gtest.h>

#include "support/pdf_check.hpp"
#include "support/pdf_sample.hpp"

namespace sctf::pdf {
namespace {

using test::check_pdf;
using test::file_of;
using test::PdfSample;
using test::sample_metadata;

std::shared_ptr<const Fonts> fonts() {
  return must(Fonts::load());
}

/// A page with a heading and a paragraph.
PdfSample short_letter() {
  PdfSample letter(fonts());
  letter.page();
  letter.text(Tag::h1, -1, 60, 770, "Aviso", Style::bold, 20);
  letter.text(Tag::p, -1, 60, 740, "Su recibo está pagado.", Style::regular, 11);
  return letter;
}

TEST(PdfWriter, TheSameInputGivesTheSameBytes) {
  EXPECT_EQ(test::sample_file(5), test::sample_file(5));
  auto other = sample_metadata();
  other.id = "muestra/2";
  EXPECT_NE(file_of(short_letter()), file_of(short_letter(), other));
}

TEST(PdfWriter, OnlyFacesInUseAreEmbedded) {
  const auto bytes = file_of(short_letter());
  const test::PdfFile file(bytes);
  const test::PdfModel model(file);
  ASSERT_EQ(model.fonts.size(), 2U);
  for (const auto& [number, font] : model.fonts)
    EXPECT_EQ(font.dict->get("BaseFont").text.find("Italic"), std::string::npos);
  EXPECT_LT(bytes.size(), 40'000U);
}

TEST(PdfWriter, OneDocumentIsTheDocumentManyAreItsParts) {
  const auto one = test::sample_file(1), two = test::sample_file(2);
  const test::PdfFile file_one(one), file_two(two);
  const test::PdfModel model_one(file_one), model_two(file_two);
  EXPECT_EQ(model_one.elements[0].type, "Document");
  EXPECT_EQ(model_one.elements[1].type, "H1");
  ASSERT_EQ(model_two.elements[0].children.size(), 2U);
  for (const int child : model_two.elements[0].children)
    EXPECT_EQ(model_two.elements[static_cast<std::size_t>(child)].type, "Part");
}

TEST(PdfWriter, ReadsAsItWasWritten) {
  const auto verdict = check_pdf(file_of(short_letter()));
  EXPECT_TRUE(verdict.passed()) << to_string(verdict);
  EXPECT_EQ(verdict.tagged, "Aviso\nSu recibo está pagado.\n");
}

TEST(PdfWriter, EveryLetterIsReadBack) {
  std::string all;
  for (char32_t c = 0x20; c < 0x2800; ++c)
    if (fonts()->face(Style::regular).glyph(c) && fonts()->face(Style::mono).glyph(c))
      all += test::to_utf8(std::u32string(1, c));
  PdfSample letter(fonts());
  letter.page();
  letter.text(Tag::h1, -1, 60, 770, "Letras", Style::bold, 20);
  for (const auto style : {Style::regular, Style::bold, Style::italic, Style::mono})
    letter.text(Tag::p, -1, 60, 740, all, style, 1);
  const auto verdict = check_pdf(file_of(letter));
  EXPECT_TRUE(verdict.passed()) << to_string(verdict);
  EXPECT_EQ(verdict.tagged, "Letras\n" + all + "\n" + all + "\n" + all + "\n" + all + "\n");
}

TEST(PdfWriter, ElementsRunOverPagesAndNest) {
  PdfSample letter(fonts());
  letter.page();
  const int sect = letter.open(Tag::sect, -1);
  letter.text(Tag::h1, sect, 60, 770, "Bases", Style::bold, 20);
  const int long_one = letter.text(Tag::p, sect, 60, 740, "empieza aquí", Style::regular, 11);
  letter.page();
  letter.more(long_one, 60, 770, "sigue en la otra página", Style::regular, 11);
  letter.more(long_one, 60, 750, "y acaba", Style::regular, 11);
  const int mixed = letter.open(Tag::p, sect);
  letter.text(Tag::span, mixed, 60, 730, "véase", Style::regular, 11);
  letter.text(Tag::em, mixed, 90, 730, "the bylaw", Style::italic, 11, {.lang = "en"});
  const auto verdict = check_pdf(file_of(letter));
  EXPECT_TRUE(verdict.passed()) << to_string(verdict);
  EXPECT_EQ(verdict.tagged, "Bases\nempieza aquí sigue en la otra página y acaba\nvéase\nthe bylaw\n");
}

TEST(PdfWriter, TablesMayHaveSpans) {
  PdfSample letter(fonts());
  letter.page();
  letter.text(Tag::h1, -1, 60, 770, "Cuotas", Style::bold, 20);
  const int table = letter.open(Tag::table, -1);
  const int body = letter.open(Tag::tbody, table);
  float y = 740;
  const auto cell = [&](int row, Tag tag, Attributes attributes) {
    letter.text(tag, row, 60, y -= 12, "x", Style::regular, 11, std::move(attributes));
  };
  // a a b     two rows high: c
  // c d d
  // c e f
  int row = letter.open(Tag::tr, body);
  cell(row, Tag::td, {.colspan = 2});
  cell(row, Tag::td, {});
  row = letter.open(Tag::tr, body);
  cell(row, Tag::th, {.scope = Scope::row, .rowspan = 2});
  cell(row, Tag::td, {.colspan = 2});
  row = letter.open(Tag::tr, body);
  cell(row, Tag::td, {});
  letter.open(Tag::td, row);  // an empty cell
  const auto verdict = check_pdf(file_of(letter));
  EXPECT_TRUE(verdict.passed()) << to_string(verdict);
}

TEST(PdfWriter, SharedContentsStandOnce) {
  auto head = std::make_shared<Content>(*fonts());
  head->begin(Tag::h1, 0);
  head->text(60, 770, Style::bold, 20, must(shape(fonts()->face(Style::bold), "Ayuntamiento de Prueba")));
  head->end();
  std::string bytes;
  Writer writer(fonts(), sample_metadata(), [&](std::string_view part) { bytes += part; });
  for (int i = 0; i < 50; ++i) {
    Content own(*fonts());
    own.begin(Tag::p, 1);
    own.text(60, 740, Style::regular, 11,
             must(shape(fonts()->face(Style::regular), "Carta " + std::to_string(i))));
    own.end();
    std::vector<Page> pages;
    pages.push_back({kA4Width, kA4Height, {head}, std::move(own)});
    writer.add(pages, {{Tag::h1, -1, {}, {{0, 0}}}, {Tag::p, -1, {}, {{0, 1}}}});
  }
  writer.finish();
  const auto verdict = check_pdf(bytes);
  EXPECT_TRUE(verdict.passed()) << to_string(verdict);
  const test::PdfFile file(bytes);
  std::size_t streams = 0;
  for (const auto& [number, object] : file.objects())
    streams += object.is(test::PdfObject::Kind::stream) && object.entries.size() == 2;
  EXPECT_EQ(streams, 50U + 1 + 2);  // own, shared, two ToUnicode maps
}

TEST(PdfWriter, LongFilesHaveSeveralCrossReferences) {
  std::string bytes;
  Writer writer(fonts(), sample_metadata(), [&](std::string_view part) { bytes += part; });
  std::vector<Element> elements = {
      {Tag::h1, -1, {}, {{0, 0}}}, {Tag::table, -1, {}, {}}, {Tag::tbody, 1, {}, {}}};
  for (int row = 0; row < 1000; ++row) {
    const auto at = static_cast<int>(elements.size());
    elements.push_back({Tag::tr, 2, {}, {}});
    elements.push_back({Tag::td, at, {}, {}});
  }
  std::vector<Page> pages;
  pages.push_back({kA4Width, kA4Height, {}, Content(*fonts())});
  pages[0].own.begin(Tag::h1, 0);
  pages[0].own.text(60, 770, Style::bold, 20, must(shape(fonts()->face(Style::bold), "Lista")));
  pages[0].own.end();
  for (int i = 0; i < 34; ++i) writer.add(pages, elements);
  EXPECT_GT(writer.objects(), 68'000U);
  writer.finish();
  EXPECT_NE(bytes.find("/Prev "), std::string::npos);
  const auto verdict = check_pdf(bytes);
  EXPECT_TRUE(verdict.passed()) << to_string(verdict);
  EXPECT_EQ(verdict.pages, 34U);
}

struct Defect {
  const char* name;
  void (*breaks)(PdfSample&);
  const char* says;
};
class PdfWriterDefects : public testing::TestWithParam<Defect> {};

TEST_P(PdfWriterDefects, AreThrown) {
  auto letter = test::sample_slip(fonts(), 1);
  ASSERT_NO_THROW((void)file_of(letter));
  GetParam().breaks(letter);
  try {
    (void)file_of(letter);
    FAIL() << "it was written";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::internal);
    EXPECT_NE(std::string(error.what()).find(GetParam().says), std::string::npos) << error.what();
  }
}

/// The first element of that tag.
Element& first(PdfSample& sample, Tag tag) {
  for (auto& element : sample.elements)
    if (element.tag == tag) return element;
  throw std::logic_error("no such element");
}

INSTANTIATE_TEST_SUITE_P(
    Iso14289, PdfWriterDefects,
    testing::Values(
        Defect{"MarkWithoutElement", [](PdfSample& s) { first(s, Tag::p).marks.clear(); }, "has no element"},
        Defect{"MarkOfTwo",
               [](PdfSample& s) {
                 first(s, Tag::p).marks = {{0, 0}};
               },
               "as element"},
        Defect{"MarkNotDrawn",
               [](PdfSample& s) {
                 first(s, Tag::p).marks = {{0, 900}};
               },
               "not drawn"},
        Defect{"MarkOnNoPage",
               [](PdfSample& s) {
                 first(s, Tag::p).marks = {{1, 0}};
               },
               "not there"},
        Defect{"McidTwice", [](PdfSample& s) { s.pages[0].own.begin(Tag::p, 0), s.pages[0].own.end(); },
               "twice"},
        Defect{"McidWild", [](PdfSample& s) { s.pages[0].own.begin(Tag::p, 70'000), s.pages[0].own.end(); },
               "70000"},
        Defect{"NoEnd", [](PdfSample& s) { s.pages[0].own.begin_artifact(); }, "has no end"},
        Defect{"NoAlt", [](PdfSample& s) { first(s, Tag::figure).attributes.alt = " "; }, "alternative text"},
        Defect{"NoBox", [](PdfSample& s) { first(s, Tag::figure).attributes.bbox[2] = 0; }, "no box"},
        Defect{"EmptyFigure",
               [](PdfSample& s) {
                 s.open(Tag::figure, -1, {.alt = "x", .bbox = {0, 0, 1, 1}});
               },
               "empty"},
        Defect{"EmptyHeading", [](PdfSample& s) { s.open(Tag::h2, -1); }, "empty"},
        Defect{"NoScope", [](PdfSample& s) { first(s, Tag::th).attributes.scope = Scope::none; }, "no scope"},
        Defect{"ScopeOfTd", [](PdfSample& s) { first(s, Tag::td).attributes.scope = Scope::row; }, "a scope"},
        Defect{"NoH1", [](PdfSample& s) { first(s, Tag::h1).tag = Tag::p; }, "skipped"},
        Defect{"SkipsToH3", [](PdfSample& s) { first(s, Tag::h2).tag = Tag::h3; }, "skipped"},
        Defect{"Language", [](PdfSample& s) { first(s, Tag::p).attributes.lang = "es_ES"; }, "language"},
        Defect{"TooFewColumns",
               [](PdfSample& s) {
                 s.elements.back() = {Tag::p, -1, {}, s.elements.back().marks},
                 first(s, Tag::th).attributes.colspan = 2;
               },
               "columns"},
        Defect{"ColspanZero", [](PdfSample& s) { first(s, Tag::td).attributes.colspan = 0; }, "spans 0"},
        Defect{"RowspanOut", [](PdfSample& s) { first(s, Tag::th).attributes.rowspan = 2; }, "more rows"},
        Defect{"Overlap", [](PdfSample& s) { first(s, Tag::td).attributes.rowspan = 2; }, "columns"},
        Defect{"NoBody", [](PdfSample& s) { s.open(Tag::table, -1); }, "no TBody"},
        Defect{"EmptyRow", [](PdfSample& s) { s.open(Tag::tr, s.open(Tag::tbody, s.open(Tag::table, -1))); },
               "0 columns"},
        Defect{"TrInTable", [](PdfSample& s) { s.open(Tag::tr, s.open(Tag::table, -1)); }, "may not stand"},
        Defect{"TdAlone", [](PdfSample& s) { s.open(Tag::td, -1); }, "may not stand"},
        Defect{"PInP", [](PdfSample& s) { s.open(Tag::p, s.open(Tag::p, -1)); }, "may not stand"},
        Defect{"DocumentInside", [](PdfSample& s) { s.open(Tag::document, -1); }, "may not stand"},
        Defect{"ItemAlone", [](PdfSample& s) { s.open(Tag::item, -1); }, "may not stand"},
        Defect{"CaptionAlone", [](PdfSample& s) { s.open(Tag::caption, -1); }, "may not stand"},
        Defect{"ParentAfter", [](PdfSample& s) { s.elements[0].parent = 3; }, "not before"},
        Defect{"ContentAndChildren", [](PdfSample& s) { s.open(Tag::span, 0); }, "beside its children"},
        Defect{"NoPage", [](PdfSample& s) { s.pages.clear(); }, "no page"},
        Defect{"NoElement", [](PdfSample& s) { s.elements.clear(); }, "no element"},
        Defect{"TinyPage", [](PdfSample& s) { s.pages[0].width = 2; }, "side"},
        Defect{"HugePage", [](PdfSample& s) { s.pages[0].height = 14'401; }, "side"},
        Defect{"AltNotUtf8", [](PdfSample& s) { first(s, Tag::figure).attributes.alt = "\xFF"; }, "UTF-8"},
        Defect{"AltTooLong",
               [](PdfSample& s) { first(s, Tag::figure).attributes.alt = std::string(20'000, 'x'); },
               "20000"}),
    [](const auto& param) { return param.param.name; });

TEST(PdfWriter, RefusesMetadataThatWouldNotConform) {
  using Breaks = void (*)(Metadata&);
  for (const Breaks breaks :
       {Breaks([](Metadata& m) { m.title.clear(); }), Breaks([](Metadata& m) { m.id.clear(); }),
        Breaks([](Metadata& m) { m.lang = "español"; }), Breaks([](Metadata& m) { m.lang = ""; }),
        Breaks([](Metadata& m) { m.lang = "es--ES"; }), Breaks([](Metadata& m) { m.lang = "e"; })}) {
    auto metadata = sample_metadata();
    breaks(metadata);
    EXPECT_THROW((void)file_of(short_letter(), metadata), Error);
  }
}

TEST(PdfWriter, SaysOfItselfWhatItWasTold) {
  for (const char* title :
       {"Recibo de «IBI» n.º 5 & <otros>", "Ștefan (uno) \\ dos", "þorn", "€ 5", "a\nb", "日本"}) {
    auto metadata = sample_metadata(title);
    metadata.author = title;
    metadata.subject = title;
    const auto bytes = file_of(short_letter(), metadata);
    const auto verdict = check_pdf(bytes);
    EXPECT_TRUE(verdict.passed()) << title << "\n" << to_string(verdict);
    const test::PdfFile file(bytes);
    EXPECT_EQ(test::text_string(file.at(file.trailer(), "Info").get("Title")), title);
  }
  auto bare = sample_metadata();
  bare.author.clear();
  bare.subject.clear();
  EXPECT_TRUE(check_pdf(file_of(short_letter(), bare)).passed());
}

TEST(PdfWriter, EndsOnce) {
  Writer writer(fonts(), sample_metadata(), [](std::string_view) {});
  EXPECT_THROW(writer.finish(), Error);
  const auto letter = short_letter();
  writer.add(letter.pages, letter.elements);
  writer.finish();
  EXPECT_THROW(writer.finish(), Error);
  EXPECT_THROW(writer.add(letter.pages, letter.elements), Error);
}

}  // namespace
}  // namespace sctf::pdf
