#include "pdf/face.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include "pdf/face_inside.hpp"
#include "text/normal.hpp"
#include "text/utf8.hpp"

namespace sctf::pdf {
namespace {

constexpr std::string_view kFaceFolder = "/usr/share/fonts/truetype/liberation2";
constexpr std::array<std::string_view, kStyles> kFaceFiles = {
    "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf",
    "LiberationMono-Regular.ttf"};

// All code points below are composed already: no text of them needs ICU.
constexpr char32_t kFirstThatMayCompose = 0x300;

/// The code point at `i` of well-formed UTF-8; moves `i` past it.
char32_t next_code_point(std::string_view utf8, std::size_t& i) {
  const auto byte = [&](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(utf8[at]));
  };
  const auto first = byte(i);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t c = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t k = 1; k < length; ++k) c = c << 6 | (byte(i + k) & 0x3F);
  i += length;
  return c;
}

/// The glyphs of composed text, and whether it may want composing after all.
Result<Run> shape_composed(const Face& face, std::string_view utf8) {
  Run run;
  run.glyphs.reserve(utf8.size());
  Glyph left = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = next_code_point(utf8, i);
    const auto glyph = face.glyph(c);
    if (!glyph)
      return problem(Code::invalid_value,
                     "no letter is held for U+{:04X}: only those of Latin scripts of Europe",
                     static_cast<std::uint32_t>(c));
    run.width += face.advance(*glyph);
    if (left != 0) run.width += face.kern(left, *glyph);
    run.glyphs.push_back(left = *glyph);
  }
  return run;
}

}  // namespace

Face::Face(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Face::Face(Face&&) noexcept = default;
Face& Face::operator=(Face&&) noexcept = default;
Face::~Face() = default;

std::optional<Glyph> Face::glyph(char32_t c) const noexcept {
  if (c >= inside_->of_code.size() || inside_->of_code[c] == 0) return std::nullopt;
  return inside_->of_code[c];
}

int Face::advance(Glyph glyph) const noexcept {
  return glyph < inside_->advances.size() ? inside_->advances[glyph] : 0;
}

int Face::kern(Glyph left, Glyph right) const noexcept {
  if (left >= inside_->advances.size()) return 0;
  const auto* first = inside_->pairs.data() + inside_->first_pair[left];
  const auto* last = inside_->pairs.data() + inside_->first_pair[left + 1U];
  if (first == last) return 0;
  const auto* found = std::lower_bound(
      first, last, right, [](const Inside::Pair& pair, Glyph glyph) { return pair.right < glyph; });
  return found != last && found->right == right ? found->kern : 0;
}

int Face::ascent() const noexcept {
  return inside_->ascent;
}

int Face::descent() const noexcept {
  return inside_->descent;
}

Result<std::shared_ptr<const Fonts>> Fonts::load() {
  static std::mutex mutex;
  static std::shared_ptr<const Fonts> loaded;
  const std::scoped_lock lock(mutex);
  if (loaded) return loaded;
  std::vector<Face> faces;
  for (std::size_t i = 0; i < kStyles; ++i) {
    auto face = Face::load(std::filesystem::path(kFaceFolder) / kFaceFiles[i], static_cast<Style>(i));
    if (!face) return tl::unexpected<Problem>(std::move(face.error()));
    faces.push_back(std::move(*face));
  }
  loaded = std::shared_ptr<const Fonts>(new Fonts(std::move(faces)));
  return loaded;
}

Result<Run> shape(const Face& face, std::string_view utf8) {
  if (const auto bad = text::first_invalid_utf8(utf8); bad != std::string_view::npos)
    return problem(Code::bad_encoding, "byte {} of the text is 0x{:02X}, which is not UTF-8 there", bad + 1,
                   static_cast<unsigned char>(utf8[bad]));
  // Bytes from 0xCC on begin U+0300 and later.
  const bool may_compose =
      std::any_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xCC; });
  static_assert(kFirstThatMayCompose == (0xCC & 0x1F) << 6);
  return may_compose ? shape_composed(face, text::nfc(utf8)) : shape_composed(face, utf8);
}

}  // namespace sctf::pdf
