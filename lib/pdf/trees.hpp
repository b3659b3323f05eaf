#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pdf/objects.hpp"

namespace sctf::pdf {

/// The pages of a file in nodes of a few dozen, each written when it is full (ISO 32000-1, 7.7.3). Inside
/// lib/pdf only.
class PageTree {
 public:
  /// Takes in a page; returns the node that is its parent.
  Objects::Number add(Objects& objects, Objects::Number page);
  /// Writes the rest and the root.
  void finish(Objects& objects);

  [[nodiscard]] std::int64_t pages() const noexcept { return pages_; }
  [[nodiscard]] Objects::Number root() const noexcept { return root_; }

 private:
  void end_node(Objects& objects);

  Objects::Number root_ = 0;
  std::vector<Objects::Number> nodes_;  // the last one is being filled
  std::string kids_;
  std::int64_t in_node_ = 0, pages_ = 0;
};

/// The elements of each page's marked content (ISO 32000-1, 14.7.4.4), in leaves that are written when they
/// are full. Inside lib/pdf only.
class ParentTree {
 public:
  /// The next page: of each MCID in turn the element, counted from `first`; -1 where there is none.
  void add(Objects& objects, std::span<const std::int32_t> owners, Objects::Number first);
  /// After all pages: an annotation, whose element is this.
  void add_object(Objects& objects, Objects::Number element);
  /// Writes the rest and the root; returns its object.
  Objects::Number finish(Objects& objects);

 private:
  void end_entry(Objects& objects);
  void end_leaf(Objects& objects);

  std::vector<Objects::Number> leaves_;
  std::string entries_;                   // of the leaf that is being filled
  std::int64_t in_leaf_ = 0, pages_ = 0;  // entries, in all of them
};

}  // namespace sctf::pdf
