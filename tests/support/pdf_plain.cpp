#include "support/pdf_plain.hpp"

#include <fmt/format.h>
#include <stdexcept>

#include "crypto/cms.hpp"
#include "pdf/signature.hpp"
#include "support/pdf_parse.hpp"

namespace sctf::test {

namespace {

std::string without(const PdfObject& dict, std::initializer_list<std::string_view> keys) {
  std::string out;
  for (const auto& [key, value] : dict.entries) {
    bool keep = true;
    for (const auto other : keys) keep = keep && key != other;
    if (keep) out += "/" + key + " " + to_text(value);
  }
  return out;
}

/// Replaces the first `from` at or after `at`; npos where there is none, else the place after it.
std::size_t swap_text(std::string& text, std::size_t at, std::string_view from, std::string_view to) {
  const auto found = text.find(from, at);
  if (found == std::string::npos) return found;
  text.replace(found, from.size(), to);
  return found + to.size();
}

}  // namespace

PdfPlain::PdfPlain(const std::string& bytes) {
  const PdfFile file(bytes);
  head = bytes.substr(0, 15);
  for (const auto& [number, object] : file.objects()) {
    const auto& type = object.get("Type");
    if (type.is_name("ObjStm") || type.is_name("XRef")) continue;
    auto& out = objects[number];
    out.stream = object.is(PdfObject::Kind::stream);
    out.dict = out.stream ? without(object, {"Length", "Filter"}) : to_text(object);
    if (out.stream) out.data = PdfFile::data(object);
  }
  trailer = without(file.trailer(), {"Length", "Filter", "Type", "W", "Index", "Size", "Prev"});
  size = objects.rbegin()->first + 2;
}

std::string PdfPlain::bytes() const {
  std::string out = head;
  const auto put_number = [](std::string& to, std::uint64_t value, int count) {
    for (int i = count - 1; i >= 0; --i) to += static_cast<char>(value >> (8 * i) & 0xFF);
  };
  std::string index = "0 1", table;
  put_number(table, 0, 7);
  const auto place = [&](std::int64_t number) {
    index += fmt::format(" {} 1", number);
    put_number(table, 1, 1);
    put_number(table, out.size(), 4);
    put_number(table, 0, 2);
  };
  for (const auto& [number, object] : objects) {
    place(number);
    out += fmt::format("{}{}", number, object.head);
    if (object.stream)
      out += fmt::format("<<{}/Length {}>>\nstream\n{}{}endstream", object.dict, object.data.size(),
                         object.data, object.before_end);
    else
      out += object.dict;
    out += object.end;
  }
  const auto last = objects.rbegin()->first + 1;
  const auto at = out.size();
  place(last);
  out += fmt::format(
      "{} 0 obj\n<</Type/XRef/W[1 4 2]/Index[{}]/Size {}{}/Length {}>>\nstream\n{}\nendstream\nendobj\n",
      last, index, size, trailer, table.size(), table);
  return out + fmt::format("startxref\n{}\n%%EOF\n{}", at, tail);
}

std::string PdfPlain::resealed(crypto::Signer& signer) const {
  auto wide = *this;
  wide.set("/Type /Sig", "ByteRange", "[" + std::string(pdf::SignatureHole::kRangeWidth, ' ') + "]");
  auto bytes = wide.bytes();
  pdf::SignatureHole hole;
  hole.range = bytes.find("/ByteRange [") + 12;
  hole.begin = bytes.find("/Contents <", bytes.find("/Type /Sig")) + 10;
  hole.end = bytes.find('>', hole.begin) + 1;
  pdf::UnsignedFile file(std::move(bytes), hole);
  const crypto::CmsTemplate cms(signer.chain());
  const auto digest = file.digest();
  const auto signatures = must(signer.sign(std::vector{cms.to_be_signed(digest)}));
  return std::move(file).sealed(cms.assemble(digest, signatures.front()));
}

PdfPlain::Object& PdfPlain::find(std::string_view needle) {
  for (auto& [number, object] : objects)
    if (object.dict.find(needle) != std::string::npos || object.data.find(needle) != std::string::npos)
      return object;
  throw std::logic_error(fmt::format("no object has \"{}\"", needle));
}

void PdfPlain::replace(std::string_view from, std::string_view to) {
  auto& object = find(from);
  if (swap_text(object.dict, 0, from, to) == std::string::npos) swap_text(object.data, 0, from, to);
}

void PdfPlain::replace_all(std::string_view from, std::string_view to) {
  (void)find(from);
  for (auto& [number, object] : objects)
    for (auto* text : {&object.dict, &object.data})
      for (std::size_t at = 0; at != std::string::npos;) at = swap_text(*text, at, from, to);
}

void PdfPlain::set(std::string_view needle, std::string_view key, std::string_view value) {
  auto& text = find(needle).dict;
  const auto name = fmt::format("/{} ", key);
  if (const auto at = text.find(name); at != std::string::npos) {
    // The value is read as an object, so that arrays and dictionaries go whole.
    std::vector<PdfFinding> none;
    PdfLexer lexer(text, at + name.size(), none);
    (void)lexer.object();
    text.erase(at, lexer.at() - at);
  }
  if (!value.empty()) text.insert(text.find("<<") + 2, fmt::format("/{} {}", key, value));
}

}  // namespace sctf::test
