// QR symbols (ISO/IEC 18004:2015) of level M, versions 1 to 20, always with the same mask: the choice of the
// best of eight costs most of a symbol's time, and readers take any.

#include <algorithm>
#include <array>
#include <cstdlib>

#include "pdf/barcode.hpp"

namespace sctf::pdf {
namespace {

constexpr int kVersions = 20;

/// Blocks of level M (table 9): check words of a block, blocks.
struct QrBlocks {
  int check, count;
};
constexpr std::array<QrBlocks, kVersions> kQrBlocks = {
    {{10, 1}, {16, 1}, {26, 1}, {18, 2}, {24, 2},  {16, 4},  {18, 4},  {22, 4},  {22, 5},  {26, 5},
     {30, 5}, {22, 8}, {22, 9}, {24, 9}, {24, 10}, {28, 10}, {28, 11}, {26, 13}, {26, 14}, {26, 16}}};

/// What is the same in all symbols of a version: all but the data, which stand as zeros under the mask.
struct QrFrame {
  int size = 0;
  std::vector<std::uint8_t> modules;
  std::vector<std::uint16_t> order;  ///< modules that take data, in their order
  int words = 0;                     ///< data and check words together
  int data_words = 0;
};

class QrFrameMaker {
 public:
  explicit QrFrameMaker(int version) : version_(version), size_(17 + 4 * version) {
    frame_.size = size_;
    frame_.modules.assign(static_cast<std::size_t>(size_ * size_), 0);
    taken_.assign(frame_.modules.size(), 0);
  }

  QrFrame make() {
    timing();
    for (const auto& [x, y] : {std::pair{3, 3}, {size_ - 4, 3}, {3, size_ - 4}}) finder(x, y);
    alignments();
    format();
    if (version_ >= 7) version();
    zigzag();
    const auto& [check, count] = kQrBlocks[static_cast<std::size_t>(version_ - 1)];
    frame_.words = static_cast<int>(frame_.order.size() / 8);
    frame_.data_words = frame_.words - check * count;
    return std::move(frame_);
  }

 private:
  void set(int x, int y, bool dark) {
    const auto at = static_cast<std::size_t>(y * size_ + x);
    frame_.modules[at] = dark, taken_[at] = 1;
  }

  void timing() {
    for (int i = 0; i < size_; ++i) {
      set(6, i, i % 2 == 0);
      set(i, 6, i % 2 == 0);
    }
  }

  /// A finder with its separator, cut off at the edge of the symbol.
  void finder(int cx, int cy) {
    for (int dy = -4; dy <= 4; ++dy)
      for (int dx = -4; dx <= 4; ++dx) {
        const int x = cx + dx, y = cy + dy;
        if (x < 0 || y < 0 || x >= size_ || y >= size_) continue;
        const int ring = std::max(std::abs(dx), std::abs(dy));
        set(x, y, ring != 2 && ring != 4);
      }
  }

