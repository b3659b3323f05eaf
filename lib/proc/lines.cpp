#include "proc/lines.hpp"

#include <cstring>

namespace sctf::proc {
namespace {

constexpr std::size_t kLineBuffer = 256 * 1024;

}  // namespace

bool LineReader::fill() {
  if (exhausted_) return false;
  if (buffer_.empty()) buffer_.resize(std::max(kLineBuffer, 2 * longest_));
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const auto got = source_.read(std::span(buffer_).subspan(end_));
  exhausted_ = got == 0;
  end_ += got;
  return got > 0;
}

Result<bool> LineReader::next(std::string_view& line) {
  for (std::size_t searched = 0;;) {
    const auto* from = buffer_.data() + begin_;
    const auto length = end_ - begin_;
    const auto* newline =
        searched < length ? static_cast<const char*>(std::memchr(from + searched, '\n', length - searched))
                          : nullptr;
    const auto size = newline == nullptr ? length : static_cast<std::size_t>(newline - from);
    if (size > longest_) {
      ++number_;
      exhausted_ = true;
      begin_ = end_ = 0;
      return problem(Code::line_too_long, "a line of more than {} bytes", longest_);
    }
    if (newline == nullptr && fill()) {
      searched = size;
      continue;
    }
    if (newline == nullptr && size == 0) return false;
    line = {buffer_.data() + begin_, size};
    begin_ += size + (newline == nullptr ? 0 : 1);
    ended_with_newline_ = newline != nullptr;
    ++number_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return true;
  }
}

}  // namespace sctf::proc
