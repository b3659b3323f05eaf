#include "demo/random.hpp"

#include <algorithm>

namespace sctf::demo {

std::size_t Weights::pick(Random& random) const {
  // Weights of a city add up to far less than 2^32.
  const std::uint64_t drawn = random.below(static_cast<std::uint32_t>(sums_.back()));
  return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), drawn) - sums_.begin());
}

}  // namespace sctf::demo
