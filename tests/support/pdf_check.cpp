#include "support/pdf_check.hpp"

#include <fmt/format.h>

namespace sctf::test {

namespace {

void read_aloud(const PdfModel& model, PdfVerdict& verdict) {
  std::map<std::pair<std::int64_t, std::int64_t>, const PdfSequence*> sequences;
  for (const auto& page : model.pages)
    for (const auto& sequence : page.sequences) {
      verdict.glyphs += sequence.text.size();
      if (sequence.artifact && !sequence.text.empty()) verdict.artifacts += to_utf8(sequence.text) + "\n";
      if (!sequence.artifact) sequences[{page.number, sequence.mcid}] = &sequence;
    }
  for (const auto& element : model.elements) {
    std::string line;
    for (const auto& [page, mcid] : element.marks) {
      const auto found = sequences.find({page, mcid});
      if (found != sequences.end()) line += (line.empty() ? "" : " ") + to_utf8(found->second->text);
    }
    if (!line.empty()) verdict.tagged += line + "\n";
  }
}

}  // namespace

std::vector<PdfRule> pdf_rules() {
  std::vector<PdfRule> all;
  for (const auto rules : {pdf_file_rules(), pdf_about_rules(), pdf_font_rules(), pdf_tree_rules(),
                           pdf_table_rules(), pdf_form_rules()})
    all.insert(all.end(), rules.begin(), rules.end());
  return all;
}

PdfVerdict check_pdf(const std::string& bytes) {
  return check_pdf(bytes, pdf_rules());
}

PdfVerdict check_pdf(const std::string& bytes, std::span<const PdfRule> rules) {
  PdfVerdict verdict;
  try {
    const PdfFile file(bytes);
    const PdfModel model(file);
    for (const auto& rule : rules) {
      ++verdict.rules;
      for (const auto& note : model.notes)
        if (note.rule == rule.id) verdict.findings.push_back(note);
      if (rule.look != nullptr)
        rule.look(model, [&](std::string text) {
          verdict.findings.push_back({std::string(rule.id), std::move(text)});
        });
    }
    verdict.pages = model.pages.size();
    verdict.elements = model.elements.size();
    read_aloud(model, verdict);
  } catch (const PdfBroken& broken) {
    verdict.findings.push_back({"A-6.1", broken.what()});
  }
  return verdict;
}

std::string to_string(const PdfVerdict& verdict) {
  std::string out;
  for (const auto& [rule, text] : verdict.findings) out += fmt::format("{}: {}\n", rule, text);
  return out;
}

}  // namespace sctf::test
