#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/pdf_model.hpp"

namespace sctf::test {

/// Takes what a rule has against a file.
using PdfSay = std::function<void(std::string)>;

/// A rule: `A-` and the clause of ISO 19005-2, `UA-` and the clause of ISO 14289-1, `X-` for what public
/// validators let through or what ISO 32000-1 says. A rule without `look` is asked while the file is read.
struct PdfRule {
  std::string_view id, what;
  void (*look)(const PdfModel&, const PdfSay&) = nullptr;
};
[[nodiscard]] std::span<const PdfRule> pdf_file_rules();
[[nodiscard]] std::span<const PdfRule> pdf_about_rules();
[[nodiscard]] std::span<const PdfRule> pdf_font_rules();
[[nodiscard]] std::span<const PdfRule> pdf_tree_rules();
[[nodiscard]] std::span<const PdfRule> pdf_table_rules();
[[nodiscard]] std::span<const PdfRule> pdf_form_rules();
/// All of them.
[[nodiscard]] std::vector<PdfRule> pdf_rules();

struct PdfVerdict {
  std::vector<PdfFinding> findings;
  std::size_t rules = 0;  ///< how many were asked
  std::size_t pages = 0, elements = 0, glyphs = 0;
  std::string tagged;     ///< text in reading order, a line for each element that has some
  std::string artifacts;  ///< text that assistive technology does not read

  /// Never where no rule was asked, or where there was nothing to ask it of.
  [[nodiscard]] bool passed() const { return rules > 0 && pages > 0 && elements > 0 && findings.empty(); }
};

/// Holds a file against tables 8 and 9 of the norm of documents. Rules that speak of what our files do not
/// have (links, images, attachments …) are one: that there is no such thing.
[[nodiscard]] PdfVerdict check_pdf(const std::string& bytes);
[[nodiscard]] PdfVerdict check_pdf(const std::string& bytes, std::span<const PdfRule> rules);

/// `RULE: text`, a line each.
[[nodiscard]] std::string to_string(const PdfVerdict& verdict);

}  // namespace sctf::test
