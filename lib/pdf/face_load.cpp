// Cuts a font down once a process with HarfBuzz and lays out flat what is asked of it later.

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <span>

#include "pdf/face_inside.hpp"
#include "proc/file.hpp"

namespace sctf::pdf {
namespace {

constexpr std::size_t kMaxFontBytes = 16 * 1024 * 1024;

template <auto destroy>
struct HbFree {
  void operator()(auto* pointer) const noexcept { destroy(pointer); }
};
template <class T, auto destroy>
using HbOwned = std::unique_ptr<T, HbFree<destroy>>;
using HbBlob = HbOwned<hb_blob_t, hb_blob_destroy>;
using HbFace = HbOwned<hb_face_t, hb_face_destroy>;
using HbFont = HbOwned<hb_font_t, hb_font_destroy>;
using HbSet = HbOwned<hb_set_t, hb_set_destroy>;
using HbBuffer = HbOwned<hb_buffer_t, hb_buffer_destroy>;
using HbInput = HbOwned<hb_subset_input_t, hb_subset_input_destroy>;
using HbPlan = HbOwned<hb_subset_plan_t, hb_subset_plan_destroy>;

/// Code points of the languages of Europe in Latin script and what our templates use. Not in it: controls,
/// the soft hyphen (a hint, never a letter), combining marks.
struct CodeRange {
  char32_t first, last;
};
constexpr CodeRange kRepertoire[] = {
    {0x20, 0x7E},      // ASCII
    {0xA0, 0xAC},      // Latin-1
    {0xAE, 0x17F},     // Latin-1, Latin Extended-A
    {0x18F, 0x18F},    // Ə
    {0x192, 0x192},    // ƒ
    {0x218, 0x21B},    // Ș ș Ț ț
    {0x259, 0x259},    // ə
    {0x2BC, 0x2BC},    // the apostrophe that is a letter
    {0x1E80, 0x1E85},  // Ẁ … Welsh
    {0x1E9E, 0x1E9E},  // ẞ
    {0x1EF2, 0x1EF3},  // Ỳ ỳ
    {0x2010, 0x2015},  // dashes
    {0x2018, 0x2022},  // quotes, daggers, bullet
    {0x2026, 0x2026}, {0x202F, 0x202F}, {0x2030, 0x2030}, {0x2032, 0x2033},
    {0x2039, 0x203A}, {0x20AC, 0x20AC},  // €
    {0x2116, 0x2116},                    // №
    {0x2122, 0x2122}, {0x2190, 0x2193}, {0x2212, 0x2212}, {0x2248, 0x2248},
    {0x2260, 0x2260}, {0x2264, 0x2265}, {0x25A0, 0x25A1}, {0x25CB, 0x25CB},
    {0x25CF, 0x25CF}, {0x2713, 0x2713},  // ✓ where the font has it
};

// Tables that a viewer of embedded glyphs does not read. The cmap stays: by it a checker can hold the
// ToUnicode map against the font.
constexpr hb_tag_t kDropped[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('O', 'S', '/', '2'), HB_TAG('F', 'F', 'T', 'M'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
    HB_TAG('D', 'S', 'I', 'G')};

/// The whole font and what is left of it.
struct CutFont {
  HbFace whole;
  HbFont whole_font;
  HbFace cut;
  HbFont cut_font;
  int units = 0;
  std::vector<hb_codepoint_t> old_of_new;

  /// Font units in thousandths of the size.
  [[nodiscard]] int thousandths(double value) const {
    return static_cast<int>(std::lround(value * 1000.0 / units));
  }
};

HbFace cut_face(hb_face_t* whole, std::vector<hb_codepoint_t>& old_of_new) {
  const HbInput input(hb_subset_input_create_or_fail());
  if (!input) return nullptr;
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
  auto* wanted = hb_subset_input_unicode_set(input.get());
  for (const auto& [first, last] : kRepertoire) hb_set_add_range(wanted, first, last);
  auto* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const auto tag : kDropped) hb_set_add(dropped, tag);

  const HbPlan plan(hb_subset_plan_create_or_fail(whole, input.get()));
  if (!plan) return nullptr;
  HbFace cut(hb_subset_plan_execute_or_fail(plan.get()));
  if (!cut) return nullptr;
  old_of_new.assign(hb_face_get_glyph_count(cut.get()), 0);
  const auto* mapping = hb_subset_plan_new_to_old_glyph_mapping(plan.get());
  for (std::size_t i = 0; i < old_of_new.size(); ++i)
    old_of_new[i] = hb_map_get(mapping, static_cast<hb_codepoint_t>(i));
  return cut;
}

Face::Inside::Code literal_code(Glyph glyph) {
  Face::Inside::Code code{};
  for (const int byte : {glyph >> 8, glyph & 0xFF}) {
    const char c = static_cast<char>(byte);
    // A bare CR would be read as LF (ISO 32000-1, 7.3.4.2).
    if (c == '(' || c == ')' || c == '\\' || c == '\r') code.bytes[code.size++] = '\\';
    code.bytes[code.size++] = c == '\r' ? 'r' : c;
  }
  return code;
}

void fill_letters(const CutFont& font, Face::Inside& inside) {
  const auto glyphs = font.old_of_new.size();
  inside.to_unicode.assign(glyphs, 0);
  char32_t end = 0;
  for (const auto& range : kRepertoire) end = std::max<char32_t>(end, range.last + 1);
  inside.of_code.assign(end, 0);
  for (const auto& [first, last] : kRepertoire)
    for (char32_t c = first; c <= last; ++c) {
      hb_codepoint_t glyph = 0;
      if (!hb_font_get_nominal_glyph(font.cut_font.get(), c, &glyph) || glyph == 0) continue;
      inside.of_code[c] = static_cast<Glyph>(glyph);
      // Of two letters with one glyph (space and no-break space) the lower one is what is read back.
      if (inside.to_unicode[glyph] == 0) inside.to_unicode[glyph] = c;
    }
  for (std::size_t i = 0; i < glyphs; ++i) {
    const auto glyph = static_cast<hb_codepoint_t>(i);
    inside.advances.push_back(
        static_cast<std::int16_t>(font.thousandths(hb_font_get_glyph_h_advance(font.cut_font.get(), glyph))));
    inside.codes.push_back(literal_code(static_cast<Glyph>(i)));
    hb_glyph_extents_t extents;
    if (!hb_font_get_glyph_extents(font.cut_font.get(), glyph, &extents)) continue;
    auto& box = inside.box;
    box[0] = std::min(box[0], font.thousandths(extents.x_bearing));
    box[1] = std::min(box[1], font.thousandths(extents.y_bearing + extents.height));
    box[2] = std::max(box[2], font.thousandths(extents.x_bearing + extents.width));
    box[3] = std::max(box[3], font.thousandths(extents.y_bearing));
  }
}

/// Glyphs of the whole font that any pair lookup takes; the rest needs no trying.
HbSet kerned_glyphs(hb_face_t* face) {
  HbSet lookups(hb_set_create()), before(hb_set_create()), input(hb_set_create()), after(hb_set_create()),
      output(hb_set_create());
  const hb_tag_t features[] = {HB_TAG('k', 'e', 'r', 'n'), 0};
  hb_ot_layout_collect_lookups(face, HB_OT_TAG_GPOS, nullptr, nullptr, features, lookups.get());
  for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups.get(), &lookup);)
    hb_ot_layout_lookup_collect_glyphs(face, HB_OT_TAG_GPOS, lookup, before.get(), input.get(), after.get(),
                                       output.get());
  return input;
}

