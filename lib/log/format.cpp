#include <cmath>
#include <ctime>
#include <fmt/format.h>

#include "log/log.hpp"

namespace sctf::log {
namespace {

std::string_view level_name(Level level) {
  switch (level) {
    case Level::debug: return "debug";
    case Level::info: return "info";
    case Level::warn: return "warn";
    case Level::error: return "error";
  }
  return "error";
}

// Priorities of syslog(3).
char level_priority(Level level) {
  switch (level) {
    case Level::debug: return '7';
    case Level::info: return '6';
    case Level::warn: return '4';
    case Level::error: return '3';
  }
  return '3';
}

// What a JSON string may hold; bytes that are not UTF-8 are the caller's fault and come through as they are.
void append_log_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
        else
          out += c;
    }
  }
}

struct AppendLogNumber {
  std::string& out;
  void operator()(std::int64_t n) const { fmt::format_to(std::back_inserter(out), "{}", n); }
  void operator()(std::uint64_t n) const { fmt::format_to(std::back_inserter(out), "{}", n); }
  void operator()(bool yes) const { out += yes ? "true" : "false"; }
  void operator()(double number) const {
    if (std::isfinite(number))
      fmt::format_to(std::back_inserter(out), "{}", number);
    else
      out += "null";  // JSON has no other word for it
  }
};

struct AppendLogJson : AppendLogNumber {
  using AppendLogNumber::operator();
  void operator()(std::string_view text) const {
    out += '"';
    append_log_escaped(out, text);
    out += '"';
  }
};

// A text bare where it is one plain word, else as in JSON: one event stays one line.
struct AppendLogText : AppendLogNumber {
  using AppendLogNumber::operator();
  void operator()(std::string_view text) const {
    bool plain = !text.empty();
    for (const char c : text)
      plain = plain && static_cast<unsigned char>(c) > ' ' && c != '"' && c != '=' && c != 0x7F;
    if (plain)
      out += text;
    else
      AppendLogJson{{out}}(text);
  }
};

struct AppendLogBare : AppendLogNumber {
  using AppendLogNumber::operator();
  void operator()(std::string_view text) const { out += text; }
};

std::string_view level_colour(Level level) {
  switch (level) {
    case Level::debug: return "\033[2m";
    case Level::info: return "\033[32m";
    case Level::warn: return "\033[33m";
    case Level::error: return "\033[31m";
  }
  return "";
}

std::string log_clock(Instant at) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

// A name that journald takes: capital letters, digits, underscores; ours begin with SCTF_.
std::string journal_name(std::string_view name) {
  std::string out = "SCTF_";
  for (const char c : name) {
    if (c >= 'a' && c <= 'z')
      out += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      out += c;
    else
      out += '_';
  }
  return out.substr(0, 64);
}

// NAME=value, or the form with a length where the value has line ends.
void append_journal_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  if (value.find('\n') == std::string_view::npos) {
    out += '=';
  } else {
    out += '\n';
    for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value.size() >> shift & 0xFF);
  }
  out += value;
  out += '\n';
}

void append_words(std::string& out, std::string_view event, Fields fields) {
  out += event;
  for (const auto& field : fields) {
    out += ' ';
    out += field.name;
    out += '=';
    std::visit(AppendLogText{{out}}, field.value);
  }
}

}  // namespace

std::string as_json(Instant at, Level level, std::string_view event, Fields fields) {
  std::string out = R"({"time":")";
  out += to_string(at);
  out += R"(","level":")";
  out += level_name(level);
  out += R"(","event":")";
  append_log_escaped(out, event);
  out += '"';
  for (const auto& field : fields) {
    out += ",\"";
    append_log_escaped(out, field.name);
    out += "\":";
    std::visit(AppendLogJson{{out}}, field.value);
  }
  out += "}\n";
  return out;
}

std::string as_text(Instant at, Level level, std::string_view event, Fields fields, bool colour) {
  std::string out;
  if (colour) out += "\033[2m";
  out += log_clock(at);
  if (colour) out += "\033[0m";
  out += ' ';
  if (colour) out += level_colour(level);
  out += fmt::format("{:<5}", level_name(level));
  if (colour) out += "\033[0m";
  out += ' ';
  append_words(out, event, fields);
  out += '\n';
  return out;
}

std::string as_journal(std::string_view program, Level level, std::string_view event, Fields fields) {
  std::string out;
  std::string message;
  append_words(message, event, fields);
  append_journal_field(out, "MESSAGE", message);
  const char priority = level_priority(level);
  append_journal_field(out, "PRIORITY", {&priority, 1});
  append_journal_field(out, "SYSLOG_IDENTIFIER", program);
  append_journal_field(out, "SCTF_EVENT", event);
  for (const auto& field : fields) {
    std::string value;
    std::visit(AppendLogBare{{value}}, field.value);
    append_journal_field(out, journal_name(field.name), value);
  }
  return out;
}

Result<Level> parse_level(std::string_view text) {
  for (const auto level : {Level::debug, Level::info, Level::warn, Level::error})
    if (text == level_name(level)) return level;
  return problem(Code::unknown_value, "\"{}\" is not a log level: debug, info, warn, error", text);
}

Result<Format> parse_format(std::string_view text) {
  if (text == "auto") return Format::automatic;
  if (text == "text") return Format::text;
  if (text == "json") return Format::json;
  if (text == "journal") return Format::journal;
  return problem(Code::unknown_value, "\"{}\" is not a log format: auto, text, json, journal", text);
}

}  // namespace sctf::log
