#include "pdf/structure.hpp"

#include "pdf/about.hpp"
#include "pdf/number.hpp"

namespace sctf::pdf {
namespace {

std::string_view scope_name(Scope scope) {
  switch (scope) {
    case Scope::column: return "/Scope/Column";
    case Scope::row: return "/Scope/Row";
    case Scope::both: return "/Scope/Both";
    case Scope::none: return "";
  }
  throw Error(Code::internal, "unknown Scope");
}

std::string_view numbering_name(Numbering numbering) {
  switch (numbering) {
    case Numbering::disc: return "Disc";
    case Numbering::decimal: return "Decimal";
    case Numbering::lower_alpha: return "LowerAlpha";
  }
  throw Error(Code::internal, "unknown Numbering");
}

void put_entry(std::string& out, std::string_view key, std::string_view text) {
  if (text.empty()) return;
  out += key;
  put_text_string(out, text);
}

void put_table_attributes(std::string& out, const Attributes& attributes) {
  if (attributes.scope == Scope::none && attributes.colspan == 1 && attributes.rowspan == 1) return;
  out += "/A<</O/Table";
  out += scope_name(attributes.scope);
  if (attributes.colspan != 1) put_integer(out += "/ColSpan ", attributes.colspan);
  if (attributes.rowspan != 1) put_integer(out += "/RowSpan ", attributes.rowspan);
  out += ">>";
}

}  // namespace

void Structure::put_attributes(std::string& out, const Element& element, std::size_t i) const {
  const auto& attributes = element.attributes;
  put_entry(out, "/Lang", attributes.lang);
  put_entry(out, "/Alt", attributes.alt);
  put_entry(out, "/ActualText", attributes.actual_text);
  switch (element.tag) {
    case Tag::th:
    case Tag::td: put_table_attributes(out, attributes); break;
    case Tag::figure:
      out += "/A<</O/Layout/BBox[";
      for (const auto side : attributes.bbox) {
        put_decimal(out, side);
        out += ' ';
      }
      out += "]>>";
      break;
    case Tag::list:
      if (labelled_[i] != 0)
        ((out += "/A<</O/List/ListNumbering/") += numbering_name(attributes.numbering)) += ">>";
      break;
    default: break;
  }
}

void Structure::put_kids(std::string& out, const Element& element, std::size_t i, Objects::Number first,
                         Objects::Number first_page) const {
  const auto page_object = [&](std::int32_t page) { return first_page + static_cast<Objects::Number>(page); };
  if (first_child_[i] >= 0) {
    out += "/K[";
    for (auto child = first_child_[i]; child >= 0; child = next_[static_cast<std::size_t>(child)]) {
      put_reference(out, first + static_cast<Objects::Number>(child));
      out += ' ';
    }
    out += ']';
    return;
  }
  const auto& marks = element.marks;
  if (marks.empty()) return;
  put_reference(out += "/Pg ", page_object(marks.front().page));
  if (marks.size() == 1) {
    put_integer(out += "/K ", marks.front().mcid);
    return;
  }
  out += "/K[";
  for (const auto& mark : marks) {
    if (mark.page == marks.front().page) {
      put_integer(out, mark.mcid);
      out += ' ';
      continue;
    }
    put_reference(out += "<</Type/MCR/Pg ", page_object(mark.page));
    put_integer(out += "/MCID ", mark.mcid);
    out += ">>";
  }
  out += ']';
}

void Structure::write(Objects& objects, const std::vector<Element>& elements, Objects::Number first,
                      Objects::Number parent, Objects::Number first_page) const {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto& element = elements[i];
    auto& out = objects.begin(first + static_cast<Objects::Number>(i));
    (out += "<</S/") += name(element.tag);
    put_reference(out += "/P ",
                  element.parent < 0 ? parent : first + static_cast<Objects::Number>(element.parent));
    put_attributes(out, element, i);
    put_kids(out, element, i, first, first_page);
    out += ">>";
    objects.end();
  }
}

}  // namespace sctf::pdf
