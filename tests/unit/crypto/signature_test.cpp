// Seals, signatures, and what is found when one byte is another.

#include <algorithm>
#include <gtest/gtest.h>
#include <thread>

#include "crypto/cms.hpp"
#include "crypto/cms_check.hpp"
#include "crypto/signer.hpp"
#include "support/sello.hpp"

namespace sctf::crypto {
namespace {

using test::SealFolder;

constexpr std::string_view kText = "Lo que se sella.";

std::string sealed(Signer& signer, std::string_view text) {
  const CmsTemplate cms(signer.chain());
  const auto digest = sha256(text);
  const auto signatures = must(signer.sign(std::vector{cms.to_be_signed(digest)}));
  auto der = cms.assemble(digest, signatures.front());
  EXPECT_LE(der.size(), cms.max_size());
  return der;
}

CmsVerdict check(std::string_view der, std::string_view text) {
  const std::string_view parts[] = {text.substr(0, 4), text.substr(4)};
  return must(check_cms(der, parts));
}

std::string text_of(int number) {
  return "documento " + std::to_string(number);
}

class Seals : public testing::TestWithParam<KeyKind> {};

TEST_P(Seals, SignWhatVerifies) {
  const SealFolder folder({.kind = GetParam()});
  const auto signer = must(Signer::start(folder.source()));
  const auto verdict = check(sealed(*signer, kText), kText);
  EXPECT_TRUE(verdict.intact) << verdict.reason;
  EXPECT_EQ(verdict.breaches, std::vector<std::string>{});
  EXPECT_EQ(verdict.signer.fingerprint(), signer->certificate().fingerprint());
  const auto authority = must(Certificate::parse_pem(folder.made().authority));
  EXPECT_TRUE(check_chain(verdict.signer, verdict.others, authority, test::kSealDay));
}

TEST_P(Seals, OneBitAnywhereIsFound) {
  const SealFolder folder({.kind = GetParam()});
  const auto signer = must(Signer::start(folder.source()));
  const auto der = sealed(*signer, kText);
  for (std::size_t at = 0; at < kText.size(); ++at) {
    std::string other(kText);
    other[at] ^= 1;
    EXPECT_FALSE(check(der, other).intact) << at;
  }
  const std::string_view parts[] = {kText};
  for (std::size_t back = 1; back <= 60; ++back) {  // the signature's value ends the DER
    auto other = der;
    other[der.size() - back] ^= 4;
    const auto verdict = check_cms(other, parts);
    EXPECT_FALSE(verdict && verdict->intact) << back;
  }
}

TEST_P(Seals, ManyAtOnceInTheirOrder) {
  const SealFolder folder({.kind = GetParam()});
  const auto signer = must(Signer::start(folder.source(), 2));
  const CmsTemplate cms(signer->chain());
  std::vector<Digest> documents, digests;
  for (int i = 0; i < 50; ++i) {
    documents.push_back(sha256(text_of(i)));
    digests.push_back(cms.to_be_signed(documents.back()));
  }
  const auto work = [&] {
    const auto signatures = must(signer->sign(digests));
    ASSERT_EQ(signatures.size(), digests.size());
    for (std::size_t i = 0; i < digests.size(); i += 7)
      EXPECT_TRUE(check(cms.assemble(documents[i], signatures[i]), text_of(static_cast<int>(i))).intact) << i;
  };
  std::jthread one(work), two(work), three(work);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Seals, testing::Values(KeyKind::rsa, KeyKind::p256),
                         [](const auto& kind) { return kind.param == KeyKind::rsa ? "Rsa" : "P256"; });

TEST(Certificates, SayWhoTheyAre) {
  const SealFolder folder({});
  const auto chain = must(Certificate::parse_pem(folder.made().certificate));
  ASSERT_EQ(chain.size(), 2U);
  const auto& seal = chain.front();
  EXPECT_EQ(seal.nif(), "P3803800F");
  EXPECT_EQ(seal.organization(), "Ayuntamiento de ejemplo");
  EXPECT_EQ(seal.name(), "SELLO DE EJEMPLO, SIN VALOR");
  EXPECT_EQ(seal.issuer_name(), "AUTORIDAD DE EJEMPLO, SIN VALOR");
  EXPECT_EQ(seal.key_bits(), 2048);
  EXPECT_TRUE(seal.may_sign());
  EXPECT_FALSE(seal.self_signed());
  EXPECT_TRUE(chain.back().self_signed());
  EXPECT_EQ(seal.not_after(), folder.until());
  EXPECT_NE(seal.subject().find("OU=SELLO ELECTRONICO"), std::string::npos) << seal.subject();
}

TEST(Chains, RefuseAnotherAuthorityAndAnotherTime) {
  const SealFolder folder({}), other({});
  const auto chain = must(Certificate::parse_pem(folder.made().certificate));
  const auto authority = must(Certificate::parse_pem(folder.made().authority));
  const auto stranger = must(Certificate::parse_pem(other.made().authority));
  EXPECT_FALSE(check_chain(chain.front(), {}, stranger, test::kSealDay));
  const auto late = check_chain(chain.front(), {}, authority, folder.until() + std::chrono::hours(24));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, Code::not_authentic);
}

struct Refusal {
  const char* name;
  Code code;
  void (*spoil)(SealFolder&, SealSource&);
};
class SealRefusals : public testing::TestWithParam<Refusal> {};

TEST_P(SealRefusals, SayWhy) {
  SealFolder folder({});
  auto source = folder.source();
  GetParam().spoil(folder, source);
  const auto started = Signer::start(source);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, GetParam().code) << started.error().text;
}

