// ISO 14289-1, 7: the structure tree and the content that it stands for.

#include <algorithm>
#include <fmt/format.h>

#include "support/pdf_check.hpp"

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

std::string called(const PdfElement& element) {
  return fmt::format("element {} ({})", element.number, element.type);
}

void tree(const PdfModel& model, const PdfSay& say) {
  const auto& root = model.catalog.get("StructTreeRoot");
  if (!model.file.resolve(root).get("Type").is_name("StructTreeRoot"))
    return say("there is no StructTreeRoot");
  int documents = 0;
  for (const auto& element : model.elements) {
    if (!element.dict->get("S").is(Kind::name)) say(called(element) + " has no type");
    const auto parent =
        element.parent < 0 ? root.integer : model.elements[static_cast<std::size_t>(element.parent)].number;
    if (element.dict->get("P").integer != parent)
      say(fmt::format("{}: P is not {}", called(element), parent));
    documents += element.parent < 0;
    if (element.parent < 0 && element.type != "Document") say("the root is no Document");
    if (!element.children.empty() && !element.marks.empty())
      say(called(element) + " has elements and content of its own");
  }
  if (documents != 1) say("there is not one Document at the root");
}

void types(const PdfModel& model, const PdfSay& say) {
  const auto& root = model.file.at(model.catalog, "StructTreeRoot");
  for (const char* key : {"RoleMap", "ClassMap"})
    if (root.has(key)) say(fmt::format("the tree has a {}: no rule yet", key));
  static const std::set<std::string> known = {
      "Document", "Part",  "Sect", "H1", "H2", "H3",    "H4",    "P",       "L",      "LI",   "Lbl",
      "LBody",    "Table", "TR",   "TH", "TD", "THead", "TBody", "Caption", "Figure", "Span", "Form"};
  for (const auto& element : model.elements)
    if (!known.contains(element.type)) say(called(element) + " is of no type that our documents have");
}

/// Content by page and MCID.
std::map<std::pair<std::int64_t, std::int64_t>, const PdfSequence*> tagged_content(const PdfModel& model) {
  std::map<std::pair<std::int64_t, std::int64_t>, const PdfSequence*> out;
  for (const auto& page : model.pages)
    for (const auto& sequence : page.sequences)
      if (!sequence.artifact) out[{page.number, sequence.mcid}] = &sequence;
  return out;
}

void linked(const PdfModel& model, const PdfSay& say) {
  const auto content = tagged_content(model);
  std::set<std::pair<std::int64_t, std::int64_t>> told;
  for (const auto& element : model.elements)
    for (const auto& [page, mcid] : element.marks) {
      told.insert({page, mcid});
      if (!content.contains({page, mcid}))
        say(fmt::format("{} has MCID {} of page {}, which is not drawn", called(element), mcid, page));
    }
  for (const auto& [place, sequence] : content)
    if (!told.contains(place))
      say(fmt::format("MCID {} of page {} is in no element", place.second, place.first));
}

void once(const PdfModel& model, const PdfSay& say) {
  std::set<std::pair<std::int64_t, std::int64_t>> seen;
  for (const auto& element : model.elements)
    for (const auto& [page, mcid] : element.marks)
      if (!seen.insert({page, mcid}).second)
        say(fmt::format("{} has MCID {} of page {}, as another has", called(element), mcid, page));
}

