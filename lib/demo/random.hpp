#pragma once

#include <cstdint>
#include <vector>

namespace sctf::demo {

/// One step of splitmix64 over `value`: a good 64-bit hash, the same on every machine.
constexpr std::uint64_t mix64(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

/// Random numbers that are the same everywhere: whole numbers only, no library distribution, whose results
/// differ between implementations.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(mix64(seed)) {}
  /// A stream of its own for the thing `number` of kind `kind` of a city.
  Random(std::uint64_t seed, std::uint64_t kind, std::uint64_t number)
      : state_(mix64(mix64(mix64(seed) ^ kind) ^ number)) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    return mix64(state_);
  }
  /// 0 to `limit` - 1; `limit` > 0.
  std::uint32_t below(std::uint32_t limit) {
    return static_cast<std::uint32_t>(((next() >> 32U) * limit) >> 32U);
  }
  /// `low` to `high`, both included.
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1)));
  }
  /// True `chance` times in a thousand.
  bool per_mille(int chance) { return static_cast<int>(below(1000)) < chance; }
  /// As `between`, the middle more often than the ends.
  int around(int low, int high) { return (between(low, high) + between(low, high)) / 2; }

 private:
  std::uint64_t state_;
};

/// Picks positions of a list in proportion to whole-number weights.
class Weights {
 public:
  void add(std::uint64_t weight) { sums_.push_back((sums_.empty() ? 0 : sums_.back()) + weight); }
  [[nodiscard]] std::size_t pick(Random& random) const;

 private:
  std::vector<std::uint64_t> sums_;
};

}  // namespace sctf::demo
