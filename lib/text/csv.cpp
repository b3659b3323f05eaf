#include "text/csv.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fmt/format.h>

#include "text/utf8.hpp"

namespace sctf::text {
namespace {

constexpr std::size_t kCsvBuffer = 256 * 1024;
constexpr std::size_t kCsvPadding = 8;  // whole words may be read past the last byte
constexpr std::string_view kCsvBom = "\xEF\xBB\xBF";
constexpr std::uint64_t kCsvHigh = 0x8080808080808080U;
constexpr std::uint64_t kCsvLow = 0x7F7F7F7F7F7F7F7FU;

static_assert(std::endian::native == std::endian::little,
              "the lowest byte of a word must be the first of the text");

constexpr std::uint64_t csv_spread(char c) {
  return static_cast<unsigned char>(c) * 0x0101010101010101U;
}

// The high bit of each byte of `word` that is zero; exact, no carry from byte to byte.
constexpr std::uint64_t csv_zero_bytes(std::uint64_t word) {
  return ~(((word & kCsvLow) + kCsvLow) | word | kCsvLow);
}

std::size_t csv_find(const char* data, std::size_t from, std::size_t end, char c) {
  const auto* hit = from < end ? std::memchr(data + from, c, end - from) : nullptr;
  return hit == nullptr ? std::string_view::npos
                        : static_cast<std::size_t>(static_cast<const char*>(hit) - data);
}

}  // namespace

struct CsvReader::Piece {
  std::size_t from = 0;
  std::size_t length = 0;
  std::size_t start = 0;  // its quote, where it has one
  bool doubled = false;   // holds "" for "
};

std::int64_t Record::line(std::size_t i) const noexcept {
  const auto before = raw_.substr(0, starts_[i]);
  return line_ + std::count(before.begin(), before.end(), '\n');
}

std::int64_t Record::column(std::size_t i) const noexcept {
  auto before = raw_.substr(0, starts_[i]);
  if (const auto newline = before.rfind('\n'); newline != std::string_view::npos)
    before.remove_prefix(newline + 1);
  return static_cast<std::int64_t>(count_code_points(before)) + 1;
}

CsvReader::CsvReader(proc::ByteSource& source, char separator)
    : source_(source), separator_(separator), buffer_(kCsvBuffer + kCsvPadding, '\0') {
  unquoted_.reserve(kMaxRecord);  // never moves: fields point into it
}

CsvReader::~CsvReader() = default;

// Reads more behind what is there; false when nothing came. Moves what is there to the front.
bool CsvReader::fill() {
  if (source_ended_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const auto got = source_.read(std::span(buffer_).subspan(end_, kCsvBuffer - end_));
  if (got == 0) {
    source_ended_ = true;
    return false;
  }
  end_ += got;
  bytes_read_ += got;
  return true;
}

// Whether there is a byte at begin_ + offset.
bool CsvReader::reach(std::size_t offset) {
  while (begin_ + offset >= end_)
    if (!fill()) return false;
  return true;
}

void CsvReader::skip_bom() {
  started_ = true;
  reach(kCsvBom.size() - 1);
  if (std::string_view(buffer_.data(), end_).starts_with(kCsvBom)) begin_ = kCsvBom.size();
}

// Past the record's bytes and its line end, where it has one.
void CsvReader::consume(std::size_t bytes) noexcept {
  const auto* from = buffer_.data() + begin_;
  line_ += std::count(from, from + bytes, '\n');
  if (bytes > 0) ended_with_newline_ = from[bytes - 1] == '\n';
  begin_ += bytes;
}

// After a record that cannot be read: on behind the next line end at or after `from`.
void CsvReader::skip_to_next_line(std::size_t from) {
  consume(std::min(from, end_ - begin_));
  while (true) {
    const auto newline = csv_find(buffer_.data(), begin_, end_, '\n');
    if (newline != std::string_view::npos) return consume(newline + 1 - begin_);
    consume(end_ - begin_);
    if (!fill()) return;
  }
}

// Empty lines are records only if something follows them, which may be far away: count them, do not hold
// them.
void CsvReader::count_empty_lines() {
  while (reach(0)) {
    const char c = buffer_[begin_];
    std::size_t bytes = 0;
    if (c == '\n') bytes = 1;
    if (c == '\r' && reach(1) && buffer_[begin_ + 1] == '\n') bytes = 2;
    if (bytes == 0) return;
    begin_ += bytes;
    ++line_;
    ++pending_empty_;
    ended_with_newline_ = true;
  }
  pending_empty_ = 0;
}

tl::unexpected<Problem> CsvReader::refuse(Code code, std::size_t offset, std::string text,
                                          std::string value) const {
  std::string_view before(buffer_.data() + begin_, offset);
  const auto line = line_ + std::count(before.begin(), before.end(), '\n');
  if (const auto newline = before.rfind('\n'); newline != std::string_view::npos)
    before.remove_prefix(newline + 1);
  const auto column = static_cast<std::int64_t>(count_code_points(before)) + 1;
  return tl::unexpected(Problem{
      .code = code, .text = std::move(text), .line = line, .column = column, .value = std::move(value)});
}

// The first byte of `raw` (which stands at begin_) that may not be in any record.
tl::unexpected<Problem> CsvReader::refuse_bytes(std::string_view raw) const {
  const auto invalid = std::min(first_invalid_utf8(raw), raw.size());
  const auto nul = std::min(raw.find('\0'), raw.size());
  const auto cr = std::min(raw.find('\r'), raw.size());
  if (invalid < nul && invalid < cr) {
    auto byte = fmt::format("0x{:02X}", static_cast<unsigned char>(raw[invalid]));
    auto text = fmt::format("byte {} is not UTF-8", byte);
    return refuse(Code::bad_encoding, invalid, std::move(text), std::move(byte));
  }
  if (nul < cr) return refuse(Code::invalid_value, nul, "a NUL byte: this is not a text file", "0x00");
  return refuse(Code::invalid_value, cr, "the line ends with CR alone (old Mac); LF or CRLF is needed",
                "0x0D");
}

tl::unexpected<Problem> CsvReader::refuse_long(std::size_t from, std::size_t at, std::string_view hint) {
  // A file of old Mac line ends is one long line: say what is really the matter.
  const std::string_view window(buffer_.data() + begin_, std::min(end_ - begin_, kMaxRecord));
  const auto cr = window.find('\r');
  const bool old_mac =
      hint.empty() && cr != std::string_view::npos && cr + 1 < window.size() && window[cr + 1] != '\n';
  auto refusal = old_mac ? refuse_bytes(window.substr(0, cr + 1))
                         : refuse(Code::line_too_long, at,
                                  fmt::format("the line is longer than {} bytes{}", kMaxRecord, hint), {});
  skip_to_next_line(from);
  return refusal;
}

// A quoted field that goes on past the limit: mostly a quote that somebody forgot to close.
tl::unexpected<Problem> CsvReader::refuse_open_quote(std::size_t quote, std::size_t from) {
  const auto* begin = buffer_.data() + begin_;
  const auto line = line_ + std::count(begin, begin + quote, '\n');
  return refuse_long(from, quote, fmt::format("; a quote in line {} is not closed", line));
}

Result<bool> CsvReader::next(Record& record) {
  record.fields_.clear();
  record.starts_.clear();
  if (!started_) skip_bom();
  if (pending_empty_ == 0) count_empty_lines();
  if (pending_empty_ > 0) {
    record.line_ = line_ - pending_empty_--;
    record.raw_ = {};
    record.fields_.emplace_back();
    record.starts_.push_back(0);
    return true;
  }
  std::size_t searched = 0;
  auto newline = std::string_view::npos;
  while ((newline = csv_find(buffer_.data(), begin_ + searched, end_, '\n')) == std::string_view::npos) {
    searched = end_ - begin_;
    // One more than the limit, for the CR of a line end.
    if (searched > kMaxRecord + 1) return refuse_long(searched);
    if (!fill()) break;
  }
  const bool ends = newline != std::string_view::npos;
  auto length = (ends ? newline : end_) - begin_;
  if (length == 0 && !ends) return false;
  const auto with_end = length + (ends ? 1 : 0);
  if (ends && length > 0 && buffer_[begin_ + length - 1] == '\r') --length;
  if (length > kMaxRecord) return refuse_long(length);
  return read_plain(record, length, with_end);
}

// A record in one line. Splits it eight bytes at a time and hands it on when it meets a quote.
Result<bool> CsvReader::read_plain(Record& record, std::size_t length, std::size_t with_end) {
  const char* const data = buffer_.data() + begin_;
  const auto separators = csv_spread(separator_), quotes = csv_spread('"'), returns = csv_spread('\r');
  std::uint64_t high = 0, special = 0, quoted = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i < length; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, data + i, 8);
    const auto left = length - i;
    const auto inside = left >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (left * 8)) - 1;
    high |= word & kCsvHigh & inside;
    quoted |= csv_zero_bytes(word ^ quotes) & inside;
    special |= (csv_zero_bytes(word) | csv_zero_bytes(word ^ returns)) & inside;
    for (auto hits = csv_zero_bytes(word ^ separators) & inside; hits != 0; hits &= hits - 1) {
      const auto at = i + static_cast<std::size_t>(std::countr_zero(hits)) / 8;
      record.fields_.emplace_back(data + start, at - start);
      record.starts_.push_back(static_cast<std::uint32_t>(start));
      start = at + 1;
    }
  }
  if (quoted != 0) return read_quoted(record);
  record.fields_.emplace_back(data + start, length - start);
  record.starts_.push_back(static_cast<std::uint32_t>(start));
  record.raw_ = {data, length};
  record.line_ = line_;
  if (special != 0 || (high != 0 && first_invalid_utf8(record.raw_) != std::string_view::npos)) {
    auto refusal = refuse_bytes(record.raw_);
    consume(with_end);
    return refusal;
  }
  begin_ += with_end;
  ended_with_newline_ = data[with_end - 1] == '\n';
  line_ += ended_with_newline_;
  return true;
}

