// One broken template for each fault that norms/documentos 14 wants told when it is loaded.

#include <gmock/gmock.h>

#include "unit/documentos/muestra.hpp"

namespace sctf::documentos {
namespace {

struct BrokenCase {
  const char* name;
  const char* from;  ///< replaced in the text …
  const char* to;
  const char* told;  ///< … part of the message
};
class BrokenText : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenText, IsRefusedWithItsPlace) {
  const auto& c = GetParam();
  EXPECT_THAT(problems_of(fuentes(with(kXhtml, c.from, c.to))), testing::HasSubstr(c.told));
}

INSTANTIATE_TEST_SUITE_P(
    Documentos14, BrokenText,
    testing::Values(
        BrokenCase{"NotWellFormed", "</h1>", "", "t/es.xhtml:12:8: error: Opening and ending tag mismatch"},
        BrokenCase{"Doctype", "<html", "<!DOCTYPE html><html", "DTD"},
        BrokenCase{"UnknownElement", "<h1>Carta</h1>", "<h1>Carta</h1><div/>",
                   "t/es.xhtml:4: error: unknown element <div>"},
        BrokenCase{"UnknownInText", "<strong>", "<b>x</b><strong>",
                   "t/es.xhtml:5: error: <b> may not stand in a text"},
        BrokenCase{"Script", "<h1>", "<script/><h1>", "unknown element <script>"},
        BrokenCase{"Misplaced", "<h1>Carta</h1>", "<h1>Carta</h1><td>x</td>", "<td> may not stand in <body>"},
        BrokenCase{"UnknownAttribute", "<p>Para", "<p style=\"color:red\">Para",
                   "t/es.xhtml:5: error: unknown attribute \"style\""},
        BrokenCase{"AttributeElsewhere", "<p>Para", "<p scope=\"col\">Para",
                   "unknown attribute \"scope\" of <p>"},
        BrokenCase{"UnknownClass", "<p>Para", "<p class=\"palida\">Para",
                   "no class \"palida\" in estilo.yaml; did you mean \"palido\"?"},
        BrokenCase{"UnknownField", "{{importe}}", "{{importes}}",
                   "t/es.xhtml:5: error: plantilla.yaml declares no field \"importes\" for this place; did "
                   "you mean \"importe\"?"},
        BrokenCase{"RowFieldOutside", "Para {{nombre}}", "Para {{nombre}} {{concepto}}",
                   "declares no field \"concepto\" for this place"},
        BrokenCase{"UnusedField", "{{nombre}}", "ella",
                   "t/plantilla.yaml:4:3: error: field \"nombre\" is used by no text of t/es.xhtml"},
        BrokenCase{"UnusedRows", "{{#detalle}}<tr><td>{{concepto}}</td><td>{{parte}}</td></tr>{{/detalle}}",
                   "<tr><td>a</td><td>b</td></tr>", "section \"detalle\" is used by no text"},
        BrokenCase{"NotClosed", "{{/segundo}}\n{{^", "\n{{^",
                   "t/es.xhtml:6: error: section \"segundo\" is not closed inside this element"},
        BrokenCase{"ClosedElsewhere", "hasta el {{fecha}}.</p>{{/segundo}}",
                   "hasta el {{fecha}}.{{/segundo}}</p>",
                   "{{/segundo}} closes a section that is not open here"},
        BrokenCase{"TagNotClosed", "{{importe}}", "{{importe", "a {{ without its }}"},
        BrokenCase{"OptionalOutside", "{{importe}}", "{{importe}} {{segundo}}",
                   "\"segundo\" may be missing: it stands only between {{#segundo}} and {{/segundo}}"},
        BrokenCase{"CompanionOutside", "{{importe}}", "{{importe}} {{fecha}}",
                   "\"fecha\" may be missing: it stands only between {{#segundo}}"},
        BrokenCase{"SectionOfRequired", "<p>Para {{nombre}}", "<p>{{#nombre}}Para{{/nombre}} {{nombre}}",
                   "\"nombre\" is never missing"},
        BrokenCase{"RowsInText", "Para {{nombre}}", "{{#detalle}}x{{/detalle}} {{nombre}}",
                   "rows are repeated around elements"},
        BrokenCase{"TextOutside", "<h1>Carta</h1>", "<h1>Carta</h1> suelto",
                   "t/es.xhtml:4: error: text stands in <body> itself"},
        BrokenCase{"PageOutside", "{{importe}}", "{{importe}} {{pagina}}",
                   "{{pagina}} is known in <header> and <footer> only"},
        BrokenCase{"TwoTitles", "<p>Para", "<h1>Otra</h1><p>Para", "a second <h1>"},
        BrokenCase{"NoTitle", "<h1>Carta</h1>", "<p>Carta</p>", "the template has no <h1>"},
        BrokenCase{"LevelSkipped", "<p>Para", "<h3>Otra</h3><p>Para",
                   "<h3> comes after <h1>: the next level is <h2>"},
        BrokenCase{"LevelFirst", "<h1>Carta</h1>", "<h2>Antes</h2><h1>Carta</h1>", "<h2> comes first"},
        BrokenCase{"FootOfNoSeal", "<p>Para", "<footer class=\"csv\"/><p>Para",
                   "stands in documents with sello: true only"},
        BrokenCase{"NoAlt", "<p>Para", "<img class=\"qr\" src=\"qr:nombre\"/><p>Para",
                   "t/es.xhtml:5: error: <img> has no alt"},
        BrokenCase{"BlankAlt", "<p>Para", "<img class=\"qr\" src=\"qr:nombre\" alt=\" \"/><p>Para",
                   "<img> has no alt"},
        BrokenCase{"FileImage", "<p>Para", "<img class=\"qr\" src=\"/etc/passwd\" alt=\"x\"/><p>Para",
                   "src is \"qr:NAME\", \"barras:NAME\" or \"barra:NAME\""},
        BrokenCase{"BarsOfText", "<p>Para", "<img class=\"barras\" src=\"barras:nombre\" alt=\"x\"/><p>Para",
                   "bars want a codigo"},
        BrokenCase{"ImageWithoutSize", "<p>Para", "<img src=\"qr:nombre\" alt=\"x\"/><p>Para",
                   "no class that says ancho and alto"},
        BrokenCase{"NoScope", "<th scope=\"col\">Parte", "<th>Parte",
                   "t/es.xhtml:9: error: <th> has no scope"},
        BrokenCase{"WrongScope", "<th scope=\"col\">Parte", "<th scope=\"columna\">Parte",
                   "<th> has no scope"},
        BrokenCase{"UnequalRows", "<td>{{parte}}</td>", "<td>{{parte}}</td><td>x</td>",
                   "t/es.xhtml:10: error: this row has 3 columns, the table 2"},
        BrokenCase{"UnequalSpan", "<th scope=\"col\">Parte", "<th scope=\"col\" colspan=\"2\">Parte",
                   "the table 3"},
        BrokenCase{"SectionAroundCell", "<td>{{parte}}</td>", "{{^segundo}}<td>{{parte}}</td>{{/segundo}}",
                   "a section around a cell"},
        BrokenCase{"NoBodyOfTable",
                   "<tbody>{{#detalle}}<tr><td>{{concepto}}</td><td>{{parte}}</td></tr>{{/detalle}}</tbody>",
                   "<thead>{{#detalle}}<tr><th scope=\"col\">{{concepto}}</th><th "
                   "scope=\"col\">{{parte}}</th></tr>{{/detalle}}</thead>",
                   "<table> has no <tbody>"},
        BrokenCase{"OtherLanguage", "lang=\"es\"", "lang=\"en\"", "<html lang=\"en\"> in a file for \"es\""},
        BrokenCase{"NoTitleElement", "<title>Prueba</title>", "", "no <title>"},
        BrokenCase{"Contrast", "<p>Para", "<p class=\"palido\">Para", "contrast of this text is 1.4:1"},
        BrokenCase{"LetterOutside", "Carta<", "Carta 中<", "U+4E2D"},
        BrokenCase{"Overflow", "<p>Para {{nombre}}: <strong>{{importe}}</strong>.</p>",
                   "<section class=\"fija\"><p>Para {{nombre}}: <strong>{{importe}}</strong>.</p></section>",
                   "with the longest values that plantilla.yaml allows: section of line 5 needs"},
        BrokenCase{"OneLineOverflow", "<p>Para", "<p class=\"una estrecha\">Para",
                   "longer than its one line of 45 mm"},
        BrokenCase{"WindowOverflow", "<p>Para {{nombre}}: <strong>{{importe}}</strong>.</p>",
                   "<section class=\"ventana\"><p>Para {{nombre}}</p><p>{{importe}}</p><p>otra</p></section>",
                   "needs"}),
    [](const auto& test) { return test.param.name; });

class BrokenYaml : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenYaml, IsRefusedWithItsPlace) {
  const auto& c = GetParam();
  EXPECT_THAT(problems_of(fuentes(kXhtml, with(kYaml, c.from, c.to))), testing::HasSubstr(c.told));
}

