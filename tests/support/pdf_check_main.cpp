// pdf_check FILE…: holds PDF files against the rules of the tests; exit status 1 where one breaks any.
//   --text              prints what a screen reader reads, a line for each element, and what it does not read
//   --sample FILE N     writes a file of N slips of the tests instead, for other readers to try

#include <charconv>
#include <cstdio>
#include <fmt/format.h>
#include <string>

#include "proc/file.hpp"
#include "support/pdf_check.hpp"
#include "support/pdf_sample.hpp"

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

void write_sample(const std::string& name, std::string_view count) {
  int number = 1;
  std::from_chars(count.data(), count.data() + count.size(), number);
  const auto fonts = sctf::must(sctf::pdf::Fonts::load());
  auto file = sctf::proc::AtomicFile::create(name);
  sctf::pdf::Writer writer(fonts, sctf::test::sample_metadata(),
                           [&](std::string_view bytes) { file.write(bytes); });
  for (int i = 1; i <= number; ++i) {
    const auto slip = sctf::test::sample_slip(fonts, i);
    writer.add(slip.pages, slip.elements);
  }
  writer.finish();
  file.commit();
}

}  // namespace

int main(int count, char** arguments) try {
  if (count == 4 && std::string_view(arguments[1]) == "--sample") {
    write_sample(arguments[2], arguments[3]);
    return 0;
  }
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
    fmt::print(stderr, "usage: pdf_check [--text] FILE... | --sample FILE N\n");
    return 64;
  }
  return passed ? 0 : 1;
} catch (const std::exception& error) {
  fmt::print(stderr, "pdf_check: {}\n", error.what());
  return 70;
}
