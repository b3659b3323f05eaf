#include "tributos/cuaderno57.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace sctf::tributos {
namespace {

// Norm: norms/recaudacion 3, with its invented emisora.
TEST(Digitos57, AreTheNorms) {
  EXPECT_EQ(digitos_c57("38038000", "000", "12345678901", "201126", 18475_cts), "53");
  EXPECT_EQ(digitos_c57("38038000", "000", "12345678911", "201126", 54530_cts),
            fmt::format("{:02}", (100 - (12345678911LL + 38038000 + 201126 + 54530) % 97 * 100 / 97) % 100));
  EXPECT_TRUE(referencia_c57_checks("38038000", "000", "1234567890153", "201126", 18475_cts));
  EXPECT_FALSE(referencia_c57_checks("38038000", "000", "1234567890153", "201126", 18476_cts));
  EXPECT_FALSE(referencia_c57_checks("38038000", "001", "1234567890153", "201126", 18475_cts));
  EXPECT_FALSE(referencia_c57_checks("38038000", "000", "1234567890153", "201127", 18475_cts));
}

// Remainder 0 gives 00, unlike Cuaderno 60.
TEST(Digitos57, RemainderZeroIsZeroZero) {
  EXPECT_EQ((38038000LL + 201126 + 18475 + 72) % 97, 0);
  EXPECT_EQ(digitos_c57("38038000", "000", "00000000072", "201126", 18475_cts), "00");
  EXPECT_EQ(digitos_c57("38038000", "000", "00000000073", "201126", 18475_cts), "99");
}

TEST(Digitos57, WhatABankSentIsNeverADefectOfOurs) {
  EXPECT_FALSE(referencia_c57_checks("3803800", "000", "1234567890153", "201126", 18475_cts));
  EXPECT_FALSE(referencia_c57_checks("38038000", "00 ", "1234567890153", "201126", 18475_cts));
  EXPECT_FALSE(referencia_c57_checks("38038000", "000", "123456789015", "201126", 18475_cts));
  EXPECT_FALSE(referencia_c57_checks("38038000", "000", "1234567890153", "2011 6", 18475_cts));
  EXPECT_FALSE(referencia_c57_checks("38038000", "000", "1234567890153", "201126", Cents{}));
  EXPECT_THROW((void)digitos_c57("38038000", "000", "1234567890153", "201126", 1_cts), Error);
}

TEST(Barras57, FollowFormat507) {
  const auto code = codigo_c57({"38038000", "000", 12345678901}, make_day(2026, 11, 20), 18475_cts);
  ASSERT_TRUE(code);
  EXPECT_EQ(code->identificacion, "201126");
  EXPECT_EQ(code->referencia, "1234567890153");
  EXPECT_EQ(code->barras.size(), 46U);
  EXPECT_EQ(code->barras, "9050738038000000123456789015320112600000184750");
}

TEST(Barras57, KeepToTheirLimits) {
  const Day limite = make_day(2026, 11, 20);
  EXPECT_TRUE(codigo_c57({"38038000", "000", 99'999'999'999}, limite, kMaxC57));
  EXPECT_EQ(codigo_c57({"38038000", "000", 1}, limite, kMaxC57 + 1_cts).error().code, Code::out_of_range);
  EXPECT_EQ(codigo_c57({"38038000", "000", 1}, limite, Cents{}).error().code, Code::out_of_range);
  EXPECT_EQ(codigo_c57({"38038000", "000", 0}, limite, 1_cts).error().code, Code::out_of_range);
  EXPECT_EQ(codigo_c57({"38038000", "000", 100'000'000'000}, limite, 1_cts).error().code, Code::out_of_range);
  EXPECT_EQ(codigo_c57({"P3803800", "000", 1}, limite, 1_cts).error().code, Code::invalid_value);
  EXPECT_EQ(codigo_c57({"38038000", "0", 1}, limite, 1_cts).error().code, Code::invalid_value);
}

}  // namespace
}  // namespace sctf::tributos
