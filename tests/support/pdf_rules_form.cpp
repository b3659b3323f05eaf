// ISO 19005-2, 6.3 and 6.4; ISO 14289-1, 7.18; EN 319 142-1: the field of a signature and the signature
// itself. Files without one have nothing here to be held against, but that they have no other annotation
// either.

#include <algorithm>
#include <fmt/format.h>

#include "crypto/cms_check.hpp"
#include "support/pdf_check.hpp"

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

struct Widget {
  std::int64_t number;
  const PdfObject* dict;
  const PdfPage* page;
};

std::vector<Widget> widgets(const PdfModel& model) {
  std::vector<Widget> out;
  for (const auto& page : model.pages)
    for (const auto& item : model.file.at(*page.dict, "Annots").items)
      out.push_back({item.integer, &model.file.resolve(item), &page});
  return out;
}

std::string called(const Widget& widget) {
  return fmt::format("annotation {}", widget.number);
}

void annotations(const PdfModel& model, const PdfSay& say) {
  constexpr std::int64_t kInvisible = 1, kHidden = 2, kPrint = 4, kNoView = 32, kToggle = 256;
  for (const auto& widget : widgets(model)) {
    if (!widget.dict->get("Subtype").is_name("Widget")) say(called(widget) + " is no widget: no rule yet");
    const auto flags = widget.dict->get("F").integer;
    if ((flags & kPrint) == 0 || (flags & (kInvisible | kHidden | kNoView | kToggle)) != 0)
      say(called(widget) + " is not printed, or is hidden");
    const auto& box = model.file.at(*widget.dict, "Rect").items;
    const bool empty = box.size() == 4 && box[0].real == box[2].real && box[1].real == box[3].real;
    if (!empty && !widget.dict->has("AP")) say(called(widget) + " has a place but no appearance");
    for (const char* key : {"A", "AA", "C", "IC"})
      if (widget.dict->has(key)) say(fmt::format("{} has {}", called(widget), key));
  }
}

void fields(const PdfModel& model, const PdfSay& say) {
  const auto& form = model.file.at(model.catalog, "AcroForm");
  const auto all = widgets(model);
  if (form.is(Kind::null)) {
    if (!all.empty()) say("a widget, but no AcroForm");
    return;
  }
  for (const char* key : {"XFA", "NeedAppearances"})
    if (form.has(key)) say(fmt::format("the form has {}", key));
  if (form.get("SigFlags").integer != 3) say("SigFlags is not 3");
  for (const auto& item : model.file.at(form, "Fields").items) {
    const auto& field = model.file.resolve(item);
    if (!field.get("FT").is_name("Sig") || !field.get("T").is(Kind::string))
      say(fmt::format("field {} is no signature with a name", item.integer));
    if (std::none_of(all.begin(), all.end(), [&](const Widget& w) { return w.number == item.integer; }))
      say(fmt::format("field {} is on no page", item.integer));
  }
}

/// The dictionary of each field's signature.
void each_signature(const PdfModel& model, const std::function<void(const PdfObject&)>& see) {
  for (const auto& item : model.file.at(model.file.at(model.catalog, "AcroForm"), "Fields").items)
    see(model.file.at(model.file.resolve(item), "V"));
}

void dictionary(const PdfModel& model, const PdfSay& say) {
  each_signature(model, [&](const PdfObject& signature) {
    if (!signature.get("Type").is_name("Sig") || !signature.get("Filter").is(Kind::name))
      say("a field without a signature");
    if (!signature.get("SubFilter").is_name("ETSI.CAdES.detached"))
      say("the SubFilter is not the one of PAdES");
    if (signature.has("Cert")) say("the signature has Cert");
    if (!signature.get("M").text.starts_with("D:") || !signature.get("M").text.ends_with("Z"))
      say("the signature says no time");
  });
}

