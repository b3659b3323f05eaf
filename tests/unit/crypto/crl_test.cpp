// Lists of revoked certificates, and how long they prove a seal good.

#include "crypto/crl.hpp"

#include <gtest/gtest.h>

#include "crypto/throwaway.hpp"
#include "support/sello.hpp"

namespace sctf::crypto {
namespace {

using test::kSealDay;
constexpr std::chrono::days kDay{1};

struct Seal {
  Throwaway made = make_throwaway({.from = kSealDay - 100 * kDay,
                                   .until = kSealDay + 100 * kDay,
                                   .crl_url = "http://listas.ejemplo.es/ca.crl"});
  std::vector<Certificate> pool = must(Certificate::parse_pem(made.certificate));
  std::vector<Certificate> path = must(path_of(pool.front(), pool));
  [[nodiscard]] Crl list(Instant at, std::optional<Instant> revoked = {}) const {
    return must(Crl::parse(make_throwaway_crl(made, at, at + kDay, revoked)));
  }
};

TEST(Crl, SaysWhereItIsAndOfWhen) {
  const Seal seal;
  EXPECT_EQ(seal.path.size(), 2U);
  EXPECT_EQ(seal.path.front().crl_urls(), std::vector<std::string>{"http://listas.ejemplo.es/ca.crl"});
  EXPECT_TRUE(seal.path.back().crl_urls().empty());
  const auto list = seal.list(kSealDay);
  EXPECT_EQ(list.this_update(), kSealDay);
  EXPECT_EQ(list.next_update(), kSealDay + kDay);
  EXPECT_FALSE(list.revoked(seal.path.front()));
  EXPECT_EQ(must(Crl::parse_pem(list.pem() + list.pem())).size(), 2U);
}

TEST(Crl, ProvesASealGoodUpToItsDay) {
  const Seal seal;
  const std::vector<Crl> lists = {seal.list(kSealDay - kDay), seal.list(kSealDay)};
  const auto standing = must(standing_of(seal.path, lists));
  EXPECT_EQ(standing.until, kSealDay);
  EXPECT_FALSE(standing.revoked);
}

TEST(Crl, ProvesNothingAfterARevocation) {
  const Seal seal;
  const std::vector<Crl> lists = {seal.list(kSealDay, kSealDay - 3 * kDay)};
  const auto standing = must(standing_of(seal.path, lists));
  EXPECT_EQ(standing.until, kSealDay - 3 * kDay);
  EXPECT_TRUE(standing.revoked);
}

TEST(Crl, OfAnotherAuthorityProvesNothing) {
  // The same name, another key.
  const Seal seal, stranger;
  const std::vector<Crl> lists = {stranger.list(kSealDay)};
  const auto standing = standing_of(seal.path, lists);
  ASSERT_FALSE(standing);
  EXPECT_EQ(standing.error().code, Code::revocation_unavailable);
  EXPECT_FALSE(path_of(seal.path.front(), stranger.pool));
}

TEST(Crl, IsReadWithCare) {
  const Seal seal;
  const auto der = seal.list(kSealDay).der();
  EXPECT_FALSE(Crl::parse(""));
  EXPECT_FALSE(Crl::parse("<html>no such list</html>"));
  EXPECT_FALSE(Crl::parse(der + "x"));
  EXPECT_FALSE(Crl::parse(der.substr(0, der.size() - 1)));
  EXPECT_FALSE(Crl::parse(seal.path.front().der()));
  auto changed = der;
  changed[changed.size() - 5] ^= 1;  // of the signature
  const auto list = Crl::parse(changed);
  EXPECT_TRUE(!list || !list->covers(seal.path[0], seal.path[1]));
}

}  // namespace
}  // namespace sctf::crypto
