#include "pdf/barcode.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <zint.h>

namespace sctf::pdf {
namespace {

using Zint = std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)>;

/// What libzint makes of it, without quiet zones.
std::vector<std::string> zint_rows(zint_symbol& symbol, const std::string& text) {
  const auto failed = ZBarcode_Encode(&symbol, reinterpret_cast<const unsigned char*>(text.data()),
                                      static_cast<int>(text.size()));
  EXPECT_LT(failed, 5) << symbol.errtxt;
  std::vector<std::string> rows;
  for (int row = 0; row < symbol.rows; ++row) {
    rows.emplace_back();
    for (int i = 0; i < symbol.width; ++i)
      rows.back() += (symbol.encoded_data[row][i / 8] >> (i % 8) & 1) != 0 ? '#' : '.';
  }
  return rows;
}

std::vector<std::string> rows_of(const Bits& bits) {
  std::vector<std::string> rows;
  for (int row = 0; row < bits.height; ++row) {
    rows.emplace_back();
    for (int i = 0; i < bits.width; ++i)
      rows.back() += bits.dark[static_cast<std::size_t>(row * bits.width + i)] ? '#' : '.';
  }
  return rows;
}

TEST(Gs1128, IsWhatAnotherEncoderDraws) {
  for (const std::string digits : {"9012", "90999999", "905213800110000000012345678901012611000000125540",
                                   "90521123456201234567890110260525000012345600", "900000000000",
                                   "90502380011234567890125001012345678900"}) {
    const Zint symbol(ZBarcode_Create(), ZBarcode_Delete);
    symbol->symbology = BARCODE_GS1_128;
    symbol->input_mode = GS1_MODE | GS1NOCHECK_MODE;
    const auto bits = gs1_128(digits);
    ASSERT_TRUE(bits) << bits.error().text;
    EXPECT_EQ(rows_of(*bits), zint_rows(*symbol, "[90]" + digits.substr(2))) << digits;
  }
}

TEST(Gs1128, EveryPairHasItsBars) {
  for (int pair = 0; pair < 100; ++pair) {
    const auto digits = "90" + std::string(pair < 10 ? "0" : "") + std::to_string(pair);
    const Zint symbol(ZBarcode_Create(), ZBarcode_Delete);
    symbol->symbology = BARCODE_GS1_128;
    symbol->input_mode = GS1_MODE | GS1NOCHECK_MODE;
    EXPECT_EQ(rows_of(must(gs1_128(digits))), zint_rows(*symbol, "[90]" + digits.substr(2))) << digits;
  }
}

TEST(Gs1128, RefusesWhatIsNoReference) {
  for (const std::string& digits :
       {std::string(), std::string("90"), std::string("901"), std::string("9A12"), std::string("90 1"),
        std::string("1234"), "90" + std::string(80, '1'), std::string("90\xC2\xB2")}) {
    const auto bits = gs1_128(digits);
    ASSERT_FALSE(bits) << digits;
    EXPECT_EQ(bits.error().code, Code::invalid_value);
  }
}

std::vector<std::string> zint_qr(const std::string& text) {
  const Zint symbol(ZBarcode_Create(), ZBarcode_Delete);
  symbol->symbology = BARCODE_QRCODE;
  symbol->input_mode = DATA_MODE;
  symbol->option_1 = 2;       // level M
  symbol->option_3 = 1 << 8;  // mask 0
  return zint_rows(*symbol, text);
}

TEST(Qr, IsWhatAnotherEncoderDrawsInEveryVersion) {
  std::vector<int> sizes;
  for (std::size_t length = 1; length <= 660; length += length < 60 ? 1 : 7) {
    std::string text;
    while (text.size() < length) text += static_cast<char>('a' + text.size() * 7 % 26);
    const auto bits = qr(text);
    ASSERT_TRUE(bits) << length;
    ASSERT_EQ(rows_of(*bits), zint_qr(text)) << length;
    if (sizes.empty() || sizes.back() != bits->width) sizes.push_back(bits->width);
  }
  EXPECT_EQ(sizes.size(), 20U);  // every version from 1 to 20
}

TEST(Qr, TakesTheDensestMode) {
  for (const std::string text :
       {"1", "12", "123", "1234567890123", "A", "AB", "HTTPS://SEDE.EJEMPLO.ES/COTEJO/ABCD-EFGH",
        "https://sede.ejemplo.es/cotejo", "CSV 0123456789 $%*+-./:"})
    EXPECT_EQ(rows_of(must(qr(text))), zint_qr(text)) << text;
}

TEST(Qr, RefusesNothingAndTooMuch) {
  EXPECT_EQ(must(qr(std::string(666, 'x'))).width, 97);
  for (const auto& text :
       {std::string(), std::string(667, 'x'), std::string(971, 'A'), std::string(1601, '1')}) {
    const auto bits = qr(text);
    ASSERT_FALSE(bits) << text.size();
    EXPECT_EQ(bits.error().code, Code::invalid_value);
  }
  EXPECT_EQ(must(qr(std::string(970, 'A'))).width, 97);
  EXPECT_EQ(must(qr(std::string(1600, '1'))).width, 97);
}

}  // namespace
}  // namespace sctf::pdf
