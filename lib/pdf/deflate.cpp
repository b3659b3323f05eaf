#include "pdf/deflate.hpp"

#include <algorithm>
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

std::optional<std::string> inflate(std::string_view packed, std::size_t most) {
  struct FreeDecompressor {
    void operator()(libdeflate_decompressor* one) const noexcept { libdeflate_free_decompressor(one); }
  };
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> machine(libdeflate_alloc_decompressor());
  if (!machine) throw std::bad_alloc();
  std::string out;
  for (auto room = std::min(most, std::max<std::size_t>(packed.size() * 4, 4096));;
       room = std::min(most, room * 2)) {
    out.resize(room);
    std::size_t length = 0;
    const auto result = libdeflate_zlib_decompress(machine.get(), packed.data(), packed.size(), out.data(),
                                                   out.size(), &length);
    if (result == LIBDEFLATE_SUCCESS) {
      out.resize(length);
      return out;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room == most) return std::nullopt;
  }
}

}  // namespace sctf::pdf
