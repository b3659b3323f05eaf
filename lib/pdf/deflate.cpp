#include "pdf/deflate.hpp"

#include <libdeflate.h>
#include <new>

#include "base/result.hpp"

namespace sctf::pdf {

void Deflate::Free::operator()(libdeflate_compressor* compressor) const noexcept {
  libdeflate_free_compressor(compressor);
}

Deflate::Deflate(int level) : compressor_(libdeflate_alloc_compressor(level)) {
  if (!compressor_) throw std::bad_alloc();
}

std::size_t Deflate::append(std::string& out, std::string_view bytes) {
  const auto before = out.size();
  const auto bound = libdeflate_zlib_compress_bound(compressor_.get(), bytes.size());
  out.resize(before + bound);
  const auto size =
      libdeflate_zlib_compress(compressor_.get(), bytes.data(), bytes.size(), out.data() + before, bound);
  if (size == 0) throw Error(Code::internal, "libdeflate found no room for {} bytes", bytes.size());
  out.resize(before + size);
  return size;
}

}  // namespace sctf::pdf