void parent_tree(const PdfModel& model, const PdfSay& say) {
  std::map<std::int64_t, std::int64_t> keys;  // by page
  std::set<std::int64_t> used;
  for (const auto& page : model.pages) {
    const auto& key = page.dict->get("StructParents");
    if (!key.is(Kind::integer) || !used.insert(key.integer).second ||
        !model.parent_tree.contains(key.integer)) {
      say(fmt::format("page {} has no StructParents of its own in the parent tree", page.number));
      continue;
    }
    keys[page.number] = key.integer;
  }
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> from_tree;  // key and MCID: element
  for (const auto& element : model.elements)
    for (const auto& [page, mcid] : element.marks)
      if (keys.contains(page)) from_tree[{keys[page], mcid}] = element.number;
  for (const auto& [key, list] : model.parent_tree) {
    if (!used.contains(key)) say(fmt::format("the parent tree has the key {}, which no page has", key));
    for (std::size_t mcid = 0; mcid < list.size(); ++mcid) {
      const auto found = from_tree.find({key, static_cast<std::int64_t>(mcid)});
      const auto expected = found == from_tree.end() ? 0 : found->second;
      if (list[mcid] != expected)
        say(fmt::format("the parent tree leads from {}, MCID {} to {}, the tree to {}", key, mcid, list[mcid],
                        expected));
    }
  }
  for (const auto& [place, element] : from_tree) {
    const auto& list = model.parent_tree.at(place.first);
    if (place.second < 0 || place.second >= static_cast<std::int64_t>(list.size()))
      say(fmt::format("element {} is not in the parent tree", element));
  }
}

void number_tree(const PdfModel& model, const PdfSay& say) {
  const auto next =
      model.file.at(model.file.at(model.catalog, "StructTreeRoot"), "ParentTreeNextKey").integer;
  for (const auto last : {model.parent_tree.empty() ? -1 : model.parent_tree.rbegin()->first,
                          model.object_parents.empty() ? -1 : model.object_parents.rbegin()->first})
    if (next <= last) say("ParentTreeNextKey is not past the keys");
}

void tags(const PdfModel& model, const PdfSay& say) {
  const auto content = tagged_content(model);
  for (const auto& element : model.elements)
    for (const auto& [page, mcid] : element.marks)
      if (const auto found = content.find({page, mcid});
          found != content.end() && found->second->tag != element.type)
        say(fmt::format("{} has content that is tagged {}", called(element), found->second->tag));
}

void words(const PdfModel& model, const PdfSay& say) {
  const auto content = tagged_content(model);
  std::size_t drawn = 0, read = 0;
  for (const auto& page : model.pages)
    for (const auto& sequence : page.sequences)
      if (!sequence.artifact) drawn += sequence.text.size();
  for (const auto& element : model.elements)
    for (const auto& [page, mcid] : element.marks)
      if (const auto found = content.find({page, mcid}); found != content.end())
        read += found->second->text.size();
  if (drawn != read) say(fmt::format("{} letters are drawn as text, {} are read from the tree", drawn, read));
  if (drawn == 0) say("no text is drawn that could be read");
}

void figures(const PdfModel& model, const PdfSay& say) {
  for (const auto& element : model.elements) {
    if (element.type != "Figure") continue;
    const auto alt = text_string(model.file.at(*element.dict, "Alt"));
    const auto actual = text_string(model.file.at(*element.dict, "ActualText"));
    if (alt.find_first_not_of(' ') == std::string::npos && actual.empty())
      say(called(element) + " has no alternative text");
  }
}

void figure_boxes(const PdfModel& model, const PdfSay& say) {
  for (const auto& element : model.elements) {
    if (element.type != "Figure") continue;
    const auto& box = model.file.at(model.file.at(*element.dict, "A"), "BBox").items;
    if (box.size() != 4 || !(box[0].real < box[2].real && box[1].real < box[3].real))
      say(called(element) + " has no BBox");
  }
}

bool has_text(const PdfModel& model, const PdfElement& element, int depth = 0) {
  if (!element.marks.empty()) return true;
  return depth < 20 && std::any_of(element.children.begin(), element.children.end(), [&](int child) {
           return has_text(model, model.elements[static_cast<std::size_t>(child)], depth + 1);
         });
}

void headings(const PdfModel& model, const PdfSay& say) {
  int last = 0;
  for (const auto& element : model.elements) {
    if (element.type == "H") say("an H among numbered headings");
    if (element.type.size() != 2 || element.type[0] != 'H' || element.type[1] < '1' || element.type[1] > '6')
      continue;
    const int level = element.type[1] - '0';
    if (level > last + 1) say(fmt::format("{} follows a heading of level {}", called(element), last));
    last = level;
    if (!has_text(model, element)) say(called(element) + " is empty");
  }
}

