// Documents under their seal, as they leave the house.

#include "documentos/sellador.hpp"

#include <gtest/gtest.h>

#include "documentos/tirada.hpp"
#include "pdf/signatures.hpp"
#include "support/pdf_check.hpp"
#include "support/sello.hpp"

namespace sctf::documentos {
namespace {

config::Settings settings_of(const test::SealFolder& folder, std::map<std::string, std::string> more = {}) {
  config::Sources sources;
  sources.data_directory = folder.path();
  sources.system_file = folder.path() / "none.yaml";
  sources.overrides = {{"sello.key", folder.path() / "seal.key"},
                       {"sello.certificate", folder.path() / "seal.pem"},
                       {"sello.organo.nombre", "Secretaría de prueba"},
                       {"sello.sede", "https://sede.prueba.es/"},
                       {"sello.csv.resolucion", "Resolución de prueba 2/2026"},
                       {"sello.actuaciones.empadronamiento", "Resolución de prueba 1/2026"}};
  for (auto& [key, value] : more) sources.overrides[key] = value;
  return config::Settings::load_or_throw(sources);
}

TEST(Sellador, MakesFilesThatConform) {
  const test::SealFolder folder({});
  const auto sello = must(Sello::abrir(settings_of(folder), test::kSealDay));
  for (const auto* kind : {"empadronamiento", "convivencia", "viaje"})
    for (const auto cual : {Plantilla::Muestra::usual, Plantilla::Muestra::larga}) {
      const auto plantilla = *Plantilla::load(std::string("certificados/") + kind);
      Sellador sellador(sello, *plantilla);
      Compositor compositor(plantilla);
      std::vector<PorSellar> documents;
      for (int i = 0; i < 3; ++i)
        documents.push_back({must(compositor.componer(plantilla->muestra(cual))),
                             {.title = plantilla->titulo(),
                              .author = "Secretaría de prueba",
                              .subject = "",
                              .id = std::string("prueba") + std::to_string(i),
                              .created = test::kSealDay,
                              .identifier = "7K3M"}});
      const auto sealed = must(sellador.sellar(documents, test::kSealDay));
      ASSERT_EQ(sealed.size(), 3U);
      for (const auto& file : sealed) {
        const auto bytes = file.prefijo->bytes() + file.cola;
        EXPECT_EQ(crypto::sha256_hex(bytes), file.sha256);
        EXPECT_EQ(file.bytes(), bytes.size());
        EXPECT_EQ(pdf::find_identifier(bytes), "7K3M");
        const auto verdict = test::check_pdf(bytes);
        EXPECT_TRUE(verdict.passed()) << kind << "\n" << to_string(verdict);
        // The code is real text on every page.
        std::size_t codes = 0;
        for (auto at = verdict.tagged.find("7K3M-9QXV"); at != std::string::npos;
             at = verdict.tagged.find("7K3M-9QXV", at + 1))
          ++codes;
        EXPECT_EQ(codes, verdict.pages) << kind;
      }
    }
}

TEST(Sello, RefusesToStart) {
  const test::SealFolder folder({});
  const auto code_of = [&](std::map<std::string, std::string> more, Instant clock = test::kSealDay) {
    const auto opened = Sello::abrir(settings_of(folder, std::move(more)), clock);
    return opened ? Code::internal : opened.error().code;
  };
  for (const char* key : {"sello.key", "sello.organo.nombre", "sello.sede", "sello.csv.resolucion"})
    EXPECT_EQ(code_of({{key, ""}}), Code::seal_not_configured) << key;
  EXPECT_EQ(code_of({}, folder.until() + std::chrono::seconds(1)), Code::seal_expired);
  EXPECT_EQ(code_of({}, test::kSealDay - std::chrono::days(101)), Code::seal_expired);
  EXPECT_EQ(code_of({{"sello.key", folder.path() / "none.pem"}}), Code::no_input);
}

TEST(Sello, WarnsSixtyDaysBefore) {
  const test::SealFolder folder({});
  const auto left = [&](int days) {
    return must(Sello::abrir(settings_of(folder), folder.until() - std::chrono::days(days)))->caduca_en();
  };
  EXPECT_EQ(left(61), std::nullopt);
  EXPECT_EQ(left(60), 60);
  EXPECT_EQ(left(1), 1);
}

TEST(Sello, KnowsResolutionsAndAddresses) {
  const test::SealFolder folder({});
  const auto settings = settings_of(folder);
  EXPECT_EQ(must(resolucion_de(settings, "empadronamiento")), "Resolución de prueba 1/2026");
  EXPECT_EQ(resolucion_de(settings, "volante").error().code, Code::kind_not_approved);
  const auto sello = must(Sello::abrir(settings, test::kSealDay));
  EXPECT_EQ(sello->ajustes().direccion(), "https://sede.prueba.es/cotejo");
  const auto csv = sello->clave().hacer({});
  EXPECT_EQ(sello->ajustes().direccion_qr(csv), "HTTPS://SEDE.PRUEBA.ES/C/" + csv.str());
}

}  // namespace
}  // namespace sctf::documentos
