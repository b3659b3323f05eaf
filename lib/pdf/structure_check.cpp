// What PDF/UA-1 asks of a tree, before anything of it is written.

#include <algorithm>

#include "pdf/about.hpp"
#include "pdf/structure.hpp"

namespace sctf::pdf {
namespace {

// A page of ten thousand runs has fewer; a wild number would make a wild table.
constexpr std::int32_t kMaxMcid = 0xFFFF;

template <class... Args>
[[noreturn]] void wrong(std::size_t i, const Element& element, fmt::format_string<Args...> format,
                        Args&&... args) {
  throw Error(Code::internal, "element {} ({}) {}", i, name(element.tag),
              fmt::vformat(format, fmt::make_format_args(args...)));
}

int heading_level(Tag tag) {
  return tag >= Tag::h1 && tag <= Tag::h4 ? static_cast<int>(tag) - static_cast<int>(Tag::h1) + 1 : 0;
}

bool is_inline(Tag tag) {
  return tag == Tag::span || tag == Tag::strong || tag == Tag::em || tag == Tag::figure;
}

/// Whether `child` may stand in `parent` (ISO 32000-1, 14.8.4; ISO 14289-1, 7.2).
bool may_stand_in(Tag child, Tag parent) {
  switch (parent) {
    case Tag::list: return child == Tag::caption || child == Tag::item;
    case Tag::item: return child == Tag::label || child == Tag::body;
    case Tag::table: return child == Tag::caption || child == Tag::thead || child == Tag::tbody;
    case Tag::thead:
    case Tag::tbody: return child == Tag::tr;
    case Tag::tr: return child == Tag::th || child == Tag::td;
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::p:
    case Tag::label:
    case Tag::span:
    case Tag::strong:
    case Tag::em: return is_inline(child);
    case Tag::figure: return child == Tag::caption || child == Tag::p || child == Tag::span;
    default: break;
  }
  switch (child) {
    case Tag::document:
    case Tag::item:
    case Tag::label:
    case Tag::body:
    case Tag::thead:
    case Tag::tbody:
    case Tag::tr:
    case Tag::th:
    case Tag::td:
    case Tag::caption: return false;
    default: return true;
  }
}

}  // namespace

void Structure::check(const std::vector<Page>& pages, const std::vector<Element>& elements) {
  link(elements);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    check_place(elements, i);
    check_attributes(elements[i], i);
    check_heading(elements[i], i);
  }
  // Only now: a table is walked by what its parts were found to be.
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (elements[i].tag == Tag::table) check_table(elements, i);
    if (elements[i].tag == Tag::list) check_list(elements, i);
  }
  check_marks(pages, elements);
}

void Structure::link(const std::vector<Element>& elements) {
  roots_.clear();
  for (auto* list : {&first_child_, &next_, &last_child_}) list->assign(elements.size(), -1);
  labelled_.assign(elements.size(), 0);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto self = static_cast<std::int32_t>(i);
    const auto parent = elements[i].parent;
    if (parent < -1 || parent >= self)
      wrong(i, elements[i], "has the parent {}, which is not before it", parent);
    if (parent < 0) {
      roots_.push_back(self);
      continue;
    }
    const auto at = static_cast<std::size_t>(parent);
    if (last_child_[at] < 0)
      first_child_[at] = self;
    else
      next_[static_cast<std::size_t>(last_child_[at])] = self;
    last_child_[at] = self;
    if (elements[i].tag == Tag::label && elements[at].parent >= 0)
      labelled_[static_cast<std::size_t>(elements[at].parent)] = 1;
  }
}

void Structure::check_place(const std::vector<Element>& elements, std::size_t i) const {
  const auto& element = elements[i];
  const auto parent =
      element.parent < 0 ? Tag::document : elements[static_cast<std::size_t>(element.parent)].tag;
  if (!may_stand_in(element.tag, parent)) wrong(i, element, "may not stand in {}", name(parent));
  if (first_child_[i] >= 0 && !element.marks.empty())
    wrong(i, element, "has marked content beside its children");
  const bool empty = first_child_[i] < 0 && element.marks.empty();
  if (empty && (element.tag == Tag::figure || heading_level(element.tag) != 0)) wrong(i, element, "is empty");
}

void Structure::check_attributes(const Element& element, std::size_t i) const {
  const auto& [lang, alt, actual, scope, colspan, rowspan, numbering, box] = element.attributes;
  if (!lang.empty() && !is_language(lang)) wrong(i, element, "has the language \"{}\"", lang);
  if (element.tag == Tag::figure) {
    if (alt.find_first_not_of(' ') == std::string::npos) wrong(i, element, "has no alternative text");
    if (!(box[0] < box[2] && box[1] < box[3])) wrong(i, element, "has no box");
  }
  if (element.tag == Tag::th && scope == Scope::none) wrong(i, element, "has no scope");
  if (element.tag != Tag::th && scope != Scope::none) wrong(i, element, "has a scope");
  if (colspan < 1 || rowspan < 1) wrong(i, element, "spans {} columns and {} rows", colspan, rowspan);
}

void Structure::check_heading(const Element& element, std::size_t i) {
  const auto level = heading_level(element.tag);
  if (level == 0) return;
  if (level > last_heading_ + 1)
    wrong(i, element, "follows a heading of level {}: one is skipped", last_heading_);
  last_heading_ = level;
}

