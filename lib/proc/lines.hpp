#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "proc/source.hpp"

namespace sctf::proc {

/// Lines of any source, LF or CR LF, in constant memory.
class SCTF_API LineReader {
 public:
  /// @param longest  bytes of a line without its end; what goes on past them is no file of lines
  LineReader(ByteSource& source, std::size_t longest) : source_(source), longest_(longest) {}

  /// The next line without its end; false at the end of the file. The view lives until the next call.
  /// `line_too_long` ends the reading.
  [[nodiscard]] Result<bool> next(std::string_view& line);
  /// Of the last line, from 1.
  [[nodiscard]] std::int64_t number() const { return number_; }
  /// Whether the last line had an end.
  [[nodiscard]] bool ended_with_newline() const { return ended_with_newline_; }

 private:
  bool fill();

  ByteSource& source_;
  std::size_t longest_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;  // unread bytes of buffer_
  std::int64_t number_ = 0;
  bool exhausted_ = false, ended_with_newline_ = true;
};

}  // namespace sctf::proc
