#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/csv.hpp"
#include "text/csv_write.hpp"
#include "text/utf8.hpp"

namespace {

// All records and problems as one text, each record checked against what was promised.
std::string read_all(std::string_view bytes, std::size_t step) {
  sctf::proc::MemorySource source(bytes, step);
  sctf::text::CsvReader reader(source);
  sctf::text::Record record;
  std::string told, written;
  std::vector<std::string> fields;
  std::int64_t line = 0;
  for (std::size_t turns = 0;; ++turns) {
    if (turns > bytes.size() + 1) std::abort();  // each call takes a byte at least
    const auto more = reader.next(record);
    if (!more) {
      if (more.error().line < 1 || more.error().column < 1) std::abort();
      told += "!" + more.error().text + std::to_string(more.error().line) + ":" +
              std::to_string(more.error().column);
      continue;
    }
    if (!*more) break;
    if (record.line() <= line || record.size() == 0) std::abort();
    line = record.line();
    if (record.raw().size() > sctf::text::CsvReader::kMaxRecord) std::abort();
    const auto last = record.size() - 1;
    if (record.column(last) < 1 || record.line(last) < line || record.column(0) != 1) std::abort();
    std::string again;
    for (std::size_t i = 0; i < record.size(); ++i) {
      if (i > 0) again += ';';
      sctf::text::append_csv(again, record[i]);
      if (sctf::text::first_invalid_utf8(record[i]) != std::string_view::npos) std::abort();
      told += "[" + std::string(record[i]) + "]";
    }
    if (record.raw().find('"') == std::string_view::npos && again != record.raw()) std::abort();
    // What is written reads back, unless it grew past the limit, is an empty line or begins like a BOM.
    if (step == 0 && again.size() <= sctf::text::CsvReader::kMaxRecord && !again.empty() &&
        !again.starts_with("\xEF\xBB\xBF")) {
      written += again + "\n";
      for (std::size_t i = 0; i < record.size(); ++i) fields.emplace_back(record[i]);
    }
    told += std::to_string(line) + "\n";
  }
  sctf::proc::MemorySource copy(written);
  sctf::text::CsvReader reader_again(copy);
  std::size_t next = 0;
  while (next < fields.size()) {
    const auto more = reader_again.next(record);
    if (!more || !*more || next + record.size() > fields.size()) std::abort();
    for (const auto field : record.fields())
      if (field != fields[next++]) std::abort();
  }
  return told + (reader.ended_with_newline() ? "whole" : "cut");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (read_all(bytes, 0) != read_all(bytes, 5)) std::abort();
  return 0;
}
