// A signature in a file: written in one pass, found again by who checks it.

#include "pdf/signature.hpp"

#include <gtest/gtest.h>

#include "crypto/cms_check.hpp"
#include "pdf/signatures.hpp"
#include "pdf/writer.hpp"
#include "support/pdf_sample.hpp"
#include "support/sello.hpp"

namespace sctf::pdf {
namespace {

const std::string& sealed() {
  static const std::string file = [] {
    const test::SealFolder folder({});
    const auto signer = must(crypto::Signer::start(folder.source()));
    return test::signed_sample(*signer);
  }();
  return file;
}

TEST(PdfSignatures, OursIsFoundAndHolds) {
  const auto found = must(find_signatures(sealed()));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].whole);
  EXPECT_EQ(found[0].end(), sealed().size());
  EXPECT_TRUE(must(crypto::check_cms(found[0].der, found[0].covered)).intact);
}

TEST(PdfSignatures, OneBitAnywhereIsFound) {
  for (std::size_t at = 5; at < sealed().size(); at += 97) {
    auto file = sealed();
    file[at] ^= 1;
    const auto found = find_signatures(file);
    if (!found || found->size() != 1 || !found->front().whole) continue;
    const auto verdict = crypto::check_cms(found->front().der, found->front().covered);
    EXPECT_FALSE(verdict && verdict->intact && verdict->breaches.empty()) << at;
  }
}

TEST(PdfSignatures, WhatIsAppendedIsNotCovered) {
  const auto found = must(find_signatures(sealed() + "x"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].whole);
  EXPECT_EQ(found[0].end(), sealed().size());
}

TEST(PdfSignatures, RefusesRangesThatLeaveOutMore) {
  EXPECT_FALSE(find_signatures("no PDF"));
  const auto count = [](const std::string& text) {
    return must(find_signatures("%PDF-1.7\n" + text)).size();
  };
  EXPECT_EQ(count(""), 0U);
  EXPECT_EQ(count("/ByteRange[0 31 35 1]<30>9"), 0U);      // what it leaves out is no string
  EXPECT_EQ(count("/ByteRange [0 33 37 1]   <30>."), 0U);  // beyond the file
  EXPECT_EQ(count("/ByteRange[ 0 32 36 1 ]<30>."), 1U);
  EXPECT_EQ(count("/ByteRange[ 1 32 36 1 ]<30>."), 0U);  // not from the beginning
  EXPECT_EQ(count("/ByteRange[ 0 32 36 1 ]<3g>."), 0U);  // not hexadecimal
  EXPECT_EQ(count("/ByteRange[ 0 32 36 99999999999999999999 ]<30>."), 0U);
  EXPECT_EQ(count("/ByteRange[0 32"), 0U);
}

TEST(PdfSignatures, TheIdentifierIsRead) {
  EXPECT_EQ(find_identifier("x<dc:identifier>7K3M</dc:identifier>y"), "7K3M");
  EXPECT_EQ(find_identifier("x<dc:identifier>7K3M"), "");
  EXPECT_EQ(find_identifier("x<dc:identifier>" + std::string(300, 'A') + "</dc:identifier>"), "");
  EXPECT_EQ(find_identifier(""), "");
}

TEST(PdfPrefix, IsTheSameAndDigestedOnce) {
  const auto fonts = must(Fonts::load());
  Prefix::Styles two{};
  two[0] = two[1] = true;
  const Prefix a(fonts, two), b(fonts, two);
  EXPECT_EQ(a.bytes(), b.bytes());
  EXPECT_EQ(a.id(), crypto::sha256_hex(a.bytes()));
  auto sha = a.sha();
  sha.update("x");
  EXPECT_EQ(sha.hex(), crypto::sha256_hex(a.bytes() + "x"));
  EXPECT_EQ(a.sha().hex(), a.id());
}

TEST(PdfPrefix, RefusesAFaceThatItLacks) {
  const auto fonts = must(Fonts::load());
  Prefix::Styles one{};
  one[static_cast<std::size_t>(Style::regular)] = true;
  Writer writer(std::make_shared<const Prefix>(fonts, one), test::sample_metadata(), [](std::string_view) {});
  const auto slip = test::sample_slip(fonts, 1, 1);
  EXPECT_THROW(writer.add(slip.pages, slip.elements), Error);
}

TEST(PdfSignature, KeepsToItsRoom) {
  const std::string file = std::string(60, ' ') + "<0000>" + std::string(10, '.');
  const SignatureHole hole{.range = 2, .begin = 60, .end = 66};
  auto sealed_file = UnsignedFile(file, hole).sealed("\xAB\x01");
  EXPECT_EQ(sealed_file.substr(2, 12), "0 60 66 10  ");
  EXPECT_EQ(sealed_file.substr(60, 6), "<AB01>");
  EXPECT_THROW((void)UnsignedFile(file, hole).sealed("abc"), Error);
  EXPECT_THROW(UnsignedFile(file, {.range = 2, .begin = 60, .end = 99}), Error);
  EXPECT_THROW(UnsignedFile(file, {.range = 0, .begin = 60, .end = 66}, 5), Error);
}

}  // namespace
}  // namespace sctf::pdf
