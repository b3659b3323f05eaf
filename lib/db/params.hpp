#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/caller.hpp"
#include "base/cents.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"

namespace sctf::db {

// How the program's types are written as text for PostgreSQL; one overload a type, used by parameters and
// COPY alike.
SCTF_API void append_value(std::string& out, std::string_view value);
SCTF_API void append_value(std::string& out, std::int64_t value);
SCTF_API void append_value(std::string& out, bool value);
inline void append_value(std::string& out, int value) {
  append_value(out, std::int64_t{value});
}
inline void append_value(std::string& out, const char* value) {
  append_value(out, std::string_view(value));
}
inline void append_value(std::string& out, const std::string& value) {
  append_value(out, std::string_view(value));
}
inline void append_value(std::string& out, Cents value) {
  append_value(out, value.value);
}
inline void append_value(std::string& out, Ente value) {
  append_value(out, std::int64_t{value.value});
}
SCTF_API void append_value(std::string& out, const Decimal& value);
SCTF_API void append_value(std::string& out, Day value);
SCTF_API void append_value(std::string& out, Instant value);
/// Array literals: `{1,2}`, `{"a","b"}`.
SCTF_API void append_value(std::string& out, std::span<const std::int64_t> value);
SCTF_API void append_value(std::string& out, std::span<const std::string> value);
inline void append_value(std::string& out, const std::vector<std::int64_t>& value) {
  append_value(out, std::span<const std::int64_t>(value));
}
inline void append_value(std::string& out, const std::vector<std::string>& value) {
  append_value(out, std::span<const std::string>(value));
}

/// The parameters of one statement, as text; empty optionals are NULL.
class SCTF_API Params {
 public:
  template <class... Args>
  explicit Params(const Args&... args) {
    texts_.reserve(sizeof...(args));
    (add(args), ...);
  }

  template <class T>
  void add(const T& value) {
    append_value(texts_.emplace_back().emplace(), value);
  }
  template <class T>
  void add(const std::optional<T>& value) {
    if (value)
      add(*value);
    else
      texts_.emplace_back();
  }
  void add(std::nullopt_t) { texts_.emplace_back(); }

  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  /// Pointers for libpq, valid while this object is.
  [[nodiscard]] std::vector<const char*> pointers() const;
  [[nodiscard]] const std::optional<std::string>& operator[](std::size_t i) const { return texts_[i]; }

 private:
  std::vector<std::optional<std::string>> texts_;
};

}  // namespace sctf::db
