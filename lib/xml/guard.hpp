#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf::xml::detail {

/// Looks at the bytes before libxml2 does, and refuses what would hurt it: a DTD (entities that expand or
/// read files), an encoding in which bytes could mean other markup than they show, a start tag with so many
/// attributes that the search for double ones takes hours. Sees markup as XML 1.0 does up to the first fault;
/// libxml2 stops there.
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
  bool refuse(std::string text);
  bool step(char c);
  bool step_bang(char c);
  void until(char c, std::string_view end);

  State state_ = State::start;
  std::string start_;       // the first bytes, until the XML declaration is known
  std::string_view opens_;  // what "<!" began with may still become: "--" or "[CDATA["
  std::size_t matched_ = 0;
  char quote_ = 0;
  int attributes_ = 0;
  std::size_t run_ = 0;  // bytes since the state began
  std::int64_t line_ = 1;
  std::optional<Problem> problem_;
};

}  // namespace sctf::xml::detail
