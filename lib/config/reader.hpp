#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"
#include "config/yaml.hpp"

namespace sctf::config {

/// Collects what is wrong with one file.
class SCTF_API Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}

  /// A problem at the place of `node`; the value found is its text.
  template <class... Args>
  void add(Code code, const Node& node, fmt::format_string<Args...> format, Args&&... args) {
    put(detail::make_problem(code, format, fmt::make_format_args(args...)), node.line(), node.column(),
        node.text());
  }
  /// A problem at the place of a key; the value found is the key.
  template <class... Args>
  void add(Code code, const Node::Entry& entry, fmt::format_string<Args...> format, Args&&... args) {
    put(detail::make_problem(code, format, fmt::make_format_args(args...)), entry.line, entry.column,
        entry.key);
  }
  /// A problem of a value, told where the value stands.
  void add(Problem problem, const Node& node) {
    put(std::move(problem), node.line(), node.column(), node.text());
  }

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  /// All of them, by line and column.
  [[nodiscard]] std::vector<Problem> take();

 private:
  void put(Problem problem, std::int64_t line, std::int64_t column, const std::string& value);
  std::string file_;
  std::vector<Problem> list_;
};

/// Reads a map by its keys, so that a schema reads like one:
///
///     MapReader r(node, "ibi", problems);
///     const Node* tipos = r.required("tipos");
///     const Node* minimo = r.optional("recibo_minimo");
///     r.finish();                                        // reports every key that was not asked for
///
/// A node that is no map is reported once, and holds no keys. A key without a value counts as absent.
class SCTF_API MapReader {
 public:
  /// `where` is what the map is called in messages; empty for the top of the file.
  MapReader(const Node& node, std::string where, Problems& problems);

  [[nodiscard]] bool is_map() const { return node_.is_map(); }
  /// The value, or null after reporting `missing_value` at the map's place.
  const Node* required(std::string_view key);
  /// The value, or null.
  const Node* optional(std::string_view key);
  /// Reports keys that were never asked for: `unknown key "tipo" in "ibi"; did you mean "tipos"?`
  void finish();

 private:
  const Node& node_;
  std::string where_;
  Problems& problems_;
  std::vector<std::string> asked_;
};

/// The readers of scalars: the value, or nothing after reporting `invalid_value` (`out_of_range` for a number
/// that is outside its bounds). `what` names it in the message.
SCTF_API std::optional<std::string> read_text(const Node& node, std::string_view what, Problems& problems);
SCTF_API std::optional<std::int64_t> read_integer(const Node& node, std::string_view what, std::int64_t least,
                                                  std::int64_t most, Problems& problems);
/// `true` or `false`, without quotes.
SCTF_API std::optional<bool> read_bool(const Node& node, std::string_view what, Problems& problems);
/// Never through a double; quoted or not.
SCTF_API std::optional<Decimal> read_decimal(const Node& node, std::string_view what, int max_decimals,
                                             Problems& problems);
SCTF_API std::optional<Cents> read_cents(const Node& node, std::string_view what, Problems& problems);
SCTF_API std::optional<Day> read_day(const Node& node, std::string_view what, Problems& problems);
/// The items of a list, null after reporting where it is none.
SCTF_API const std::vector<Node>* read_list(const Node& node, std::string_view what, Problems& problems);

}  // namespace sctf::config
