// ISO 19005-2, 6.1 and 6.2: how the file is written, pages, colour.

#include <fmt/format.h>

#include "support/pdf_check.hpp"

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

void header(const PdfModel& model, const PdfSay& say) {
  const auto& bytes = model.file.bytes();
  if (bytes.compare(0, 7, "%PDF-1.") != 0 || bytes[7] < '0' || bytes[7] > '7' || bytes[8] != '\n')
    say("the first line is not %PDF-1.n");
  bool binary = bytes.size() > 14 && bytes[9] == '%' && bytes[14] == '\n';
  for (std::size_t i = 10; binary && i < 14; ++i) binary = static_cast<unsigned char>(bytes[i]) > 127;
  if (!binary) say("the second line is not % and four bytes above 127");
}

void trailer_id(const PdfModel& model, const PdfSay& say) {
  const auto& id = model.file.at(model.file.trailer(), "ID").items;
  if (id.size() != 2 || !id[0].is(Kind::string) || id[0].text.size() < 16 || !id[1].is(Kind::string))
    say("the trailer has no ID of two strings of 16 bytes");
}

void encryption(const PdfModel& model, const PdfSay& say) {
  if (model.file.trailer().has("Encrypt")) say("the trailer has Encrypt");
}

void end_of_file(const PdfModel& model, const PdfSay& say) {
  if (!model.file.bytes().ends_with("\n%%EOF\n")) say("the file does not end with %%EOF and one line end");
}

void cross_references(const PdfModel& model, const PdfSay& say) {
  const auto& objects = model.file.objects();
  if (model.file.trailer().get("Size").integer < 1 + static_cast<std::int64_t>(objects.size()))
    say("Size is smaller than the objects are many");
  const auto look = [&](const auto& self, const PdfObject& object, std::int64_t in) -> void {
    if (object.is(Kind::reference) && !objects.contains(object.integer))
      say(fmt::format("object {} refers to {}, which is not there", in, object.integer));
    for (const auto& item : object.items) self(self, item, in);
    for (const auto& [key, value] : object.entries) self(self, value, in);
  };
  for (const auto& [number, object] : objects) look(look, object, number);
}

void object_count(const PdfModel& model, const PdfSay& say) {
  if (model.file.trailer().get("Size").integer > 8'388'608) say("more than 8,388,607 objects");
}

void filters(const PdfModel& model, const PdfSay& say) {
  for (const auto& [number, object] : model.file.objects()) {
    if (!object.is(Kind::stream)) continue;
    for (const char* key : {"F", "FFilter", "FDecodeParms"})
      if (object.has(key)) say(fmt::format("stream {} has {}", number, key));
    const auto& filter = object.get("Filter");
    if (!filter.is(Kind::null) && !filter.is_name("FlateDecode"))
      say(fmt::format("stream {} has another filter", number));
  }
}

void page_size(const PdfModel& model, const PdfSay& say) {
  for (const auto& page : model.pages) {
    const auto& box = model.file.at(*page.dict, "MediaBox").items;
    bool right = box.size() == 4;
    for (const auto& side : box) right = right && side.is_number();
    for (std::size_t i = 0; right && i < 2; ++i) {
      const auto side = box[i + 2].real - box[i].real;
      right = side >= 3 && side <= 14'400;
    }
    if (!right) say(fmt::format("page {} has no MediaBox of 3 to 14,400 a side", page.number));
  }
}

void resources(const PdfModel& model, const PdfSay& say) {
  for (const auto& page : model.pages)
    if (!model.file.at(*page.dict, "Resources").is(Kind::dict))
      say(fmt::format("page {} has no Resources", page.number));
}

void permissions(const PdfModel& model, const PdfSay& say) {
  for (const auto& [key, value] : model.file.at(model.catalog, "Perms").entries)
    if (key != "UR3" && key != "DocMDP") say("Perms has " + key);
}

const PdfObject& output_intent(const PdfModel& model) {
  static const PdfObject nothing;
  for (const auto& item : model.file.at(model.catalog, "OutputIntents").items) {
    const auto& intent = model.file.resolve(item);
    if (intent.get("S").is_name("GTS_PDFA1")) return intent;
  }
  return nothing;
}

