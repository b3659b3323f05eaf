// ISO 19005-2, 6.2.11; ISO 14289-1, 7.21: fonts.

#include <cmath>
#include <fmt/format.h>

#include "support/pdf_check.hpp"

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

template <class Look>
void each_font(const PdfModel& model, const PdfSay& say, Look look) {
  for (const auto& [number, font] : model.fonts)
    look(font, [&, n = number](std::string_view text) { say(fmt::format("font {}: {}", n, text)); });
}

void dictionaries(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    if (!font.dict->get("Subtype").is_name("Type0")) tell("is not of Type0");
    if (!font.dict->get("Encoding").is_name("Identity-H")) tell("its Encoding is not Identity-H");
    const auto& name = font.dict->get("BaseFont");
    if (!name.is(Kind::name)) tell("has no BaseFont");
    const auto& descendant = *font.descendant;
    if (!descendant.get("Type").is_name("Font") || !descendant.get("Subtype").is_name("CIDFontType2"))
      tell("its one descendant is no CIDFontType2");
    if (descendant.get("BaseFont").text != name.text || font.descriptor->get("FontName").text != name.text)
      tell("BaseFont and FontName differ");
    const auto& system = model.file.at(descendant, "CIDSystemInfo");
    if (!system.get("Registry").is(Kind::string) || !system.get("Ordering").is(Kind::string) ||
        !system.get("Supplement").is(Kind::integer) || system.entries.size() != 3)
      tell("CIDSystemInfo is not Registry, Ordering and Supplement");
  });
}

void glyph_map(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    if (!font.descendant->get("CIDToGIDMap").is_name("Identity")) tell("its CIDToGIDMap is not Identity");
  });
}

void embedded(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    if (!model.file.at(*font.descriptor, "FontFile2").is(Kind::stream)) return tell("is not embedded");
    for (const char* table : {"glyf", "head", "hhea", "hmtx", "loca", "maxp", "cmap"})
      if (!font.tables.contains(table)) tell(fmt::format("its program has no table {}", table));
    if (font.descriptor->has("CIDSet")) tell("has a CIDSet: no rule yet");
  });
}

void glyphs(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    for (const int code : font.used)
      if (code >= font.glyphs) tell(fmt::format("glyph {} is shown, the program has {}", code, font.glyphs));
  });
}

void widths(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    for (const int code : font.used) {
      if (code >= font.glyphs) continue;
      const auto width = font.widths.find(code);
      const auto own = font.advances[static_cast<std::size_t>(code)];
      if (width == font.widths.end() || std::abs(width->second - own) > 1)
        tell(fmt::format("the width of glyph {} is not the program's {:.1f}", code, own));
    }
  });
}

void descriptors(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    const auto& descriptor = *font.descriptor;
    if (!descriptor.get("Type").is_name("FontDescriptor")) tell("has no descriptor");
    const auto& flags = descriptor.get("Flags");
    const auto symbolic = flags.integer & 4, plain = flags.integer & 32;
    if (!flags.is(Kind::integer) || (symbolic != 0) == (plain != 0))
      tell("its Flags are neither symbolic nor not");
    const auto& box = descriptor.get("FontBBox").items;
    if (box.size() != 4 || !(box[0].real < box[2].real && box[1].real < box[3].real)) tell("has no FontBBox");
    for (const char* key : {"ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"})
      if (!descriptor.get(key).is_number()) tell(fmt::format("its descriptor has no {}", key));
  });
}

void to_unicode(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    for (const int code : font.used) {
      const auto letters = font.to_unicode.find(code);
      if (letters == font.to_unicode.end() || letters->second.empty()) {
        tell(fmt::format("glyph {} is shown without a letter in ToUnicode", code));
        continue;
      }
      for (const char32_t c : letters->second)
        if (c == 0 || c == 0xFEFF || c == 0xFFFE || (c >= 0xE000 && c <= 0xF8FF))
          tell(fmt::format("glyph {} is read as U+{:04X}", code, static_cast<std::uint32_t>(c)));
    }
  });
}

void right_letters(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    for (const auto& [code, letters] : font.to_unicode) {
      const auto own = font.letters.find(code);
      if (letters.size() != 1 || own == font.letters.end() || !own->second.contains(letters[0]))
        tell(fmt::format("glyph {} is read as \"{}\", which is not its letter", code, to_utf8(letters)));
    }
  });
}

void notdef(const PdfModel& model, const PdfSay& say) {
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    if (font.used.contains(0)) tell(".notdef is shown");
  });
}

void subset_name(const PdfModel& model, const PdfSay& say) {
  std::set<std::string> seen;
  each_font(model, say, [&](const PdfFont& font, const auto& tell) {
    const auto& name = font.dict->get("BaseFont").text;
    bool right = name.size() > 7 && name[6] == '+';
    for (std::size_t i = 0; right && i < 6; ++i) right = name[i] >= 'A' && name[i] <= 'Z';
    if (!right) tell("its name has not the six letters of a subset");
    if (!seen.insert(name).second) tell("another font has its name");
  });
}

constexpr PdfRule kFontRules[] = {
    {"A-6.2.11.2", "complete dictionaries of Type0 fonts", dictionaries},
    {"A-6.2.11.3", "CIDToGIDMap Identity", glyph_map},
    {"A-6.2.11.4-embedded", "fonts are embedded with the tables that show them", embedded},
    {"A-6.2.11.4-glyphs", "glyphs that are shown are in the program", glyphs},
    {"A-6.2.11.5", "widths are the program's", widths},
    {"A-6.2.11.6", "descriptors with right Flags and all entries", descriptors},
    {"A-6.2.11.7", "a letter in ToUnicode for each glyph that is shown", to_unicode},
    {"A-6.2.11.8", ".notdef is never shown", notdef},
    {"X-to-unicode", "the letters of ToUnicode are those of the program's cmap", right_letters},
    {"X-subset-name", "names of subsets, each once", subset_name},
};

}  // namespace

std::span<const PdfRule> pdf_font_rules() {
  return kFontRules;
}

}  // namespace sctf::test