/// Figures are never drawn closer: amounts in a column stand digit under digit.
bool kern_figure(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// Sets `a b a b₂ a b₃ …` and reads off how much closer each came to the next.
template <class See>
void try_pairs(hb_font_t* font, hb_codepoint_t left, std::span<const hb_codepoint_t> others, See see) {
  const HbBuffer buffer(hb_buffer_create());
  hb_buffer_set_content_type(buffer.get(), HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(), HB_SCRIPT_LATIN);
  hb_buffer_set_language(buffer.get(), hb_language_from_string("es", -1));
  unsigned cluster = 0;
  for (const auto other : others) {
    hb_buffer_add(buffer.get(), left, cluster++);
    hb_buffer_add(buffer.get(), other, cluster++);
  }
  hb_feature_t off[4];
  const char* names[] = {"-liga", "-clig", "-calt", "-ccmp"};
  for (std::size_t i = 0; i < 4; ++i) hb_feature_from_string(names[i], -1, &off[i]);
  hb_shape(font, buffer.get(), off, 4);
  unsigned count = 0;
  const auto* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
  const auto* positions = hb_buffer_get_glyph_positions(buffer.get(), nullptr);
  for (unsigned i = 0; i + 1 < count; ++i)
    see(infos[i].codepoint, infos[i + 1].codepoint,
        positions[i].x_advance - hb_font_get_glyph_h_advance(font, infos[i].codepoint));
}

void fill_kerning(const CutFont& font, Face::Inside& inside) {
  const auto kerned = kerned_glyphs(font.whole.get());
  const auto glyphs = font.old_of_new.size();
  std::vector<hb_codepoint_t> letters;  // code points: shaping starts from text
  std::vector<Glyph> new_of_old(hb_face_get_glyph_count(font.whole.get()), 0);
  for (std::size_t i = 1; i < glyphs; ++i) {
    new_of_old[font.old_of_new[i]] = static_cast<Glyph>(i);
    if (inside.to_unicode[i] != 0 && hb_set_has(kerned.get(), font.old_of_new[i]))
      letters.push_back(inside.to_unicode[i]);
  }
  std::vector<std::vector<Face::Inside::Pair>> by_left(glyphs);
  for (std::size_t i = 0; i < letters.size(); ++i)
    try_pairs(font.whole_font.get(), letters[i], std::span(letters).subspan(i),
              [&](hb_codepoint_t left, hb_codepoint_t right, hb_position_t kern) {
                const auto value = font.thousandths(kern);
                const auto from = new_of_old[left], to = new_of_old[right];
                if (value == 0 || from == 0 || to == 0) return;
                if (kern_figure(inside.to_unicode[from]) && kern_figure(inside.to_unicode[to])) return;
                by_left[from].push_back({to, static_cast<std::int16_t>(value)});
              });
  inside.first_pair.push_back(0);
  for (auto& pairs : by_left) {
    std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.right < b.right; });
    // Each pair was met once or twice, with the same value.
    pairs.erase(std::unique(pairs.begin(), pairs.end(),
                            [](const auto& a, const auto& b) { return a.right == b.right; }),
                pairs.end());
    inside.pairs.insert(inside.pairs.end(), pairs.begin(), pairs.end());
    inside.first_pair.push_back(static_cast<std::uint32_t>(inside.pairs.size()));
  }
}

