// A seal whose key lives in a token: SoftHSM2 stands for the real one. Skipped where it is not installed.

#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "crypto/cms.hpp"
#include "crypto/cms_check.hpp"
#include "crypto/signer.hpp"
#include "proc/run.hpp"
#include "support/sello.hpp"

namespace sctf::crypto {
namespace {

constexpr const char* kPin = "4321";

class Token : public testing::TestWithParam<KeyKind> {
 protected:
  void SetUp() override {
    if (proc::find_program("softhsm2-util").empty()) GTEST_SKIP() << "skipped: no softhsm2-util";
    std::filesystem::create_directory(folder_.path() / "tokens");
    folder_.write("softhsm2.conf",
                  fmt::format("directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
                              (folder_.path() / "tokens").string()),
                  0600);
    // Of this process, for the child that signs inherits it.
    ::setenv("SOFTHSM2_CONF", (folder_.path() / "softhsm2.conf").c_str(), 1);
    folder_.write("pin", std::string(kPin) + "\n", 0600);
    util({"--init-token", "--free", "--label", "sello", "--so-pin", "87654321", "--pin", kPin});
    util({"--import", folder_.path() / "seal.key", "--token", "sello", "--label", "sello", "--id", "01",
          "--pin", kPin});
  }

  static void util(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "softhsm2-util");
    const auto done = must(proc::run(arguments));
    ASSERT_EQ(done.exit_code, 0) << done.err << done.out;
  }

  SealSource source(std::string uri = "pkcs11:token=sello;object=sello;type=private") const {
    return {.key = std::move(uri),
            .certificate = folder_.path() / "seal.pem",
            .password_file = folder_.path() / "pin"};
  }

  test::SealFolder folder_{{.kind = GetParam()}};
};

TEST_P(Token, SignsWhatVerifies) {
  const auto signer = Signer::start(source(), 2);
  if (!signer && signer.error().text.find("libengine-pkcs11-openssl") != std::string::npos)
    GTEST_SKIP() << "skipped: " << signer.error().text;
  ASSERT_TRUE(signer) << signer.error().text;
  const CmsTemplate cms((*signer)->chain());
  const auto digest = sha256("texto");
  const auto signatures = (*signer)->sign(std::vector(20, cms.to_be_signed(digest)));
  ASSERT_TRUE(signatures) << signatures.error().text;
  const std::string_view parts[] = {"texto"};
  const auto verdict = must(check_cms(cms.assemble(digest, signatures->back()), parts));
  EXPECT_TRUE(verdict.intact) << verdict.reason;
  EXPECT_TRUE(verdict.breaches.empty());
}

TEST_P(Token, TellsWhatItLacks) {
  const auto no_object = Signer::start(source("pkcs11:token=sello;object=otro;type=private"));
  ASSERT_FALSE(no_object);
  EXPECT_TRUE(no_object.error().code == Code::seal_unavailable ||
              no_object.error().code == Code::bad_configuration)
      << no_object.error().text;
  folder_.write("pin", "9999\n", 0600);
  EXPECT_FALSE(Signer::start(source()));
}

INSTANTIATE_TEST_SUITE_P(Kinds, Token, testing::Values(KeyKind::rsa, KeyKind::p256),
                         [](const auto& kind) { return kind.param == KeyKind::rsa ? "Rsa" : "P256"; });

}  // namespace
}  // namespace sctf::crypto
