#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pdf/objects.hpp"
#include "pdf/writer.hpp"

namespace sctf::pdf {

/// The tree of one document at a time: held against PDF/UA-1, then written. Inside lib/pdf only.
class Structure {
 public:
  /// Throws `internal` for what would not conform (Writer::add says what). What it found out is used by the
  /// others until the next call.
  void check(const std::vector<Page>& pages, const std::vector<Element>& elements);

  /// The elements as objects from `first` on, under `parent`; `first_page` is the object of page 0.
  void write(Objects& objects, const std::vector<Element>& elements, Objects::Number first,
             Objects::Number parent, Objects::Number first_page) const;

  /// Indices of the elements that have no parent.
  [[nodiscard]] const std::vector<std::int32_t>& roots() const noexcept { return roots_; }
  /// Which element has each MCID of a page; -1 where a number is left out.
  [[nodiscard]] std::span<const std::int32_t> owners(std::size_t page) const;

 private:
  void link(const std::vector<Element>& elements);
  void check_place(const std::vector<Element>& elements, std::size_t i) const;
  void check_attributes(const Element& element, std::size_t i) const;
  void check_heading(const Element& element, std::size_t i);
  void check_table(const std::vector<Element>& elements, std::size_t table);
  void check_rows(const std::vector<Element>& elements, std::int32_t section, std::size_t& columns);
  void check_list(const std::vector<Element>& elements, std::size_t list);
  void check_marks(const std::vector<Page>& pages, const std::vector<Element>& elements);

  void put_attributes(std::string& out, const Element& element, std::size_t i) const;
  void put_kids(std::string& out, const Element& element, std::size_t i, Objects::Number first,
                Objects::Number first_page) const;

  std::vector<std::int32_t> roots_, first_child_, next_, last_child_;  // -1: none
  std::vector<std::uint8_t> labelled_;                                 // lists whose items have labels
  std::vector<std::int32_t> owners_;                                   // of all pages, one after another
  std::vector<std::size_t> page_begin_;
  std::vector<std::uint8_t> drawn_;
  std::vector<int> open_rows_;  // of a table: rows that a cell above still covers, by column
  int last_heading_ = 0;        // of the file so far
};

}  // namespace sctf::pdf