  void alignments() {
    if (version_ == 1) return;
    const int count = version_ / 7 + 2;
    const int step = (version_ * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
    std::vector<int> places = {6};
    for (int i = count - 2; i >= 0; --i) places.push_back(size_ - 7 - i * step);
    for (const int cx : places)
      for (const int cy : places) {
        if ((cx == 6 && (cy == 6 || cy == places.back())) || (cy == 6 && cx == places.back())) continue;
        for (int dy = -2; dy <= 2; ++dy)
          for (int dx = -2; dx <= 2; ++dx) set(cx + dx, cy + dy, std::max(std::abs(dx), std::abs(dy)) != 1);
      }
  }

  /// Level M, mask 0 and their check bits: 10101 00000 10010 once masked (annex C).
  void format() {
    constexpr unsigned kLevelMMask0 = 0x5412;
    const auto bit = [](int i) { return (kLevelMMask0 >> i & 1U) != 0; };
    for (int i = 0; i <= 5; ++i) set(8, i, bit(i));
    set(8, 7, bit(6));
    set(8, 8, bit(7));
    set(7, 8, bit(8));
    for (int i = 9; i < 15; ++i) set(14 - i, 8, bit(i));
    for (int i = 0; i < 8; ++i) set(size_ - 1 - i, 8, bit(i));
    for (int i = 8; i < 15; ++i) set(8, size_ - 15 + i, bit(i));
    set(8, size_ - 8, true);
  }

  /// The version and its check bits (annex D).
  void version() {
    auto rest = static_cast<unsigned>(version_);
    for (int i = 0; i < 12; ++i) rest = rest << 1 ^ (rest >> 11) * 0x1F25U;
    const unsigned bits = static_cast<unsigned>(version_) << 12 | rest;
    for (int i = 0; i < 18; ++i) {
      const bool dark = (bits >> i & 1U) != 0;
      const int a = size_ - 11 + i % 3, b = i / 3;
      set(a, b, dark);
      set(b, a, dark);
    }
  }

  /// Pairs of columns from the right, up and down in turn; the timing column is stepped over. Mask 0: a
  /// chequerboard.
  void zigzag() {
    bool up = true;
    for (int right = size_ - 1; right >= 1; right -= 2, up = !up) {
      if (right == 6) right = 5;
      for (int i = 0; i < size_; ++i)
        for (int x : {right, right - 1}) {
          const int y = up ? size_ - 1 - i : i;
          const auto at = static_cast<std::size_t>(y * size_ + x);
          if (taken_[at] != 0) continue;
          frame_.modules[at] = (x + y) % 2 == 0;
          frame_.order.push_back(static_cast<std::uint16_t>(at));
        }
    }
  }

  int version_, size_;
  QrFrame frame_;
  std::vector<std::uint8_t> taken_;
};

const std::array<QrFrame, kVersions>& qr_frames() {
  static const auto frames = [] {
    std::array<QrFrame, kVersions> made;
    for (int version = 1; version <= kVersions; ++version)
      made[static_cast<std::size_t>(version - 1)] = QrFrameMaker(version).make();
    return made;
  }();
  return frames;
}

/// Powers and logarithms of the field of 256 with x⁸+x⁴+x³+x²+1.
struct QrField {
  std::array<std::uint8_t, 512> power{};
  std::array<std::uint8_t, 256> log{};
};
constexpr QrField kQrField = [] {
  QrField field;
  unsigned value = 1;
  for (std::size_t i = 0; i < 255; ++i) {
    field.power[i] = field.power[i + 255] = static_cast<std::uint8_t>(value);
    field.log[value] = static_cast<std::uint8_t>(i);
    value = value << 1 ^ (value >> 7) * 0x11DU;
  }
  return field;
}();

/// Logarithms of the coefficients of (x−α⁰)(x−α¹)…, the highest (1) left out; none of them is 0 here.
std::vector<std::uint8_t> qr_generator(int degree) {
  std::vector<std::uint8_t> values(static_cast<std::size_t>(degree), 0);
  values.back() = 1;
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < values.size(); ++j) {
      if (values[j] != 0) values[j] = kQrField.power[kQrField.log[values[j]] + i];
      if (j + 1 < values.size()) values[j] ^= values[j + 1];
    }
  for (auto& value : values) value = kQrField.log[value];
  return values;
}

/// Bits put together from the left.
class QrBits {
 public:
  void put(unsigned value, int count) {
    for (int i = count - 1; i >= 0; --i, ++size_) {
      if (size_ % 8 == 0) bytes_.push_back(0);
      bytes_.back() |= static_cast<std::uint8_t>((value >> i & 1U) << (7 - size_ % 8));
    }
  }
  [[nodiscard]] int size() const { return size_; }
  std::vector<std::uint8_t>& bytes() { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
  int size_ = 0;
};

enum class QrMode : std::uint8_t { numeric = 1, alphanumeric = 2, bytes = 4 };
constexpr std::string_view kQrAlphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

QrMode qr_mode(std::string_view text) {
  if (text.find_first_not_of(kQrAlphanumeric.substr(0, 10)) == std::string_view::npos) return QrMode::numeric;
  if (text.find_first_not_of(kQrAlphanumeric) == std::string_view::npos) return QrMode::alphanumeric;
  return QrMode::bytes;
}

/// Mode, length and text (7.4).
QrBits qr_segment(QrMode mode, std::string_view text, int version) {
  QrBits bits;
  bits.put(static_cast<unsigned>(mode), 4);
  const auto digit = [&](std::size_t i) { return static_cast<unsigned>(kQrAlphanumeric.find(text[i])); };
  const bool small = version < 10;
  const auto length = static_cast<unsigned>(text.size());
  switch (mode) {
    case QrMode::numeric:
      bits.put(length, small ? 10 : 12);
      for (std::size_t i = 0; i < text.size(); i += 3) {
        const auto part = std::min<std::size_t>(3, text.size() - i);
        unsigned value = 0;
        for (std::size_t k = 0; k < part; ++k) value = value * 10 + digit(i + k);
        bits.put(value, static_cast<int>(part) * 3 + 1);
      }
      break;
    case QrMode::alphanumeric:
      bits.put(length, small ? 9 : 11);
      for (std::size_t i = 0; i + 1 < text.size(); i += 2) bits.put(digit(i) * 45 + digit(i + 1), 11);
      if (text.size() % 2 != 0) bits.put(digit(text.size() - 1), 6);
      break;
    case QrMode::bytes:
      bits.put(length, small ? 8 : 16);
      for (const char c : text) bits.put(static_cast<unsigned char>(c), 8);
      break;
  }
  return bits;
}

/// Data words in blocks, the check words of each, all interleaved (7.6).
std::vector<std::uint8_t> qr_words(const std::vector<std::uint8_t>& data, int words, QrBlocks blocks) {
  const auto generator = qr_generator(blocks.check);
  const int longer = words % blocks.count, shorter_size = words / blocks.count - blocks.check;
  std::vector<std::uint8_t> out(static_cast<std::size_t>(words));
  std::vector<std::uint8_t> check;
  std::size_t from = 0;
  for (int block = 0; block < blocks.count; ++block) {
    const bool is_longer = block >= blocks.count - longer;
    const int size = shorter_size + (is_longer ? 1 : 0);
    check.assign(static_cast<std::size_t>(blocks.check), 0);
    for (int i = 0; i < size; ++i) {
      const auto word = data[from++];
      // The word that a longer block has more comes after all rows of the shorter ones.
      const int row = i < shorter_size ? i * blocks.count + block
                                       : shorter_size * blocks.count + block - (blocks.count - longer);
      out[static_cast<std::size_t>(row)] = word;
      const auto factor = static_cast<std::uint8_t>(word ^ check.front());
      std::copy(check.begin() + 1, check.end(), check.begin());
      check.back() = 0;
      if (factor == 0) continue;
      const auto log = kQrField.log[factor];
      for (std::size_t k = 0; k < check.size(); ++k) check[k] ^= kQrField.power[log + generator[k]];
    }
    const auto data_words = static_cast<int>(data.size());
    for (int k = 0; k < blocks.check; ++k)
      out[static_cast<std::size_t>(data_words + k * blocks.count + block)] =
          check[static_cast<std::size_t>(k)];
  }
  return out;
}

}  // namespace

Result<Bits> qr(std::string_view text) {
  if (text.empty()) return problem(Code::invalid_value, "a QR of no text");
  const auto mode = qr_mode(text);
  for (int version = 1; version <= kVersions; ++version) {
    const auto& frame = qr_frames()[static_cast<std::size_t>(version - 1)];
    const auto capacity = static_cast<std::size_t>(frame.data_words);
    // Numbers are the densest: no text of more than 2.4 figures a byte fits.
    if (text.size() * 10 > capacity * 24) continue;
    auto segment = qr_segment(mode, text, version);
    if (segment.size() > frame.data_words * 8) continue;
    segment.put(0, std::min(4, frame.data_words * 8 - segment.size()));
    auto& data = segment.bytes();
    for (bool other = false; data.size() < capacity; other = !other) data.push_back(other ? 0x11 : 0xEC);
    const auto words = qr_words(data, frame.words, kQrBlocks[static_cast<std::size_t>(version - 1)]);

    auto modules = frame.modules;
    for (std::size_t i = 0; i < words.size() * 8; ++i)
      modules[frame.order[i]] ^= static_cast<std::uint8_t>(words[i / 8] >> (7 - i % 8) & 1U);
    return Bits{frame.size, frame.size, std::vector<bool>(modules.begin(), modules.end())};
  }
  return problem(Code::invalid_value, "{} characters do not fit a QR of version {}", text.size(), kVersions);
}

}  // namespace sctf::pdf
