#include "pdf/signature_field.hpp"

#include <fmt/format.h>

#include "pdf/about.hpp"
#include "pdf/number.hpp"

namespace sctf::pdf {
namespace {

constexpr int kPrintAndLocked = 132;      // ISO 32000-1, 12.5.3
constexpr int kSignaturesAppendOnly = 3;  // 12.7.2

}  // namespace

SignatureWriter::SignatureWriter(Objects& objects, SignatureField field)
    : field_(std::move(field)),
      dictionary_(objects.allocate()),
      widget_(objects.allocate()),
      element_(objects.allocate()) {
  if (field_.name.empty() || field_.tooltip.empty() || field_.reserve == 0)
    throw Error(Code::internal, "a signature without a name, a tooltip or room");
}

void SignatureWriter::put_annotations(std::string& page, Objects::Number page_object) {
  page_ = page_object;
  put_reference(page += "/Annots[", widget_);
  page += ']';
}

Objects::Number SignatureWriter::write_field(Objects& objects, Objects::Number document,
                                             std::int64_t key) const {
  auto& element = objects.begin(element_);
  put_reference(element += "<</S/Form/P ", document);
  put_reference(element += "/K<</Type/OBJR/Pg ", page_);
  put_reference(element += "/Obj ", widget_);
  element += ">>>>";
  objects.end();
  auto& widget = objects.begin(widget_);
  put_text_string(widget += "<</Type/Annot/Subtype/Widget/FT/Sig/T", field_.name);
  put_text_string(widget += "/TU", field_.tooltip);
  put_reference(widget += "/V ", dictionary_);
  put_integer(widget += "/F ", kPrintAndLocked);
  put_reference(widget += "/Rect[0 0 0 0]/P ", page_);
  put_integer(widget += "/StructParent ", key);
  widget += ">>";
  objects.end();
  return element_;
}

std::string SignatureWriter::form() const {
  return fmt::format("/AcroForm<</Fields[{} 0 R]/SigFlags {}>>", widget_, kSignaturesAppendOnly);
}

SignatureHole SignatureWriter::write_dictionary(Objects& objects) const {
  std::string body = "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached";
  if (!field_.signer.empty()) put_text_string(body += "/Name", field_.signer);
  ((body += "/M(") += pdf_date(field_.at)) += ")/ByteRange[";
  SignatureHole hole;
  hole.range = body.size();
  body.append(SignatureHole::kRangeWidth, ' ');
  body += "]/Contents";
  hole.begin = body.size();
  (body += '<').append(field_.reserve * 2, '0') += '>';
  hole.end = body.size();
  body += ">>";
  const auto at = objects.plain(dictionary_, body);
  for (auto* place : {&hole.range, &hole.begin, &hole.end}) *place += at;
  return hole;
}

}  // namespace sctf::pdf
