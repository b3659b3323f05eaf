// ISO 19005-2, 6.6 and 6.7; ISO 14289-1, 5 to 7.2: what a file says of itself.

#include <algorithm>
#include <fmt/format.h>

#include "support/pdf_check.hpp"
#include "xml/parse.hpp"

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kDc = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view kXmp = "http://ns.adobe.com/xap/1.0/";
constexpr std::string_view kPdf = "http://ns.adobe.com/pdf/1.3/";
constexpr std::string_view kPdfaId = "http://www.aiim.org/pdfa/ns/id/";
constexpr std::string_view kPdfUaId = "http://www.aiim.org/pdfua/ns/id/";
constexpr std::string_view kExtension = "http://www.aiim.org/pdfa/ns/extension/";

std::string packet(const PdfModel& model) {
  const auto& stream = model.file.at(model.catalog, "Metadata");
  return stream.is(Kind::stream) ? std::string(stream.raw) : std::string();
}

/// The properties of the packet; empty where it cannot be read.
xml::Element properties(const PdfModel& model) {
  const auto read = xml::parse_untrusted(packet(model));
  if (!read) return {};
  const auto* description = read->find({"RDF", "Description"});
  return description == nullptr ? xml::Element{} : *description;
}

const xml::Element* property(const xml::Element& all, std::string_view ns, std::string_view name) {
  for (const auto& child : all.children)
    if (child.ns == ns && child.name == name) return &child;
  return nullptr;
}

/// Its text, or the one of the first item of its list.
std::string value(const xml::Element& all, std::string_view ns, std::string_view name) {
  const auto* found = property(all, ns, name);
  if (found == nullptr) return {};
  if (found->children.empty()) return found->text;
  const auto& list = found->children.front();
  return list.ns == kRdf && !list.children.empty() ? list.children.front().text : std::string();
}

void metadata(const PdfModel& model, const PdfSay& say) {
  const auto& stream = model.file.at(model.catalog, "Metadata");
  if (!stream.is(Kind::stream)) return say("the catalog has no Metadata");
  if (!stream.get("Type").is_name("Metadata") || !stream.get("Subtype").is_name("XML"))
    say("the metadata are not of type Metadata, XML");
  if (stream.has("Filter")) return say("the metadata are filtered");
  const auto bytes = packet(model);
  if (!bytes.starts_with("<?xpacket begin=")) say("the metadata are no packet");
  const auto head = bytes.substr(0, bytes.find("?>"));
  if (head.find("bytes=") != std::string::npos || head.find("encoding=") != std::string::npos)
    say("the packet says bytes or encoding");
  if (const auto read = xml::parse_untrusted(bytes); !read)
    say("the metadata are not well formed: " + read.error().text);
}

/// Properties of schemas that PDF/A knows, or that an extension schema describes.
void schemas(const PdfModel& model, const PdfSay& say) {
  const auto all = properties(model);
  std::vector<std::string> described;
  if (const auto* extension = property(all, kExtension, "schemas"))
    for (const auto& bag : extension->children)
      for (const auto& schema : bag.children) {
        described.emplace_back(schema.text_of({"namespaceURI"}));
        for (const char* name : {"schema", "namespaceURI", "prefix", "property"})
          if (schema.child(name) == nullptr) say(fmt::format("an extension schema has no {}", name));
        const auto* item = schema.find({"property", "Seq", "li"});
        for (const char* name : {"name", "valueType", "category", "description"})
          if (item == nullptr || item->child(name) == nullptr || item->child(name)->text.empty())
            say(fmt::format("a property of an extension schema has no {}", name));
      }
  for (const auto& child : all.children) {
    const auto known = {kDc, kXmp, kPdf, kPdfaId, kExtension};
    if (std::find(known.begin(), known.end(), child.ns) != known.end()) continue;
    if (std::find(described.begin(), described.end(), child.ns) == described.end())
      say(fmt::format("the property {} is of a schema that nothing describes", child.name));
  }
}

void pdfa_mark(const PdfModel& model, const PdfSay& say) {
  const auto all = properties(model);
  if (value(all, kPdfaId, "part") != "2" || value(all, kPdfaId, "conformance") != "A")
    say("the metadata do not say PDF/A-2a");
  if (packet(model).find("xmlns:pdfaid=") == std::string::npos) say("the prefix of the mark is not pdfaid");
}

