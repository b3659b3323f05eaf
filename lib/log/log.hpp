#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "base/day.hpp"

/// One event, one line, one stable id, fields not prose. Never a name, NIF, address or account: log the
/// internal id.
namespace sctf::log {

enum class Level { debug, info, warn, error };

enum class Format {
  automatic,  ///< journald where it reads our stderr; text on a terminal; else JSON lines
  text,
  json,
  journal,
};

/// One field of an event. Texts are not copied: build it in the call itself.
struct Field {
  using Data = std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool>;

  std::string_view name;  ///< snake_case
  Data value;

  Field(std::string_view n, std::string_view v) : name(n), value(v) {}
  Field(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
  Field(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
  Field(std::string_view n, bool v) : name(n), value(v) {}
  Field(std::string_view n, double v) : name(n), value(v) {}
  template <std::signed_integral T>
  Field(std::string_view n, T v) : name(n), value(static_cast<std::int64_t>(v)) {}
  template <std::unsigned_integral T>
  requires(!std::same_as<T, bool>) Field(std::string_view n, T v)
      : name(n), value(static_cast<std::uint64_t>(v)) {}
};

using Fields = std::initializer_list<Field>;

struct Options {
  Format format = Format::automatic;
  Level level = Level::info;     ///< what is below is dropped
  int fd = 2;                    ///< where text and JSON go
  std::string program = "sctf";  ///< SYSLOG_IDENTIFIER in the journal
};

/// Once, at the start of main; before it the defaults hold. Safe beside other threads' logging.
SCTF_API void configure(const Options& options);
[[nodiscard]] SCTF_API bool enabled(Level level) noexcept;

/// Writes one event with one write(2), from any thread. Never throws: a log that cannot be written is lost.
SCTF_API void write(Level level, std::string_view event, Fields fields) noexcept;

inline void debug(std::string_view event, Fields fields = {}) noexcept {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, Fields fields = {}) noexcept {
  write(Level::info, event, fields);
}
inline void warn(std::string_view event, Fields fields = {}) noexcept {
  write(Level::warn, event, fields);
}
inline void error(std::string_view event, Fields fields = {}) noexcept {
  write(Level::error, event, fields);
}

/// `debug`, `info`, `warn`, `error`; `automatic` is read from `auto`. `unknown_value` otherwise.
[[nodiscard]] SCTF_API Result<Level> parse_level(std::string_view text);
[[nodiscard]] SCTF_API Result<Format> parse_format(std::string_view text);

/// The three shapes of an event, each with its line end (journal: a datagram of its native protocol).
[[nodiscard]] SCTF_API std::string as_json(Instant at, Level level, std::string_view event, Fields fields);
[[nodiscard]] SCTF_API std::string as_text(Instant at, Level level, std::string_view event, Fields fields,
                                           bool colour);
[[nodiscard]] SCTF_API std::string as_journal(std::string_view program, Level level, std::string_view event,
                                              Fields fields);

}  // namespace sctf::log
