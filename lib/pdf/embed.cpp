#include "pdf/embed.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "pdf/about.hpp"
#include "pdf/face_inside.hpp"
#include "pdf/number.hpp"

namespace sctf::pdf {
namespace {

// Once a process for all files: the best that libdeflate has, a few milliseconds.
constexpr int kFaceLevel = 10;
constexpr std::size_t kMappings = 100;  // in one block of a CMap

constexpr int kFixedPitch = 1, kSymbolic = 4, kItalic = 64;

/// What is read for each glyph (ISO 32000-1, 9.10.3); those that are only parts of others have no line.
std::string to_unicode_map(const Face::Inside& face) {
  std::vector<std::size_t> drawn;
  for (std::size_t glyph = 1; glyph < face.to_unicode.size(); ++glyph)
    if (face.to_unicode[glyph] != 0) drawn.push_back(glyph);
  std::string out =
      "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
  for (std::size_t i = 0; i < drawn.size(); i += kMappings) {
    const auto count = std::min(kMappings, drawn.size() - i);
    out += fmt::format("{} beginbfchar\n", count);
    for (std::size_t k = i; k < i + count; ++k)
      out +=
          fmt::format("<{:04X}><{:04X}>\n", drawn[k], static_cast<std::uint32_t>(face.to_unicode[drawn[k]]));
    out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

std::shared_ptr<const EmbeddedFace> make_embedded(const Face::Inside& inside) {
  auto out = std::make_shared<EmbeddedFace>();
  // Six letters, one set for each face (ISO 32000-1, 9.6.4): the subset is always the same.
  out->name = fmt::format("SCTFE{}+{}", static_cast<char>('A' + static_cast<int>(inside.style)),
                          inside.postscript_name);
  Deflate deflate(kFaceLevel);
  deflate.append(out->program, inside.program);
  out->program_size = inside.program.size();
  deflate.append(out->to_unicode, to_unicode_map(inside));
  out->widths = "[0[";
  for (std::size_t glyph = 0; glyph < inside.advances.size(); ++glyph) {
    if (glyph > 0) out->widths += ' ';
    put_integer(out->widths, inside.advances[glyph]);
  }
  out->widths += "]]";
  const int flags = kSymbolic | (inside.style == Style::mono ? kFixedPitch : 0) |
                    (inside.style == Style::italic ? kItalic : 0);
  out->descriptor = fmt::format(
      "/Type/FontDescriptor/FontName/{}/Flags {}/FontBBox[{} {} {} {}]/ItalicAngle {}/Ascent {}/Descent {}"
      "/CapHeight {}/StemV {}",
      out->name, flags, inside.box[0], inside.box[1], inside.box[2], inside.box[3], inside.italic_angle,
      inside.ascent, -inside.descent, inside.cap_height, inside.style == Style::bold ? 140 : 80);
  return out;
}

}  // namespace

const EmbeddedFace& embedded(const Face& face) {
  const auto& inside = face.inside();
  std::call_once(inside.embedding, [&] { inside.embedded = make_embedded(inside); });
  return *inside.embedded;
}

Objects::Number embed(Objects& objects, const EmbeddedFace& face) {
  const auto font = objects.allocate(5);
  const auto descendant = font + 1, descriptor = font + 2, program = font + 3, to_unicode = font + 4;
  objects.raw_stream(program, fmt::format("/Length1 {}/Filter/FlateDecode", face.program_size), face.program);
  objects.raw_stream(to_unicode, "/Filter/FlateDecode", face.to_unicode);
  objects.begin(descriptor) += fmt::format("<<{}/FontFile2 {} 0 R>>", face.descriptor, program);
  objects.end();
  objects.begin(descendant) += fmt::format(
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/{}"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
      "/FontDescriptor {} 0 R/CIDToGIDMap/Identity/W{}>>",
      face.name, descriptor, face.widths);
  objects.end();
  objects.begin(font) += fmt::format(
      "<</Type/Font/Subtype/Type0/BaseFont/{}/Encoding/Identity-H/DescendantFonts[{} 0 R]/ToUnicode {} 0 R>>",
      face.name, descendant, to_unicode);
  objects.end();
  return font;
}

Objects::Number write_profile(Objects& objects) {
  const auto number = objects.allocate();
  objects.stream(number, "/N 3", srgb_profile());
  return number;
}

void write_resources(Objects& objects, Objects::Number number, const Fonts& fonts,
                     const std::array<bool, kStyles>& styles) {
  std::string names;
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (!styles[i]) continue;
    const auto font = embed(objects, embedded(fonts.face(static_cast<Style>(i))));
    names += fmt::format("/F{} {} 0 R", i, font);
  }
  objects.begin(number) += names.empty() ? "<<>>" : "<</Font<<" + names + ">>>>";
  objects.end();
}

}  // namespace sctf::pdf
