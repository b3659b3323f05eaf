#include "config/yaml.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace sctf::config {
namespace {

// What the builder throws through yaml-cpp, to stop at the first thing that is refused.
struct YamlRefusal {
  Problem problem;
};

bool utf8_continues(std::string_view bytes, std::size_t at) {
  return at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80;
}

// Length of the UTF-8 character that begins at `at`; 0 where there is none (overlong forms, surrogates and
// what lies beyond U+10FFFF are none).
std::size_t utf8_length(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!utf8_continues(bytes, at + i)) return 0;
  if (length < 3) return length;
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  if (lead == 0xE0 && second < 0xA0) return 0;
  if (lead == 0xED && second >= 0xA0) return 0;
  if (lead == 0xF0 && second < 0x90) return 0;
  if (lead == 0xF4 && second >= 0x90) return 0;
  return length;
}

// yaml-cpp takes the byte 04 for the end of the file and mends bad UTF-8: so neither may reach it.
Result<void> check_yaml_bytes(std::string_view bytes, const std::string& file) {
  std::int64_t line = 1, column = 1;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto length = utf8_length(bytes, at);
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const bool line_end = byte == '\n' || (byte == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n');
    const bool control = (byte < 0x20 && byte != '\t' && !line_end) || byte == 0x7F;
    if (length == 0 || control) {
      auto refused = length == 0 ? problem(Code::bad_encoding, "byte {:02X} is not UTF-8", byte)
                                 : problem(Code::bad_encoding, "control character {:02X}", byte);
      return tl::unexpected(std::move(refused.value()).at(file, line, column));
    }
    if (byte == '\n')
      ++line, column = 1;
    else
      ++column;
    at += length;
  }
  return {};
}

}  // namespace

// Turns yaml-cpp's marks (from 0, columns in bytes) into ours (from 1, in characters). Marks come nearly in
// order, so counting goes on from the last one where it can.
class YamlPlaces {
 public:
  explicit YamlPlaces(std::string_view bytes) : bytes_(bytes) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if (bytes[i] == '\n') starts_.push_back(i + 1);
  }

  std::pair<std::int64_t, std::int64_t> place(const YAML::Mark& mark) {
    if (mark.line < 0) return {1, 1};
    if (static_cast<std::size_t>(mark.line) >= starts_.size()) return {mark.line + 1, mark.column + 1};
    const auto line = static_cast<std::size_t>(mark.line);
    const auto wanted = starts_[line] + static_cast<std::size_t>(mark.column);
    if (line != line_ || wanted < at_) line_ = line, at_ = starts_[line], column_ = 1;
    for (; at_ < wanted && at_ < bytes_.size(); ++at_)
      if (!utf8_continues(bytes_, at_ + 1)) ++column_;
    return {mark.line + 1, column_};
  }

  // Whether the quote that a scalar begins with at `mark`, if it begins with one, is closed again.
  bool quote_closed(const YAML::Mark& mark) const {
    if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= starts_.size()) return true;
    auto at = starts_[static_cast<std::size_t>(mark.line)] + static_cast<std::size_t>(mark.column);
    if (at >= bytes_.size() || (bytes_[at] != '"' && bytes_[at] != '\'')) return true;
    for (const char quote = bytes_[at++]; at < bytes_.size(); ++at) {
      if (quote == '"' && bytes_[at] == '\\')
        ++at;
      else if (bytes_[at] == quote) {
        if (quote == '"' || at + 1 == bytes_.size() || bytes_[at + 1] != quote) return true;
        ++at;
      }
    }
    return false;
  }

 private:
  std::string_view bytes_;
  std::vector<std::size_t> starts_;
  std::size_t line_ = 0, at_ = 0;
  std::int64_t column_ = 1;
};

