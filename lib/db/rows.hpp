#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"

struct pg_result;

namespace sctf::db {

// How text of PostgreSQL becomes the program's types; one specialisation a type. A text that does not fit is
// our bug.
template <class T>
T parse_value(std::string_view text);
template <>
SCTF_API std::string parse_value(std::string_view text);
template <>
SCTF_API std::string_view parse_value(std::string_view text);
template <>
SCTF_API std::int64_t parse_value(std::string_view text);
template <>
SCTF_API int parse_value(std::string_view text);
template <>
SCTF_API bool parse_value(std::string_view text);
template <>
SCTF_API Cents parse_value(std::string_view text);
template <>
SCTF_API Decimal parse_value(std::string_view text);
template <>
SCTF_API Day parse_value(std::string_view text);
template <>
SCTF_API Instant parse_value(std::string_view text);

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// One row of an answer. Columns by name, or by position where a loop is hot. A `string_view` lives as long
/// as the `Rows` it came from (in `stream`: as long as the call).
class SCTF_API Row {
 public:
  Row(const pg_result* result, int row) : result_(result), row_(row) {}

  template <class T, class Column>
  [[nodiscard]] T get(Column column) const {
    const int at = position(column);
    if constexpr (IsOptional<T>::value)
      return null(at) ? T{} : T{parse_value<typename T::value_type>(text(at))};
    else
      return parse_value<T>(not_null(at));
  }
  /// The text of a column as it came, empty where it is NULL.
  template <class Column>
  [[nodiscard]] std::string_view view(Column column) const {
    return text(position(column));
  }
  [[nodiscard]] bool null(int column) const;
  [[nodiscard]] int columns() const;

 private:
  [[nodiscard]] int position(int column) const { return column; }
  [[nodiscard]] int position(const char* name) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view not_null(int column) const;

  const pg_result* result_;
  int row_;
};

/// The answer to a query.
class SCTF_API Rows {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    Iterator(const pg_result* result, int row) : result_(result), row_(row) {}
    Row operator*() const { return {result_, row_}; }
    Iterator& operator++() {
      ++row_;
      return *this;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const pg_result* result_;
    int row_;
  };

  explicit Rows(pg_result* result);

  [[nodiscard]] int size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] Row operator[](int row) const { return {result_.get(), row}; }
  [[nodiscard]] Row front() const { return (*this)[0]; }
  [[nodiscard]] Iterator begin() const { return {result_.get(), 0}; }
  [[nodiscard]] Iterator end() const { return {result_.get(), size()}; }
  /// How many rows the statement touched.
  [[nodiscard]] std::int64_t affected() const;
  /// The server's word for what it did: `COMMIT`, `INSERT 0 1`.
  [[nodiscard]] std::string_view command() const;

 private:
  struct Clear {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

}  // namespace sctf::db
