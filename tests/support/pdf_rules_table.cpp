// ISO 14289-1, 7.2 and 7.6: tables and lists.

#include <algorithm>
#include <fmt/format.h>

#include "support/pdf_check.hpp"

namespace sctf::test {

namespace {

const PdfElement& child_of(const PdfModel& model, int index) {
  return model.elements[static_cast<std::size_t>(index)];
}

std::int64_t span_of(const PdfModel& model, const PdfElement& cell, const char* key) {
  const auto& value = model.file.at(model.file.at(*cell.dict, "A"), key);
  return value.is(PdfObject::Kind::integer) ? value.integer : 1;
}

void tables(const PdfModel& model, const PdfSay& say) {
  static const std::map<std::string, std::set<std::string>> kids = {
      {"Table", {"Caption", "THead", "TBody"}}, {"THead", {"TR"}}, {"TBody", {"TR"}}, {"TR", {"TH", "TD"}}};
  static const std::map<std::string, std::set<std::string>> parents = {
      {"THead", {"Table"}}, {"TBody", {"Table"}}, {"TR", {"THead", "TBody"}}, {"TH", {"TR"}}, {"TD", {"TR"}}};
  for (const auto& element : model.elements) {
    const auto tell = [&](std::string_view text) {
      say(fmt::format("element {} ({}) {}", element.number, element.type, text));
    };
    const auto parent = element.parent < 0 ? std::string() : child_of(model, element.parent).type;
    if (const auto found = parents.find(element.type);
        found != parents.end() && !found->second.contains(parent))
      tell("stands in " + parent);
    if (const auto found = kids.find(element.type); found != kids.end())
      for (const int kid : element.children)
        if (!found->second.contains(child_of(model, kid).type))
          tell("has a " + child_of(model, kid).type + " in it");
    if (element.type != "Table") continue;
    const auto count = [&](std::string_view type) {
      return std::count_if(element.children.begin(), element.children.end(),
                           [&](int kid) { return child_of(model, kid).type == type; });
    };
    if (count("THead") > 1 || count("TBody") == 0 || count("Caption") > 1)
      tell("has not one THead at most, a TBody, one Caption at most");
    for (std::size_t i = 1; i + 1 < element.children.size(); ++i)
      if (child_of(model, element.children[i]).type == "Caption") tell("has its caption in the middle");
  }
}

/// The cells of a section's rows on a grid: each place once, all rows alike.
std::string grid_fault(const PdfModel& model, const PdfElement& section, std::size_t& columns) {
  std::set<std::pair<std::size_t, std::size_t>> taken;  // row, column
  for (std::size_t row = 0; row < section.children.size(); ++row) {
    std::size_t column = 0;
    for (const int kid : child_of(model, section.children[row]).children) {
      while (taken.contains({row, column})) ++column;
      const auto& cell = child_of(model, kid);
      const auto wide = span_of(model, cell, "ColSpan"), high = span_of(model, cell, "RowSpan");
      for (std::int64_t y = 0; y < high; ++y)
        for (std::int64_t x = 0; x < wide; ++x)
          if (!taken.insert({row + static_cast<std::size_t>(y), column + static_cast<std::size_t>(x)}).second)
            return "has cells one over the other";
    }
    std::size_t width = 0;
    for (const auto& [y, x] : taken) width += y == row;
    if (columns == 0) columns = width;
    if (width != columns || width == 0)
      return fmt::format("has a row of {} columns, one of {}", columns, width);
  }
  if (!taken.empty() && taken.rbegin()->first >= section.children.size())
    return "has a cell that reaches out of its rows";
  return {};
}

void columns(const PdfModel& model, const PdfSay& say) {
  for (const auto& table : model.elements) {
    if (table.type != "Table") continue;
    std::size_t wide = 0;
    for (const int kid : table.children)
      if (const auto& section = child_of(model, kid); section.type != "Caption")
        if (const auto fault = grid_fault(model, section, wide); !fault.empty())
          say(fmt::format("the table {} {}", table.number, fault));
  }
}

void lists(const PdfModel& model, const PdfSay& say) {
  for (const auto& element : model.elements) {
    const auto parent = element.parent < 0 ? std::string() : child_of(model, element.parent).type;
    const auto tell = [&](std::string_view text) {
      say(fmt::format("element {} ({}) {}", element.number, element.type, text));
    };
    if (element.type == "LI" && parent != "L") tell("stands in " + parent);
    if ((element.type == "Lbl" || element.type == "LBody") && parent != "LI") tell("stands in " + parent);
    if (element.type == "Caption" && parent != "Table" && parent != "L" && parent != "Figure")
      tell("stands in " + parent);
    for (std::size_t i = 0; i < element.children.size(); ++i) {
      const auto& type = child_of(model, element.children[i]).type;
      if (element.type == "L" && type != "LI" && !(type == "Caption" && i == 0))
        tell("has a " + type + " in it");
      if (element.type == "LI" && type != "Lbl" && type != "LBody") tell("has a " + type + " in it");
    }
  }
}

void numbering(const PdfModel& model, const PdfSay& say) {
  for (const auto& label : model.elements) {
    if (label.type != "Lbl" || label.parent < 0) continue;
    const auto& item = child_of(model, label.parent);
    if (item.parent < 0) continue;
    const auto& list = child_of(model, item.parent);
    const auto& value = model.file.at(model.file.at(*list.dict, "A"), "ListNumbering");
    if (value.text.empty() || value.text == "None")
      say(fmt::format("the list {} has labels, but no ListNumbering", list.number));
  }
}

/// Blocks in lines of text, and the like.
void nesting(const PdfModel& model, const PdfSay& say) {
  static const std::set<std::string> lines = {"P", "H1", "H2", "H3", "H4", "Span", "Lbl"};
  for (const auto& element : model.elements) {
    if (element.parent < 0) continue;
    const auto& parent = child_of(model, element.parent).type;
    if (lines.contains(parent) && element.type != "Span" && element.type != "Figure")
      say(fmt::format("element {} ({}) stands in {}", element.number, element.type, parent));
    if (element.type == "Document") say("a Document in the tree");
  }
}

constexpr PdfRule kTableRules[] = {
    {"UA-7.2-table", "tables of Caption, THead, TBody, rows and cells", tables},
    {"UA-7.2-columns", "rows of as many columns, no cell over another", columns},
    {"UA-7.2-list", "lists of items of Lbl and LBody", lists},
    {"UA-7.2-nesting", "no block in a line of text", nesting},
    {"UA-7.6", "lists with labels say how they are numbered", numbering},
};

}  // namespace

std::span<const PdfRule> pdf_table_rules() {
  return kTableRules;
}

}  // namespace sctf::test
