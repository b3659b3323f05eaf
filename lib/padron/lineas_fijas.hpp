#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "proc/source.hpp"

namespace sctf::padron {

/// Records one a line, CR LF or LF, in constant memory. A line of more than 64 KiB ends the reading.
class LineasFijas {
 public:
  explicit LineasFijas(proc::ByteSource& source) : source_(source) {}
  /// The next line without its end; false at the end of the file. The view lives until the next call.
  [[nodiscard]] Result<bool> siguiente(std::string_view& linea);
  [[nodiscard]] std::int64_t numero() const { return numero_; }
  [[nodiscard]] bool acabado() const { return acabado_; }

 private:
  bool fill();
  proc::ByteSource& source_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::int64_t numero_ = 0;
  bool ended_ = false, acabado_ = true;
};

}  // namespace sctf::padron