// A record with quotes, which may go over several lines.
Result<bool> CsvReader::read_quoted(Record& record) {
  record.fields_.clear();
  record.starts_.clear();
  pieces_.clear();
  std::size_t at = 0;
  while (true) {
    Piece piece{.start = at};
    const bool quote = reach(at) && buffer_[begin_ + at] == '"';
    const auto end = quote ? quoted_field(at, piece) : bare_field(at, piece);
    if (!end) return tl::unexpected(std::move(end.error()));
    pieces_.push_back(piece);
    at = *end;
    if (at > kMaxRecord) return refuse_long(at);  // also keeps reach() inside the buffer
    if (!reach(at) || buffer_[begin_ + at] != separator_) break;
    ++at;
  }
  return finish_quoted(record, at);
}

// Both field readers give the offset of what ends the field: separator, line end or end of file.
Result<std::size_t> CsvReader::quoted_field(std::size_t from, Piece& piece) {
  piece.from = from + 1;
  auto at = from + 1;
  while (true) {
    const auto quote = csv_find(buffer_.data(), begin_ + at, end_, '"');
    if (quote == std::string_view::npos) {
      at = end_ - begin_;
      if (at > kMaxRecord + 1) return refuse_open_quote(from, at);
      if (fill()) continue;
      auto refusal = refuse(Code::truncated, from,
                            "the quote that opens here is not closed before the end of the file", {});
      consume(end_ - begin_);
      return refusal;
    }
    at = quote - begin_ + 1;
    if (at > kMaxRecord) return refuse_open_quote(from, at);
    if (reach(at) && buffer_[begin_ + at] == '"') {
      piece.doubled = true;
      ++at;
      continue;
    }
    piece.length = at - 1 - piece.from;
    break;
  }
  if (!reach(at)) return at;
  const char c = buffer_[begin_ + at];
  if (c == separator_ || c == '\n') return at;
  if (c == '\r' && reach(at + 1) && buffer_[begin_ + at + 1] == '\n') return at;
  auto refusal = c == '\r' ? refuse(Code::invalid_value, at,
                                    "the line ends with CR alone (old Mac); LF or CRLF is needed", "0x0D")
                           : refuse(Code::bad_quotes, at, "text after a closing quote", {});
  skip_to_next_line(at);
  return refusal;
}

