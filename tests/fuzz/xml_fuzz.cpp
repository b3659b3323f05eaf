#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "xml/parse.hpp"
#include "xml/writer.hpp"

namespace {

void write_element(sctf::xml::Writer& writer, const sctf::xml::Element& element) {
  writer.open(element.name);
  for (const auto& attribute : element.attributes)
    if (attribute.ns.empty()) writer.attribute(attribute.name, attribute.value);
  writer.text(element.text);
  for (const auto& child : element.children) write_element(writer, child);
  writer.close();
}

bool same(const sctf::xml::Element& a, const sctf::xml::Element& b) {
  if (a.name != b.name || a.text != b.text || a.children.size() != b.children.size()) return false;
  for (const auto& attribute : a.attributes)
    if (attribute.ns.empty() &&
        (b.attribute(attribute.name) == nullptr || *b.attribute(attribute.name) != attribute.value))
      return false;
  for (std::size_t i = 0; i < a.children.size(); ++i)
    if (!same(a.children[i], b.children[i])) return false;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto root = sctf::xml::parse_untrusted(bytes);
  constexpr std::string_view kParts[] = {"b"};
  sctf::proc::MemorySource source(bytes, 7);
  const auto rest =
      sctf::xml::parse_parts(source, kParts, [](const auto&, auto) -> sctf::Result<void> { return {}; });
  if (root.has_value() != rest.has_value()) std::abort();
  if (!root) return 0;
  std::string again;
  sctf::xml::Writer writer([&](std::string_view piece) { again += piece; });
  write_element(writer, *root);
  writer.finish();
  const auto read = sctf::xml::parse_untrusted(again);
  if (!read || !same(*root, *read)) std::abort();
  return 0;
}
