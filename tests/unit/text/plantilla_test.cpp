#include "text/plantilla.hpp"

#include <gtest/gtest.h>

namespace sctf::text {
namespace {

Value carta() {
  Value v;
  v["nombre"] = "Ñoño <Inventado> & Cía";
  v["domiciliado"] = true;
  v["exento"] = false;
  v["ente"] = Value::Object{{"nombre", "Ayuntamiento"}};
  v["lineas"] = Value::List{Value::Object{{"concepto", "IBI"}, {"importe", "12,34"}},
                            Value::Object{{"concepto", "Basura"}, {"importe", "5,00"}}};
  v["palabras"] = Value::List{"uno", "dos"};
  v["nada"] = Value::List{};
  v["vacio"] = "";
  return v;
}

struct PlantillaCase {
  const char* name;
  const char* source;
  const char* expected;
};
class PlantillaTable : public testing::TestWithParam<PlantillaCase> {};

TEST_P(PlantillaTable, Fills) {
  const auto r = render(GetParam().source, carta(), Escape::none);
  ASSERT_TRUE(r) << r.error().text;
  EXPECT_EQ(*r, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Mustache, PlantillaTable,
    testing::Values(
        PlantillaCase{"Empty", "", ""}, PlantillaCase{"NoTags", "sin más } {\n", "sin más } {\n"},
        PlantillaCase{"Text", "A {{nombre}}.", "A Ñoño <Inventado> & Cía."},
        PlantillaCase{"BlanksInTag", "{{ nombre }}", "Ñoño <Inventado> & Cía"},
        PlantillaCase{"EmptyText", "[{{vacio}}]", "[]"},
        PlantillaCase{"Dotted", "{{ente.nombre}}", "Ayuntamiento"},
        PlantillaCase{"Comment", "a{{! nadie lo lee }}b", "ab"},
        PlantillaCase{"Section", "{{#domiciliado}}sí{{/domiciliado}}{{#exento}}no{{/exento}}", "sí"},
        PlantillaCase{"Inverted", "{{^exento}}paga{{/exento}}{{^nada}}, nada{{/nada}}", "paga, nada"},
        PlantillaCase{"List", "{{#lineas}}\n{{concepto}}: {{importe}}\n{{/lineas}}\nfin",
                      "IBI: 12,34\nBasura: 5,00\nfin"},
        PlantillaCase{"ListOfTexts", "{{#palabras}}({{.}}){{/palabras}}", "(uno)(dos)"},
        PlantillaCase{"OuterNamesInside", "{{#palabras}}{{.}}-{{ente.nombre}} {{/palabras}}",
                      "uno-Ayuntamiento dos-Ayuntamiento "}),
    [](const auto& test) { return test.param.name; });

TEST(Plantilla, EscapesForHtmlOnlyWhereAsked) {
  EXPECT_EQ(must(render("{{nombre}}|{{{nombre}}}|{{&nombre}}", carta(), Escape::html)),
            "Ñoño &lt;Inventado&gt; &amp; Cía|Ñoño <Inventado> & Cía|Ñoño <Inventado> & Cía");
}

TEST(Plantilla, ValuesAreNotTemplates) {
  Value v;
  v["a"] = "{{b}}";
  EXPECT_EQ(must(render("{{a}}", v, Escape::none)), "{{b}}");
}

TEST(Plantilla, IsFilledManyTimes) {
  const auto made = must(Plantilla::compile("{{#lineas}}{{concepto}} {{/lineas}}{{vacio}}", Escape::none));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(must(made.render(carta())), "IBI Basura ");
}

TEST(Plantilla, AnUnknownNameIsAnErrorWithItsPlace) {
  for (const char* source :
       {"ñ\n  {{apellido}}", "x\n  {{#apellido}}y{{/apellido}}", "x\n  {{^apellido}}y{{/apellido}}"}) {
    const auto made = must(Plantilla::compile(source, Escape::none, "cartas/ibi"));
    const auto r = made.render(carta());
    ASSERT_FALSE(r) << source;
    EXPECT_EQ(r.error().code, Code::unknown_key);
    EXPECT_EQ(r.error().file, "cartas/ibi");
    EXPECT_EQ(r.error().line, 2);
    EXPECT_EQ(r.error().column, 3);
    EXPECT_EQ(r.error().value, "apellido");
    EXPECT_TRUE(made.render([] {
      auto v = carta();
      v["apellido"] = "x";
      return v;
    }()));
  }
  EXPECT_FALSE(render("{{ente.apellido}}", carta(), Escape::none));
  EXPECT_FALSE(render("{{#lineas}}{{otro}}{{/lineas}}", carta(), Escape::none));
}

TEST(Plantilla, WhatIsNoTextIsNotPrinted) {
  for (const char* source : {"{{lineas}}", "{{ente}}", "{{domiciliado}}"}) {
    const auto r = render(source, carta(), Escape::none);
    ASSERT_FALSE(r) << source;
    EXPECT_EQ(r.error().code, Code::bad_document);
  }
}

TEST(Plantilla, RefusesWhatIsNoTemplate) {
  for (const char* source : {"{{", "a {{nombre", "a {{nombre}", "{{{nombre}}", "{{}}", "{{ }}", "{{#}}x{{/}}",
                             "{{#lineas}}", "{{/lineas}}", "{{#lineas}}{{/nada}}", "{{#a}}{{#b}}{{/a}}{{/b}}",
                             "{{> otra}}", "{{=<% %>=}}", "{{= =}}", "{{dos nombres}}", "{{a{{b}}"}) {
    const auto r = render(source, carta(), Escape::none);
    ASSERT_FALSE(r) << source;
    EXPECT_EQ(r.error().code, Code::bad_document) << source;
    EXPECT_EQ(r.error().line, 1) << source;
  }
}

TEST(Value, OnlyObjectsHaveNames) {
  Value text = "x";
  EXPECT_THROW(text["a"], Error);
}

TEST(SingleBlankLines, KeepOneBetweenAndNoneAtTheEnds) {
  EXPECT_EQ(single_blank_lines("\n\na\n\n  \nb\n\n\n"), "a\n\nb\n");
  EXPECT_EQ(single_blank_lines("a\nb"), "a\nb\n");
  EXPECT_EQ(single_blank_lines(""), "");
}

}  // namespace
}  // namespace sctf::text