void fill_metrics(const CutFont& font, Face::Inside& inside) {
  auto* whole = font.whole_font.get();
  hb_font_extents_t extents;
  hb_font_get_h_extents(whole, &extents);
  inside.ascent = font.thousandths(extents.ascender);
  inside.descent = font.thousandths(-extents.descender);
  hb_position_t cap = 0;
  hb_ot_metrics_get_position(whole, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap);
  inside.cap_height = font.thousandths(cap);
  inside.italic_angle = hb_style_get_value(whole, HB_STYLE_TAG_SLANT_ANGLE);
  char name[128] = {};
  unsigned size = sizeof name;
  hb_ot_name_get_utf8(font.whole.get(), HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1),
                      &size, name);
  inside.postscript_name = name;
}

}  // namespace

Result<Face> Face::load(const std::filesystem::path& file, Style style) {
  const auto bytes = proc::read_file(file, kMaxFontBytes);
  if (!bytes)
    return problem(Code::asset_missing, "the font {} cannot be read: install the package fonts-liberation2",
                   file.string());
  const HbBlob blob(hb_blob_create(bytes->data(), static_cast<unsigned>(bytes->size()),
                                   HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr));
  CutFont font;
  font.whole.reset(hb_face_create(blob.get(), 0));
  font.units = static_cast<int>(hb_face_get_upem(font.whole.get()));
  font.whole_font.reset(hb_font_create(font.whole.get()));
  if (hb_face_get_glyph_count(font.whole.get()) > 1) font.cut = cut_face(font.whole.get(), font.old_of_new);
  if (!font.cut || font.old_of_new.size() < 2 || font.old_of_new.size() > 0xFFFF)
    return problem(Code::internal, "{} is no TrueType font that can be cut down", file.string());
  font.cut_font.reset(hb_font_create(font.cut.get()));

  auto inside = std::make_unique<Inside>();
  inside->style = style;
  fill_letters(font, *inside);
  fill_kerning(font, *inside);
  fill_metrics(font, *inside);
  const HbBlob cut(hb_face_reference_blob(font.cut.get()));
  unsigned size = 0;
  const char* data = hb_blob_get_data(cut.get(), &size);
  inside->program.assign(data, size);
  if (inside->postscript_name.empty() || !inside->of_code[U'A'])
    return problem(Code::internal, "{} has no name or no letter A", file.string());
  return Face(std::move(inside));
}

}  // namespace sctf::pdf
