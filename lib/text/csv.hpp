#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "proc/source.hpp"

namespace sctf::text {

/// One record. Its views live until the next call of CsvReader::next().
class SCTF_API Record {
 public:
  /// The values, quotes taken off. An empty line is one empty field.
  [[nodiscard]] std::span<const std::string_view> fields() const noexcept { return fields_; }
  [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const noexcept { return fields_[i]; }

  /// Physical line on which the record begins, from 1.
  [[nodiscard]] std::int64_t line() const noexcept { return line_; }
  /// Physical line on which field `i` begins: another one only after a quoted line end.
  [[nodiscard]] std::int64_t line(std::size_t i) const noexcept;
  /// Column of field `i`'s first character (the quote, where it has one) in its line: characters, from 1.
  [[nodiscard]] std::int64_t column(std::size_t i) const noexcept;
  /// The record as it stands in the file, without its line end.
  [[nodiscard]] std::string_view raw() const noexcept { return raw_; }

 private:
  friend class CsvReader;
  std::vector<std::string_view> fields_;
  std::vector<std::uint32_t> starts_;  // of each field in raw_
  std::string_view raw_;
  std::int64_t line_ = 0;
};

/// Reads CSV as files from outside have it, in constant memory whatever they hold.
///
/// UTF-8 (a BOM is skipped), LF or CRLF, RFC 4180 quotes; a record is at most 64 KiB. Refused, each with its
/// line and column: `line_too_long`, `bad_encoding`, `bad_quotes` (text after a closing quote, a quote inside
/// a bare field), `truncated` (a quote not closed at the end), `invalid_value` (a NUL byte; a CR that no LF
/// follows). Empty lines at the end of the file are skipped, others are records of one empty field.
class SCTF_API CsvReader {
 public:
  static constexpr std::size_t kMaxRecord = 64 * 1024;  ///< bytes, without the line end

  /// `source` must outlive the reader. `separator` is one ASCII character.
  explicit CsvReader(proc::ByteSource& source, char separator = ';');
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;
  ~CsvReader();

  /// The next record; false at the end. After a problem the reader stands at the next line, so calling on
  /// reads the rest of the file. Problems name line and column, never the file. Throws what the source
  /// throws.
  [[nodiscard]] Result<bool> next(Record& record);

  /// Whether the last line had its line end: false says that the file may have been cut. Known at the end.
  [[nodiscard]] bool ended_with_newline() const noexcept { return ended_with_newline_; }
  /// Bytes taken from the source so far, for a progress bar.
  [[nodiscard]] std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 private:
  struct Piece;  // where a field of a quoted record stands

  bool fill();
  bool reach(std::size_t offset);
  void skip_bom();
  void count_empty_lines();
  void consume(std::size_t bytes) noexcept;
  void skip_to_next_line(std::size_t from);
  [[nodiscard]] Result<bool> read_plain(Record& record, std::size_t length, std::size_t with_end);
  [[nodiscard]] Result<bool> read_quoted(Record& record);
  [[nodiscard]] Result<std::size_t> quoted_field(std::size_t from, Piece& piece);
  [[nodiscard]] Result<std::size_t> bare_field(std::size_t from, Piece& piece);
  [[nodiscard]] Result<bool> finish_quoted(Record& record, std::size_t length);
  [[nodiscard]] tl::unexpected<Problem> refuse(Code code, std::size_t offset, std::string text,
                                               std::string value) const;
  [[nodiscard]] tl::unexpected<Problem> refuse_bytes(std::string_view raw) const;
  [[nodiscard]] tl::unexpected<Problem> refuse_long(std::size_t from, std::size_t at = 0,
                                                    std::string_view hint = {});
  [[nodiscard]] tl::unexpected<Problem> refuse_open_quote(std::size_t quote, std::size_t from);

  proc::ByteSource& source_;
  char separator_;
  std::string buffer_;
  std::size_t begin_ = 0;  // unread bytes of buffer_ are [begin_, end_)
  std::size_t end_ = 0;
  std::string unquoted_;
  std::vector<Piece> pieces_;
  std::int64_t line_ = 1;           // of begin_
  std::int64_t pending_empty_ = 0;  // empty lines before line_ not yet given out
  std::uint64_t bytes_read_ = 0;
  bool source_ended_ = false;
  bool started_ = false;
  bool ended_with_newline_ = false;
};

}  // namespace sctf::text
