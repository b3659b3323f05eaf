// Documents issued, stored, checked, withdrawn.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

#include "documentos/cotejo.hpp"
#include "documentos/expedidor.hpp"
#include "support/database.hpp"
#include "support/pdf_check.hpp"
#include "support/sello.hpp"

namespace sctf::documentos {
namespace {

constexpr db::Sql kCount{"td/count", "select count(*) as n from documento where ente = $1"};
constexpr db::Sql kSubjects{"td/subjects",
                            "select count(*) as n from documento_sujeto where ente = $1 and sujeto = $2"};
constexpr db::Sql kAudit{"td/audit", "select count(*) as n from audit where ente = $1 and action = $2"};
constexpr db::Sql kSpoil{
    "td/spoil",
    "update documento set cola = set_byte(cola, $2::int, get_byte(cola, $2::int) # 1) where ente = $1"};
constexpr db::Sql kLocated{"td/located", "select ente from localizador where clase = 'csv' and clave = $1"};

class Documentos : public testing::Test {
 protected:
  void SetUp() override {
    pool_ = test::fresh_pool();
    sello_ = must(Sello::abrir(settings(), test::kSealDay));
  }

  config::Settings settings() const {
    config::Sources sources;
    sources.data_directory = folder_.path();
    sources.system_file = folder_.path() / "none.yaml";
    sources.overrides = {{"sello.key", folder_.path() / "seal.key"},
                         {"sello.certificate", folder_.path() / "seal.pem"},
                         {"sello.organo.nombre", "Secretaría de prueba"},
                         {"sello.sede", "https://sede.prueba.es"},
                         {"sello.csv.resolucion", "Resolución de prueba 2/2026"},
                         {"sello.actuaciones.empadronamiento", "Resolución de prueba 1/2026"},
                         {"sello.actuaciones.viaje", "Resolución de prueba 3/2026"}};
    return config::Settings::load_or_throw(sources);
  }

  template <class Work>
  auto in(Work work) {
    return db::in_transaction(*pool_, work);
  }

  std::int64_t count(const db::Sql& sql, auto... more) {
    return in([&](db::Transaction& tx) {
      return tx.query(sql, caller_.ente, more...).front().template get<std::int64_t>("n");
    });
  }

  std::unique_ptr<Expedidor> expedidor(const std::string& tipo = "empadronamiento",
                                       const std::string& lang = "es") {
    auto made = Expedidor::para(sello_, tipo, lang);
    if (!made) throw Error(made.error().front());
    return std::move(*made);
  }

  /// `cuantos` certificates of invented people, from number `desde`.
  Result<std::vector<Result<Expedido>>> expedir(db::Transaction& tx, Expedidor& expedidor, std::int64_t desde,
                                                int cuantos, Instant clock = test::kSealDay) {
    std::vector<Registro> records;
    std::vector<Pedido> wanted;
    records.reserve(static_cast<std::size_t>(cuantos));
    for (int i = 0; i < cuantos; ++i) {
      auto& record = records.emplace_back(expedidor.plantilla().muestra());
      record.set(expedidor.plantilla().campo("nombre"), fmt::format("PERSONA INVENTADA {}", i));
      wanted.push_back({&record, desde + i, {fmt::format("habitante/{}", 1000 + i)}});
    }
    return expedidor.expedir(tx, caller_, wanted, clock);
  }

  Expedido one() {
    const auto issuer = expedidor();
    return in([&](db::Transaction& tx) {
      const auto first = reservar_numeros(tx, caller_.ente, "empadronamiento", 2026, 1);
      return std::move(*must(expedir(tx, *issuer, first, 1)).front());
    });
  }

