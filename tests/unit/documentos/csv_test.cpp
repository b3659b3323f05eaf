// Códigos seguros de verificación (norms/documentos 2.2).

#include "documentos/csv.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

#include "support/sello.hpp"

namespace sctf::documentos {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

DatosCsv datos(std::string numero = "empadronamiento-2026-000001") {
  return {.organo = "L01380380",
          .tipo = "empadronamiento",
          .numero = std::move(numero),
          .emitido = test::kSealDay,
          .registro = crypto::sha256("nombre=ANA\n")};
}

Csv some() {
  const test::SealFolder folder({});
  folder.write("csv.key", "1 " + std::string(64, 'a') + "\n", 0600);
  return must(ClaveCsv::abrir(folder.path())).hacer(datos());
}

TEST(Csv, FollowsTheNorm) {
  const auto csv = some();
  ASSERT_EQ(csv.str().size(), 28U);
  const std::string key(32, '\xAA');
  const auto text = "CSV1|L01380380|empadronamiento|empadronamiento-2026-000001|2026-11-24T00:00:00Z|" +
                    crypto::sha256_hex("nombre=ANA\n");
  const auto bits = [](const crypto::Digest& digest, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
      unsigned value = 0;
      for (int b = i * 5; b < i * 5 + 5; ++b)
        value = value * 2 + (digest[static_cast<std::size_t>(b / 8)] >> (7 - b % 8) & 1U);
      out += kAlphabet[value];
    }
    return out;
  };
  const auto payload = bits(crypto::hmac_sha256(key, text), 26);
  EXPECT_EQ(csv.str(), payload + bits(crypto::sha256("CSV1" + payload), 2));
}

TEST(Csv, IsReadHoweverItIsTyped) {
  const auto csv = some();
  EXPECT_EQ(csv.grupos().size(), 34U);
  EXPECT_EQ(must(Csv::parse(csv.str())), csv);
  EXPECT_EQ(must(Csv::parse(csv.grupos())), csv);
  auto typed = "  " + csv.grupos() + ".\n";
  std::transform(typed.begin(), typed.end(), typed.begin(), [](unsigned char c) { return std::tolower(c); });
  EXPECT_EQ(must(Csv::parse(typed)), csv);
  std::replace(typed.begin(), typed.end(), '0', 'o');
  std::replace(typed.begin(), typed.end(), '1', 'l');
  EXPECT_EQ(must(Csv::parse(typed)), csv);
  std::replace(typed.begin(), typed.end(), 'l', 'I');
  EXPECT_EQ(must(Csv::parse(typed)), csv);
}

// One symbol in place of another, or two swapped: told without a look at any store, but for one in 1,024.
TEST(Csv, MistypedSymbolsAreTold) {
  const auto good = some().str();
  int tried = 0, passed = 0;
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const char other : kAlphabet) {
      if (other == good[at]) continue;
      auto text = good;
      text[at] = other;
      const auto parsed = Csv::parse(text);
      ++tried;
      passed += parsed.has_value();
      EXPECT_TRUE(parsed || parsed.error().text.find("mistyped") != std::string::npos);
    }
  for (std::size_t at = 0; at + 1 < good.size(); ++at) {
    auto text = good;
    std::swap(text[at], text[at + 1]);
    if (text == good) continue;
    ++tried;
    passed += Csv::parse(text).has_value();
  }
  EXPECT_GT(tried, 800);
  EXPECT_LE(passed, 5);
}

TEST(Csv, OtherLettersAndLengthsAreTold) {
  const auto good = some().str();
  EXPECT_EQ(Csv::parse("").error().text, "a CSV has 28 symbols; this one has 0");
  EXPECT_EQ(Csv::parse(good.substr(1)).error().text, "a CSV has 28 symbols; this one has 27");
  EXPECT_EQ(Csv::parse(good + "0").error().text, "a CSV has 28 symbols; this one has more");
  EXPECT_NE(Csv::parse(good.substr(0, 3) + "U").error().text.find("its place 4"), std::string::npos);
  EXPECT_FALSE(Csv::parse("7K3M/9QXV"));
  EXPECT_FALSE(Csv::parse(std::string(1'000'000, '7')));
}

TEST(Csv, ManyAreUniqueAndAllAreRead) {
  const test::SealFolder folder({});
  const auto key = must(ClaveCsv::abrir(folder.path()));
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    const auto csv = key.hacer(datos(fmt::format("{}", i)));
    EXPECT_TRUE(seen.insert(csv.str()).second);
    ASSERT_TRUE(Csv::parse(csv.grupos()));
  }
}

TEST(Csv, EachPartOfItsDataCounts) {
  const test::SealFolder folder({});
  const auto key = must(ClaveCsv::abrir(folder.path()));
  const auto csv = key.hacer(datos());
  EXPECT_EQ(key.hacer(datos()), csv);
  auto other = datos();
  other.emitido += std::chrono::milliseconds(400);  // whole seconds count
  EXPECT_EQ(key.hacer(other), csv);
  other.emitido += std::chrono::seconds(1);
  EXPECT_NE(key.hacer(other), csv);
  for (auto* text : {&other.organo, &other.tipo, &other.numero}) {
    other = datos();
    *text += "x";
    EXPECT_NE(key.hacer(other), csv);
  }
  other = datos();
  other.registro[31] ^= 1;
  EXPECT_NE(key.hacer(other), csv);
}

TEST(CsvKey, IsMadeOnceAndKeptToItsOwner) {
  const test::SealFolder folder({});
  const auto first = must(ClaveCsv::abrir(folder.path())).hacer(datos());
  EXPECT_EQ(must(ClaveCsv::abrir(folder.path())).hacer(datos()), first);
  const auto path = folder.path() / "csv.key";
  EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms(0600));
  std::filesystem::permissions(path, std::filesystem::perms(0640));
  EXPECT_EQ(ClaveCsv::abrir(folder.path()).error().code, Code::bad_configuration);
}

TEST(CsvKey, TheLastVersionIsInUse) {
  const test::SealFolder folder({});
  const std::string one = "1 " + std::string(64, '1') + "\n", two = "2 " + std::string(64, '2') + "\n";
  folder.write("csv.key", one, 0600);
  const auto before = must(ClaveCsv::abrir(folder.path())).hacer(datos());
  folder.write("csv.key", one + two, 0600);
  const auto after = must(ClaveCsv::abrir(folder.path()));
  EXPECT_EQ(after.version(), 2);
  EXPECT_NE(after.hacer(datos()), before);
  for (const auto& wrong : {two + one, one + one, std::string("1 abc\n"), std::string("\n"), std::string(),
                            "x " + std::string(64, '1') + "\n", "1 " + std::string(64, 'A') + "\n"}) {
    folder.write("csv.key", wrong, 0600);
    const auto refused = ClaveCsv::abrir(folder.path());
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().code, Code::bad_configuration);
  }
}

}  // namespace
}  // namespace sctf::documentos
