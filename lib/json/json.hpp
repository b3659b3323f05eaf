#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "json/fwd.hpp"

namespace sctf::json {

struct Limits {
  std::size_t bytes = std::size_t{1} << 20;
  std::size_t depth = 64;  ///< arrays and objects inside one another
};

/// Reads one JSON text (RFC 8259) from outside. `bad_document` with line and column (characters, from 1)
/// where it is not JSON, has a key twice in one object, is nested too deep or too large; `bad_encoding` where
/// it is not UTF-8; `out_of_range` for an integer past 64 bits or a number past a double.
[[nodiscard]] SCTF_API Result<Json> parse(std::string_view text, const Limits& limits = {});

/// One line, UTF-8; bytes that are not UTF-8 come out as U+FFFD.
[[nodiscard]] SCTF_API std::string dump(const Json& value);

/// Appends a text as JSON has it, with its quotes: for lines that are written by hand because they are many.
SCTF_API void append_quoted(std::string& out, std::string_view text);

}  // namespace sctf::json
