#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace sctf::xml {

/// Writes XML 1.0 in UTF-8 as it goes, in constant memory.
///
/// What cannot be XML is our defect and throws `internal`: an element left open, an attribute after content,
/// text outside the root. A control character that XML 1.0 does not know throws `invalid_value`. Names are
/// taken on trust.
class SCTF_API Writer {
 public:
  using Sink = std::function<void(std::string_view)>;

  struct Options {
    bool declaration = true;  ///< `<?xml version="1.0" encoding="UTF-8"?>` and a line end first
    std::vector<std::string> newline_after =
        {};  ///< a line end after these elements' end tags (and the root's)
  };

  explicit Writer(Sink sink);
  Writer(Sink sink, Options options);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  Writer& open(std::string_view name);
  /// Of the element just opened.
  Writer& attribute(std::string_view name, std::string_view value);
  Writer& text(std::string_view utf8);
  /// An element with a text and nothing else.
  Writer& leaf(std::string_view name, std::string_view utf8);
  /// Closes the innermost element; one without content becomes `<name/>`.
  Writer& close();
  /// Checks that all is closed and hands the rest to the sink. Without it the end is missing.
  void finish();

  /// Bytes so far.
  [[nodiscard]] std::uint64_t bytes() const noexcept { return handed_ + buffer_.size(); }

 private:
  void end_start_tag();
  void begin_element(std::string_view name);
  void end_element(std::string_view name);
  void hand_over();

  Sink sink_;
  Options options_;
  std::string buffer_;
  std::string names_;                // of the open elements, one behind the other
  std::vector<std::size_t> starts_;  // of each in names_
  std::uint64_t handed_ = 0;
  bool in_start_tag_ = false;
  bool root_done_ = false;
};

}  // namespace sctf::xml
