#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/cents.hpp"
#include "proc/file.hpp"

namespace sctf::demo {

/// Writes a file of census shape: `;` between fields, LF, quotes only where needed.
class CityCsv {
 public:
  CityCsv(const std::filesystem::path& path, std::string_view header)
      : file_(proc::AtomicFile::create(path, 0644)) {
    file_.write(header);
    file_.write("\n");
  }
  /// Appends a field.
  CityCsv& operator<<(std::string_view field) {
    if (!line_.empty() || !first_) line_ += ';';
    first_ = false;
    if (field.find_first_of(";\"\r\n") == std::string_view::npos) {
      line_ += field;
      return *this;
    }
    line_ += '"';
    for (const char c : field) line_.append(c == '"' ? 2 : 1, c);
    line_ += '"';
    return *this;
  }
  CityCsv& operator<<(Cents amount) { return *this << std::string_view(amount.str()); }
  void end_line() {
    line_ += '\n';
    file_.write(line_);
    line_.clear();
    first_ = true;
    ++lines_;
  }
  void commit() { file_.commit(); }
  [[nodiscard]] std::int64_t lines() const { return lines_; }

 private:
  proc::AtomicFile file_;
  std::string line_;
  bool first_ = true;
  std::int64_t lines_ = 0;
};

/// Lines of a census that the people so far allow: `rate` in hundredths an inhabitant, rounded down.
constexpr std::int64_t line_budget(std::int64_t people, int rate) {
  return people * rate / 100;
}

}  // namespace sctf::demo
