// The templates that ship.

#include <gtest/gtest.h>

#include "documentos/vista.hpp"
#include "support/pdf_check.hpp"

namespace sctf::documentos {
namespace {

TEST(Templates, AreRightInEveryLanguage) {
  const auto entries = Plantilla::list();
  ASSERT_GE(entries.size(), 5u);
  for (const auto& entry : entries) {
    EXPECT_NE(std::find(entry.idiomas.begin(), entry.idiomas.end(), "es"), entry.idiomas.end())
        << entry.nombre;
    for (const auto& lang : entry.idiomas)
      for (const auto& problem : comprobar(entry.nombre, lang)) ADD_FAILURE() << to_string(problem);
  }
}

// norms/documentos 8 and 9, by the rules of the tests' own checker.
TEST(Templates, MakePdfsThatConform) {
  using Muestra = Plantilla::Muestra;
  for (const auto& entry : Plantilla::list())
    for (const auto& lang : entry.idiomas) {
      const auto loaded = Plantilla::load(entry.nombre, lang);
      ASSERT_TRUE(loaded) << entry.nombre;
      for (const auto cual : {Muestra::usual, Muestra::larga, Muestra::corta}) {
        const auto bytes = escribir_muestra(*loaded, cual, Instant{});
        ASSERT_TRUE(bytes) << entry.nombre;
        const auto verdict = test::check_pdf(*bytes);
        EXPECT_TRUE(verdict.passed()) << entry.nombre << " " << lang;
        for (const auto& finding : verdict.findings) ADD_FAILURE() << finding.rule << ": " << finding.text;
      }
    }
}

TEST(Templates, AnotherLanguageFallsBackToSpanish) {
  const auto loaded = Plantilla::load("cartas/carta_pago", "fr");
  ASSERT_TRUE(loaded);
  EXPECT_EQ((*loaded)->lang(), "es");
  EXPECT_EQ((*Plantilla::load("cartas/carta_pago", "en-GB"))->lang(), "en");
}

TEST(Templates, OthersAreNotFound) {
  for (const auto* name :
       {"cartas/carta_pagos", "../etc/passwd", "cartas", "", "cartas/../cartas/carta_pago"}) {
    const auto loaded = Plantilla::load(name);
    ASSERT_FALSE(loaded) << name;
    EXPECT_EQ(loaded.error().front().code, Code::not_found);
  }
}

// norms/recaudacion 2.2, oficinas 1.15: what a carta de pago shows, by the names that its callers use.
TEST(Templates, CartaDePagoHasWhatTheNormAsksFor) {
  for (const auto* lang : {"es", "en"}) {
    const auto carta = *Plantilla::load("cartas/carta_pago", lang);
    for (const auto* name :
         {"organismo",     "organismo_nif",    "concepto",       "ejercicio",    "periodo",
          "objeto",        "domicilio_objeto", "nombre",         "nif",          "domicilio_fiscal",
          "codigo_postal", "municipio",        "referencia",     "detalle",      "importe",
          "fecha_limite",  "segundo_importe",  "segunda_fecha",  "porcentaje",   "emisora",
          "modalidad",     "referencia_pago",  "identificacion", "referencia_2", "identificacion_2",
          "codigo",        "pago_url",         "entidades",      "canales",      "voluntaria_desde"})
      EXPECT_TRUE(carta->has(name)) << name;
  }
}

}  // namespace
}  // namespace sctf::documentos
