#include <charconv>
#include <fmt/format.h>

#include "support/pdf_parse.hpp"

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}
bool is_delimiter(char c) {
  return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}
bool is_regular(char c) {
  return !is_blank(c) && !is_delimiter(c);
}
int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

const PdfObject& PdfObject::get(std::string_view key) const {
  static const PdfObject nothing;
  for (const auto& [name, value] : entries)
    if (name == key) return value;
  return nothing;
}

void PdfLexer::broken(std::string_view what) const {
  throw PdfBroken(fmt::format("byte {}: {}", at_, what));
}

void PdfLexer::skip_blanks() {
  while (at_ < bytes_.size()) {
    if (bytes_[at_] == '%')
      while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
    else if (is_blank(bytes_[at_]))
      ++at_;
    else
      return;
  }
}

bool PdfLexer::ended() {
  skip_blanks();
  return at_ >= bytes_.size();
}

std::string PdfLexer::word() {
  skip_blanks();
  const auto from = at_;
  while (at_ < bytes_.size() && is_regular(bytes_[at_])) ++at_;
  return std::string(bytes_.substr(from, at_ - from));
}

PdfObject PdfLexer::object(bool references, int depth) {
  if (depth > 50) broken("objects are nested more than 50 deep");
  if (ended()) broken("an object is missing");
  const char c = bytes_[at_];
  PdfObject out;
  if (c == '/') return name();
  if (c == '(') return literal_string();
  if ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.') return number(references);
  if (c == '[') {
    out.kind = Kind::array;
    for (++at_; !ended() && bytes_[at_] != ']';) out.items.push_back(object(references, depth + 1));
    if (at_ >= bytes_.size()) broken("an array has no end");
    ++at_;
    return out;
  }
  if (c == '<') {
    if (bytes_.substr(at_, 2) != "<<") return hex_string();
    out.kind = Kind::dict;
    at_ += 2;
    while (!ended() && bytes_.substr(at_, 2) != ">>") {
      if (bytes_[at_] != '/') broken("a key of a dictionary is no name");
      auto key = name().text;
      if (out.has(key)) broken("a dictionary has a key twice: " + key);
      auto value = object(references, depth + 1);
      out.entries.push_back({std::move(key), std::move(value)});
    }
    if (at_ >= bytes_.size()) broken("a dictionary has no end");
    at_ += 2;
    return out;
  }
  const auto keyword = word();
  if (keyword == "true" || keyword == "false") {
    out.kind = Kind::boolean;
    out.integer = keyword == "true";
  } else if (keyword != "null") {
    broken("\"" + keyword + "\" is no object");
  }
  return out;
}

PdfObject PdfLexer::number(bool references) {
  const auto from = at_;
  const auto text = word();
  PdfObject out;
  out.kind = text.find('.') == std::string::npos ? Kind::integer : Kind::real;
  const auto* begin = text.data() + (text.front() == '+' ? 1 : 0);
  const auto* end = text.data() + text.size();
  const auto whole = out.kind == Kind::integer
                         ? std::from_chars(begin, end, out.integer)
                         : std::from_chars(begin, end, out.real, std::chars_format::fixed);
  if (whole.ec != std::errc() || whole.ptr != end) {
    at_ = from;
    broken("\"" + text + "\" is no number");
  }
  if (out.kind == Kind::real) return out;
  out.real = static_cast<double>(out.integer);
  if (out.integer < -2'147'483'648LL || out.integer > 2'147'483'647LL)
    notes_->push_back({"A-6.1.13-integers", "the integer " + text});
  if (!references || out.integer < 0) return out;
  // `n 0 R`
  const auto after = at_;
  if (at_ + 4 <= bytes_.size() && bytes_.substr(at_, 4) == " 0 R" &&
      (at_ + 4 == bytes_.size() || !is_regular(bytes_[at_ + 4]))) {
    at_ = after + 4;
    out.kind = Kind::reference;
  }
  return out;
}

