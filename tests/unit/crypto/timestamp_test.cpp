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
  EXPECT_EQ(code_of(Fault::refuses), Code::seal_unavailable);
}

TEST(Timestamp, OfAnotherAuthorityIsNotTrusted) {
  test::TestAuthority authority, stranger;
  const auto stamped = timestamp(authority, sha256("firma"), anchors_of(stranger));
  ASSERT_FALSE(stamped);
  EXPECT_EQ(stamped.error().code, Code::not_authentic);
}

}  // namespace
}  // namespace sctf::crypto
