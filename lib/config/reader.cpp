#include "config/reader.hpp"

#include <algorithm>
#include <charconv>

#include "base/suggest.hpp"

namespace sctf::config {
namespace {

// Reports a node that is no scalar.
bool expect_scalar(const Node& node, std::string_view what, Problems& problems) {
  if (node.is_scalar()) return true;
  if (node.is_null())
    problems.add(Code::missing_value, node, "{} is empty", what);
  else
    problems.add(Code::invalid_value, node, "{} must be a single value, not {}", what, node.kind_name());
  return false;
}

// The value of a base parser, or its problem told with the name of the value.
template <class T>
std::optional<T> keep_or_report(Result<T> parsed, const Node& node, std::string_view what,
                                Problems& problems) {
  if (parsed) return std::move(*parsed);
  auto found = std::move(parsed.error());
  found.text = fmt::format("{}: {}", what, found.text);
  problems.add(std::move(found), node);
  return std::nullopt;
}

}  // namespace

void Problems::put(Problem problem, std::int64_t line, std::int64_t column, const std::string& value) {
  problem.value = value;
  list_.push_back(std::move(problem).at(file_, line, column));
}

std::vector<Problem> Problems::take() {
  std::stable_sort(list_.begin(), list_.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return std::move(list_);
}

MapReader::MapReader(const Node& node, std::string where, Problems& problems)
    : node_(node), where_(std::move(where)), problems_(problems) {
  if (node.is_map()) return;
  const auto name = where_.empty() ? std::string("the file") : fmt::format("\"{}\"", where_);
  problems_.add(node.is_null() ? Code::missing_value : Code::invalid_value, node, "{} must be a map, not {}",
                name, node.kind_name());
}

const Node* MapReader::optional(std::string_view key) {
  asked_.emplace_back(key);
  const Node* found = node_.find(key);
  return found && !found->is_null() ? found : nullptr;
}

const Node* MapReader::required(std::string_view key) {
  const Node* found = optional(key);
  if (found || !node_.is_map()) return found;
  const auto in = where_.empty() ? std::string() : fmt::format(" in \"{}\"", where_);
  const Node* empty = node_.find(key);
  if (empty)
    problems_.add(Code::missing_value, *empty, "\"{}\"{} is empty", key, in);
  else
    problems_.add(Code::missing_value, node_, "\"{}\" is missing{}", key, in);
  return nullptr;
}

void MapReader::finish() {
  const auto in = where_.empty() ? std::string() : fmt::format(" in \"{}\"", where_);
  for (const auto& entry : node_.entries())
    if (std::find(asked_.begin(), asked_.end(), entry.key) == asked_.end())
      problems_.add(Code::unknown_key, entry, "unknown key \"{}\"{}{}", entry.key, in,
                    did_you_mean(entry.key, asked_));
}

std::optional<std::string> read_text(const Node& node, std::string_view what, Problems& problems) {
  if (!expect_scalar(node, what, problems)) return std::nullopt;
  if (node.text().empty()) {
    problems.add(Code::missing_value, node, "{} is empty", what);
    return std::nullopt;
  }
  return node.text();
}

std::optional<std::int64_t> read_integer(const Node& node, std::string_view what, std::int64_t least,
                                         std::int64_t most, Problems& problems) {
  if (!expect_scalar(node, what, problems)) return std::nullopt;
  const auto& text = node.text();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::invalid_argument || end != text.data() + text.size()) {
    problems.add(Code::invalid_value, node, "{} must be a whole number, not \"{}\"", what, text);
    return std::nullopt;
  }
  if (error != std::errc() || value < least || value > most) {
    problems.add(Code::out_of_range, node, "{} must be {} to {}, not {}", what, least, most, text);
    return std::nullopt;
  }
  return value;
}

std::optional<bool> read_bool(const Node& node, std::string_view what, Problems& problems) {
  if (!expect_scalar(node, what, problems)) return std::nullopt;
  if (!node.quoted() && node.text() == "true") return true;
  if (!node.quoted() && node.text() == "false") return false;
  problems.add(Code::invalid_value, node, "{} must be true or false, not \"{}\"", what, node.text());
  return std::nullopt;
}

std::optional<Decimal> read_decimal(const Node& node, std::string_view what, int max_decimals,
                                    Problems& problems) {
  if (!expect_scalar(node, what, problems)) return std::nullopt;
  return keep_or_report(Decimal::parse(node.text(), max_decimals), node, what, problems);
}

std::optional<Cents> read_cents(const Node& node, std::string_view what, Problems& problems) {
  if (!expect_scalar(node, what, problems)) return std::nullopt;
  return keep_or_report(Cents::parse(node.text()), node, what, problems);
}

std::optional<Day> read_day(const Node& node, std::string_view what, Problems& problems) {
  if (!expect_scalar(node, what, problems)) return std::nullopt;
  return keep_or_report(parse_day(node.text()), node, what, problems);
}

const std::vector<Node>* read_list(const Node& node, std::string_view what, Problems& problems) {
  if (node.is_list()) return &node.items();
  problems.add(Code::invalid_value, node, "{} must be a list, not {}", what, node.kind_name());
  return nullptr;
}

}  // namespace sctf::config
