#include "support/pdf_parse.hpp"

#include <charconv>
#include <fmt/format.h>
#include <libdeflate.h>
#include <memory>
#include <set>

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

std::string inflate(std::string_view packed) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  std::string out(packed.size() * 4 + 1024, '\0');
  while (true) {
    std::size_t used = 0, made = 0;
    const auto result = libdeflate_zlib_decompress_ex(decompressor.get(), packed.data(), packed.size(),
                                                      out.data(), out.size(), &used, &made);
    if (result == LIBDEFLATE_SUCCESS) {
      if (used != packed.size()) throw PdfBroken("a deflated stream ends before its length");
      out.resize(made);
      return out;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || out.size() > 2'000'000'000)
      throw PdfBroken("a stream cannot be unpacked");
    out.resize(out.size() * 2);
  }
}

}  // namespace

PdfFile::PdfFile(std::string bytes) : bytes_(std::move(bytes)) {
  const auto last = bytes_.rfind("startxref\n");
  if (last == std::string::npos) throw PdfBroken("the file has no startxref");
  std::size_t at = 0;
  const auto* digits = bytes_.data() + last + 10;
  if (std::from_chars(digits, bytes_.data() + bytes_.size(), at).ec != std::errc())
    throw PdfBroken("startxref has no number");
  read_cross_references(at);
  std::set<std::int64_t> packs;
  for (const auto& [number, place] : places_) {
    if (place.kind == 2) packs.insert(static_cast<std::int64_t>(place.where));
    if (place.kind != 1) continue;
    std::int64_t found = 0;
    auto object = read_at(place.where, found);
    if (found != number)
      notes_.push_back({"A-6.1.4", fmt::format("object {} is looked for at byte {}, where {} is", number,
                                               place.where, found)});
    objects_.emplace(number, std::move(object));
  }
  for (const auto pack : packs) read_packed(pack, places_);
}

void PdfFile::read_cross_references(std::size_t at) {
  std::set<std::size_t> seen;
  while (true) {
    if (!seen.insert(at).second || seen.size() > 1000)
      throw PdfBroken("cross-reference sections lead round in a ring");
    std::int64_t number = 0;
    const auto section = read_at(at, number);
    if (!section.get("Type").is_name("XRef"))
      throw PdfBroken(fmt::format("byte {}: no cross-reference stream", at));
    if (seen.size() == 1) {
      trailer_ = section;
      size_ = section.get("Size").integer;
    }
    read_section(section, data(section));
    const auto& previous = section.get("Prev");
    if (previous.is(Kind::null)) return;
    at = static_cast<std::size_t>(previous.integer);
  }
}

void PdfFile::read_section(const PdfObject& section, const std::string& table) {
  std::size_t widths[3] = {};
  if (section.get("W").items.size() != 3) throw PdfBroken("a cross-reference stream has no W of three");
  for (std::size_t i = 0; i < 3; ++i) widths[i] = static_cast<std::size_t>(section.get("W").items[i].integer);
  const auto row = widths[0] + widths[1] + widths[2];
  const auto& index = section.get("Index").items;
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < index.size(); i += 2)
    for (std::int64_t k = 0; k < index[i + 1].integer; ++k, at += row) {
      if (at + row > table.size()) throw PdfBroken("a cross-reference stream is too short");
      const std::string_view entry(table.data() + at, row);
      const auto number = index[i].integer + k;
      if (number >= size_)
        notes_.push_back({"A-6.1.4", fmt::format("object {} is past the Size {}", number, size_)});
      places_.emplace(number, Place{static_cast<int>(big_endian(entry.substr(0, widths[0]))),
                                    big_endian(entry.substr(widths[0], widths[1])),
                                    big_endian(entry.substr(widths[0] + widths[1]))});
    }
  if (at != table.size()) notes_.push_back({"A-6.1.4", "a cross-reference stream is longer than its Index"});
}

