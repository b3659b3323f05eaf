#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace sctf::pdf {

/// The faces of a document, in this order everywhere.
enum class Style : std::uint8_t { regular, bold, italic, mono };
inline constexpr int kStyles = 4;

/// Number of a glyph in the subset that is embedded; 0 is .notdef, which is never drawn.
using Glyph = std::uint16_t;

/// A font cut down once, at start, to the letters that the languages of Europe need (Latin-1, Latin
/// Extended-A, the punctuation and signs of our templates): what is embedded, and flat arrays to measure
/// with. Immutable.
class SCTF_API Face {
 public:
  /// `asset_missing` where the file cannot be read, `internal` where it is no font that we can cut.
  [[nodiscard]] static Result<Face> load(const std::filesystem::path& file, Style style);
  Face(Face&&) noexcept;
  Face& operator=(Face&&) noexcept;
  ~Face();

  /// The glyph of a code point; none outside the repertoire.
  [[nodiscard]] std::optional<Glyph> glyph(char32_t c) const noexcept;
  /// Width in thousandths of the size.
  [[nodiscard]] int advance(Glyph glyph) const noexcept;
  /// What is added between two glyphs (mostly negative), in thousandths; 0 for most.
  [[nodiscard]] int kern(Glyph left, Glyph right) const noexcept;
  /// Thousandths of the size above and below the baseline (descent positive).
  [[nodiscard]] int ascent() const noexcept;
  [[nodiscard]] int descent() const noexcept;

  /// For the rest of lib/pdf (pdf/face_inside.hpp).
  struct Inside;
  [[nodiscard]] const Inside& inside() const noexcept { return *inside_; }

 private:
  explicit Face(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// The four faces of the named Debian package (fonts-liberation2), loaded once and shared by all threads.
class SCTF_API Fonts {
 public:
  [[nodiscard]] static Result<std::shared_ptr<const Fonts>> load();
  [[nodiscard]] const Face& face(Style style) const { return faces_[static_cast<std::size_t>(style)]; }

 private:
  explicit Fonts(std::vector<Face> faces) : faces_(std::move(faces)) {}
  std::vector<Face> faces_;
};

/// Text turned to glyphs of one face. `invalid_value` with the code point (`U+4E2D`) where one is outside the
/// repertoire: no gap and no box is ever printed for a letter; `bad_encoding` for what is not UTF-8. Letters
/// are composed first (NFC).
struct Run {
  std::vector<Glyph> glyphs;
  int width = 0;  ///< thousandths of the size, kerning included
};
[[nodiscard]] SCTF_API Result<Run> shape(const Face& face, std::string_view utf8);

}  // namespace sctf::pdf
