#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.hpp"

namespace sctf::pdf {

/// Standard structure types (ISO 32000-1, 14.8.4) that our documents use; no role map is ever needed.
enum class Tag : std::uint8_t {
  document,
  part,
  sect,
  h1,
  h2,
  h3,
  h4,
  p,
  list,
  item,
  label,
  body,
  table,
  thead,
  tbody,
  tr,
  th,
  td,
  caption,
  figure,
  span,
  strong,
  em,  // strong and em are Span with their words; PDF 1.7 has no Strong
};

/// `P`, `H1`, `Table`: the name in the file.
[[nodiscard]] SCTF_API std::string_view name(Tag tag);

enum class Scope : std::uint8_t { none, column, row, both };

/// How the labels of a list are made (ISO 14289-1, 7.6 wants it said where there are labels).
enum class Numbering : std::uint8_t { disc, decimal, lower_alpha };

/// What an element says beside its text.
struct Attributes {
  std::string lang = {};  ///< BCP 47, where it is not the document's
  std::string alt = {};   ///< of a figure: never empty there
  std::string actual_text = {};
  Scope scope = Scope::none;  ///< of a `th`: never none there
  int colspan = 1, rowspan = 1;
  Numbering numbering = Numbering::disc;  ///< of a list whose items have labels
  float bbox[4] = {0, 0, 0, 0};           ///< of a figure, in points: left, bottom, right, top
};

/// An element of one document's tree. Elements stand in reading order, each after its parent.
struct Element {
  Tag tag = Tag::p;
  int parent = -1;  ///< index in the same list; -1: the document itself
  Attributes attributes;
  /// Marked content that is its own: page (from 0, of this document) and MCID, in reading order; an element
  /// that has children has none.
  struct Mark {
    std::int32_t page, mcid;
  };
  std::vector<Mark> marks;
};

}  // namespace sctf::pdf