PdfObject PdfFile::read_at(std::size_t at, std::int64_t& number) {
  if (at >= bytes_.size())
    throw PdfBroken(fmt::format("an object is looked for at byte {}, past the end", at));
  PdfLexer lexer(bytes_, at, notes_);
  const auto first = lexer.object(false);
  number = first.integer;
  const auto head = fmt::format("{} 0 obj\n", number);
  if (bytes_.compare(at, head.size(), head) != 0 || (at > 0 && bytes_[at - 1] != '\n'))
    notes_.push_back(
        {"A-6.1.9", fmt::format("byte {}: an object does not begin with a line \"{} 0 obj\"", at, number)});
  lexer.object(false);
  if (lexer.word() != "obj") throw PdfBroken(fmt::format("byte {}: no object", at));
  auto object = lexer.object();
  const auto after = lexer.at();
  auto word = lexer.word();
  if (word == "stream") {
    lexer.move(after);
    object = read_stream(lexer, std::move(object), number);
    word = lexer.word();
  }
  if (word != "endobj") throw PdfBroken(fmt::format("object {} has no endobj", number));
  const auto end = lexer.at();
  if (bytes_[end - 7] != '\n' || end >= bytes_.size() || bytes_[end] != '\n')
    notes_.push_back({"A-6.1.9", fmt::format("object {}: endobj is not on a line of its own", number)});
  return object;
}

PdfObject PdfFile::read_stream(PdfLexer& lexer, PdfObject dict, std::int64_t number) {
  (void)lexer.word();
  auto at = lexer.at();
  if (bytes_.compare(at, 2, "\r\n") == 0)
    at += 2;
  else if (bytes_[at] == '\n')
    at += 1;
  else
    notes_.push_back({"A-6.1.7-length", fmt::format("object {}: no line end after \"stream\"", number)});
  const auto& length = dict.get("Length");
  const auto end = bytes_.find("endstream\n", at + static_cast<std::size_t>(length.integer));
  if (!length.is(Kind::integer) || length.integer < 0 || end == std::string::npos)
    throw PdfBroken(fmt::format("object {}: a stream without length or end", number));
  const auto expected = at + static_cast<std::size_t>(length.integer);
  if (bytes_.compare(expected, 10, "\nendstream") != 0 && bytes_.compare(expected, 11, "\r\nendstream") != 0)
    notes_.push_back(
        {"A-6.1.7-length", fmt::format("object {}: no line end and \"endstream\" after its Length", number)});
  dict.kind = Kind::stream;
  dict.raw = std::string_view(bytes_).substr(at, static_cast<std::size_t>(length.integer));
  lexer.move(end + 9);
  return dict;
}

void PdfFile::read_packed(std::int64_t stream, const std::map<std::int64_t, Place>& places) {
  const auto found = objects_.find(stream);
  if (found == objects_.end() || !found->second.get("Type").is_name("ObjStm"))
    throw PdfBroken(fmt::format("object {} is no object stream", stream));
  const auto bytes = data(found->second);
  const auto count = found->second.get("N").integer, first = found->second.get("First").integer;
  PdfLexer index(bytes, 0, notes_);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto number = index.object(false).integer, offset = index.object(false).integer;
    const auto place = places.find(number);
    if (place == places.end() || place->second.kind != 2 ||
        static_cast<std::int64_t>(place->second.where) != stream ||
        static_cast<std::int64_t>(place->second.index) != i) {
      notes_.push_back(
          {"A-6.1.4", fmt::format("object {} of object stream {} is not looked for there", number, stream)});
      continue;
    }
    PdfLexer lexer(bytes, static_cast<std::size_t>(first + offset), notes_);
    objects_.emplace(number, lexer.object());
  }
}

const PdfObject& PdfFile::resolve(const PdfObject& object) const {
  static const PdfObject nothing;
  if (!object.is(Kind::reference)) return object;
  const auto found = objects_.find(object.integer);
  return found == objects_.end() ? nothing : found->second;
}

const PdfObject& PdfFile::at(const PdfObject& dict, std::string_view key) const {
  return resolve(dict.get(key));
}

std::string PdfFile::data(const PdfObject& stream) {
  const auto& filter = stream.get("Filter");
  if (!stream.is(Kind::stream)) throw PdfBroken("a stream is missing");
  if (filter.is(Kind::null)) return std::string(stream.raw);
  if (!filter.is_name("FlateDecode") || stream.has("DecodeParms"))
    throw PdfBroken("a stream has another filter than FlateDecode");
  return inflate(stream.raw);
}

}  // namespace sctf::test
