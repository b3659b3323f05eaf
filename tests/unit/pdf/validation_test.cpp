// Validation data behind a signed file (PAdES B-LT): what was signed is not touched, and readers find them.

#include "pdf/validation.hpp"

#include <gtest/gtest.h>

#include "crypto/cms_check.hpp"
#include "crypto/throwaway.hpp"
#include "pdf/signatures.hpp"
#include "support/pdf_check.hpp"
#include "support/pdf_sample.hpp"
#include "support/sello.hpp"

namespace sctf::pdf {
namespace {

struct Sample {
  test::SealFolder folder{{}};
  std::string file = test::signed_sample(*must(crypto::Signer::start(folder.source())));
  ValidationData data = [this] {
    ValidationData out;
    for (const auto& one : must(crypto::Certificate::parse_pem(folder.made().certificate)))
      out.certificates.push_back(one.der());
    out.lists.push_back(crypto::make_throwaway_crl(folder.made(), test::kSealDay, folder.until()));
    return out;
  }();
};

const Sample& sample() {
  static const Sample one;
  return one;
}

TEST(Validation, LeavesWhatWasSignedAsItIs) {
  const auto& file = sample().file;
  const auto& data = sample().data;
  const auto tail = must(append_validation(file, data));
  EXPECT_EQ(tail, must(append_validation(file, data)));  // same file, same data, same bytes
  const auto whole = file + tail;
  const auto found = must(find_signatures(whole));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].whole);
  EXPECT_EQ(found[0].end(), file.size());
  EXPECT_TRUE(must(crypto::check_cms(found[0].der, found[0].covered)).intact);
  for (const auto* list : {&data.certificates, &data.lists})
    for (const auto& der : *list) EXPECT_NE(tail.find(der), std::string::npos);
  EXPECT_NE(tail.find("/DSS "), std::string::npos);
  EXPECT_NE(tail.find("/AcroForm"), std::string::npos);  // the catalog is the old one with one entry more
}

TEST(Validation, GoesBehindFilesOfOursOnly) {
  const auto& file = sample().file;
  const auto& data = sample().data;
  const auto refused = [&](const std::string& bytes) {
    const auto tail = append_validation(bytes, data);
    return !tail && tail.error().code == Code::bad_document;
  };
  EXPECT_TRUE(refused(""));
  EXPECT_TRUE(refused("%PDF-1.7\nstartxref\n9\n%%EOF\n"));
  EXPECT_TRUE(refused("%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF\n"));
  EXPECT_TRUE(refused(file + "x"));
  EXPECT_TRUE(refused(file + must(append_validation(file, data))));  // once for ever
  for (std::size_t at = file.size() - 600; at < file.size(); at += 7) {
    auto changed = file;
    changed[at] ^= 4;
    static_cast<void>(append_validation(changed, data));  // whatever it says, it says it without a crash
  }
}

}  // namespace
}  // namespace sctf::pdf
