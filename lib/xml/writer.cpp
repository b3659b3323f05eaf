#include "xml/writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sctf::xml {
namespace {

constexpr std::size_t kXmlBuffer = 64 * 1024;

enum class XmlByte : unsigned char { plain, escaped, forbidden };

constexpr std::array<XmlByte, 256> make_xml_bytes(std::string_view escaped) {
  std::array<XmlByte, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = XmlByte::forbidden;
  table['\t'] = table['\n'] = table['\r'] = XmlByte::plain;
  for (const char c : escaped) table[static_cast<unsigned char>(c)] = XmlByte::escaped;
  return table;
}

// A parser would make a bare CR an LF, and in an attribute any of the three a blank.
constexpr auto kXmlText = make_xml_bytes("&<>\r");
constexpr auto kXmlValue = make_xml_bytes("&<>\"\r\n\t");

std::string_view xml_escape(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\r': return "&#13;";
    case '\n': return "&#10;";
    default: return "&#9;";
  }
}

void append_xml(std::string& out, std::string_view text, const std::array<XmlByte, 256>& bytes) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto kind = bytes[static_cast<unsigned char>(text[i])];
    if (kind == XmlByte::plain) continue;
    if (kind == XmlByte::forbidden)
      throw Error(Code::invalid_value, "a text holds the control character 0x{:02X}, which XML cannot carry",
                  static_cast<unsigned char>(text[i]));
    out.append(text, done, i - done);
    out += xml_escape(text[i]);
    done = i + 1;
  }
  out.append(text, done);
}

}  // namespace

Writer::Writer(Sink sink) : Writer(std::move(sink), Options{}) {}

Writer::Writer(Sink sink, Options options) : sink_(std::move(sink)), options_(std::move(options)) {
  buffer_.reserve(kXmlBuffer + 4096);
  if (options_.declaration) buffer_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
}

void Writer::hand_over() {
  handed_ += buffer_.size();
  sink_(buffer_);
  buffer_.clear();
}

void Writer::end_start_tag() {
  if (!in_start_tag_) return;
  buffer_ += '>';
  in_start_tag_ = false;
}

void Writer::begin_element(std::string_view name) {
  if (root_done_) throw Error(Code::internal, "XML: element {} after the end of the root", name);
  end_start_tag();
  buffer_ += '<';
  buffer_ += name;
}

void Writer::end_element(std::string_view name) {
  root_done_ = starts_.empty();
  if (root_done_ || std::find(options_.newline_after.begin(), options_.newline_after.end(), name) !=
                        options_.newline_after.end())
    buffer_ += '\n';
  if (buffer_.size() >= kXmlBuffer) hand_over();
}

Writer& Writer::open(std::string_view name) {
  begin_element(name);
  starts_.push_back(names_.size());
  names_ += name;
  in_start_tag_ = true;
  return *this;
}

Writer& Writer::attribute(std::string_view name, std::string_view value) {
  if (!in_start_tag_) throw Error(Code::internal, "XML: attribute {} outside a start tag", name);
  buffer_ += ' ';
  buffer_ += name;
  buffer_ += "=\"";
  append_xml(buffer_, value, kXmlValue);
  buffer_ += '"';
  return *this;
}

Writer& Writer::text(std::string_view utf8) {
  if (starts_.empty()) throw Error(Code::internal, "XML: text outside the root");
  end_start_tag();
  append_xml(buffer_, utf8, kXmlText);
  if (buffer_.size() >= kXmlBuffer) hand_over();
  return *this;
}

Writer& Writer::leaf(std::string_view name, std::string_view utf8) {
  begin_element(name);
  if (utf8.empty()) {
    buffer_ += "/>";
  } else {
    buffer_ += '>';
    append_xml(buffer_, utf8, kXmlText);
    buffer_ += "</";
    buffer_ += name;
    buffer_ += '>';
  }
  end_element(name);
  return *this;
}

Writer& Writer::close() {
  if (starts_.empty()) throw Error(Code::internal, "XML: close() without an open element");
  const auto name = std::string_view(names_).substr(starts_.back());
  starts_.pop_back();
  if (in_start_tag_) {
    buffer_ += "/>";
    in_start_tag_ = false;
  } else {
    buffer_ += "</";
    buffer_ += name;
    buffer_ += '>';
  }
  end_element(name);
  names_.resize(static_cast<std::size_t>(name.data() - names_.data()));
  return *this;
}

void Writer::finish() {
  if (!starts_.empty())
    throw Error(Code::internal, "XML: element {} is still open",
                std::string_view(names_).substr(starts_.back()));
  if (!root_done_) throw Error(Code::internal, "XML: a document without a root");
  if (!buffer_.empty()) hand_over();
}

}  // namespace sctf::xml
