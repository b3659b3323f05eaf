// pdf_check FILE…: holds PDF files against the rules of the tests; exit status 1 where one breaks any.
//   --text   prints what a screen reader reads, a line for each element, and what it does not read

#include <cstdio>
#include <fmt/format.h>
#include <string>

#include "proc/file.hpp"
#include "support/pdf_check.hpp"

namespace {

constexpr std::size_t kMaxFile = std::size_t{4} << 30;

/// Whether the file passes.
bool check_file(const std::string& name, bool text) {
  const auto bytes = sctf::proc::read_file(name, kMaxFile);
  if (!bytes) {
    fmt::print(stderr, "{}: {}\n", name, bytes.error().text);
    return false;
  }
  const auto verdict = sctf::test::check_pdf(*bytes);
  for (const auto& finding : verdict.findings) fmt::print("{}: {}: {}\n", name, finding.rule, finding.text);
  fmt::print("{}: {}: {} rules, {} pages, {} elements, {} letters, {} findings\n", name,
             verdict.passed() ? "passed" : "NOT passed", verdict.rules, verdict.pages, verdict.elements,
             verdict.glyphs, verdict.findings.size());
  if (text) fmt::print("{}", verdict.tagged);
  if (text && !verdict.artifacts.empty()) fmt::print("not read:\n{}", verdict.artifacts);
  return verdict.passed();
}

}  // namespace

int main(int count, char** arguments) try {
  bool text = false, passed = count > 1;
  int files = 0;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--text") {
      text = true;
      continue;
    }
    ++files;
    passed = check_file(argument, text) && passed;
  }
  if (files == 0) {
    fmt::print(stderr, "usage: pdf_check [--text] FILE...\n");
    return 64;
  }
  return passed ? 0 : 1;
} catch (const std::exception& error) {
  fmt::print(stderr, "pdf_check: {}\n", error.what());
  return 70;
}
