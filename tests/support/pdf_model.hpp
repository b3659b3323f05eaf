#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/pdf_parse.hpp"

namespace sctf::test {

/// A font of the file, taken apart.
struct PdfFont {
  std::int64_t number = 0;
  const PdfObject* dict = nullptr;
  const PdfObject* descendant = nullptr;
  const PdfObject* descriptor = nullptr;
  std::map<int, std::u32string> to_unicode;
  std::map<int, double> widths;  ///< /W, by code
  // Of the embedded program:
  int glyphs = 0;
  std::vector<double> advances;               ///< thousandths, by glyph
  std::map<int, std::set<char32_t>> letters;  ///< its cmap, by glyph
  std::set<std::string> tables;
  std::set<int> used;  ///< codes that pages show
};

/// Marked content as it was drawn.
struct PdfSequence {
  bool artifact = false;
  std::int64_t mcid = -1;
  std::string tag;
  std::u32string text;  ///< by ToUnicode
  bool paints = false;
};

struct PdfPage {
  std::int64_t number = 0;
  const PdfObject* dict = nullptr;
  std::vector<PdfSequence> sequences;
};

struct PdfElement {
  std::int64_t number = 0;
  const PdfObject* dict = nullptr;
  std::string type;
  int parent = -1;  ///< index; -1: the root of the tree
  std::vector<int> children;
  struct Mark {
    std::int64_t page;  ///< object
    std::int64_t mcid;
  };
  std::vector<Mark> marks;
  struct ObjectMark {
    std::int64_t object, page;
  };
  std::vector<ObjectMark> objects;  ///< annotations (OBJR)
};

/// What rules look at: everything of a file that they need, read once. What already went wrong while it was
/// read stands in `notes`, under the rule that it breaks.
struct PdfModel {
  explicit PdfModel(const PdfFile& file);
  PdfModel(const PdfModel&) = delete;
  PdfModel& operator=(const PdfModel&) = delete;

  const PdfFile& file;
  const PdfObject& catalog;
  std::map<std::int64_t, PdfFont> fonts;  ///< by object
  std::vector<PdfPage> pages;
  std::vector<PdfElement> elements;  ///< in reading order
  std::map<std::int64_t, std::vector<std::int64_t>>
      parent_tree;                                      ///< by StructParents: elements by MCID, 0 for null
  std::map<std::int64_t, std::int64_t> object_parents;  ///< by StructParent of an annotation: its element
  std::map<std::int64_t, std::size_t> page_of;          ///< index, by object
  std::map<std::int64_t, int> element_of;               ///< index, by object
  std::vector<PdfFinding> notes;

  void note(std::string rule, std::string text) { notes.push_back({std::move(rule), std::move(text)}); }

 private:
  void read_pages(const PdfObject& node, std::int64_t number, std::int64_t parent, int depth);
  void read_element(const PdfObject& reference, int parent, int depth);
  void read_kid(const PdfObject& kid, int element, int depth);
  void read_parent_tree(const PdfObject& node, int depth, std::int64_t& last);
};

/// Reads a font dictionary and what hangs on it.
[[nodiscard]] PdfFont read_font(PdfModel& model, std::int64_t number);

/// Draws a page in thought: its sequences, and the glyphs that its fonts show.
void read_content(PdfModel& model, PdfPage& page);

/// Text by code points.
[[nodiscard]] std::string to_utf8(const std::u32string& text);
/// A text string of ISO 32000-1, 7.9.2.
[[nodiscard]] std::string text_string(const PdfObject& string);

}  // namespace sctf::test
