// Time stamps of an authority in this process, and what is wrong with some (norms/documentos 4).

#include "crypto/timestamp.hpp"

#include <gtest/gtest.h>

#include "support/tsa.hpp"

namespace sctf::crypto {
namespace {

using Fault = test::TestAuthority::Fault;

std::vector<Certificate> anchors_of(const test::TestAuthority& authority) {
  return must(Certificate::parse_pem(authority.made().authority));
}

TEST(Timestamp, IsGivenAndChecked) {
  test::TestAuthority authority;
  const auto stamped = timestamp(authority, sha256("firma"), anchors_of(authority));
  ASSERT_TRUE(stamped) << stamped.error().text;
  const auto now = std::chrono::system_clock::now();
  EXPECT_LT(std::chrono::abs(now - stamped->at), std::chrono::minutes(1));
  EXPECT_EQ(stamped->authority.fingerprint(),
            must(Certificate::parse_pem(authority.made().certificate)).front().fingerprint());
  EXPECT_GT(stamped->token.size(), 1000U);
}

TEST(Timestamp, WhatIsWrongWithAnAnswerIsTold) {
  test::TestAuthority authority;
  const auto code_of = [&](Fault fault) {
    authority.fault = fault;
    const auto stamped = timestamp(authority, sha256("firma"), anchors_of(authority));
    return stamped ? Code::internal : stamped.error().code;
  };
  EXPECT_EQ(code_of(Fault::other_nonce), Code::not_authentic);
  EXPECT_EQ(code_of(Fault::other_imprint), Code::not_authentic);
  EXPECT_EQ(code_of(Fault::cut_off), Code::bad_document);
  EXPECT_EQ(code_of(Fault::nothing), Code::seal_unavailable);
  EXPECT_EQ(code_of(Fault::refuses), Code::timestamp_unavailable);
}

TEST(Timestamp, OfAnotherAuthorityIsNotTrusted) {
  test::TestAuthority authority, stranger;
  const auto stamped = timestamp(authority, sha256("firma"), anchors_of(stranger));
  ASSERT_FALSE(stamped);
  EXPECT_EQ(stamped.error().code, Code::not_authentic);
}

TEST(Timestamp, IsCheckedAgainLater) {
  test::TestAuthority authority, stranger;
  const auto imprint = sha256("firma");
  const auto stamped = must(timestamp(authority, imprint, anchors_of(authority)));
  const auto again = check_timestamp(stamped.token, imprint, anchors_of(authority));
  ASSERT_TRUE(again) << again.error().text;
  EXPECT_EQ(again->at, stamped.at);
  const auto code_of = [](const Result<Timestamp>& found) {
    return found ? Code::internal : found.error().code;
  };
  EXPECT_EQ(code_of(check_timestamp(stamped.token, sha256("otra"), anchors_of(authority))),
            Code::not_authentic);
  EXPECT_EQ(code_of(check_timestamp(stamped.token, imprint, anchors_of(stranger))), Code::not_authentic);
  auto broken = stamped.token;
  broken[broken.size() - 9] ^= 1;
  EXPECT_EQ(code_of(check_timestamp(broken, imprint, anchors_of(authority))), Code::not_authentic);
  EXPECT_EQ(code_of(check_timestamp("texto", imprint, anchors_of(authority))), Code::bad_document);
  broken = stamped.token + "x";
  EXPECT_EQ(code_of(check_timestamp(broken, imprint, anchors_of(authority))), Code::bad_document);
}

TEST(Timestamp, OfAPolicyThatIsNotServedIsRefused) {
  test::TestAuthority authority;
  EXPECT_TRUE(timestamp(authority, sha256("firma"), anchors_of(authority), "1.2.3.4.1"));
  const auto other = timestamp(authority, sha256("firma"), anchors_of(authority), "1.2.3.4.9");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Code::timestamp_unavailable);
}

}  // namespace
}  // namespace sctf::crypto
