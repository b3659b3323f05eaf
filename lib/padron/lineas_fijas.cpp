#include "padron/lineas_fijas.hpp"

#include <cstring>

namespace sctf::padron {
namespace {

constexpr std::size_t kFixedBuffer = 256 * 1024;
constexpr std::size_t kLongest = 64 * 1024;

}  // namespace

bool LineasFijas::fill() {
  if (ended_) return false;
  if (buffer_.empty()) buffer_.resize(kFixedBuffer);
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const auto got = source_.read(std::span(buffer_).subspan(end_));
  ended_ = got == 0;
  end_ += got;
  return got > 0;
}

Result<bool> LineasFijas::siguiente(std::string_view& linea) {
  std::size_t searched = 0;
  for (;;) {
    const auto* from = buffer_.data() + begin_ + searched;
    const auto* hit = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_ - searched));
    if (hit != nullptr) {
      const auto length = static_cast<std::size_t>(hit - (buffer_.data() + begin_));
      linea = {buffer_.data() + begin_, length};
      begin_ += length + 1;
      acabado_ = true;
      break;
    }
    searched = end_ - begin_;
    if (searched > kLongest) {
      ended_ = true;
      begin_ = end_ = 0;
      return problem(Code::line_too_long, "no line end in {} bytes: this is no file of records", kLongest);
    }
    if (fill()) continue;
    if (searched == 0) return false;
    linea = {buffer_.data() + begin_, searched};
    begin_ = end_;
    acabado_ = false;
    break;
  }
  ++numero_;
  if (linea.ends_with('\r')) linea.remove_suffix(1);
  return true;
}

}  // namespace sctf::padron
