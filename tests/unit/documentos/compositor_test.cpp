#include <gmock/gmock.h>

#include "documentos/tirada.hpp"
#include "unit/documentos/muestra.hpp"

namespace sctf::documentos {
namespace {

using testing::HasSubstr;

struct CompositorTest : testing::Test {
  std::shared_ptr<const Plantilla> p = plantilla();
  Compositor compositor{p};

  Registro registro(std::string_view nombre = "NÚÑEZ, ANA", int rows = 2) {
    Registro r(*p);
    r.set(p->campo("nombre"), nombre);
    r.set(p->campo("importe"), 18'475_cts);
    for (int i = 0; i < rows; ++i) {
      auto& fila = r.fila(p->filas("detalle"));
      fila.set(p->campo("detalle.concepto"), fmt::format("Cuota {}", i + 1));
      fila.set(p->campo("detalle.parte"), Cents{i});
    }
    return r;
  }
  Documento make(const Registro& r) { return must(compositor.componer(r)); }
  std::string tree(const Registro& r) { return tree_of(make(r), *p->fonts()); }
};

TEST_F(CompositorTest, StructureAndTextOfTheRecord) {
  EXPECT_EQ(tree(registro()),
            "H1 Carta\n"
            "P Para NÚÑEZ, ANA: 184,75 €.\n"
            "P Un solo plazo.\n"
            "Table\n"
            "  THead\n"
            "    TR\n"
            "      TH Concepto\n"
            "      TH Parte\n"
            "  TBody\n"
            "    TR\n"
            "      TD Cuota 1\n"
            "      TD 0,00 €\n"
            "    TR\n"
            "      TD Cuota 2\n"
            "      TD 0,01 €\n");
}

TEST_F(CompositorTest, OptionalPartsComeAndGo) {
  auto r = registro("NÚÑEZ, ANA", 0);
  r.set(p->campo("segundo"), 19'399_cts);
  r.set(p->campo("fecha"), make_day(2026, 12, 31));
  EXPECT_EQ(tree(r), "H1 Carta\nP Para NÚÑEZ, ANA: 184,75 €.\nP Luego 193,99 € hasta el 31/12/2026.\n");
  EXPECT_EQ(tree(registro("NÚÑEZ, ANA", 0)), "H1 Carta\nP Para NÚÑEZ, ANA: 184,75 €.\nP Un solo plazo.\n");
}

TEST_F(CompositorTest, WhatIsAlikeIsSharedAndOnlyThat) {
  const auto a = make(registro("NÚÑEZ, ANA")), b = make(registro("GÜELL, JOSÉ"));
  ASSERT_EQ(a.paginas.size(), 1u);
  ASSERT_EQ(a.paginas[0].shared.size(), 1u);
  EXPECT_EQ(a.paginas[0].shared, b.paginas[0].shared);
  EXPECT_EQ(a.elementos, b.elementos);
  EXPECT_NE(a.paginas[0].own.operators(), b.paginas[0].own.operators());
  EXPECT_NE(a.paginas[0].shared, make(registro("NÚÑEZ, ANA", 3)).paginas[0].shared);
}

TEST_F(CompositorTest, AValueThatNeedsMoreLinesMovesWhatFollows) {
  const std::string xhtml = with(kXhtml, "<p>Para", "<p class=\"estrecha\">Para");
  p = plantilla(fuentes(xhtml));
  Compositor narrow(p);
  const auto usual = must(narrow.componer(registro("ANA")));
  const auto longer = must(narrow.componer(registro("ANA MARÍA DEL CARMEN NÚÑEZ DE LOS RÍOS")));
  EXPECT_NE(usual.elementos, longer.elementos);
  EXPECT_TRUE(longer.paginas[0].shared.empty());  // a form that comes once is not kept in the file
  EXPECT_THAT(tree_of(longer, *p->fonts()),
              HasSubstr("P Para ANA MARÍA DEL CARMEN NÚÑEZ DE LOS RÍOS: 184,75 €.\n"));
  // The same by a compositor that never saw the short one, and short again after it.
  EXPECT_EQ(operators_of(must(Compositor(p).componer(registro("ANA MARÍA DEL CARMEN NÚÑEZ DE LOS RÍOS")))),
            operators_of(longer));
  EXPECT_EQ(operators_of(must(narrow.componer(registro("ANA")))), operators_of(usual));
}

TEST_F(CompositorTest, PagesBreakBetweenRowsWithTheHeadOfTheTableAgain) {
  p = plantilla(
      fuentes(with(kXhtml, "</body>", "<footer><p>Página {{pagina}} de {{paginas}}</p></footer></body>")));
  Compositor of(p);
  const auto d = must(of.componer(registro("ANA", 60)));
  ASSERT_EQ(d.paginas.size(), 2u);
  const auto first = texts_of(d.paginas[0], *p->fonts()), second = texts_of(d.paginas[1], *p->fonts());
  EXPECT_EQ(first.at(-1), "Página 1 de 2");
  EXPECT_EQ(second.at(-1), "ConceptoPartePágina 2 de 2");  // decoration, for it was read already
  const auto tree = tree_of(d, *p->fonts());
  for (int i = 1; i <= 60; ++i) EXPECT_THAT(tree, HasSubstr(fmt::format("TD Cuota {}\n", i)));
}

TEST_F(CompositorTest, HeadOfThePageIsReadOnce) {
  p = plantilla(fuentes(with(kXhtml, "<h1>", "<header><p>Ayuntamiento</p></header><h1>")));
  Compositor of(p);
  const auto d = must(of.componer(registro("ANA", 60)));
  EXPECT_THAT(tree_of(d, *p->fonts()), testing::StartsWith("P Ayuntamiento\nH1 Carta\n"));
  EXPECT_THAT(texts_of(d.paginas[1], *p->fonts()).at(-1), HasSubstr("Ayuntamiento"));
}

TEST_F(CompositorTest, ASymbolInTheHeadIsOneFigure) {
  p = plantilla(fuentes(with(
      kXhtml, "<h1>", "<header><img class=\"qr\" src=\"qr:nombre\" alt=\"QR del nombre\"/></header><h1>")));
  const auto d = must(Compositor(p).componer(registro("ANA", 60)));
  ASSERT_EQ(d.paginas.size(), 2u);
  EXPECT_EQ(std::count_if(d.elementos->begin(), d.elementos->end(),
                          [](const pdf::Element& e) { return e.tag == pdf::Tag::figure; }),
            1);
  EXPECT_EQ((*d.elementos)[0].attributes.alt, "QR del nombre");
  for (const auto& page : d.paginas) EXPECT_THAT(page.own.operators(), HasSubstr(" cm\n"));  // drawn on each
  EXPECT_TRUE(escribir(p, registro("ANA", 60),
                       {.title = "x", .author = "", .subject = "", .id = "x", .created = {}}));
}

TEST_F(CompositorTest, WordsInAnotherLanguageAreElements) {
  p = plantilla(fuentes(with(kXhtml, "Para {{nombre}}:", "Para <span lang=\"en\">Mrs {{nombre}}</span>:")));
  EXPECT_THAT(tree_of(must(Compositor(p).componer(registro())), *p->fonts()),
              HasSubstr("P\n  Span Para \n  Span[en] Mrs NÚÑEZ, ANA\n  Span : 184,75 €.\n"));
}

TEST_F(CompositorTest, ListsHaveLabels) {
  p = plantilla(fuentes(
      with(kXhtml, "<table>", "<ol><li>uno</li><li>{{nombre}}</li></ol><ul><li>tres</li></ul><table>")));
  EXPECT_THAT(tree_of(must(Compositor(p).componer(registro())), *p->fonts()),
              HasSubstr("L\n  LI\n    Lbl 1.\n    LBody uno\n  LI\n    Lbl 2.\n    LBody NÚÑEZ, ANA\n"
                        "L\n  LI\n    Lbl •\n    LBody tres\n"));
}

TEST_F(CompositorTest, ABlockLeftAloneHasAllColumns) {
  p = plantilla(fuentes(
      with(kXhtml, "<table>",
           "<section class=\"dos\"><p>Estas palabras caben en una línea de la página entera, no en media</p>"
           "{{#segundo}}<p>al lado</p>{{/segundo}}</section><table>")));
  Compositor of(p);
  auto both = p->muestra(), alone = p->muestra(Plantilla::Muestra::corta);
  const auto lines = [](const Documento& d) {
    const auto text = operators_of(d);
    int count = 0;
    for (std::size_t at = 0; (at = text.find("BT ", at)) != std::string::npos; ++at) ++count;
    return count;
  };
  const auto with_both = must(of.componer(both)), with_one = must(of.componer(alone));
  EXPECT_THAT(tree_of(with_both, *p->fonts()), HasSubstr("en media\nP al lado\n"));
  // The paragraph beside it, and one line more of the first.
  EXPECT_EQ(lines(with_both) - lines(with_one), 2);
}

TEST_F(CompositorTest, LinesEndWithTheirBlank) {
  p = plantilla(fuentes(with(kXhtml, "<p>Para", "<p class=\"estrecha\">Esto ocupa varias líneas para")));
  EXPECT_THAT(tree_of(must(Compositor(p).componer(registro())), *p->fonts()),
              HasSubstr("P Esto ocupa varias líneas para NÚÑEZ, ANA: 184,75 €.\n"));
}

// norms/documentos 15, acceptance 5 and 6.
TEST_F(CompositorTest, LettersOfSpain) {
  EXPECT_THAT(tree(registro("ñ ç ü º ª € ’ · Ñ Ç Ü Á")), HasSubstr("Para ñ ç ü º ª € ’ · Ñ Ç Ü Á:"));
}

struct RefusedCase {
  const char* name;
  std::function<void(Registro&, const Plantilla&)> spoil;
  Code code;
  const char* told;
  const char* field;
};
class RecordRefused : public testing::TestWithParam<RefusedCase> {};

TEST_P(RecordRefused, NamesTheField) {
  const auto& c = GetParam();
  const auto p = plantilla();
  auto r = p->muestra();
  c.spoil(r, *p);
  const auto made = Compositor(p).componer(r);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, c.code);
  EXPECT_THAT(made.error().text, HasSubstr(c.told));
  EXPECT_EQ(made.error().value, c.field);
}

INSTANTIATE_TEST_SUITE_P(
    Documentos14, RecordRefused,
    testing::Values(
        RefusedCase{"Missing",
                    [](Registro& r, const Plantilla& p) { r.clear(), r.set(p.campo("importe"), 1_cts); },
                    Code::missing_value, "field \"nombre\" has no value", "nombre"},
        RefusedCase{"Blank", [](Registro& r, const Plantilla& p) { r.set(p.campo("nombre"), "  "); },
                    Code::missing_value, "field \"nombre\" is blank", "nombre"},
        RefusedCase{"TooLong",
                    [](Registro& r, const Plantilla& p) { r.set(p.campo("nombre"), std::string(41, 'x')); },
                    Code::out_of_range, "field \"nombre\" has 41 letters, at most 40 are allowed", "nombre"},
        RefusedCase{"OtherScript",
                    [](Registro& r, const Plantilla& p) { r.set(p.campo("nombre"), "李 ANA"); },
                    Code::invalid_value, "field \"nombre\": no letter is held for U+674E", "nombre"},
        RefusedCase{"ControlLetter",
                    [](Registro& r, const Plantilla& p) { r.set(p.campo("nombre"), "ANA\x07"); },
                    Code::invalid_value, "U+0007", "nombre"},
        RefusedCase{"NotUtf8",
                    [](Registro& r, const Plantilla& p) {
                      r.set(p.campo("nombre"),
                            "PE\xD1"
                            "A");
                    },
                    Code::bad_encoding, "field \"nombre\"", "nombre"},
        RefusedCase{"CompanionMissing",
                    [](Registro& r, const Plantilla& p) {
                      const auto segundo = r.valor(p.campo("segundo").indice);
                      r.clear();
                      r.set(p.campo("nombre"), "ANA"), r.set(p.campo("importe"), 1_cts);
                      r.set(p.campo("segundo"), segundo);
                    },
                    Code::missing_value, "field \"fecha\" has no value", "fecha"},
        RefusedCase{"CompanionAlone",
                    [](Registro& r, const Plantilla& p) {
                      r.clear();
                      r.set(p.campo("nombre"), "ANA"), r.set(p.campo("importe"), 1_cts);
                      r.set(p.campo("fecha"), make_day(2026, 1, 1));
                    },
                    Code::inconsistent, "field \"fecha\" has a value, but \"segundo\"", "fecha"},
        RefusedCase{"InARow",
                    [](Registro& r, const Plantilla& p) {
                      r.fila(p.filas("detalle")).set(p.campo("detalle.parte"), 1_cts);
                    },
                    Code::missing_value, "field \"concepto\" of row 3 has no value", "concepto"}),
    [](const auto& test) { return test.param.name; });

TEST_F(CompositorTest, AWordLongerThanItsLineIsRefusedNeverCut) {
  p = plantilla(fuentes(with(kXhtml, "<p>Para", "<p class=\"estrecha\">Para")));
  const auto made = Compositor(p).componer(registro("WWWWWWWWWWWWWWWWWWWWWWWW"));
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().text, HasSubstr("\"nombre\""));
  EXPECT_THAT(made.error().text, HasSubstr("a word is longer than its line of 45 mm"));
}

TEST_F(CompositorTest, TooManyRows) {
  const auto made = compositor.componer(registro("ANA", 61));
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().text, HasSubstr("\"detalle\" has 61 rows, at most 60"));
}

TEST_F(CompositorTest, ValuesOfAnotherKindOrRecordAreOurDefect) {
  Registro r(*p);
  EXPECT_THROW(r.set(p->campo("importe"), "mucho"), Error);
  EXPECT_THROW(r.set(p->campo("detalle.parte"), 1_cts), Error);
  EXPECT_THROW((void)p->campo("importes"), Error);
  EXPECT_THROW((void)p->campo("detalles.parte"), Error);
  EXPECT_THROW((void)p->filas("detalles"), Error);
}

TEST_F(CompositorTest, ARecordIsFilledAgain) {
  auto r = registro("ANA", 3);
  const auto before = tree(registro("JOSÉ", 1));
  r.clear();
  r.set(p->campo("nombre"), "JOSÉ");
  r.set(p->campo("importe"), 18'475_cts);
  auto& fila = r.fila(p->filas("detalle"));
  fila.set(p->campo("detalle.concepto"), "Cuota 1");
  fila.set(p->campo("detalle.parte"), Cents{0});
  EXPECT_EQ(tree(r), before);
}

TEST_F(CompositorTest, DataOfARecordInTheOrderOfItsDeclaration) {
  auto r = registro("NU\u0301N\u0303EZ", 2);
  EXPECT_EQ(
      r.canonico(),
      "nombre=NÚÑEZ\nimporte=18475\ndetalle.1.concepto=Cuota 1\ndetalle.1.parte=0\ndetalle.2.concepto=Cuota "
      "2\ndetalle.2.parte=1\n");
  r.set(p->campo("segundo"), 1_cts);
  r.set(p->campo("fecha"), make_day(2026, 12, 31));
  EXPECT_THAT(r.canonico(), HasSubstr("segundo=1\nfecha=2026-12-31\n"));
}

TEST_F(CompositorTest, ARunGoesOnAfterARefusedRecord) {
  std::string bytes;
  Tirada tirada(p->fonts(), {.title = "x", .author = "", .subject = "", .id = "t", .created = {}},
                [&](std::string_view part) { bytes += part; });
  EXPECT_EQ(must(tirada.add(p, registro())), 1);
  EXPECT_FALSE(tirada.add(p, registro("李")));
  EXPECT_EQ(must(tirada.add(p, registro("ANA", 60))), 2);
  tirada.finish();
  EXPECT_THAT(bytes, testing::StartsWith("%PDF-1.7\n"));
  std::string again;
  Tirada without(p->fonts(), {.title = "x", .author = "", .subject = "", .id = "t", .created = {}},
                 [&](std::string_view part) { again += part; });
  must(without.add(p, registro()));
  must(without.add(p, registro("ANA", 60)));
  without.finish();
  EXPECT_EQ(bytes, again);
}

}  // namespace
}  // namespace sctf::documentos
