#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace sctf::config {

/// What a loader hands out: the value, or *all* that is wrong with the file, in the file's order.
template <class T>
using Loaded = tl::expected<T, std::vector<Problem>>;

/// A YAML value with its place. Scalars stay the text that was written: `010` is "010", `2026-05-20` is text,
/// `true` is "true"; whoever reads it says what it means (config/reader.hpp).
class SCTF_API Node {
 public:
  enum class Kind { null, scalar, list, map };
  struct Entry;

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_scalar() const { return kind_ == Kind::scalar; }
  [[nodiscard]] bool is_list() const { return kind_ == Kind::list; }
  [[nodiscard]] bool is_map() const { return kind_ == Kind::map; }
  /// "an empty value", "a single value", "a list", "a map": for messages.
  [[nodiscard]] std::string_view kind_name() const;

  /// From 1; columns count characters, not bytes.
  [[nodiscard]] std::int64_t line() const { return line_; }
  [[nodiscard]] std::int64_t column() const { return column_; }
  /// Whether a scalar stood in quotes (or as a block), so that `"null"` is text.
  [[nodiscard]] bool quoted() const { return quoted_; }

  /// The scalar as it was written; empty for every other kind.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The items of a list in order; empty for every other kind.
  [[nodiscard]] const std::vector<Node>& items() const { return items_; }
  /// The keys of a map in the file's order; empty for every other kind.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  /// The value under `key`, null where there is none.
  [[nodiscard]] const Node* find(std::string_view key) const;

 private:
  friend class TreeBuilder;
  Kind kind_ = Kind::null;
  bool quoted_ = false;
  std::int64_t line_ = 1;
  std::int64_t column_ = 1;
  std::string text_;
  std::vector<Node> items_;
  std::vector<Entry> entries_;
};

/// One key of a map with its place.
struct Node::Entry {
  std::string key;
  std::int64_t line = 0;
  std::int64_t column = 0;
  Node value;
};

/// Largest document taken, in bytes, and deepest nesting of lists and maps.
inline constexpr std::size_t kMaxYamlBytes = 1024 * 1024;
inline constexpr int kMaxYamlDepth = 32;

/// Reads one YAML document. An empty one is a null node. `file` names it in problems.
///
/// Refused, with line and column: what is not UTF-8 or holds control characters (`bad_encoding`), wrong
/// syntax, anchors, aliases, tags, merge keys, a second document, keys that are not scalars, more than
/// `kMaxYamlBytes` or `kMaxYamlDepth` (`bad_document`), and a key that stands twice in a map (`duplicate`).
[[nodiscard]] SCTF_API Result<Node> parse_yaml(std::string_view bytes, const std::string& file);

/// The bytes of a file of at most `kMaxYamlBytes`. `no_input` if it cannot be opened, `io_error` if it cannot
/// be read, `bad_document` if it is larger.
[[nodiscard]] SCTF_API Result<std::string> read_document(const std::filesystem::path& file);

}  // namespace sctf::config