// Builds our tree from yaml-cpp's events: they show anchors, aliases and tags, which its nodes hide.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view bytes, const std::string& file) : places_(bytes), file_(file) {}

  Node take() { return std::move(root_); }
  [[noreturn]] void refuse(const YAML::ParserException& error) {
    const auto [line, column] = places_.place(error.mark);
    refuse_at(Code::bad_document, line, column, error.msg, "");
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (started_) refuse_mark(mark, "a second document; one file holds one");
    started_ = true;
  }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    refuse_mark(mark, "anchors are not taken; write the value out", "&" + name);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse_mark(mark, "aliases are not taken; write the value out");
  }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { open(make(Node::Kind::null, mark), false); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    if (tag != "?" && tag != "!") refuse_mark(mark, "tags are not taken", tag);
    // yaml-cpp lets the end of the file close a quote: a file that was cut off would go unnoticed.
    if (!places_.quote_closed(mark)) refuse_mark(mark, "the quote is not closed");
    auto node = make(Node::Kind::scalar, mark);
    node.text_ = value;
    node.quoted_ = tag == "!";
    open(std::move(node), false);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    begin(Node::Kind::list, mark, tag);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    begin(Node::Kind::map, mark, tag);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Node node;
    bool has_key = false;  // the last entry waits for its value
    std::unordered_set<std::string> keys = {};
  };

  Node make(Node::Kind kind, const YAML::Mark& mark) {
    Node node;
    node.kind_ = kind;
    std::tie(node.line_, node.column_) = places_.place(mark);
    return node;
  }

  void begin(Node::Kind kind, const YAML::Mark& mark, const std::string& tag) {
    if (tag != "?" && tag != "!") refuse_mark(mark, "tags are not taken", tag);
    if (frames_.size() >= kMaxYamlDepth) refuse_mark(mark, "lists and maps are nested too deeply");
    open(make(kind, mark), true);
  }

  // Puts a node in its place; one that holds others stays open until its end.
  void open(Node node, bool holds_others) {
    if (!frames_.empty() && frames_.back().node.is_map() && !frames_.back().has_key) {
      add_key(node);
      return;
    }
    if (holds_others)
      frames_.push_back({.node = std::move(node)});
    else
      put(std::move(node));
  }

  void add_key(const Node& key) {
    auto& frame = frames_.back();
    if (!key.is_scalar())
      refuse_at(Code::bad_document, key.line_, key.column_, "a key must be a word", key.text_);
    if (key.text_ == "<<" && !key.quoted_)
      refuse_at(Code::bad_document, key.line_, key.column_, "merge keys are not taken; write the values out",
                "<<");
    if (!frame.keys.insert(key.text_).second)
      refuse_at(Code::duplicate, key.line_, key.column_, fmt::format("key \"{}\" stands twice", key.text_),
                key.text_);
    frame.node.entries_.push_back({.key = key.text_, .line = key.line_, .column = key.column_, .value = {}});
    frame.has_key = true;
  }

  void put(Node node) {
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    auto& frame = frames_.back();
    if (frame.node.is_list()) {
      frame.node.items_.push_back(std::move(node));
      return;
    }
    auto& entry = frame.node.entries_.back();
    // yaml-cpp places an absent value where the next thing stands.
    if (node.is_null() && node.line_ != entry.line) node.line_ = entry.line, node.column_ = entry.column;
    entry.value = std::move(node);
    frame.has_key = false;
  }

  void close() {
    Node done = std::move(frames_.back().node);
    frames_.pop_back();
    put(std::move(done));
  }

  [[noreturn]] void refuse_mark(const YAML::Mark& mark, const std::string& text,
                                const std::string& value = {}) {
    const auto [line, column] = places_.place(mark);
    refuse_at(Code::bad_document, line, column, text, value);
  }
  [[noreturn]] void refuse_at(Code code, std::int64_t line, std::int64_t column, std::string text,
                              const std::string& value) {
    throw YamlRefusal{{.code = code,
                       .text = std::move(text),
                       .file = file_,
                       .line = line,
                       .column = column,
                       .value = value}};
  }

  YamlPlaces places_;
  const std::string& file_;
  bool started_ = false;
  Node root_;
  std::vector<Frame> frames_;
};

std::string_view Node::kind_name() const {
  switch (kind_) {
    case Kind::null: return "an empty value";
    case Kind::scalar: return "a single value";
    case Kind::list: return "a list";
    case Kind::map: return "a map";
  }
  throw Error(Code::internal, "unknown kind of YAML node");
}

const Node* Node::find(std::string_view key) const {
  for (const auto& entry : entries_)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

Result<Node> parse_yaml(std::string_view bytes, const std::string& file) {
  if (bytes.size() > kMaxYamlBytes) {
    auto refused = problem(Code::bad_document, "the file is larger than {} bytes", kMaxYamlBytes);
    return tl::unexpected(std::move(refused.value()).at(file, 0, 0));
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (auto checked = check_yaml_bytes(bytes, file); !checked)
    return tl::unexpected(std::move(checked.error()));

  TreeBuilder builder(bytes, file);
  try {
    std::istringstream in{std::string(bytes)};
    YAML::Parser parser(in);
    try {
      while (parser.HandleNextDocument(builder)) continue;
    } catch (const YAML::ParserException& error) {
      builder.refuse(error);
    }
  } catch (YamlRefusal& refusal) {
    return tl::unexpected(std::move(refusal.problem));
  }
  return builder.take();
}

Result<std::string> read_document(const std::filesystem::path& file) {
  const auto refuse = [&](Code code, const std::string& text) {
    return tl::unexpected(Problem{.code = code, .text = text, .file = file.string()});
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) return refuse(Code::no_input, "is a folder, not a file");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return refuse(Code::no_input, fmt::format("cannot be opened: {}", std::strerror(errno)));
  std::string bytes(kMaxYamlBytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad()) return refuse(Code::io_error, fmt::format("cannot be read: {}", std::strerror(errno)));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > kMaxYamlBytes)
    return refuse(Code::bad_document, fmt::format("the file is larger than {} bytes", kMaxYamlBytes));
  return bytes;
}

}  // namespace sctf::config
