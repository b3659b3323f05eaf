#pragma once

#include <string>
#include <string_view>

#include "pdf/writer.hpp"

namespace sctf::pdf {

// What a file says of itself. Inside lib/pdf only.

/// A text string (ISO 32000-1, 7.9.2): PDFDocEncoding where it can, UTF-16 else. Throws `internal` for what
/// is not UTF-8 or longer than the 32,767 bytes of ISO 19005-2, 6.1.13.
void put_text_string(std::string& out, std::string_view utf8);

/// Throws `internal` where a title, an id or a language of BCP 47 form is missing.
void check(const Metadata& metadata);
/// Whether `tag` has the form of BCP 47 (`es`, `es-ES`, `ca-valencia`).
[[nodiscard]] bool is_language(std::string_view tag);

/// The packet with the marks of PDF/A-2a and PDF/UA-1 and the description that PDF/A asks for of the latter.
[[nodiscard]] std::string xmp_packet(const Metadata& metadata);
/// The same in the Info dictionary's words: its entries.
[[nodiscard]] std::string info_entries(const Metadata& metadata);
/// `D:20260520080000Z` (ISO 32000-1, 7.9.4).
[[nodiscard]] std::string pdf_date(Instant instant);
/// 16 bytes that follow from Metadata::id, in hexadecimal.
[[nodiscard]] std::string file_id(const Metadata& metadata);

/// sRGB as an ICC profile of version 4, always the same bytes.
[[nodiscard]] const std::string& srgb_profile();

}  // namespace sctf::pdf
