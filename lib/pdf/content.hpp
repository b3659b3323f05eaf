#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/face.hpp"
#include "pdf/tags.hpp"

namespace sctf::pdf {

/// Points (1/72 inch); the origin is the lower left corner of the page.
using Points = float;
inline constexpr Points kMillimetre = 72.0F / 25.4F;
inline constexpr Points kA4Width = 595.276F, kA4Height = 841.89F;

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// Bits of a symbol: `width` × `height` modules, row by row, true is dark.
struct Bits {
  int width = 0, height = 0;
  std::vector<bool> dark;
};

/// The operators of one page or part of a page (ISO 32000-1, 8 and 9). Everything is either between `begin`
/// and `end` or between `begin_artifact` and `end`: what is not is a defect, thrown.
class SCTF_API Content {
 public:
  explicit Content(const Fonts& fonts) : fonts_(&fonts) {}

  /// Marked content with this MCID, unique on its page over all of its contents.
  void begin(Tag tag, int mcid);
  void begin_artifact();
  void end();

  /// Glyphs from `x`, baseline `y`.
  void text(Points x, Points y, Style style, Points size, const Run& run, Colour colour = {});
  void fill(Points x, Points y, Points width, Points height, Colour colour);
  void line(Points x1, Points y1, Points x2, Points y2, Points width, Colour colour);
  /// A frame; its line lies inside the rectangle.
  void frame(Points x, Points y, Points width, Points height, Points line, Colour colour);
  /// A symbol in black, its lower left corner at `x`, `y`: filled rectangles as large as can be, in one path,
  /// sharp at every size and without seams.
  void bits(Points x, Points y, Points module_width, Points module_height, const Bits& bits);

  [[nodiscard]] const std::string& operators() const noexcept { return out_; }
  /// Which faces it shows text in.
  [[nodiscard]] std::array<bool, kStyles> styles() const noexcept { return used_; }
  /// What was begun with an MCID, in drawing order.
  struct Marked {
    Tag tag;
    std::int32_t mcid;
  };
  [[nodiscard]] const std::vector<Marked>& marked() const noexcept { return marked_; }
  /// Whether all that was begun has its end.
  [[nodiscard]] bool closed() const noexcept { return !inside_; }

 private:
  void need_inside(const char* what) const;
  void set_fill(Colour colour);
  void set_stroke(Colour colour);
  void set_font(Style style, Points size);

  const Fonts* fonts_;
  std::string out_;
  std::vector<Marked> marked_;
  std::array<bool, kStyles> used_{};
  // What the operators so far have set; nothing at first, for other contents of the page come before.
  std::optional<Colour> fill_, stroke_;
  std::optional<Style> font_;
  Points font_size_ = 0;
  bool inside_ = false;
};

}  // namespace sctf::pdf