void covers(const PdfModel& model, const PdfSay& say) {
  const auto& bytes = model.file.bytes();
  each_signature(model, [&](const PdfObject& signature) {
    const auto& range = signature.get("ByteRange").items;
    std::size_t at[4] = {};
    if (range.size() != 4) return say("ByteRange has not four numbers");
    for (std::size_t i = 0; i < 4; ++i) {
      if (range[i].integer < 0 || static_cast<std::size_t>(range[i].integer) > bytes.size())
        return say("ByteRange leads out of the file");
      at[i] = static_cast<std::size_t>(range[i].integer);
    }
    if (at[0] != 0 || at[2] + at[3] != bytes.size())
      return say("the signature does not cover the whole file");
    if (at[2] < at[1] + 2 || bytes[at[1]] != '<' || bytes[at[2] - 1] != '>' ||
        bytes.find_first_not_of("0123456789ABCDEFabcdef", at[1] + 1) != at[2] - 1)
      return say("ByteRange leaves out something else than Contents");
    const std::string_view all(bytes);
    const std::string_view covered[] = {all.substr(0, at[1]), all.substr(at[2])};
    const auto verdict = crypto::check_cms(signature.get("Contents").text, covered);
    if (!verdict) return say("the signature is none: " + verdict.error().text);
    if (!verdict->intact) say("the signature does not hold: " + verdict->reason);
    for (const auto& breach : verdict->breaches) say(breach);
  });
}

void tabs(const PdfModel& model, const PdfSay& say) {
  for (const auto& widget : widgets(model))
    if (!widget.page->dict->get("Tabs").is_name("S"))
      say(fmt::format("page {} has annotations, but Tabs is not S", widget.page->number));
}

void tooltips(const PdfModel& model, const PdfSay& say) {
  for (const auto& widget : widgets(model))
    if (text_string(model.file.at(*widget.dict, "TU")).empty()) say(called(widget) + " has no TU");
}

/// Widgets and Form elements lead to each other, both ways.
void forms(const PdfModel& model, const PdfSay& say) {
  std::map<std::int64_t, std::int64_t> form_of;  // by annotation
  for (const auto& element : model.elements) {
    if (element.type != "Form") {
      if (!element.objects.empty())
        say(fmt::format("element {} ({}) has an annotation", element.number, element.type));
      continue;
    }
    if (element.objects.size() != 1 || !element.children.empty() || !element.marks.empty())
      say(fmt::format("Form {} has not exactly one annotation", element.number));
    for (const auto& [annotation, page] : element.objects)
      if (!form_of.emplace(annotation, element.number).second)
        say(fmt::format("annotation {} is in two Forms", annotation));
  }
  for (const auto& widget : widgets(model)) {
    const auto found = form_of.find(widget.number);
    if (found == form_of.end()) {
      say(called(widget) + " is in no Form");
      continue;
    }
    const auto& key = widget.dict->get("StructParent");
    const auto entry = model.object_parents.find(key.integer);
    if (!key.is(Kind::integer) || entry == model.object_parents.end() || entry->second != found->second)
      say(called(widget) + ": its StructParent does not lead to its Form");
  }
  for (const auto& [annotation, form] : form_of) {
    const auto all = widgets(model);
    if (std::none_of(all.begin(), all.end(), [n = annotation](const Widget& w) { return w.number == n; }))
      say(fmt::format("Form {} has an annotation that is on no page", form));
  }
}

constexpr PdfRule kFormRules[] = {
    {"A-6.3", "annotations are printed, none hidden, each with its appearance", annotations},
    {"A-6.4.1", "fields are signatures on pages, no actions, no XFA", fields},
    {"A-6.4.3-dictionary", "the dictionary of a PAdES signature", dictionary},
    {"A-6.4.3", "the signature holds for the whole file but Contents, by one signer with its certificate",
     covers},
    {"UA-7.18.3", "pages with annotations are tabbed by structure", tabs},
    {"UA-7.18.1", "fields have a tooltip", tooltips},
    {"UA-7.18.4", "a widget in a Form of its own, both ways", forms},
};

}  // namespace

std::span<const PdfRule> pdf_form_rules() {
  return kFormRules;
}

}  // namespace sctf::test
