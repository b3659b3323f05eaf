#include "json/json.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace sctf::json {
namespace {

// Where the parser stands, which the library does not tell its events: an iterator that leaves its place
// outside.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator() = default;
  CountingIterator(const char* at, const char** seen) : at_(at), seen_(seen) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *seen_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    auto before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_ = nullptr;
  const char** seen_ = nullptr;
};

// Builds the value as the library would, and refuses what the library lets pass.
class JsonBuilder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  JsonBuilder(std::string_view text, const char* const* seen, std::size_t max_depth)
      : text_(text), seen_(seen), max_depth_(max_depth) {}

  bool null() { return put(nullptr); }
  bool boolean(bool yes) { return put(yes); }
  bool number_integer(number_integer_t n) { return put(n); }
  bool number_unsigned(number_unsigned_t n) { return put(n); }
  bool number_float(number_float_t n, const string_t& written) {
    // An integer past 64 bits comes as a double that has lost its last digits.
    if (written.find_first_of(".eE") == string_t::npos)
      return refuse(Code::out_of_range, "an integer that does not fit in 64 bits", written.substr(0, 40));
    return put(n);
  }
  bool string(string_t& text) { return put(std::move(text)); }
  bool binary(binary_t&) { return refuse(Code::bad_document, "binary data", {}); }

  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    auto& [level, names, at] = open_.back();
    if (!names.insert(name).second) {
      if (name.size() > 80) name.resize(80);
      return refuse(Code::bad_document, fmt::format("key \"{}\" stands twice in one object", name), name);
    }
    at = std::move(name);
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& failed) {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error …; last read: …"
    std::string_view what = failed.what();
    if (const auto place = what.find("column "); place != std::string_view::npos)
      if (const auto colon = what.find(": ", place); colon != std::string_view::npos)
        what.remove_prefix(colon + 2);
    const bool encoding = what.find("ill-formed UTF-8") != std::string_view::npos;
    const bool range = what.find("number overflow") != std::string_view::npos;
    // What was read last may be anybody's data and of any length.
    what = what.substr(0, what.find("; last read"));
    return refuse(encoding ? Code::bad_encoding
                  : range  ? Code::out_of_range
                           : Code::bad_document,
                  encoding ? "bytes that are not UTF-8"
                  : range  ? "a number that is too large"
                           : std::string(what),
                  {});
  }

  [[nodiscard]] Json&& take() noexcept { return std::move(root_); }
  [[nodiscard]] Problem&& problem() noexcept { return std::move(problem_); }

 private:
  struct Level {
    Json* value;
    std::unordered_set<std::string> names;
    std::string at = {};
  };

  bool refuse(Code code, std::string text, std::string value) {
    // The last character that was read: the first one that is too much, or the end of what is wrong.
    const auto read = static_cast<std::size_t>(*seen_ - text_.data());
    const std::string_view before = text_.substr(0, read == 0 ? 0 : read - 1);
    const auto newline = before.rfind('\n');
    const auto in_line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    const auto characters = std::count_if(in_line.begin(), in_line.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
    problem_ = {.code = code,
                .text = std::move(text),
                .line = 1 + std::count(before.begin(), before.end(), '\n'),
                .column = 1 + characters,
                .value = std::move(value)};
    return false;
  }

  template <class T>
  Json* place(T&& value) {
    if (open_.empty()) {
      root_ = Json(std::forward<T>(value));
      return &root_;
    }
    auto& [parent, names, at] = open_.back();
    if (parent->is_array()) {
      parent->push_back(Json(std::forward<T>(value)));
      return &parent->back();
    }
    // Straight to the end of the vector below: emplace would look through all keys for each new one.
    auto& pairs = static_cast<Json::object_t::Container&>(parent->get_ref<Json::object_t&>());
    return &pairs.emplace_back(std::move(at), Json(std::forward<T>(value))).second;
  }

  template <class T>
  bool put(T&& value) {
    place(std::forward<T>(value));
    return true;
  }

  bool open(Json value) {
    if (open_.size() >= max_depth_)
      return refuse(Code::bad_document, fmt::format("nested deeper than {}", max_depth_), {});
    open_.push_back({.value = place(std::move(value)), .names = {}});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  const char* const* seen_;
  std::size_t max_depth_;
  Json root_;
  std::vector<Level> open_;
  Problem problem_;
};

}  // namespace

Result<Json> parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes)
    return problem(Code::bad_document, "a JSON text of {} bytes, {} are allowed", text.size(), limits.bytes);
  const char* seen = text.data();
  JsonBuilder builder(text, &seen, limits.depth);
  const CountingIterator begin(text.data(), &seen), end(text.data() + text.size(), &seen);
  if (!Json::sax_parse(begin, end, &builder)) return tl::unexpected(builder.problem());
  return builder.take();
}

std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20)
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
        else
          out += c;
    }
  }
  out += '"';
}

}  // namespace sctf::json
