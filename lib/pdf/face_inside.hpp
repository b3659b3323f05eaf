#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "pdf/face.hpp"

namespace sctf::pdf {

struct EmbeddedFace;

/// What the writer embeds and the content writes; inside lib/pdf only.
struct Face::Inside {
  /// How a glyph stands in a literal string of a content stream: two bytes, escaped where they must be.
  struct Code {
    std::array<char, 4> bytes;
    std::uint32_t size;
  };
  struct Pair {
    Glyph right;
    std::int16_t kern;  ///< thousandths
  };

  Style style = Style::regular;
  std::string postscript_name;       ///< `LiberationSans-Bold`, without the tag of a subset
  std::string program;               ///< the TrueType file that is embedded
  std::vector<Glyph> of_code;        ///< by code point, 0 where there is none
  std::vector<char32_t> to_unicode;  ///< by glyph; 0 for a part of other glyphs, which is never drawn
  std::vector<std::int16_t> advances;
  std::vector<Code> codes;
  std::vector<std::uint32_t> first_pair;  ///< by left glyph, one more than there are glyphs
  std::vector<Pair> pairs;                ///< sorted by right glyph under each left one
  int ascent = 0, descent = 0, cap_height = 0;
  float italic_angle = 0;
  std::array<int, 4> box{};  ///< thousandths: left, bottom, right, top of all glyphs

  // What files hold of it, made when the first one asks (pdf/embed.hpp).
  mutable std::once_flag embedding;
  mutable std::shared_ptr<const EmbeddedFace> embedded;
};

}  // namespace sctf::pdf
