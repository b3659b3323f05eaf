#include <fmt/format.h>

#include "support/pdf_model.hpp"

namespace sctf::test {

using Kind = PdfObject::Kind;

namespace {

/// Operands of each operator of ISO 32000-1, annex A, that paints no foreign object: n number, s string, N
/// name, a array, p name or dictionary.
const std::map<std::string, std::string>& operators() {
  static const std::map<std::string, std::string> table = {
      {"q", ""},     {"Q", ""},     {"cm", "nnnnnn"}, {"w", "n"},       {"J", "n"},    {"j", "n"},
      {"M", "n"},    {"d", "an"},   {"i", "n"},       {"m", "nn"},      {"l", "nn"},   {"c", "nnnnnn"},
      {"v", "nnnn"}, {"y", "nnnn"}, {"h", ""},        {"re", "nnnn"},   {"S", ""},     {"s", ""},
      {"f", ""},     {"F", ""},     {"f*", ""},       {"B", ""},        {"B*", ""},    {"b", ""},
      {"b*", ""},    {"n", ""},     {"W", ""},        {"W*", ""},       {"BT", ""},    {"ET", ""},
      {"Tc", "n"},   {"Tw", "n"},   {"Tz", "n"},      {"TL", "n"},      {"Tf", "Nn"},  {"Tr", "n"},
      {"Ts", "n"},   {"Td", "nn"},  {"TD", "nn"},     {"Tm", "nnnnnn"}, {"T*", ""},    {"Tj", "s"},
      {"TJ", "a"},   {"g", "n"},    {"G", "n"},       {"rg", "nnn"},    {"RG", "nnn"}, {"BMC", "N"},
      {"BDC", "Np"}, {"EMC", ""},   {"k", "nnnn"},    {"K", "nnnn"},
  };
  return table;
}

bool fits(const PdfObject& operand, char wanted) {
  switch (wanted) {
    case 'n': return operand.is_number();
    case 's': return operand.is(Kind::string);
    case 'N': return operand.is(Kind::name);
    case 'a': return operand.is(Kind::array);
    default: return operand.is(Kind::name) || operand.is(Kind::dict);
  }
}

class Drawing {
 public:
  Drawing(PdfModel& model, PdfPage& page) : model_(model), page_(page) {}

  void run(const std::string& bytes) {
    PdfLexer lexer(bytes, 0, model_.notes);
    while (!lexer.ended()) {
      const char c = bytes[lexer.at()];
      const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'' || c == '"';
      const auto from = lexer.at();
      if (letter) {
        const auto word = lexer.word();
        if (word != "true" && word != "false" && word != "null") {
          perform(word);
          operands_.clear();
          continue;
        }
        lexer.move(from);
      }
      operands_.push_back(lexer.object(false));
    }
    if (!marks_.empty() || saved_ != 0 || in_text_) note("X-balance", "something begun has no end");
  }

 private:
  enum class Mark { tagged, artifact, other };

  void note(const char* rule, std::string_view text) {
    model_.note(rule, fmt::format("page {}: {}", page_.number, text));
  }

  void perform(const std::string& word) {
    const auto known = operators().find(word);
    if (known == operators().end()) {
      const bool foreign = word == "Do" || word == "sh" || word == "BI" || word == "gs" || word == "ri" ||
                           word == "cs" || word == "CS";
      note(foreign ? "X-feature" : "A-6.2.2-operators", "the operator " + word);
      return;
    }
    const auto& wanted = known->second;
    bool right = operands_.size() == wanted.size();
    for (std::size_t i = 0; right && i < wanted.size(); ++i) right = fits(operands_[i], wanted[i]);
    if (!right) {
      note("A-6.2.2-operators", fmt::format("operands of {} are wrong", word));
      return;
    }
    if (word == "q" && ++saved_ > 28) note("A-6.1.13-nesting", "q is nested more than 28 deep");
    if (word == "Q" && --saved_ < 0) note("X-balance", "Q without q");
    if (word == "BT" || word == "ET") {
      if (in_text_ == (word == "BT")) note("X-balance", "BT and ET do not match");
      in_text_ = word == "BT";
    }
    if (word == "k" || word == "K") note("A-6.2.4.3", "DeviceCMYK without an output intent for it");
    if (word == "Tf") set_font();
    if (word == "Tr" && operands_[0].integer == 3) note("X-feature", "invisible text: no rule yet");
    if (word == "BMC" || word == "BDC") begin(word == "BDC");
    if (word == "EMC") end();
    if (word == "Tj" || word == "TJ") show();
    static const std::set<std::string> paints = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ"};
    if (paints.contains(word)) paint();
  }