INSTANTIATE_TEST_SUITE_P(
    Documentos14, BrokenYaml,
    testing::Values(
        BrokenCase{"UnknownType", "tipo: dinero", "tipo: dineros",
                   "t/plantilla.yaml:5:19: error: there is no type \"dineros\"; did you mean \"dinero\"?"},
        BrokenCase{"UnknownKey", "muestra: \"184.75\"", "muestra: \"184.75\", maxima: 3",
                   "unknown key \"maxima\""},
        BrokenCase{"NoMaximum", "maximo: 40, ", "", "\"nombre\" of type texto needs a maximo"},
        BrokenCase{"SampleTooLong", "maximo: 40", "maximo: 5",
                   "t/plantilla.yaml:4:45: error: the sample of \"nombre\" has 10 letters, maximo is 5"},
        BrokenCase{"SampleOfAnotherKind", "\"184.75\"", "\"mucho\"", "t/plantilla.yaml:5"},
        BrokenCase{"NoSample", ", muestra: \"184.75\"", "", "\"muestra\" is missing"},
        BrokenCase{"LonelyCompanion", "con: segundo", "con: nombre",
                   "con: \"nombre\" is no optional field beside it"},
        BrokenCase{"NoMostRows", "maximo: 60\n", "muestra: 2\n", "\"detalle\" needs a maximo"},
        BrokenCase{"OwnName", "  importe:", "  pagina:", "\"pagina\" is no name for a field"},
        BrokenCase{"Twice", "  importe:", "  nombre:", "nombre"},
        BrokenCase{"UnknownPaper", "tipo_documental", "pagina: A3\ntipo_documental",
                   "pagina is \"A4\" or \"A4 apaisada\""},
        BrokenCase{"NoMargins", "margenes: {arriba: 20, derecha: 20, abajo: 20, izquierda: 20}\n", "",
                   "\"margenes\" is missing"},
        BrokenCase{"SealWithoutFoot", "tipo_documental", "sello: true\ntipo_documental",
                   "a document with sello: true has a <footer class=\"csv\"/>"},
        BrokenCase{"FieldOfTheSeal",
                   "campos:", "sello: true\ncampos:\n  csv: {tipo: url, maximo: 9, muestra: x}",
                   "every sealed document has the field \"csv\" already"},
        BrokenCase{"UnknownKind", "TD99", "TD21", "tipo_documental is TD01 to TD20 or TD99, not \"TD21\""},
        BrokenCase{"UnknownStream", "tipo_documental", "flujo: lineas\ntipo_documental",
                   "there is no section \"lineas\""}),
    [](const auto& test) { return test.param.name; });

