#pragma once

#include <memory>
#include <mutex>
#include <string_view>

#include "base/result.hpp"
#include "json/json.hpp"

namespace sctf::cmd {

/// The two streams of a command. stdout carries the result, stderr the talk; with `--json` stdout is one JSON
/// object a line, errors included. Safe from several threads.
class Output {
 public:
  struct Style {
    bool json = false;
    bool quiet = false;
  };
  explicit Output(Style style);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// The result for people: stdout, nothing with `--json`. `text` without its line end.
  void print(std::string_view text);
  /// The result as it stands, byte for byte (a CSV): stdout, nothing added, nothing with `--json`.
  void raw(std::string_view bytes);
  /// A confirmation for people ("17V: 3 files in remesa/"): stdout, nothing with `--quiet` or `--json`.
  void note(std::string_view text);
  /// What happens meanwhile: stderr, nothing with `--quiet`.
  void talk(std::string_view text);
  /// What was asked for by a signal: stderr, always.
  void answer(std::string_view text);
  /// One object of the result: stdout, with `--json` only.
  void object(const json::Json& value);
  /// Something that was refused or failed: `FILE:LINE:COLUMN: error: text` on stderr, or an object of type
  /// `error`.
  void problem(const Problem& problem);
  /// Something that is worth a look but stops nothing: `… warning: text` on stderr, or an object of type
  /// `warning`.
  void warning(const Problem& problem);
  /// The line of advice under a problem that ends the command: stderr, nothing with `--json`.
  void advice(Code code);
  /// The bar on the terminal, redrawn at once; cleared before anything else is written.
  void bar(std::string_view text);

  /// Writes out what is buffered. Throws `io_error` where stdout did not take it (disk full, closed pipe).
  void flush();
  [[nodiscard]] const Style& style() const { return style_; }

 private:
  void out(std::string_view text);
  void err(std::string_view text);
  void clear_bar();

  Style style_;
  std::mutex mutex_;
  bool bar_shown_ = false;
  bool broken_ = false;
};

/// `{"type":…,"file",…}`; fields that do not apply are left out.
json::Json to_json(const Problem& problem, std::string_view type = "error");

}  // namespace sctf::cmd
