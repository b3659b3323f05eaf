// The lista cobratoria of a run that one PDF/A cannot hold.

#include "tributos/lista.hpp"

#include "integration/cobros_fixture.hpp"
#include "support/pdf_check.hpp"

namespace sctf::tributos {
namespace {

TEST_F(CobrosTest, AListThatOneFileCannotHoldGoesOnInAnother) {
  const test::TempFolder folder;
  auto engine = o_.engine(kEnPlazo);
  const auto run = o_.numero("select run from emision");
  const auto files = escribir_lista(engine, {.run = run,
                                             .out = folder.path(),
                                             .organismo = "Ayuntamiento de Prueba",
                                             .concepto = "IBI",
                                             .objetos_por_tomo = 1});
  ASSERT_TRUE(files) << files.error().text;
  std::int64_t filas = 0, tomos = 0;
  Cents suma;
  std::string leido;
  for (const auto& file : *files) {
    if (file.kind != "lista-pdf" || file.path.find("expuesta") != std::string::npos) continue;
    ++tomos, filas += file.items, suma += file.sum;
    std::ifstream in(folder.path() / file.path, std::ios::binary);
    const auto verdict = test::check_pdf({std::istreambuf_iterator<char>(in), {}});
    EXPECT_TRUE(verdict.passed()) << file.path << ": " << test::to_string(verdict);
    leido += verdict.tagged;
  }
  EXPECT_GT(tomos, 1);
  EXPECT_EQ(filas, 16);
  EXPECT_EQ(suma, 176000_cts);
  for (const auto& recibo : recibos_)
    EXPECT_NE(leido.find(referencia_text(recibo.valor)), std::string::npos) << recibo.valor;
  EXPECT_NE(leido.find("tomo 2"), std::string::npos);
}

}  // namespace
}  // namespace sctf::tributos
