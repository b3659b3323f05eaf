#include "proc/source.hpp"

#include <algorithm>
#include <cstring>

namespace sctf::proc {

ByteSource::~ByteSource() = default;

MemorySource::MemorySource(std::string_view bytes, std::size_t step) : rest_(bytes), step_(step) {}

std::size_t MemorySource::read(std::span<char> into) {
  auto count = std::min(into.size(), rest_.size());
  if (step_ != 0) count = std::min(count, step_);
  if (count != 0) std::memcpy(into.data(), rest_.data(), count);
  rest_.remove_prefix(count);
  return count;
}

}  // namespace sctf::proc