TEST(PlantillaErrors, BarsThatReadersCannotRead) {
  auto sources =
      fuentes(with(kXhtml, "<p>Para", "<img class=\"barras\" src=\"barras:codigo\" alt=\"x\"/><p>Para"),
              with(kYaml, "filas:",
                   "  codigo: {tipo: codigo, muestra: \"90502380386000012345608001260100018475\"}\nfilas:"));
  EXPECT_EQ(problems_of(sources), "");
  const auto whole = sources.estilo;
  sources.estilo = with(whole, "barras: {ancho: 120, alto: 15}", "barras: {ancho: 120, alto: 12.5}");
  EXPECT_THAT(problems_of(sources), testing::HasSubstr("bars are at least 13 mm high"));
  sources.estilo =
      with(whole, "barras: {ancho: 120, alto: 15}", "barras: {ancho: 120, alto: 13, modulo: 0.2}");
  EXPECT_THAT(problems_of(sources), testing::HasSubstr("a modulo of 0.25 mm"));
  sources.estilo = with(whole, "barras: {ancho: 120, alto: 15}", "barras: {ancho: 80, alto: 15}");
  EXPECT_THAT(problems_of(sources),
              testing::HasSubstr("field \"codigo\": its symbol of 255 modules does not fit in 80 mm"));
}