void pdfua_mark(const PdfModel& model, const PdfSay& say) {
  if (value(properties(model), kPdfUaId, "part") != "1") say("the metadata do not say PDF/UA-1");
  if (packet(model).find("xmlns:pdfuaid=") == std::string::npos) say("the prefix of the mark is not pdfuaid");
}

/// `2026-05-20T08:00:00Z` as `D:20260520080000Z`.
std::string pdf_date(std::string xmp) {
  std::erase_if(xmp, [](char c) { return c == '-' || c == ':' || c == 'T'; });
  return xmp.empty() ? xmp : "D:" + xmp;
}

void info(const PdfModel& model, const PdfSay& say) {
  const auto all = properties(model);
  const auto& entries = model.file.at(model.file.trailer(), "Info");
  const std::pair<const char*, std::string> pairs[] = {
      {"Title", value(all, kDc, "title")},
      {"Author", value(all, kDc, "creator")},
      {"Subject", value(all, kDc, "description")},
      {"Creator", value(all, kXmp, "CreatorTool")},
      {"Producer", value(all, kPdf, "Producer")},
      {"CreationDate", pdf_date(value(all, kXmp, "CreateDate"))},
      {"ModDate", pdf_date(value(all, kXmp, "ModifyDate"))}};
  for (const auto& [key, expected] : pairs)
    if (text_string(entries.get(key)) != expected)
      say(fmt::format("{} is \"{}\", in the metadata \"{}\"", key, text_string(entries.get(key)), expected));
  if (value(all, kXmp, "CreateDate").empty()) say("the metadata have no date");
}

void title(const PdfModel& model, const PdfSay& say) {
  if (value(properties(model), kDc, "title").empty()) say("the metadata have no title");
}

void display(const PdfModel& model, const PdfSay& say) {
  const auto& display = model.file.at(model.file.at(model.catalog, "ViewerPreferences"), "DisplayDocTitle");
  if (!display.is(Kind::boolean) || display.integer == 0) say("DisplayDocTitle is not true");
}

void marked(const PdfModel& model, const PdfSay& say) {
  const auto& info = model.file.at(model.catalog, "MarkInfo");
  if (!info.get("Marked").is(Kind::boolean) || info.get("Marked").integer == 0)
    say("MarkInfo/Marked is not true");
  if (info.get("Suspects").integer != 0) say("MarkInfo/Suspects is true");
}

bool is_language(std::string_view tag) {
  bool first = true;
  while (!tag.empty()) {
    const auto part = tag.substr(0, tag.find('-'));
    if (part.empty() || part.size() > 8 || (first && part.size() < 2)) return false;
    for (const char c : part)
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (!first && c >= '0' && c <= '9')))
        return false;
    if (part.size() == tag.size()) return true;
    tag.remove_prefix(part.size() + 1);
    first = false;
  }
  return false;
}

void language(const PdfModel& model, const PdfSay& say) {
  const auto& lang = model.file.at(model.catalog, "Lang");
  if (!lang.is(Kind::string) || !is_language(lang.text)) say("the catalog has no Lang of BCP 47");
  for (const auto& element : model.elements)
    if (element.dict->has("Lang") && !is_language(model.file.at(*element.dict, "Lang").text))
      say(fmt::format("element {} has a Lang that is not of BCP 47", element.number));
}

constexpr PdfRule kAboutRules[] = {
    {"A-6.6.2.1", "a packet of XMP, unfiltered and well formed", metadata},
    {"A-6.6.2.3", "properties of schemas that are known or described", schemas},
    {"A-6.6.4", "marked as PDF/A-2a", pdfa_mark},
    {"A-info", "Info and XMP say the same", info},
    {"UA-5", "marked as PDF/UA-1", pdfua_mark},
    {"UA-6.2", "MarkInfo: Marked, not Suspects", marked},
    {"UA-7.1-title", "a title", title},
    {"UA-7.1-display", "the title is shown", display},
    {"UA-7.2-lang", "languages of BCP 47 form", language},
};

}  // namespace

std::span<const PdfRule> pdf_about_rules() {
  return kAboutRules;
}

}  // namespace sctf::test
