#include <fmt/format.h>

#include "support/pdf_model.hpp"

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

/// A TrueType file (ISO/IEC 14496-22), as far as widths and letters go.
class TrueType {
 public:
  explicit TrueType(std::string bytes) : bytes_(std::move(bytes)) {
    const auto count = u16(4);
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = 12 + 16 * i;
      const auto name = bytes_.substr(at, 4);
      tables_[name] = u32(at + 8);
      if (u32(at + 8) + u32(at + 12) > bytes_.size()) throw PdfBroken("a table of a font ends past the font");
    }
  }

  void read(PdfFont& font) const {
    for (const auto& [name, at] : tables_) font.tables.insert(name);
    for (const char* needed : {"head", "hhea", "maxp", "hmtx", "cmap"})
      if (!font.tables.contains(needed)) return;
    const double units = u16(table("head") + 18);
    font.glyphs = static_cast<int>(u16(table("maxp") + 4));
    const auto metrics = u16(table("hhea") + 34);
    if (metrics == 0 || units == 0) throw PdfBroken("a font has no metrics");
    for (std::size_t i = 0; i < static_cast<std::size_t>(font.glyphs); ++i)
      font.advances.push_back(u16(table("hmtx") + 4 * std::min<std::size_t>(i, metrics - 1)) * 1000.0 /
                              units);
    read_cmap(font);
  }

 private:
  [[nodiscard]] std::size_t table(const std::string& name) const { return tables_.at(name); }
  [[nodiscard]] std::uint32_t u16(std::size_t at) const {
    if (at + 2 > bytes_.size()) throw PdfBroken("a font is cut off");
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at])) << 8 |
           static_cast<unsigned char>(bytes_[at + 1]);
  }
  [[nodiscard]] std::uint32_t u32(std::size_t at) const { return u16(at) << 16 | u16(at + 2); }

  void read_cmap(PdfFont& font) const {
    const auto cmap = table("cmap");
    for (std::size_t i = 0; i < u16(cmap + 2); ++i) {
      const auto at = cmap + u32(cmap + 4 + 8 * i + 4);
      if (u16(at) == 4) read_segments(font, at);
      if (u16(at) == 12)
        for (std::size_t k = 0; k < u32(at + 12); ++k) {
          const auto group = at + 16 + 12 * k;
          for (auto c = u32(group); c <= u32(group + 4); ++c)
            font.letters[static_cast<int>(u32(group + 8) + c - u32(group))].insert(c);
        }
    }
  }

  void read_segments(PdfFont& font, std::size_t at) const {
    const auto segments = u16(at + 6) / 2;
    const auto ends = at + 14, starts = ends + 2 * segments + 2, deltas = starts + 2 * segments,
               offsets = deltas + 2 * segments;
    for (std::size_t i = 0; i < segments; ++i)
      for (auto c = u16(starts + 2 * i); c <= u16(ends + 2 * i) && c != 0xFFFF; ++c) {
        const auto offset = u16(offsets + 2 * i);
        auto glyph = offset == 0 ? c : u16(offsets + 2 * i + offset + 2 * (c - u16(starts + 2 * i)));
        if (offset == 0 || glyph != 0) glyph = (glyph + u16(deltas + 2 * i)) & 0xFFFF;
        if (glyph != 0) font.letters[static_cast<int>(glyph)].insert(c);
      }
  }

  std::string bytes_;
  std::map<std::string, std::size_t> tables_;
};

/// The bfchar lines of a ToUnicode map; our writer has no others.
void read_to_unicode(PdfModel& model, PdfFont& font, const std::string& map) {
  std::vector<PdfFinding> none;
  PdfLexer lexer(map, 0, none);
  bool inside = false;
  while (!lexer.ended()) {
    const auto at = lexer.at();
    const auto word = lexer.word();
    if (word == "beginbfchar" || word == "endbfchar") inside = word == "beginbfchar";
    if (word == "beginbfrange") model.note("X-feature", "a ToUnicode map with ranges: no rule yet");
    if (!word.empty()) continue;
    lexer.move(at);
    const auto key = lexer.object(false);
    if (!inside) continue;
    const auto value = lexer.object(false);
    int code = 0;
    for (const char c : key.text) code = code << 8 | static_cast<unsigned char>(c);
    std::u32string text;
    for (std::size_t i = 0; i + 1 < value.text.size(); i += 2)
      text += static_cast<char32_t>(static_cast<unsigned char>(value.text[i])) << 8 |
              static_cast<unsigned char>(value.text[i + 1]);
    font.to_unicode[code] = text;
  }
}

void read_widths(PdfFont& font, const PdfObject& widths) {
  for (std::size_t i = 0; i < widths.items.size();) {
    const auto first = static_cast<int>(widths.items[i].integer);
    if (i + 1 < widths.items.size() && widths.items[i + 1].is(Kind::array)) {
      int code = first;
      for (const auto& width : widths.items[i + 1].items) font.widths[code++] = width.real;
      i += 2;
      continue;
    }
    if (i + 2 >= widths.items.size()) break;
    for (int code = first; code <= widths.items[i + 1].integer; ++code)
      font.widths[code] = widths.items[i + 2].real;
    i += 3;
  }
}

}  // namespace

PdfFont read_font(PdfModel& model, std::int64_t number) {
  const auto& file = model.file;
  PdfFont font;
  font.number = number;
  font.dict = &file.objects().at(number);
  static const PdfObject nothing;
  const auto& descendants = file.at(*font.dict, "DescendantFonts").items;
  font.descendant = descendants.size() == 1 ? &file.resolve(descendants.front()) : &nothing;
  font.descriptor = &file.at(*font.descendant, "FontDescriptor");
  read_widths(font, file.at(*font.descendant, "W"));
  const auto& map = file.at(*font.dict, "ToUnicode");
  if (map.is(Kind::stream)) read_to_unicode(model, font, PdfFile::data(map));
  const auto& program = file.at(*font.descriptor, "FontFile2");
  if (!program.is(Kind::stream)) return font;
  const auto bytes = PdfFile::data(program);
  if (file.at(program, "Length1").integer != static_cast<std::int64_t>(bytes.size()))
    model.note("A-6.2.11.2", fmt::format("font {}: Length1 is not the length of its program", number));
  TrueType(bytes).read(font);
  return font;
}

}  // namespace sctf::test
