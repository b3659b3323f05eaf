#include "documentos/lista.hpp"

#include <gmock/gmock.h>

#include "unit/documentos/muestra.hpp"

namespace sctf::documentos {
namespace {

const std::string kListaYaml = R"(pagina: A4 apaisada
margenes: {arriba: 20, derecha: 20, abajo: 20, izquierda: 20}
tipo_documental: TD99
flujo: lineas
campos:
  titulo: {tipo: texto, maximo: 40, muestra: Lista}
  total: {tipo: dinero, muestra: "184.75"}
filas:
  lineas:
    campos:
      orden: {tipo: numero, muestra: "1"}
      nombre: {tipo: texto, maximo: 200, muestra: "NÚÑEZ, ANA"}
)";
const std::string kListaXhtml = R"(<html lang="es"><head><title>Lista</title></head><body>
<h1>{{titulo}}</h1>
<table><thead><tr><th scope="col">Orden</th><th scope="col">Nombre</th></tr></thead>
<tbody>{{#lineas}}<tr><td>{{orden}}</td><td>{{nombre}}</td></tr>{{/lineas}}</tbody></table>
<p>Total {{total}}</p>
<footer><p>Página {{pagina}}</p></footer>
</body></html>)";

struct Written {
  std::string trees, operators;  // of all pages
  int paginas = 0;
  int filas = 0;  // that were found again
};

Written write_list(int rows, const std::function<std::string(int)>& name) {
  const auto p = plantilla(fuentes(kListaXhtml, kListaYaml));
  Written out;
  Registro cabecera(*p);
  cabecera.set(p->campo("titulo"), "Lista");
  cabecera.set(p->campo("total"), 0_cts);
  Lista lista(p, cabecera, [&](const Documento& page) {
    out.trees += tree_of(page, *p->fonts());
    out.operators += operators_of(page);
    EXPECT_EQ(page.paginas.size(), 1u);
  });
  Registro fila(*p, p->filas("lineas"));
  for (int i = 1; i <= rows; ++i) {
    fila.set(p->campo("lineas.orden"), std::int64_t{i});
    fila.set(p->campo("lineas.nombre"), name(i));
    must(lista.fila(fila));
  }
  cabecera.set(p->campo("total"), Cents{rows * 100});
  must(lista.finish(cabecera));
  out.paginas = lista.paginas();
  for (std::size_t at = 0; (at = out.trees.find("      TD ", at)) != std::string::npos; ++at) ++out.filas;
  out.filas /= 2;
  return out;
}

std::string row_of(int number, const std::string& name) {
  std::string text;
  Valor valor;
  valor.set(std::int64_t{number});
  escribir_valor(Tipo::numero, valor, Idioma::es, text);
  return fmt::format("    TR\n      TD {}\n      TD {}\n", text, name);
}

// An A4 across has 482 pt between its margins; a row of 11 pt takes 14.3.
TEST(Lista, PagesHoldWhatFits) {
  const auto short_name = [](int) { return std::string("NÚÑEZ, ANA"); };
  EXPECT_EQ(write_list(1, short_name).paginas, 1);
  EXPECT_EQ(write_list(29, short_name).paginas, 1);
  const auto thousand = write_list(1000, short_name);
  EXPECT_GE(thousand.paginas, 1000 / 33);
  EXPECT_LE(thousand.paginas, 1000 / 30);
  EXPECT_EQ(thousand.filas, 1000);
  EXPECT_THAT(thousand.trees,
              testing::StartsWith("H1 Lista\nTable\n  THead\n    TR\n      TH Orden\n      TH Nombre\n  "
                                  "TBody\n" +
                                  row_of(1, "NÚÑEZ, ANA")));
  EXPECT_THAT(thousand.trees, testing::EndsWith(row_of(1000, "NÚÑEZ, ANA") + "P Total 1.000,00 €\n"));
}

TEST(Lista, EndsOnAPageOfItsOwnWhereTheLastIsFull) {
  // Whatever the number of rows around the end of a page, no row and no total is lost.
  int before = 0;
  for (int rows = 28; rows <= 36; ++rows) {
    const auto made = write_list(rows, [](int i) { return fmt::format("NÚÑEZ, ANA {}", i); });
    EXPECT_EQ(made.filas, rows);
    EXPECT_THAT(made.trees, testing::HasSubstr(row_of(rows, fmt::format("NÚÑEZ, ANA {}", rows))));
    EXPECT_THAT(made.trees, testing::EndsWith(fmt::format("P Total {},00 €\n", rows)));
    EXPECT_GE(made.paginas, before);
    before = made.paginas;
  }
  EXPECT_EQ(before, 2);
}

TEST(Lista, LongNamesTakeMoreLines) {
  const std::string longest =
      "COMUNIDAD DE PROPIETARIOS DEL EDIFICIO INVENTADO DE LA CALLE DEL EJEMPLO NÚMERO CATORCE DUPLICADO";
  const auto mixed = write_list(200, [&](int i) { return i % 3 == 0 ? longest : std::string("NÚÑEZ, ANA"); });
  const auto alike = write_list(200, [](int) { return std::string("NÚÑEZ, ANA"); });
  EXPECT_GT(mixed.paginas, alike.paginas);
  for (int i = 3; i <= 200; i += 3) EXPECT_THAT(mixed.trees, testing::HasSubstr(row_of(i, longest)));
}

TEST(Lista, TheSameListIsTheSameBytes) {
  const auto name = [](int i) { return fmt::format("NÚÑEZ, ANA {}", i * 7919); };
  EXPECT_EQ(write_list(300, name).operators, write_list(300, name).operators);
}

TEST(Lista, RefusesARowAndGoesOn) {
  const auto p = plantilla(fuentes(kListaXhtml, kListaYaml));
  const auto cabecera = p->muestra();
  Lista lista(p, cabecera, [](const Documento&) {});
  Registro fila(*p, p->filas("lineas"));
  fila.set(p->campo("lineas.orden"), std::int64_t{1});
  const auto missing = lista.fila(fila);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().value, "nombre");
  fila.set(p->campo("lineas.nombre"), "李");
  EXPECT_FALSE(lista.fila(fila));
  fila.set(p->campo("lineas.nombre"), "ANA");
  EXPECT_TRUE(lista.fila(fila));
  EXPECT_EQ(lista.filas(), 1);
  EXPECT_TRUE(lista.finish());
}

TEST(Lista, ARowOfAnotherTemplateIsOurDefect) {
  const auto p = plantilla(fuentes(kListaXhtml, kListaYaml)),
             other = plantilla(fuentes(kListaXhtml, kListaYaml));
  Lista lista(p, p->muestra(), [](const Documento&) {});
  EXPECT_THROW((void)lista.fila(Registro(*other, other->filas("lineas"))), Error);
  EXPECT_THROW((void)lista.fila(Registro(*p)), Error);
  EXPECT_THROW((void)Compositor(p).componer(other->muestra()), Error);
  EXPECT_THROW((void)Compositor(p).componer(Registro(*p, p->filas("lineas"))), Error);
}

TEST(Lista, WithoutRowsIsRefused) {
  const auto p = plantilla(fuentes(kListaXhtml, kListaYaml));
  Lista lista(p, p->muestra(), [](const Documento&) {});
  EXPECT_EQ(lista.finish().error().code, Code::missing_value);
}

TEST(Lista, CannotKnowItsPages) {
  EXPECT_THAT(problems_of(fuentes(with(kListaXhtml, "{{pagina}}", "{{pagina}} de {{paginas}}"), kListaYaml)),
              testing::HasSubstr("{{paginas}} cannot be known where rows come one by one"));
}

TEST(Lista, OnlyOfATemplateWithAStream) {
  const auto p = plantilla();
  EXPECT_THROW(Lista(p, p->muestra(), [](const Documento&) {}), Error);
}

}  // namespace
}  // namespace sctf::documentos
