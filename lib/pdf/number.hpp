#pragma once

#include <cmath>
#include <cstdint>
#include <string>

namespace sctf::pdf {

/// Numbers as PDF writes them, by hand: they are most of what a page costs. Inside lib/pdf only.
inline void put_integer(std::string& out, std::int64_t value) {
  char digits[20];
  char* first = digits + sizeof digits;
  auto rest = static_cast<std::uint64_t>(value < 0 ? -value : value);
  do {
    *--first = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) out += '-';
  out.append(first, static_cast<std::size_t>(digits + sizeof digits - first));
}

/// To three decimals, without zeros at the end: a thousandth of a point is finer than any printer.
inline void put_decimal(std::string& out, float value) {
  auto thousandths = std::lround(static_cast<double>(value) * 1000.0);
  if (thousandths < 0) {
    out += '-';
    thousandths = -thousandths;
  }
  put_integer(out, thousandths / 1000);
  auto rest = static_cast<int>(thousandths % 1000);
  if (rest == 0) return;
  out += '.';
  out += static_cast<char>('0' + rest / 100);
  if (rest %= 100; rest == 0) return;
  out += static_cast<char>('0' + rest / 10);
  if (rest %= 10; rest != 0) out += static_cast<char>('0' + rest);
}

}  // namespace sctf::pdf
