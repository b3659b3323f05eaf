// A time stamp in the place that a document's signature keeps free.

#include "documentos/tiempo.hpp"

#include <gtest/gtest.h>

#include "crypto/cms_check.hpp"
#include "crypto/cms_stamp.hpp"
#include "pdf/signatures.hpp"
#include "support/pdf_sample.hpp"
#include "support/sello.hpp"
#include "support/tsa.hpp"

namespace sctf::documentos {
namespace {

constexpr std::size_t kRoom = 8192;

/// A signed file whose signature has room for a time stamp.
std::string with_room(std::size_t room) {
  const test::SealFolder folder({});
  const auto signer = must(crypto::Signer::start(folder.source()));
  return test::signed_sample(*signer, room);
}

TEST(Tiempo, GoesIntoTheSignature) {
  const auto file = with_room(kRoom);
  const auto before = must(pdf::find_signatures(file)).front();
  EXPECT_FALSE(must(crypto::timestamp_of(before.der)));
  test::TestAuthority authority;
  const auto anchors = must(crypto::Certificate::parse_pem(authority.made().authority));
  const auto imprint = must(crypto::stamped_imprint(before.der));
  const auto stamp = must(crypto::timestamp(authority, imprint, anchors));
  const auto stamped = must(poner_tiempo(file, stamp.token));
  EXPECT_EQ(stamped.size(), file.size());
  const auto after = must(pdf::find_signatures(stamped)).front();
  EXPECT_EQ(after.covered[0], before.covered[0]);
  EXPECT_EQ(after.covered[1], before.covered[1]);
  const auto verdict = must(crypto::check_cms(after.der, after.covered));
  EXPECT_TRUE(verdict.intact) << verdict.reason;
  EXPECT_TRUE(verdict.breaches.empty());
  EXPECT_EQ(must(crypto::timestamp_of(after.der)), stamp.token);
  EXPECT_EQ(must(crypto::stamped_imprint(after.der)), imprint);
  EXPECT_TRUE(crypto::check_timestamp(stamp.token, imprint, anchors));
  // Put in again, it is the same file.
  EXPECT_EQ(must(poner_tiempo(stamped, stamp.token)), stamped);
}

TEST(Tiempo, ThatDoesNotFitIsRefused) {
  const auto file = with_room(100);
  test::TestAuthority authority;
  const auto imprint = must(crypto::stamped_imprint(must(pdf::find_signatures(file)).front().der));
  const auto stamp = must(crypto::timestamp(
      authority, imprint, must(crypto::Certificate::parse_pem(authority.made().authority))));
  const auto stamped = poner_tiempo(file, stamp.token);
  ASSERT_FALSE(stamped);
  EXPECT_EQ(stamped.error().code, Code::out_of_range);
}

}  // namespace
}  // namespace sctf::documentos