Result<std::size_t> CsvReader::bare_field(std::size_t from, Piece& piece) {
  piece.from = from;
  auto at = from;
  for (; reach(at); ++at) {
    const char c = buffer_[begin_ + at];
    if (c == separator_ || c == '\n') break;
    if (c == '\r' && reach(at + 1) && buffer_[begin_ + at + 1] == '\n') break;
    if (c == '"' || c == '\r') {
      auto refusal = c == '"'
                         ? refuse(Code::bad_quotes, at, "a quote inside a field that is not quoted", "\"")
                         : refuse(Code::invalid_value, at,
                                  "the line ends with CR alone (old Mac); LF or CRLF is needed", "0x0D");
      skip_to_next_line(at);
      return refusal;
    }
    if (at > kMaxRecord + 1) return refuse_long(at);
  }
  piece.length = at - from;
  return at;
}

Result<bool> CsvReader::finish_quoted(Record& record, std::size_t length) {
  auto with_end = length;
  if (reach(with_end) && buffer_[begin_ + with_end] == '\r') ++with_end;
  if (reach(with_end)) ++with_end;  // the LF: the fields end at nothing else
  if (length > kMaxRecord) return refuse_long(length);
  const char* const data = buffer_.data() + begin_;
  record.raw_ = {data, length};
  record.line_ = line_;
  unquoted_.clear();
  for (const auto& piece : pieces_) {
    std::string_view field(data + piece.from, piece.length);
    if (piece.doubled) {
      const auto begins = unquoted_.size();
      for (std::size_t i = 0; i < field.size(); ++i) {
        unquoted_ += field[i];
        i += field[i] == '"';
      }
      field = std::string_view(unquoted_).substr(begins);
    }
    record.fields_.push_back(field);
    record.starts_.push_back(static_cast<std::uint32_t>(piece.start));
  }
  const auto invalid = first_invalid_utf8(record.raw_), nul = record.raw_.find('\0');
  if (const auto bad = std::min(invalid, nul); bad != std::string_view::npos) {
    // A CR before it is a quoted one: look at that byte alone.
    auto refusal =
        invalid < nul
            ? refuse(Code::bad_encoding, bad,
                     fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(record.raw_[bad])),
                     fmt::format("0x{:02X}", static_cast<unsigned char>(record.raw_[bad])))
            : refuse(Code::invalid_value, bad, "a NUL byte: this is not a text file", "0x00");
    consume(with_end);
    return refusal;
  }
  consume(with_end);
  return true;
}

}  // namespace sctf::text
