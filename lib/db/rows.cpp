#include "db/rows.hpp"

#include <charconv>
#include <libpq-fe.h>

namespace sctf::db {
namespace {

template <class Number>
Number number_from_text(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw Error(Code::internal, "the database gave \"{}\" where a whole number was expected", text);
  return value;
}

}  // namespace

template <>
std::string parse_value(std::string_view text) {
  return std::string(text);
}
template <>
std::string_view parse_value(std::string_view text) {
  return text;
}
template <>
std::int64_t parse_value(std::string_view text) {
  return number_from_text<std::int64_t>(text);
}
template <>
int parse_value(std::string_view text) {
  return number_from_text<int>(text);
}
template <>
bool parse_value(std::string_view text) {
  return text == "t";
}
template <>
Cents parse_value(std::string_view text) {
  return {number_from_text<std::int64_t>(text)};
}
template <>
Decimal parse_value(std::string_view text) {
  return must(Decimal::parse(text));
}
template <>
Day parse_value(std::string_view text) {
  return must(parse_day(text));
}
template <>
Instant parse_value(std::string_view text) {
  // Sessions run in UTC with ISO dates: "2026-05-20 08:00:00.5+00".
  std::string iso(text);
  if (iso.ends_with("+00")) iso.replace(iso.size() - 3, 3, "Z");
  return must(parse_instant(iso));
}

int Row::position(const char* name) const {
  const int column = PQfnumber(result_, name);
  if (column < 0) throw Error(Code::internal, "the answer has no column \"{}\"", name);
  return column;
}

std::string_view Row::text(int column) const {
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::string_view Row::not_null(int column) const {
  if (null(column)) throw Error(Code::internal, "column \"{}\" is null", PQfname(result_, column));
  return text(column);
}

bool Row::null(int column) const {
  return PQgetisnull(result_, row_, column) != 0;
}
int Row::columns() const {
  return PQnfields(result_);
}

Rows::Rows(pg_result* result) : result_(result) {}
void Rows::Clear::operator()(pg_result* result) const {
  PQclear(result);
}
int Rows::size() const {
  return PQntuples(result_.get());
}

std::string_view Rows::command() const {
  return PQcmdStatus(result_.get());
}

std::int64_t Rows::affected() const {
  const std::string_view text = PQcmdTuples(result_.get());
  return text.empty() ? 0 : number_from_text<std::int64_t>(text);
}

}  // namespace sctf::db
