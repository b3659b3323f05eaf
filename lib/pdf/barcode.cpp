#include "pdf/barcode.hpp"

#include <array>

namespace sctf::pdf {
namespace {

// Widths of bar, space, bar … of the values 0 to 105 (ISO/IEC 15417, table 1), then the stop.
constexpr std::array<std::string_view, 107> kCode128 = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
    "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
    "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
    "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
    "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
    "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
    "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
    "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
    "114131", "311141", "411131", "211412", "211214", "211232", "2331112"};
constexpr std::size_t kStartC = 105, kFnc1 = 102, kStop = 106;
constexpr std::size_t kMaxDigits = 80;  // wider than a sheet of paper

void put_bars(std::vector<bool>& dark, std::size_t value) {
  bool bar = true;
  for (const char width : kCode128[value]) {
    dark.insert(dark.end(), static_cast<std::size_t>(width - '0'), bar);
    bar = !bar;
  }
}

}  // namespace

Result<Bits> gs1_128(std::string_view digits) {
  if (digits.find_first_not_of("0123456789") != std::string_view::npos)
    return problem(Code::invalid_value, "\"{}\" cannot stand in a GS1-128 of pairs of figures", digits);
  if (!digits.starts_with("90") || digits.size() < 4 || digits.size() % 2 != 0 || digits.size() > kMaxDigits)
    return problem(Code::invalid_value,
                   "a GS1-128 here has an even number of figures from 4 to {} that begin with 90, not \"{}\"",
                   kMaxDigits, digits);
  Bits bits;
  bits.height = 1;
  bits.dark.reserve(11 * (digits.size() / 2 + 3) + 13);
  put_bars(bits.dark, kStartC);
  put_bars(bits.dark, kFnc1);
  std::size_t sum = kStartC + kFnc1, weight = 2;
  for (std::size_t i = 0; i < digits.size(); i += 2, ++weight) {
    const auto pair = static_cast<std::size_t>((digits[i] - '0') * 10 + (digits[i + 1] - '0'));
    put_bars(bits.dark, pair);
    sum += weight * pair;
  }
  put_bars(bits.dark, sum % 103);
  put_bars(bits.dark, kStop);
  bits.width = static_cast<int>(bits.dark.size());
  return bits;
}

}  // namespace sctf::pdf
