#include "base/result.hpp"

#include <array>
#include <fmt/format.h>

namespace sctf {
namespace {

// "SCTF-0201" needs static storage to be handed out as a view: four digits, padded at compile time.
template <int Number>
struct CodeId {
  static constexpr std::array<char, 9> text = {'S',
                                               'C',
                                               'T',
                                               'F',
                                               '-',
                                               '0' + Number / 1000 % 10,
                                               '0' + Number / 100 % 10,
                                               '0' + Number / 10 % 10,
                                               '0' + Number % 10};
  static constexpr std::string_view view{text.data(), text.size()};
};

constexpr CodeInfo kCodes[] = {
#define SCTF_CODE(name, number, http, exit, what, advice) \
  {Code::name, #name, CodeId<number>::view, http, exit, what, advice},
#include "base/codes.def"
#undef SCTF_CODE
};

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
  return true;
}

}  // namespace

const CodeInfo& info(Code code) {
  for (const auto& row : kCodes)
    if (row.code == code) return row;
  throw Error(Code::internal, "code {} is not in the list", static_cast<int>(code));
}

const CodeInfo* find_code(std::string_view text) {
  for (const auto& row : kCodes) {
    const auto digits = row.id.substr(5);
    if (same_ignoring_case(text, row.id) || same_ignoring_case(text, row.name) || text == digits ||
        text == digits.substr(digits.find_first_not_of('0')))
      return &row;
  }
  return nullptr;
}

void for_each_code(void (*visit)(const CodeInfo&, void*), void* context) {
  for (const auto& row : kCodes) visit(row, context);
}

std::string to_string(const Problem& problem) {
  if (problem.file.empty()) return fmt::format("error: {}", problem.text);
  if (problem.line == 0) return fmt::format("{}: error: {}", problem.file, problem.text);
  if (problem.column == 0) return fmt::format("{}:{}: error: {}", problem.file, problem.line, problem.text);
  return fmt::format("{}:{}:{}: error: {}", problem.file, problem.line, problem.column, problem.text);
}

namespace detail {
Problem make_problem(Code code, fmt::string_view format, fmt::format_args args) {
  return {.code = code, .text = fmt::vformat(format, args)};
}
}  // namespace detail

Error::Error(Problem problem) : problem_(std::move(problem)) {}
Error::~Error() = default;

}  // namespace sctf
