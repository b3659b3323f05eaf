#include "db/params.hpp"

#include <fmt/format.h>
#include <iterator>

namespace sctf::db {

void append_value(std::string& out, std::string_view value) {
  out.append(value);
}
void append_value(std::string& out, std::int64_t value) {
  fmt::format_to(std::back_inserter(out), "{}", value);
}
void append_value(std::string& out, bool value) {
  out += value ? 't' : 'f';
}
void append_value(std::string& out, const Decimal& value) {
  out += value.str();
}
void append_value(std::string& out, Day value) {
  out += to_string(value);
}
void append_value(std::string& out, Instant value) {
  out += to_string(value);
}

void append_value(std::string& out, std::span<const std::int64_t> value) {
  out += '{';
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i != 0) out += ',';
    append_value(out, value[i]);
  }
  out += '}';
}

void append_value(std::string& out, std::span<const std::string> value) {
  out += '{';
  for (std::size_t i = 0; i < value.size(); ++i) {
    out += i == 0 ? "\"" : ",\"";
    for (const char c : value[i]) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  out += '}';
}

std::vector<const char*> Params::pointers() const {
  std::vector<const char*> out;
  out.reserve(texts_.size());
  for (const auto& text : texts_) out.push_back(text ? text->c_str() : nullptr);
  return out;
}

}  // namespace sctf::db
