#pragma once

#include <cstdint>
#include <exception>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "base/api.hpp"

namespace sctf {

/// What went wrong, by a number that never changes. The whole list is `base/codes.def`.
enum class Code : int {
#define SCTF_CODE(name, number, http, exit, what, advice) name = number,
#include "base/codes.def"
#undef SCTF_CODE
};

/// One row of `base/codes.def`.
struct CodeInfo {
  Code code;
  std::string_view name;    ///< `invalid_value`
  std::string_view id;      ///< `SCTF-0201`, what is printed and typed
  int http;                 ///< HTTP status of an answer that carries it
  int exit;                 ///< exit status of the program, after sysexits(3)
  std::string_view what;    ///< one line: what it means
  std::string_view advice;  ///< one line: what to do
};

/// The row of `code`. Every `Code` has one.
SCTF_API const CodeInfo& info(Code code);
/// The row that a person means by `SCTF-0201`, `sctf-0201`, `201` or `invalid_value`; null if there is none.
SCTF_API const CodeInfo* find_code(std::string_view text);
/// All rows in the order of the list, one call for each.
SCTF_API void for_each_code(void (*visit)(const CodeInfo&, void*), void* context);

/// What a citizen, a clerk or a peer may cause: a value that is returned, never thrown.
/// `file`, `line`, `column` say where (lines and columns from 1; 0: does not apply), `value` what was found.
struct Problem {
  Code code = Code::internal;
  std::string text;
  std::string file = {};
  std::int64_t line = 0;
  std::int64_t column = 0;
  std::string value = {};

  /// The same problem, told where it stands.
  [[nodiscard]] Problem at(std::string in_file, std::int64_t in_line, std::int64_t in_column) && {
    file = std::move(in_file), line = in_line, column = in_column;
    return std::move(*this);
  }
  friend bool operator==(const Problem&, const Problem&) = default;
};

/// `FILE:LINE:COLUMN: error: text`, like a compiler's; without a place `error: text`.
SCTF_API std::string to_string(const Problem& problem);

template <class T>
using Result = tl::expected<T, Problem>;

namespace detail {
SCTF_API Problem make_problem(Code code, fmt::string_view format, fmt::format_args args);
}

/// A `Problem` as the unexpected half of a `Result`.
template <class... Args>
[[nodiscard]] tl::unexpected<Problem> problem(Code code, fmt::format_string<Args...> format, Args&&... args) {
  return tl::unexpected<Problem>(detail::make_problem(code, format, fmt::make_format_args(args...)));
}

/// What stops the work: no database, broken disk, our bug. Caught in three places only: `main`, the request
/// guard and the job runner.
class SCTF_API Error : public std::exception {
 public:
  explicit Error(Problem problem);
  template <class... Args>
  Error(Code code, fmt::format_string<Args...> format, Args&&... args)
      : Error(detail::make_problem(code, format, fmt::make_format_args(args...))) {}
  Error(const Error&) = default;
  Error& operator=(const Error&) = default;
  ~Error() override;

  [[nodiscard]] const char* what() const noexcept override { return problem_.text.c_str(); }
  [[nodiscard]] const Problem& problem() const noexcept { return problem_; }
  [[nodiscard]] Code code() const noexcept { return problem_.code; }

 private:
  Problem problem_;
};

/// The value of a result, or its problem thrown as an `Error`: for callers that cannot go on without it.
template <class T>
T must(Result<T> result) {
  if (!result) throw Error(std::move(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace sctf