  void begin(bool with_properties) {
    const auto& tag = operands_[0].text;
    const auto& mcid = with_properties ? operands_[1].get("MCID") : operands_[0].get("MCID");
    Mark mark = Mark::other;
    if (tag == "Artifact") mark = Mark::artifact;
    if (mcid.is(Kind::integer)) mark = Mark::tagged;
    for (const auto outer : marks_)
      if (outer != Mark::other && mark != Mark::other)
        note("UA-7.1-nested", outer == mark ? "marked content inside marked content"
                                            : "artifact and tagged content one in the other");
    marks_.push_back(mark);
    if (mark == Mark::other) return;
    if (mark == Mark::tagged && !mcids_.insert(mcid.integer).second)
      note("UA-7.1-mcid", fmt::format("MCID {} stands twice", mcid.integer));
    page_.sequences.push_back(
        {mark == Mark::artifact, mark == Mark::tagged ? mcid.integer : -1, tag, {}, false});
  }

  void end() {
    if (marks_.empty())
      note("X-balance", "EMC without a beginning");
    else
      marks_.pop_back();
  }

  [[nodiscard]] PdfSequence* sequence() {
    for (const auto mark : marks_)
      if (mark != Mark::other) return &page_.sequences.back();
    return nullptr;
  }

  void paint() {
    if (auto* here = sequence())
      here->paints = true;
    else
      note("UA-7.1-marked", "something is painted outside marked content");
  }

  void set_font() {
    const auto& fonts = model_.file.at(model_.file.at(*page_.dict, "Resources"), "Font");
    const auto& reference = fonts.get(operands_[0].text);
    const auto found = model_.fonts.find(reference.integer);
    font_ = found == model_.fonts.end() ? nullptr : &found->second;
    if (font_ == nullptr)
      note("A-6.2.2-resources", "the font " + operands_[0].text + " is not among the resources");
  }

  void show() {
    if (font_ == nullptr || !in_text_) {
      note("X-balance", "text is shown without a font or outside BT and ET");
      return;
    }
    if (operands_[0].is(Kind::string)) show_string(operands_[0].text);
    for (const auto& item : operands_[0].items) {
      if (item.is(Kind::string))
        show_string(item.text);
      else if (!item.is_number())
        note("A-6.2.2-operators", "TJ has something that is neither string nor number");
    }
  }

  void show_string(const std::string& bytes) {
    if (bytes.size() % 2 != 0) note("A-6.2.2-operators", "a string of Identity-H has an odd number of bytes");
    auto* here = sequence();
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
      const int code = static_cast<unsigned char>(bytes[i]) << 8 | static_cast<unsigned char>(bytes[i + 1]);
      font_->used.insert(code);
      const auto letters = font_->to_unicode.find(code);
      if (here != nullptr && letters != font_->to_unicode.end()) here->text += letters->second;
    }
  }

  PdfModel& model_;
  PdfPage& page_;
  std::vector<PdfObject> operands_;
  std::vector<Mark> marks_;
  std::set<std::int64_t> mcids_;
  PdfFont* font_ = nullptr;
  int saved_ = 0;
  bool in_text_ = false;
};

}  // namespace

void read_content(PdfModel& model, PdfPage& page) {
  const auto& contents = model.file.at(*page.dict, "Contents");
  std::string bytes;
  if (contents.is(Kind::stream)) bytes = PdfFile::data(contents);
  for (const auto& part : contents.items) bytes += PdfFile::data(model.file.resolve(part)) + "\n";
  Drawing(model, page).run(bytes);
}

}  // namespace sctf::test