  test::SealFolder folder_{{}};
  std::unique_ptr<db::Pool> pool_;
  std::shared_ptr<Sello> sello_;
  Caller caller_{.ente = {}, .account = "prueba", .channel = "cli"};
};

TEST_F(Documentos, OneIsIssuedStoredAndChecked) {
  const auto made = one();
  EXPECT_EQ(made.numero, "empadronamiento-2026-000001");
  const auto pdf = made.pdf();
  const auto verdict = test::check_pdf(pdf);
  EXPECT_TRUE(verdict.passed()) << to_string(verdict);
  EXPECT_NE(verdict.tagged.find(made.csv.grupos()), std::string::npos);
  EXPECT_NE(verdict.tagged.find("Resolución de prueba 1/2026"), std::string::npos);
  EXPECT_NE(verdict.tagged.find("PERSONA INVENTADA 0"), std::string::npos);

  const auto by_code = in([&](db::Transaction& tx) { return cotejar(tx, caller_.ente, made.csv); });
  ASSERT_TRUE(by_code);
  for (const auto& [good, what] : by_code->hallazgos) EXPECT_TRUE(good) << what;
  EXPECT_TRUE(by_code->autentico());
  EXPECT_EQ(by_code->guardado->ultima().pdf, pdf);
  EXPECT_EQ(by_code->guardado->resolucion, "Resolución de prueba 1/2026");
  const auto by_file = in([&](db::Transaction& tx) { return cotejar_fichero(tx, caller_.ente, pdf); });
  EXPECT_TRUE(must(by_file).autentico());

  EXPECT_EQ(count(kSubjects, std::string("habitante/1000")), 1);
  EXPECT_EQ(count(kAudit, "documento.expide"), 1);
  EXPECT_EQ(in([&](db::Transaction& tx) { return tx.query(kLocated, made.csv.str()).size(); }), 1);
}

TEST_F(Documentos, ABatchThatIsRunAgainGivesTheSameCodes) {
  const auto issuer = expedidor();
  const auto run = [&](bool keep) {
    std::set<std::string> codes;
    const auto lease = pool_->get();
    db::Transaction tx(*lease);
    for (auto& made : must(expedir(tx, *issuer, 1, 100))) codes.insert(must(std::move(made)).csv.str());
    if (keep) tx.commit();
    return codes;
  };
  const auto first = run(false);
  EXPECT_EQ(count(kCount), 0);
  EXPECT_EQ(run(true), first);
  EXPECT_EQ(first.size(), 100U);
  EXPECT_EQ(count(kCount), 100);
  EXPECT_THROW(run(true), Error);  // no number, and no code, stands twice
}

TEST_F(Documentos, NumbersAreNeitherLostNorDoubled) {
  const auto take = [&](std::int64_t how_many, bool keep) {
    const auto lease = pool_->get();
    db::Transaction tx(*lease);
    const auto first = reservar_numeros(tx, caller_.ente, "viaje", 2026, how_many);
    if (keep) tx.commit();
    return first;
  };
  EXPECT_EQ(take(5, true), 1);
  EXPECT_EQ(take(7, false), 6);
  EXPECT_EQ(take(1, true), 6);
  EXPECT_EQ(take(1, true), 7);
}

TEST_F(Documentos, ARecordThatIsRefusedStopsNoOther) {
  const auto issuer = expedidor();
  std::vector<Registro> records(3, issuer->plantilla().muestra());
  records[1].set(issuer->plantilla().campo("nombre"), "한국 이름");
  std::vector<Pedido> wanted;
  for (int i = 0; i < 3; ++i) wanted.push_back({&records[static_cast<std::size_t>(i)], i + 1, {}});
  const auto made =
      in([&](db::Transaction& tx) { return must(issuer->expedir(tx, caller_, wanted, test::kSealDay)); });
  EXPECT_TRUE(made[0] && made[2]);
  ASSERT_FALSE(made[1]);
  EXPECT_EQ(made[1].error().code, Code::invalid_value);
  EXPECT_EQ(count(kCount), 2);
}

TEST_F(Documentos, WhatIsNotApprovedIsNotIssued) {
  const auto code_of = [&](const std::string& tipo) {
    const auto made = Expedidor::para(sello_, tipo, "es");
    return made ? Code::internal : made.error().front().code;
  };
  EXPECT_EQ(code_of("volante"), Code::kind_not_approved);
  EXPECT_EQ(code_of("milagro"), Code::not_found);
}

TEST_F(Documentos, TheSealMustHoldOnTheDay) {
  const auto issuer = expedidor();
  const auto made = in([&](db::Transaction& tx) {
    return expedir(tx, *issuer, 1, 1, folder_.until() + std::chrono::hours(1));
  });
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Code::seal_expired);
}

TEST_F(Documentos, AKeyThatIsGoneLeavesNoDocument) {
  const auto issuer = expedidor();
  test::kill_children_named("sctf-signer");
  const auto made = in([&](db::Transaction& tx) { return expedir(tx, *issuer, 1, 10); });
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Code::seal_unavailable);
  EXPECT_EQ(count(kCount), 0);
}

