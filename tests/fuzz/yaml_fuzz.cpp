// Any bytes: a tree whose places lie inside the document, or one refusal with its place.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "config/yaml.hpp"

namespace {

void check_place(std::int64_t line, std::int64_t column) {
  if (line < 1 || column < 1) std::abort();
}

void visit(const sctf::config::Node& node, int depth) {
  if (depth > sctf::config::kMaxYamlDepth + 1) std::abort();
  check_place(node.line(), node.column());
  for (const auto& item : node.items()) visit(item, depth + 1);
  for (const auto& entry : node.entries()) {
    check_place(entry.line, entry.column);
    if (node.find(entry.key) != &entry.value) std::abort();  // a key stands once
    visit(entry.value, depth + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto root = sctf::config::parse_yaml({reinterpret_cast<const char*>(data), size}, "fuzz.yaml");
  if (root)
    visit(*root, 0);
  else if (root.error().text.empty() || root.error().file != "fuzz.yaml")
    std::abort();
  else if (size <= sctf::config::kMaxYamlBytes)
    check_place(root.error().line, root.error().column);
  return 0;
}
