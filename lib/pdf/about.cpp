#include "pdf/about.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

#include "crypto/sha256.hpp"
#include "text/utf8.hpp"

namespace sctf::pdf {
namespace {

constexpr std::string_view kProducer = "sctf " SCTF_VERSION;
constexpr std::size_t kMaxString = 32'767;

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  return out;
}

void put_literal(std::string& out, std::string_view bytes) {
  out += '(';
  for (const char c : bytes) {
    if (c == '(' || c == ')' || c == '\\' || c == '\r' || c == '\n') out += '\\';
    out += c == '\r' ? 'r' : c == '\n' ? 'n' : c;
  }
  out += ')';
}

/// Letters that PDFDocEncoding has where Latin-1 has them; empty where one is not.
std::string as_latin(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x80) {
      if (byte < 0x20 && byte != '\n' && byte != '\r') return {};
      out += utf8[i];
      continue;
    }
    if (byte != 0xC2 && byte != 0xC3) return {};
    const auto letter =
        static_cast<unsigned char>(byte << 6 | (static_cast<unsigned char>(utf8[++i]) & 0x3F));
    if (letter < 0xA1 || letter == 0xAD) return {};
    out += static_cast<char>(letter);
  }
  // Such a first letter would be taken for a byte order mark.
  return !out.empty() && static_cast<unsigned char>(out.front()) >= 0xEF ? std::string() : out;
}

/// UTF-16, big end first.
void put_utf16(std::string& out, std::string_view utf8) {
  out += "<FEFF";
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    const int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    auto c = static_cast<std::uint32_t>(length == 1 ? first : first & (0x7F >> length));
    for (int k = 1; k < length; ++k)
      c = c << 6 | (static_cast<unsigned char>(utf8[i + static_cast<std::size_t>(k)]) & 0x3FU);
    i += static_cast<std::size_t>(length);
    if (c < 0x10000)
      out += fmt::format("{:04X}", c);
    else
      out += fmt::format("{:04X}{:04X}", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
  }
  out += '>';
}

std::chrono::sys_seconds whole_second(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant);
}

}  // namespace

void put_text_string(std::string& out, std::string_view utf8) {
  if (text::first_invalid_utf8(utf8) != std::string_view::npos)
    throw Error(Code::internal, "a text of the document's tree is not UTF-8");
  if (utf8.size() > kMaxString / 2)
    throw Error(Code::internal, "a text of the document's tree has {} bytes", utf8.size());
  if (const auto latin = as_latin(utf8); !latin.empty() || utf8.empty())
    put_literal(out, latin);
  else
    put_utf16(out, utf8);
}

bool is_language(std::string_view tag) {
  bool first = true;
  while (true) {
    const auto part = tag.substr(0, tag.find('-'));
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto fits = [&](char c) { return is_letter(c) || (!first && c >= '0' && c <= '9'); };
    if (part.size() < (first ? 2 : 1) || part.size() > 8 || !std::all_of(part.begin(), part.end(), fits))
      return false;
    if (part.size() == tag.size()) return true;
    tag.remove_prefix(part.size() + 1);
    first = false;
  }
}

void check(const Metadata& metadata) {
  if (metadata.title.empty()) throw Error(Code::internal, "a document has no title");
  if (metadata.id.empty()) throw Error(Code::internal, "a document has no id");
  if (!is_language(metadata.lang))
    throw Error(Code::internal, "\"{}\" has not the form of a language tag (BCP 47)", metadata.lang);
}

std::string pdf_date(Instant instant) {
  auto date = to_string(Instant(whole_second(instant)));
  std::erase_if(date, [](char c) { return c == '-' || c == ':' || c == 'T'; });
  return "D:" + date;
}

std::string file_id(const Metadata& metadata) {
  return crypto::sha256_hex(metadata.id).substr(0, 32);
}

std::string info_entries(const Metadata& metadata) {
  std::string out;
  const auto entry = [&](std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out += key;
    put_text_string(out, value);
  };
  const auto date = pdf_date(metadata.created);
  entry("/Title", metadata.title);
  entry("/Author", metadata.author);
  entry("/Subject", metadata.subject);
  entry("/Creator", kProducer);
  entry("/Producer", kProducer);
  entry("/CreationDate", date);
  entry("/ModDate", date);
  return out;
}

std::string xmp_packet(const Metadata& metadata) {
  const auto date = to_string(Instant(whole_second(metadata.created)));
  std::string about = fmt::format(
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n"
      "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n",
      xml_text(metadata.title), metadata.lang);
  if (!metadata.identifier.empty())
    about += fmt::format("<dc:identifier>{}</dc:identifier>\n", xml_text(metadata.identifier));
  if (!metadata.author.empty())
    about += fmt::format("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n",
                         xml_text(metadata.author));
  if (!metadata.subject.empty())
    about += fmt::format(
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:description>\n",
        xml_text(metadata.subject));
  return fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
      " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
      " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
      " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
      " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
      "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</"
      "pdfuaid:part>\n"
      "{about}"
      "<xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n"
      "<xmp:CreatorTool>{producer}</xmp:CreatorTool>\n<pdf:Producer>{producer}</pdf:Producer>\n"
      "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
      "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
      "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
      "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
      "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
      "<pdfaProperty:name>part</pdfaProperty:name>\n<pdfaProperty:valueType>Integer</"
      "pdfaProperty:valueType>\n"
      "<pdfaProperty:category>internal</pdfaProperty:category>\n"
      "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\n"
      "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
      "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
      "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>",
      fmt::arg("about", about), fmt::arg("date", date), fmt::arg("producer", kProducer));
}

}  // namespace sctf::pdf