TEST_F(Documentos, AnyChangeOfAFileIsFound) {
  const auto made = one();
  const auto pdf = made.pdf();
  const auto authentic = [&](const std::string& bytes) {
    const auto found = in([&](db::Transaction& tx) { return cotejar_fichero(tx, caller_.ente, bytes); });
    return found && found->autentico();
  };
  EXPECT_TRUE(authentic(pdf));
  for (std::size_t at = 0; at < pdf.size(); at += 1009) {
    auto other = pdf;
    other[at] ^= 1;
    EXPECT_FALSE(authentic(other)) << at;
  }
  EXPECT_FALSE(authentic(pdf + "\n"));
  EXPECT_FALSE(authentic(pdf.substr(0, pdf.size() - 1)));
  EXPECT_FALSE(authentic("%PDF-1.7\n"));
  EXPECT_FALSE(in([&](db::Transaction& tx) { return cotejar_fichero(tx, caller_.ente, "no PDF"); }));
}

TEST_F(Documentos, AFileOfAnotherSealIsNotOurs) {
  const auto made = one();
  // The same facts, number, clock and code, sealed by a stranger.
  const test::SealFolder stranger({});
  for (const auto* file : {"seal.key", "seal.pem"})
    folder_.write(file, std::string(file) == "seal.key" ? stranger.made().key : stranger.made().certificate,
                  0600);
  sello_ = must(Sello::abrir(settings(), test::kSealDay));
  const auto issuer = expedidor();
  std::string forged;
  {
    const auto lease = pool_->get();
    db::Transaction tx(*lease);
    tx.exec(db::Sql{"td/forget", "delete from documento_sujeto where ente = $1"}, caller_.ente);
    tx.exec(db::Sql{"td/forget_documento", "delete from documento where ente = $1"}, caller_.ente);
    tx.exec(db::Sql{"td/forget_localizador", "delete from localizador where ente = $1"}, caller_.ente);
    forged = must(std::move(must(expedir(tx, *issuer, 1, 1)).front())).pdf();
  }
  const auto found = in([&](db::Transaction& tx) { return must(cotejar_fichero(tx, caller_.ente, forged)); });
  EXPECT_FALSE(found.autentico());
  ASSERT_TRUE(found.guardado);
  EXPECT_EQ(found.guardado->csv, made.csv.grupos());
}

TEST_F(Documentos, StoredBytesAreCheckedAfresh) {
  const auto made = one();
  const auto lease = pool_->get();
  db::Transaction tx(*lease);
  for (const std::int64_t at : {10, 3000, 9000}) {
    tx.exec(kSpoil, caller_.ente, at);
    EXPECT_FALSE(must(cotejar(tx, caller_.ente, made.csv)).autentico());
    tx.exec(kSpoil, caller_.ente, at);
  }
  EXPECT_TRUE(must(cotejar(tx, caller_.ente, made.csv)).autentico());
}

TEST_F(Documentos, WhatIsWithdrawnSaysSo) {
  const auto made = one();
  const auto withdraw = [&] {
    return in([&](db::Transaction& tx) {
      return must(anular(tx, caller_, made.csv, "Domicilio equivocado", test::kSealDay));
    });
  };
  EXPECT_TRUE(withdraw());
  EXPECT_FALSE(withdraw());
  const auto found = in([&](db::Transaction& tx) { return must(cotejar(tx, caller_.ente, made.csv)); });
  EXPECT_FALSE(found.autentico());
  EXPECT_EQ(found.guardado->causa_anulacion, "Domicilio equivocado");
  EXPECT_EQ(count(kAudit, "documento.anula"), 1);
  const auto unknown = sello_->clave().hacer({});
  EXPECT_EQ(
      in([&](db::Transaction& tx) { return anular(tx, caller_, unknown, "x", test::kSealDay); }).error().code,
      Code::not_found);
}

}  // namespace
}  // namespace sctf::documentos