void header_cells(const PdfModel& model, const PdfSay& say) {
  for (const auto& element : model.elements)
    if (element.type == "TH" && !model.file.at(*element.dict, "A").has("Scope"))
      say(called(element) + " has no Scope");
}

/// Attributes of ISO 32000-1, 14.8.5 that our files have, each with its owner and its values.
void attributes(const PdfModel& model, const PdfSay& say) {
  const auto fits = [](const std::string& owner, const std::string& type, const std::string& key,
                       const PdfObject& value) {
    if (key == "O") return true;
    const auto one_of = [&](std::initializer_list<const char*> names) {
      return std::any_of(names.begin(), names.end(), [&](const char* name) { return value.is_name(name); });
    };
    if (owner == "Table" && key == "Scope") return type == "TH" && one_of({"Row", "Column", "Both"});
    if (owner == "Table" && (key == "ColSpan" || key == "RowSpan"))
      return (type == "TH" || type == "TD") && value.is(Kind::integer) && value.integer >= 1;
    if (owner == "List" && key == "ListNumbering")
      return type == "L" && one_of({"Disc", "Decimal", "LowerAlpha", "None"});
    if (owner == "Layout" && key == "BBox") return value.is(Kind::array) && value.items.size() == 4;
    return false;
  };
  for (const auto& element : model.elements) {
    const auto& all = model.file.at(*element.dict, "A");
    if (!all.is(Kind::null) && !all.get("O").is(Kind::name))
      say(called(element) + " has attributes without an owner");
    for (const auto& [key, value] : all.entries)
      if (!fits(all.get("O").text, element.type, key, value))
        say(fmt::format("{} has {} {} of {}", called(element), key, to_text(value), all.get("O").text));
    for (const auto& [key, value] : element.dict->entries) {
      static const std::map<std::string, Kind> kinds = {
          {"Lang", Kind::string}, {"Alt", Kind::string},  {"ActualText", Kind::string},
          {"S", Kind::name},      {"P", Kind::reference}, {"Pg", Kind::reference},
          {"A", Kind::dict}};
      const auto wanted = kinds.find(key);
      if (key != "K" && key != "Type" && (wanted == kinds.end() || wanted->second != value.kind))
        say(fmt::format("{} has the entry {} {}", called(element), key, to_text(value)));
    }
  }
}

constexpr PdfRule kTreeRules[] = {
    {"UA-7.1-tree", "a tree of elements that name their parents, one Document at its root", tree},
    {"UA-7.1-marked", "whatever is painted is marked content or an artifact"},
    {"UA-7.1-nested", "no artifact in tagged content, nor the reverse"},
    {"UA-7.1-mcid", "an MCID once on a page"},
    {"UA-7.1-linked", "tagged content is in the tree, and what the tree has is drawn", linked},
    {"A-6.7-types", "standard types only", types},
    {"UA-7.3", "figures have alternative text", figures},
    {"UA-7.4", "the first heading is H1, none is skipped or empty, no H", headings},
    {"UA-7.5", "header cells have a scope", header_cells},
    {"X-once", "no element and no content stands in the tree twice", once},
    {"X-parent-tree", "the parent tree and the tree agree both ways", parent_tree},
    {"X-number-tree", "keys and limits of the parent tree", number_tree},
    {"X-tag", "content is tagged as its element", tags},
    {"X-words", "as many letters are read as are drawn", words},
    {"X-figure-box", "figures have a box", figure_boxes},
    {"X-attributes", "entries and attributes of elements have the form of ISO 32000-1", attributes},
};

}  // namespace

std::span<const PdfRule> pdf_tree_rules() {
  return kTreeRules;
}

}  // namespace sctf::test
