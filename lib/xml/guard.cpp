#include "xml/guard.hpp"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

#include "xml/libxml.hpp"

namespace sctf::xml::detail {
namespace {

constexpr std::size_t kDeclarationRoom = 256;  // an XML declaration is shorter

bool guard_same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return lower(x) == lower(y);
  });
}

// The value of encoding="…" in an XML declaration; empty if it has none.
std::string_view declared_encoding(std::string_view declaration) {
  const auto name = declaration.find("encoding");
  if (name == std::string_view::npos) return {};
  const auto open = declaration.find_first_of("'\"", name);
  if (open == std::string_view::npos) return {};
  const auto close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string_view{}
                                         : declaration.substr(open + 1, close - open - 1);
}

bool encoding_is_one_byte(std::string_view name) {
  for (const char* one : {"iso-8859-1", "iso-8859-15", "latin1", "windows-1252"})
    if (guard_same_word(name, one)) return true;
  return false;
}

// Encodings in which every ASCII byte means itself.
bool encoding_is_plain(std::string_view name) {
  for (const char* good : {"", "utf-8", "utf8", "us-ascii", "ascii"})
    if (guard_same_word(name, good)) return true;
  return encoding_is_one_byte(name);
}

}  // namespace

std::size_t Utf8Stream::feed(std::string_view bytes) noexcept {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (missing_ == 0) {
      constexpr std::uint64_t kHigh = 0x8080808080808080U;
      for (std::uint64_t word = 0; i + 8 <= bytes.size(); i += 8) {
        std::memcpy(&word, bytes.data() + i, 8);
        if ((word & kHigh) != 0) break;
      }
      if (i == bytes.size()) break;
    }
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (missing_ > 0) {
      if (c < low_ || c > high_) return i;
      low_ = 0x80, high_ = 0xBF;
      --missing_;
    } else if (c >= 0x80) {
      if (c < 0xC2 || c > 0xF4) return i;
      missing_ = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
      if (c == 0xE0) low_ = 0xA0;   // overlong below
      if (c == 0xED) high_ = 0x9F;  // surrogates above
      if (c == 0xF0) low_ = 0x90;   // overlong below
      if (c == 0xF4) high_ = 0x8F;  // past U+10FFFF above
    }
  }
  return std::string_view::npos;
}

bool MarkupGuard::refuse(std::string text, Code code) {
  problem_ = Problem{.code = code, .text = std::move(text), .line = line_};
  return false;
}

bool MarkupGuard::check_start() {
  std::string_view start = start_;
  // UTF-16 and UTF-32 begin with a mark or hold a NUL in the first four bytes; EBCDIC has no "<" where ASCII
  // has it.
  if (start.starts_with("\xFE\xFF") || start.starts_with("\xFF\xFE") ||
      start.substr(0, 4).find('\0') != std::string_view::npos)
    return refuse("UTF-16 and UTF-32 are not read; send UTF-8");
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  const auto first = start.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && start[first] != '<') return refuse("does not begin with an XML tag");
  if (!start.starts_with("<?xml")) return true;
  const auto end = start.find("?>");
  if (end == std::string_view::npos) return refuse("the XML declaration is not closed");
  start = start.substr(0, end);
  if (start.find("encoding") != start.rfind("encoding"))
    return refuse("an XML declaration with two encodings");
  const auto name = declared_encoding(start);
  if (!encoding_is_plain(name))
    return refuse("encoding \"" + printable(name.substr(0, 40)) + "\" is not read; send UTF-8");
  is_utf8_ = !encoding_is_one_byte(name);
  return true;
}

bool MarkupGuard::leave_start() {
  if (!check_start()) return false;
  state_ = State::text;
  return feed_markup(start_);
}

bool MarkupGuard::feed(std::string_view bytes) {
  if (problem_) return false;
  if (state_ == State::start) {
    const auto taken = std::min(bytes.size(), kDeclarationRoom - start_.size());
    start_ += bytes.substr(0, taken);
    if (start_.size() < kDeclarationRoom) return true;
    if (!leave_start()) return false;
    bytes.remove_prefix(taken);
  }
  return feed_markup(bytes);
}

bool MarkupGuard::feed_markup(std::string_view bytes) {
  const auto bad = is_utf8_ ? utf8_.feed(bytes) : std::string_view::npos;
  if (bad != std::string_view::npos) {
    // First what stands before it: that may be worse, and has the lines.
    if (!feed_steps(bytes.substr(0, bad))) return false;
    return refuse(fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(bytes[bad])),
                  Code::bad_encoding);
  }
  return feed_steps(bytes);
}

bool MarkupGuard::feed_steps(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    // Long runs of text and of values go by at the speed of memchr.
    if (state_ == State::text || state_ == State::quoted) {
      const auto rest = bytes.substr(i);
      const auto run = rest.substr(0, rest.find(state_ == State::text ? '<' : quote_));
      line_ += std::count(run.begin(), run.end(), '\n');
      run_ += run.size();
      i += run.size();
      if (run_ > kMaxRun) return refuse("a text or value of more than 24 MiB");
      if (i == bytes.size()) break;
    }
    if (!step(bytes[i])) return false;
  }
  return true;
}

bool MarkupGuard::finish() {
  if (problem_ || (state_ == State::start && !leave_start())) return false;
  return utf8_.whole() || refuse("ends in the middle of a character", Code::bad_encoding);
}

// One step towards `end`; the last two characters count again when they may begin it anew ("]]]>").
void MarkupGuard::until(char c, std::string_view end) {
  if (c == end[matched_]) {
    if (++matched_ == end.size()) {
      matched_ = 0;
      run_ = 0;
      state_ = State::text;
    }
  } else if (matched_ == 2 && c == end[1]) {
    // "--" and then "-", "]]" and then "]": still two of them
  } else {
    matched_ = c == end[0] ? 1 : 0;
  }
}

bool MarkupGuard::step_bang(char c) {
  if (opens_.empty()) {
    if (c == '-') opens_ = "--";
    if (c == '[') opens_ = "[CDATA[";
    if (opens_.empty()) return refuse("a DTD (<!DOCTYPE) is never read");
  }
  if (c != opens_[matched_]) return refuse("markup that begins with <! and is no comment and no CDATA");
  if (++matched_ == opens_.size()) {
    state_ = opens_.front() == '-' ? State::comment : State::cdata;
    matched_ = 0;
  }
  return true;
}

bool MarkupGuard::step(char c) {
  if (c == '\n') ++line_;
  if (++run_ > kMaxRun) return refuse("a comment or tag of more than 24 MiB");
  switch (state_) {
    case State::start:
    case State::text:
      if (c == '<') state_ = State::lt;
      return true;
    case State::lt:
      attributes_ = 0;
      run_ = 0;
      matched_ = 0;
      opens_ = {};
      state_ = c == '!' ? State::bang : c == '?' ? State::pi : c == '>' ? State::text : State::tag;
      return true;
    case State::bang: return step_bang(c);
    case State::comment: until(c, "-->"); return true;
    case State::cdata: until(c, "]]>"); return true;
    case State::pi: until(c, "?>"); return true;
    case State::tag:
      if (c == '>') {
        state_ = State::text;
        run_ = 0;
      } else if (c == '"' || c == '\'') {
        quote_ = c;
        state_ = State::quoted;
        run_ = 0;
        if (++attributes_ > kMaxAttributes) return refuse("an element with more than 256 attributes");
      }
      return true;
    case State::quoted:
      if (c == quote_) state_ = State::tag;
      return true;
  }
  return true;
}

}  // namespace sctf::xml::detail
