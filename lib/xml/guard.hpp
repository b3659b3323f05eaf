#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf::xml::detail {

/// Well-formed UTF-8 (RFC 3629) in pieces of any size: libxml2 2.9 takes overlong forms for characters.
class Utf8Stream {
 public:
  /// Offset of the first byte that is wrong; npos where all may be right.
  std::size_t feed(std::string_view bytes) noexcept;
  /// Whether the last character is whole.
  [[nodiscard]] bool whole() const noexcept { return missing_ == 0; }

 private:
  int missing_ = 0;  // continuation bytes of the character that has begun
  unsigned char low_ = 0x80;
  unsigned char high_ = 0xBF;  // what the next of them may be
};

/// Looks at the bytes before libxml2 does, and refuses what would hurt it: a DTD (entities that expand or
/// read files), bytes that are not UTF-8, an encoding in which bytes could mean other markup than they show,
/// a start tag with so many attributes that the search for double ones takes hours. Sees markup as XML 1.0
/// does up to the first fault; libxml2 stops there.
class MarkupGuard {
 public:
  static constexpr int kMaxAttributes = 256;                     ///< namespace declarations included
  static constexpr std::size_t kMaxRun = std::size_t{24} << 20;  ///< bytes of one text, value, comment or tag

  /// The next bytes; false once something is refused.
  bool feed(std::string_view bytes);
  /// Whether the XML declaration was seen: before it, libxml2 must not be given what feed() let pass.
  [[nodiscard]] bool judged() const noexcept { return state_ != State::start; }
  /// There are no more: judges a document too short to be judged before.
  bool finish();
  /// What was refused, with its line.
  [[nodiscard]] const std::optional<Problem>& problem() const noexcept { return problem_; }

 private:
  enum class State { start, text, lt, bang, comment, cdata, pi, tag, quoted };

  bool check_start();
  bool leave_start();
  bool feed_markup(std::string_view bytes);
  bool feed_steps(std::string_view bytes);
  bool refuse(std::string text, Code code = Code::bad_document);
  bool step(char c);
  bool step_bang(char c);
  void until(char c, std::string_view end);

  State state_ = State::start;
  std::string start_;       // the first bytes, until the XML declaration is known
  std::string_view opens_;  // what "<!" began with may still become: "--" or "[CDATA["
  std::size_t matched_ = 0;
  Utf8Stream utf8_;
  bool is_utf8_ = true;
  char quote_ = 0;
  int attributes_ = 0;
  std::size_t run_ = 0;  // bytes since the state began
  std::int64_t line_ = 1;
  std::optional<Problem> problem_;
};

}  // namespace sctf::xml::detail
