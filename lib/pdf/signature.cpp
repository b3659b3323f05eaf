#include "pdf/signature.hpp"

#include <fmt/format.h>

namespace sctf::pdf {

UnsignedFile::UnsignedFile(std::string tail, const SignatureHole& hole, std::uint64_t before)
    : tail_(std::move(tail)) {
  const auto total = before + tail_.size();
  if (hole.range < before || hole.begin < hole.range || hole.end < hole.begin + 2 || hole.end > total)
    throw Error(Code::internal, "the place of the signature is not in the tail of the file");
  begin_ = static_cast<std::size_t>(hole.begin - before);
  end_ = static_cast<std::size_t>(hole.end - before);
  const auto range = fmt::format("0 {} {} {}", hole.begin, hole.end, total - hole.end);
  if (range.size() > SignatureHole::kRangeWidth)
    throw Error(Code::internal, "a file of {} bytes is too long to be signed", total);
  tail_.replace(static_cast<std::size_t>(hole.range - before), range.size(), range);
}

crypto::Digest UnsignedFile::digest(const crypto::Sha256& beginning) const {
  auto sha = beginning;
  const std::string_view all(tail_);
  sha.update(all.substr(0, begin_));
  sha.update(all.substr(end_));
  return sha.digest();
}

std::string UnsignedFile::sealed(std::string_view der) && {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  if (der.size() * 2 > end_ - begin_ - 2)
    throw Error(Code::internal, "a signature of {} bytes, kept are {}", der.size(), (end_ - begin_ - 2) / 2);
  auto at = begin_ + 1;
  for (const char c : der) {
    const auto byte = static_cast<unsigned char>(c);
    tail_[at++] = kDigits[byte >> 4];
    tail_[at++] = kDigits[byte & 15];
  }
  return std::move(tail_);
}

}  // namespace sctf::pdf
