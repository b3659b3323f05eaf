#include "xml/guard.hpp"

#include <algorithm>

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

// Encodings in which every ASCII byte means itself.
bool encoding_is_plain(std::string_view name) {
  for (const char* good :
       {"", "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252"})
    if (guard_same_word(name, good)) return true;
  return false;
}

}  // namespace

bool MarkupGuard::refuse(std::string text) {
  problem_ = Problem{.code = Code::bad_document, .text = std::move(text), .line = line_};
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
    return refuse("encoding \"" + std::string(name.substr(0, 40)) + "\" is not read; send UTF-8");
  return true;
}

bool MarkupGuard::leave_start() {
  if (!check_start()) return false;
  state_ = State::text;
  return std::all_of(start_.begin(), start_.end(), [this](char c) { return step(c); });
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
  return !problem_ && (state_ != State::start || leave_start());
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
