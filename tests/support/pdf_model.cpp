#include "support/pdf_model.hpp"

#include <fmt/format.h>

namespace sctf::test {

using Kind = PdfObject::Kind;

PdfModel::PdfModel(const PdfFile& the_file)
    : file(the_file), catalog(the_file.at(the_file.trailer(), "Root")) {
  notes = file.notes();
  if (!catalog.is_dict()) throw PdfBroken("the file has no catalog");
  for (const auto& [number, object] : file.objects())
    if (object.is_dict() && object.get("Type").is_name("Font") &&
        !object.get("Subtype").is_name("CIDFontType2"))
      fonts.emplace(number, read_font(*this, number));
  const auto& root = catalog.get("Pages");
  read_pages(file.resolve(root), root.integer, 0, 0);
  for (auto& page : pages) read_content(*this, page);

  const auto& tree = file.at(catalog, "StructTreeRoot");
  if (tree.is_dict()) {
    const auto& kids = file.at(tree, "K");
    if (kids.is(Kind::array))
      for (const auto& kid : kids.items) read_element(kid, -1, 0);
    else
      read_element(tree.get("K"), -1, 0);
    std::int64_t last = -1;
    read_parent_tree(file.at(tree, "ParentTree"), 0, last);
  }
}

void PdfModel::read_pages(const PdfObject& node, std::int64_t number, std::int64_t parent, int depth) {
  if (depth > 20) throw PdfBroken("the page tree is too deep");
  if (parent != 0 && node.get("Parent").integer != parent)
    note("X-page-tree", fmt::format("object {} names another parent than {}", number, parent));
  if (node.get("Type").is_name("Page")) {
    if (!page_of.emplace(number, pages.size()).second)
      note("X-page-tree", fmt::format("page {} stands twice", number));
    pages.push_back({number, &node, {}});
    return;
  }
  if (!node.get("Type").is_name("Pages")) {
    note("X-page-tree", fmt::format("object {} is neither Page nor Pages", number));
    return;
  }
  const auto before = static_cast<std::int64_t>(pages.size());
  for (const auto& kid : file.at(node, "Kids").items)
    read_pages(file.resolve(kid), kid.integer, number, depth + 1);
  const auto here = static_cast<std::int64_t>(pages.size()) - before;
  if (file.at(node, "Count").integer != here)
    note("X-page-tree",
         fmt::format("object {} counts {} pages, but has {}", number, file.at(node, "Count").integer, here));
}

void PdfModel::read_element(const PdfObject& reference, int parent, int depth) {
  if (depth > 100) throw PdfBroken("the structure tree is too deep");
  const auto& dict = file.resolve(reference);
  if (!reference.is(Kind::reference) || !dict.is_dict()) {
    note("UA-7.1-tree", "a structure element is no object of its own");
    return;
  }
  const auto number = reference.integer;
  const auto index = static_cast<int>(elements.size());
  if (!element_of.emplace(number, index).second) {
    note("X-once", fmt::format("element {} is listed twice in the tree", number));
    return;
  }
  elements.push_back({number, &dict, file.at(dict, "S").text, parent, {}, {}, {}});
  if (parent >= 0) elements[static_cast<std::size_t>(parent)].children.push_back(index);
  const auto& kids = file.at(dict, "K");
  if (kids.is(Kind::array))
    for (const auto& kid : kids.items) read_kid(kid, index, depth);
  else if (dict.has("K"))
    read_kid(dict.get("K"), index, depth);
}

void PdfModel::read_kid(const PdfObject& kid, int element, int depth) {
  auto& owner = elements[static_cast<std::size_t>(element)];
  const auto page = owner.dict->get("Pg").integer;
  if (kid.is(Kind::integer)) {
    owner.marks.push_back({page, kid.integer});
    return;
  }
  const auto& dict = file.resolve(kid);
  if (kid.is(Kind::dict) && dict.get("Type").is_name("MCR")) {
    owner.marks.push_back({dict.has("Pg") ? dict.get("Pg").integer : page, file.at(dict, "MCID").integer});
    return;
  }
  if (dict.get("Type").is_name("OBJR")) {
    owner.objects.push_back({dict.get("Obj").integer, dict.has("Pg") ? dict.get("Pg").integer : page});
    return;
  }
  read_element(kid, element, depth + 1);
}

void PdfModel::read_parent_tree(const PdfObject& node, int depth, std::int64_t& last) {
  if (depth > 20) throw PdfBroken("the parent tree is too deep");
  const auto& numbers = file.at(node, "Nums").items;
  const auto first_before = last;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    if (numbers[i].integer <= last)
      note("X-number-tree", fmt::format("the key {} of the parent tree is not in order", numbers[i].integer));
    last = numbers[i].integer;
    if (const auto& entry = file.resolve(numbers[i + 1]); entry.is_dict()) {
      object_parents[last] = numbers[i + 1].integer;
      continue;
    }
    auto& list = parent_tree[last];
    for (const auto& item : file.resolve(numbers[i + 1]).items) list.push_back(item.integer);
  }
  for (const auto& kid : file.at(node, "Kids").items) read_parent_tree(file.resolve(kid), depth + 1, last);
  const auto& limits = file.at(node, "Limits").items;
  if (depth == 0) return;
  const auto first = numbers.empty() ? first_before + 1 : numbers.front().integer;
  if (limits.size() != 2 || limits[0].integer != first || limits[1].integer != last)
    note("X-number-tree",
         fmt::format("a leaf of the parent tree from {} to {} has other Limits", first, last));
}

std::string to_utf8(const std::u32string& text) {
  std::string out;
  const auto put = [&](std::uint32_t value) { out += static_cast<char>(value); };
  for (const char32_t c : text) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
      put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    }
  }
  return out;
}

std::string text_string(const PdfObject& string) {
  std::u32string out;
  const auto& bytes = string.text;
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[i]));
  };
  if (bytes.compare(0, 2, "\xFE\xFF") != 0) {
    for (std::size_t i = 0; i < bytes.size(); ++i) out += byte(i);
    return to_utf8(out);
  }
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    char32_t c = byte(i) << 8 | byte(i + 1);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      i += 2;
      c = 0x10000 + ((c - 0xD800) << 10) + ((byte(i) << 8 | byte(i + 1)) - 0xDC00);
    }
    out += c;
  }
  return to_utf8(out);
}

}  // namespace sctf::test