void Structure::check_table(const std::vector<Element>& elements, std::size_t table) {
  int heads = 0, bodies = 0;
  std::size_t columns = 0;
  for (auto child = first_child_[table]; child >= 0; child = next_[static_cast<std::size_t>(child)]) {
    const auto tag = elements[static_cast<std::size_t>(child)].tag;
    if (tag == Tag::caption) {
      if (child != first_child_[table] && child != last_child_[table])
        wrong(table, elements[table], "has a caption in its middle");
      continue;
    }
    if (tag == Tag::thead && (++heads > 1 || bodies > 0))
      wrong(table, elements[table], "has more than one THead, or one after a TBody");
    bodies += tag == Tag::tbody;
    check_rows(elements, child, columns);
  }
  if (bodies == 0) wrong(table, elements[table], "has no TBody");
}

/// Every row covers each column once, with the cells that reach down into it; none reaches out of its
/// section.
void Structure::check_rows(const std::vector<Element>& elements, std::int32_t section, std::size_t& columns) {
  open_rows_.assign(columns, 0);
  for (auto row = first_child_[static_cast<std::size_t>(section)]; row >= 0;
       row = next_[static_cast<std::size_t>(row)]) {
    const auto at = static_cast<std::size_t>(row);
    std::size_t column = 0;
    const auto skip_covered = [&] {
      for (; column < open_rows_.size() && open_rows_[column] > 0; ++column) --open_rows_[column];
    };
    for (auto cell = first_child_[at]; cell >= 0; cell = next_[static_cast<std::size_t>(cell)]) {
      skip_covered();
      const auto& attributes = elements[static_cast<std::size_t>(cell)].attributes;
      for (int k = 0; k < attributes.colspan; ++k, ++column) {
        if (columns == 0) {
          open_rows_.push_back(attributes.rowspan - 1);
          continue;
        }
        if (column >= columns) wrong(at, elements[at], "has more than the {} columns of its table", columns);
        if (open_rows_[column] > 0) wrong(at, elements[at], "has a cell over one that reaches into it");
        open_rows_[column] = attributes.rowspan - 1;
      }
    }
    skip_covered();
    if (columns == 0) columns = column;
    if (column == 0 || column != columns)
      wrong(at, elements[at], "has {} columns, its table {}", column, columns);
  }
  if (std::any_of(open_rows_.begin(), open_rows_.end(), [](int rows) { return rows > 0; }))
    wrong(static_cast<std::size_t>(section), elements[static_cast<std::size_t>(section)],
          "has a cell that spans more rows than follow");
}

void Structure::check_list(const std::vector<Element>& elements, std::size_t list) {
  for (auto child = first_child_[list]; child >= 0; child = next_[static_cast<std::size_t>(child)])
    if (elements[static_cast<std::size_t>(child)].tag == Tag::caption && child != first_child_[list])
      wrong(list, elements[list], "has a caption that is not first");
}

void Structure::check_marks(const std::vector<Page>& pages, const std::vector<Element>& elements) {
  page_begin_.assign(1, 0);
  const auto each_mark = [&](const Page& page, auto see) {
    for (const auto& shared : page.shared)
      for (const auto& marked : shared->marked()) see(marked);
    for (const auto& marked : page.own.marked()) see(marked);
  };
  for (const auto& page : pages) {
    std::int32_t last = -1;
    each_mark(page, [&](const Content::Marked& marked) { last = std::max(last, marked.mcid); });
    if (last > kMaxMcid) throw Error(Code::internal, "a page has the MCID {}", last);
    page_begin_.push_back(page_begin_.back() + static_cast<std::size_t>(last + 1));
  }
  owners_.assign(page_begin_.back(), -1);
  drawn_.assign(page_begin_.back(), 0);
  for (std::size_t p = 0; p < pages.size(); ++p)
    each_mark(pages[p], [&](const Content::Marked& marked) {
      auto& drawn = drawn_[page_begin_[p] + static_cast<std::size_t>(marked.mcid)];
      if (drawn != 0) throw Error(Code::internal, "MCID {} stands twice on page {}", marked.mcid, p);
      drawn = 1;
    });
  for (std::size_t i = 0; i < elements.size(); ++i)
    for (const auto& [page, mcid] : elements[i].marks) {
      const auto p = static_cast<std::size_t>(page);
      if (page < 0 || p >= pages.size())
        wrong(i, elements[i], "has content on page {}, which is not there", page);
      const auto at = page_begin_[p] + static_cast<std::size_t>(mcid);
      if (mcid < 0 || at >= page_begin_[p + 1] || drawn_[at] == 0)
        wrong(i, elements[i], "has MCID {} of page {}, which is not drawn", mcid, page);
      if (owners_[at] >= 0)
        wrong(i, elements[i], "has MCID {} of page {}, as element {} has", mcid, page, owners_[at]);
      owners_[at] = static_cast<std::int32_t>(i);
    }
  for (std::size_t p = 0; p < pages.size(); ++p)
    for (auto at = page_begin_[p]; at < page_begin_[p + 1]; ++at)
      if (drawn_[at] != 0 && owners_[at] < 0)
        throw Error(Code::internal, "MCID {} of page {} has no element", at - page_begin_[p], p);
}

std::span<const std::int32_t> Structure::owners(std::size_t page) const {
  return std::span(owners_).subspan(page_begin_[page], page_begin_[page + 1] - page_begin_[page]);
}

}  // namespace sctf::pdf