void intent(const PdfModel& model, const PdfSay& say) {
  const auto& found = output_intent(model);
  if (!found.is_dict()) return say("there is no output intent of PDF/A");
  if (!found.get("OutputConditionIdentifier").is(Kind::string)) say("the output intent names no condition");
  const auto& stream = model.file.at(found, "DestOutputProfile");
  if (!stream.is(Kind::stream)) return say("the output intent has no profile");
  const auto profile = PdfFile::data(stream);
  if (profile.size() < 128 || profile.compare(36, 4, "acsp") != 0)
    return say("the profile is no ICC profile");
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(profile[i]);
  if (size != profile.size()) say("the profile has another length than it says");
  if (static_cast<unsigned char>(profile[8]) >= 5) say("the profile is of version 5 or later");
  if (const auto kind = profile.substr(12, 4); kind != "mntr" && kind != "prtr")
    say("the profile is for a " + kind);
  const auto space = profile.substr(16, 4);
  const std::int64_t components = space == "RGB " ? 3 : space == "GRAY" ? 1 : space == "CMYK" ? 4 : 0;
  if (components == 0 || model.file.at(stream, "N").integer != components)
    say("N is not what the profile is for");
  // Pages paint in DeviceRGB and DeviceGray.
  if (space != "RGB ") say("pages are painted in RGB, the output intent is not");
}

void actions(const PdfModel& model, const PdfSay& say) {
  const auto look = [&](const auto& self, const PdfObject& object, std::int64_t in) -> void {
    for (const char* key : {"AA", "OpenAction", "JavaScript", "JS"})
      if (object.has(key)) say(fmt::format("object {} has {}", in, key));
    if (object.get("Type").is_name("Action")) say(fmt::format("object {} has an action", in));
    for (const auto& item : object.items) self(self, item, in);
    for (const auto& [key, value] : object.entries) self(self, value, in);
  };
  for (const auto& [number, object] : model.file.objects()) look(look, object, number);
}

/// What our files do not have needs its rules on the day that they do.
void features(const PdfModel& model, const PdfSay& say) {
  for (const char* key : {"Names", "OCProperties", "Outlines", "AF", "Collection", "NeedsRendering",
                          "Requirements", "Dests", "Perms", "Extensions"})
    if (model.catalog.has(key)) say(fmt::format("the catalog has {}: no rule yet", key));
  for (const auto& page : model.pages) {
    for (const char* key : {"Group", "PresSteps", "Trans", "Rotate", "UserUnit"})
      if (page.dict->has(key)) say(fmt::format("page {} has {}: no rule yet", page.number, key));
    for (const auto& [key, value] : model.file.at(*page.dict, "Resources").entries)
      if (key != "Font") say(fmt::format("the resources of page {} have {}: no rule yet", page.number, key));
  }
  for (const auto& [number, object] : model.file.objects())
    if (object.get("Type").is_name("XObject") || object.get("Type").is_name("Filespec"))
      say(fmt::format("object {} is of a kind that has no rule yet", number));
}

constexpr PdfRule kFileRules[] = {
    {"A-6.1.2", "header at the first byte, binary mark in the second line", header},
    {"A-6.1.3-id", "the trailer has an ID", trailer_id},
    {"A-6.1.3-encrypt", "no encryption", encryption},
    {"A-6.1.3-eof", "nothing after %%EOF but one line end", end_of_file},
    {"A-6.1.4", "every object is where the cross-references say, every reference leads somewhere",
     cross_references},
    {"A-6.1.6", "hexadecimal strings: whole bytes of hexadecimal digits"},
    {"A-6.1.7-length", "streams: Length is right, line ends after stream and before endstream"},
    {"A-6.1.7-filters", "streams: no outside file, no filter but FlateDecode", filters},
    {"A-6.1.9", "n g obj with single spaces, endobj on its own line"},
    {"A-6.1.12", "Perms has DocMDP and UR3 only", permissions},
    {"A-6.1.13-integers", "integers of 32 bits"},
    {"A-6.1.13-strings", "strings of at most 32,767 bytes"},
    {"A-6.1.13-names", "names of at most 127 bytes"},
    {"A-6.1.13-nesting", "q nested at most 28 deep"},
    {"A-6.1.13-objects", "at most 8,388,607 objects", object_count},
    {"A-6.1.13-page", "pages of 3 to 14,400 units a side", page_size},
    {"A-6.2.2-operators", "operators of ISO 32000-1 with their operands"},
    {"A-6.2.2-resources", "every page has its Resources, and in them what it uses", resources},
    {"A-6.2.3", "an output intent with an ICC profile of RGB", intent},
    {"A-6.2.4.3", "no DeviceCMYK"},
    {"A-6.5", "no actions", actions},
    {"X-balance", "q Q, BT ET, BDC EMC in pairs, text with a font"},
    {"X-page-tree", "Count, Parent and Type of the page tree"},
    {"X-feature", "nothing that no rule here speaks of", features},
};

}  // namespace

std::span<const PdfRule> pdf_file_rules() {
  return kFileRules;
}

}  // namespace sctf::test
