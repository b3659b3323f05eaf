#pragma once

#include <array>

#include "pdf/face.hpp"
#include "pdf/objects.hpp"

namespace sctf::pdf {

/// What stands in a file for a face, worked out once a process. Inside lib/pdf only.
struct EmbeddedFace {
  std::string name;        ///< with the tag of a subset
  std::string program;     ///< deflated
  std::string to_unicode;  ///< deflated
  std::string widths;      ///< the array /W
  std::string descriptor;  ///< entries, without /FontFile2
  std::size_t program_size = 0;
};
[[nodiscard]] const EmbeddedFace& embedded(const Face& face);

/// Writes sRGB as an ICC profile; returns its object.
[[nodiscard]] Objects::Number write_profile(Objects& objects);
/// Writes the resources of pages in these faces, and their fonts, as object `number`.
void write_resources(Objects& objects, Objects::Number number, const Fonts& fonts,
                     const std::array<bool, kStyles>& styles);

/// Writes the font of a face; returns its object.
[[nodiscard]] Objects::Number embed(Objects& objects, const EmbeddedFace& face);

}  // namespace sctf::pdf