const Refusal kRefusals[] = {
    {"NoKey", Code::no_input, [](SealFolder& f, SealSource& s) { s.key = f.path() / "none.pem"; }},
    {"NoCertificateNamed", Code::bad_configuration,
     [](SealFolder&, SealSource& s) { s.certificate.clear(); }},
    {"NoCertificate", Code::no_input,
     [](SealFolder& f, SealSource& s) { s.certificate = f.path() / "none"; }},
    {"OpenToAll", Code::bad_configuration,
     [](SealFolder&, SealSource& s) { std::filesystem::permissions(s.key, std::filesystem::perms(0644)); }},
    {"KeyOfAnother", Code::bad_configuration,
     [](SealFolder& f, SealSource&) { f.write("seal.key", SealFolder({}).made().key, 0600); }},
    {"NoPem", Code::bad_configuration, [](SealFolder& f, SealSource&) { f.write("seal.key", "x", 0600); }},
    {"NoSlots", Code::bad_configuration,
     [](SealFolder& f, SealSource&) { f.write("seal.pem", f.made().authority, 0644); }},
};
INSTANTIATE_TEST_SUITE_P(Sources, SealRefusals, testing::ValuesIn(kRefusals),
                         [](const auto& refusal) { return refusal.param.name; });

TEST(SignerChild, GoneIsTold) {
  const SealFolder folder({});
  const auto signer = must(Signer::start(folder.source()));
  test::kill_children_named("sctf-signer");
  for (int i = 0; i < 2; ++i) {
    const auto refused = signer->sign(std::vector{sha256("x")});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::seal_unavailable);
  }
}

TEST(CmsCheck, RefusesWhatIsNone) {
  const std::string_view parts[] = {kText};
  EXPECT_FALSE(check_cms("", parts));
  EXPECT_FALSE(check_cms("nothing of the kind", parts));
  const SealFolder folder({});
  const auto signer = must(Signer::start(folder.source()));
  auto der = sealed(*signer, kText);
  EXPECT_TRUE(check_cms(der + std::string(9, '\0'), parts));
  EXPECT_FALSE(check_cms(der + "x", parts));
  EXPECT_FALSE(check_cms(der.substr(0, der.size() - 1), parts));
}

}  // namespace
}  // namespace sctf::crypto