class BrokenStyle : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenStyle, IsRefusedWithItsPlace) {
  const auto& c = GetParam();
  auto sources = fuentes();
  sources.estilo = with(kEstilo, c.from, c.to);
  EXPECT_THAT(problems_of(sources), testing::HasSubstr(c.told));
}

INSTANTIATE_TEST_SUITE_P(
    Documentos14, BrokenStyle,
    testing::Values(BrokenCase{"UnknownProperty", "sin_corte: true", "sincorte: true",
                               "unknown property \"sincorte\" in \"una\"; did you mean \"sin_corte\"?"},
                    BrokenCase{"UnknownColour", "color: palido", "color: pálido", "no colour \"pálido\""},
                    BrokenCase{"NoColour", "\"#DDDDDD\"", "\"gris\"", "a colour is \"#RRGGBB\""},
                    BrokenCase{"TooSmall", "tamaño: 18", "tamaño: 3", "tamaño must be 7 to 40"},
                    BrokenCase{"Columns", "[50, 50]", "[50, 40]", "the columns add up to 90 %, not 100"}),
    [](const auto& test) { return test.param.name; });

TEST(PlantillaErrors, AFixedBoxWhereTheTextMayCome) {
  const std::string text = with(kXhtml, "<table>", "<section class=\"abajo\"><p>Zona</p></section><table>");
  auto sources = fuentes(text);
  sources.estilo = with(kEstilo, "  dos:", "  abajo: {x: 20, y: 200, ancho: 100, alto: 60}\n  dos:");
  EXPECT_THAT(problems_of(sources),
              testing::HasSubstr("stands 200 mm from the top, where the text may come too (to 277 mm)"));
  sources.yaml = with(kYaml, "izquierda: 20", "izquierda: 20, pie_fijo: 100");
  EXPECT_EQ(problems_of(sources), "");
}

TEST(PlantillaErrors, AllThatIsWrongIsToldAtOnce) {
  const auto told =
      problems_of(fuentes(with(with(kXhtml, "{{nombre}}", "{{nombres}}"), "<p>Para", "<p class=\"x\">Para")));
  EXPECT_THAT(told, testing::HasSubstr("\"nombres\""));
  EXPECT_THAT(told, testing::HasSubstr("no class \"x\""));
  EXPECT_THAT(told, testing::HasSubstr("\"nombre\" is used by no text"));
}

TEST(PlantillaErrors, TheSampleItselfIsRight) {
  EXPECT_EQ(problems_of(fuentes()), "");
}

}  // namespace
}  // namespace sctf::documentos