PdfObject PdfLexer::literal_string() {
  PdfObject out;
  out.kind = Kind::string;
  int open = 1;
  for (++at_; at_ < bytes_.size(); ++at_) {
    char c = bytes_[at_];
    if (c == '(') ++open;
    if (c == ')' && --open == 0) break;
    if (c == '\r') {
      if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n') ++at_;
      c = '\n';
    } else if (c == '\\' && at_ + 1 < bytes_.size()) {
      c = bytes_[++at_];
      const auto letter = std::string_view("nrtbf").find(c);
      if (letter != std::string_view::npos) {
        c = "\n\r\t\b\f"[letter];
      } else if (c >= '0' && c <= '7') {
        int value = 0;
        for (int i = 0; i < 3 && at_ < bytes_.size() && bytes_[at_] >= '0' && bytes_[at_] <= '7'; ++i)
          value = value * 8 + (bytes_[at_++] - '0');
        --at_;
        c = static_cast<char>(value);
      } else if (c == '\n' || c == '\r') {
        continue;
      }
    }
    out.text += c;
  }
  if (at_ >= bytes_.size()) broken("a string has no end");
  ++at_;
  if (out.text.size() > 32'767)
    notes_->push_back({"A-6.1.13-strings", "a string is longer than 32,767 bytes"});
  return out;
}

PdfObject PdfLexer::hex_string() {
  PdfObject out;
  out.kind = Kind::string;
  std::string digits;
  for (++at_; at_ < bytes_.size() && bytes_[at_] != '>'; ++at_) {
    if (is_blank(bytes_[at_])) continue;
    if (hex_value(bytes_[at_]) < 0)
      notes_->push_back({"A-6.1.6", "a hexadecimal string has another letter in it"});
    digits += bytes_[at_];
  }
  if (at_ >= bytes_.size()) broken("a hexadecimal string has no end");
  ++at_;
  if (digits.size() % 2 != 0) {
    notes_->push_back({"A-6.1.6", "a hexadecimal string has an odd number of digits"});
    digits += '0';
  }
  for (std::size_t i = 0; i < digits.size(); i += 2)
    out.text += static_cast<char>(hex_value(digits[i]) * 16 + hex_value(digits[i + 1]));
  if (out.text.size() > 32'767)
    notes_->push_back({"A-6.1.13-strings", "a string is longer than 32,767 bytes"});
  return out;
}

PdfObject PdfLexer::name() {
  PdfObject out;
  out.kind = Kind::name;
  for (++at_; at_ < bytes_.size() && is_regular(bytes_[at_]); ++at_) {
    if (bytes_[at_] != '#') {
      out.text += bytes_[at_];
      continue;
    }
    if (at_ + 2 >= bytes_.size() || hex_value(bytes_[at_ + 1]) < 0 || hex_value(bytes_[at_ + 2]) < 0)
      broken("a name has # without two digits");
    out.text += static_cast<char>(hex_value(bytes_[at_ + 1]) * 16 + hex_value(bytes_[at_ + 2]));
    at_ += 2;
  }
  if (out.text.size() > 127) notes_->push_back({"A-6.1.13-names", "a name is longer than 127 bytes"});
  return out;
}

std::string to_text(const PdfObject& object) {
  std::string out;
  switch (object.kind) {
    case Kind::null: return "null";
    case Kind::boolean: return object.integer != 0 ? "true" : "false";
    case Kind::integer: return fmt::format("{}", object.integer);
    case Kind::real: return fmt::format("{:.4f}", object.real);
    case Kind::name: return "/" + object.text;
    case Kind::reference: return fmt::format("{} 0 R", object.integer);
    case Kind::string:
      for (const char c : object.text) out += fmt::format("{:02X}", static_cast<unsigned char>(c));
      return "<" + out + ">";
    case Kind::array:
      for (const auto& item : object.items) out += (out.empty() ? "" : " ") + to_text(item);
      return "[" + out + "]";
    case Kind::dict:
    case Kind::stream:
      for (const auto& [key, value] : object.entries) out += "/" + key + " " + to_text(value);
      return "<<" + out + ">>";
  }
  return out;
}

}  // namespace sctf::test
