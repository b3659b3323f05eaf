#include "xml/parse.hpp"

#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <memory>
#include <optional>
#include <utility>

#include "xml/guard.hpp"
#include "xml/libxml.hpp"

namespace sctf::xml {
namespace {

constexpr std::size_t kParseChunk = 64 * 1024;
constexpr int kMaxNamespaces = 256;  // in scope at once: each prefix is looked for among them

struct FreeParser {
  void operator()(xmlParserCtxt* context) const noexcept { xmlFreeParserCtxt(context); }
};

std::string xml_string(const xmlChar* text) {
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

// libxml2 leaves "&" in a value written as a reference, for a tree that will read it again; nothing else is.
std::string attribute_value(const xmlChar* begin, const xmlChar* end) {
  constexpr std::string_view kReference = "&#38;";
  std::string value(reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin));
  for (std::size_t at = 0; (at = value.find(kReference, at)) != std::string::npos;)
    value.erase(++at, kReference.size() - 1);
  return value;
}

bool only_blanks(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// A part that is open: its level, and what was held before it began.
struct InPart {
  std::size_t depth = 0;
  std::size_t elements = 0;
  std::size_t bytes = 0;
};

// Builds our tree from libxml2's events, so that theirs, five times the size, never is. No exception may pass
// through C: each event keeps its own and stops the parser.
class TreeBuilder {
 public:
  TreeBuilder(const Limits& limits, std::span<const std::string_view> parts, const PartHandler* handler,
              bool mixed = false)
      : limits_(limits), parts_(parts), handler_(handler), mixed_(mixed) {
    detail::init_libxml();
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = [](void* self, const xmlChar* name, const xmlChar*, const xmlChar* ns,
                            int namespaces, const xmlChar**, int attributes, int, const xmlChar** values) {
      static_cast<TreeBuilder*>(self)->event(
          [=](TreeBuilder& b) { b.open(name, ns, namespaces, attributes, values); });
    };
    sax.endElementNs = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
      static_cast<TreeBuilder*>(self)->event([](TreeBuilder& b) { b.close(); });
    };
    sax.characters = [](void* self, const xmlChar* text, int length) {
      static_cast<TreeBuilder*>(self)->event([=](TreeBuilder& b) { b.text(text, length); });
    };
    sax.cdataBlock = sax.characters;
    sax.ignorableWhitespace = sax.characters;
    sax.internalSubset = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
      static_cast<TreeBuilder*>(self)->event(
          [](TreeBuilder& b) { b.refuse("a DTD (<!DOCTYPE) is never read"); });
    };
    sax.serror = on_error;
    parser_.reset(xmlCreatePushParserCtxt(&sax, this, nullptr, 0, nullptr));
    if (!parser_) throw Error(Code::internal, "libxml2 has no memory for a parser");
    // Never XML_PARSE_NOENT. XML_PARSE_HUGE, for annexes past 10 MB, only because the guard lets no DTD pass
    // and bounds each text, and we bound depth, elements and bytes.
    xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_HUGE);
  }
  TreeBuilder(const TreeBuilder&) = delete;
  TreeBuilder& operator=(const TreeBuilder&) = delete;

  // False when there is no point in going on.
  bool feed(std::string_view bytes) {
    if (!guard_.feed(bytes)) return false;
    if (guard_.judged() && pending_.empty()) return push(bytes);
    // The guard wants to see the XML declaration whole before the parser sees any of it.
    pending_ += bytes;
    return !guard_.judged() || push(std::exchange(pending_, {}));
  }

  Result<Element> finish() {
    if (guard_.finish() && push(std::exchange(pending_, {}))) {
      xmlParseChunk(parser_.get(), nullptr, 0, 1);
      if (thrown_) std::rethrow_exception(thrown_);
    }
    // Where both found fault, the parser's is the earlier one: it saw nothing past the guard's.
    if (refused_) return tl::unexpected(std::move(*refused_));
    if (guard_.problem()) return tl::unexpected(*guard_.problem());
    if (parser_->wellFormed == 0 || !open_.empty() || root_.name.empty())
      return tl::unexpected(
          Problem{.code = Code::bad_document, .text = "is no whole XML document", .line = line()});
    return std::move(root_);
  }

 private:
  bool push(std::string_view bytes) {
    while (!bytes.empty() && !refused_) {
      const auto piece = bytes.substr(0, kParseChunk);
      if (xmlParseChunk(parser_.get(), piece.data(), static_cast<int>(piece.size()), 0) != 0 && !refused_)
        refuse("is not well formed");
      if (thrown_) std::rethrow_exception(thrown_);
      bytes.remove_prefix(piece.size());
    }
    return !refused_;
  }

  template <class Event>
  void event(Event event) noexcept {
    if (thrown_ || refused_) return;
    try {
      event(*this);
    } catch (...) {
      thrown_ = std::current_exception();
      xmlStopParser(parser_.get());
    }
  }

  [[nodiscard]] std::int64_t line() const noexcept {
    return parser_->input == nullptr ? 0 : parser_->input->line;
  }

  void refuse(std::string text) {
    const auto column = parser_->input == nullptr ? 0 : parser_->input->col;
    refuse(Problem{.code = Code::bad_document, .text = std::move(text), .line = line(), .column = column});
  }
  void refuse(Problem problem) {
    if (refused_) return;
    refused_ = std::move(problem);
    xmlStopParser(parser_.get());
  }

  void open(const xmlChar* name, const xmlChar* ns, int namespaces, int attributes, const xmlChar** values) {
    if (open_.size() >= limits_.depth) return refuse(fmt::format("nested deeper than {}", limits_.depth));
    if (held_elements_ >= limits_.elements)
      return refuse(fmt::format("more than {} elements", limits_.elements));
    namespaces_.push_back(namespaces);
    in_scope_ += namespaces;
    if (in_scope_ > kMaxNamespaces)
      return refuse(fmt::format("more than {} namespaces at once", kMaxNamespaces));
    ++held_elements_;
    Element& element = open_.empty() ? root_ : open_.back()->children.emplace_back();
    element.name = xml_string(name);
    element.ns = xml_string(ns);
    element.line = line();
    element.attributes.reserve(static_cast<std::size_t>(attributes));
    // Five pointers each: name, prefix, namespace, begin and end of the value.
    for (int i = 0; i < attributes; ++i, values += 5) {
      element.attributes.push_back({.name = xml_string(values[0]),
                                    .ns = xml_string(values[2]),
                                    .value = attribute_value(values[3], values[4])});
      hold(element.attributes.back().value.size());
    }
    open_.push_back(&element);
    if (begins_part(element.name))
      in_parts_.push_back({.depth = open_.size(), .elements = held_elements_ - 1, .bytes = held_bytes_});
  }

  // Whether it is a part, and not inside one of the same name.
  [[nodiscard]] bool begins_part(std::string_view name) const {
    return handler_ != nullptr && std::find(parts_.begin(), parts_.end(), name) != parts_.end() &&
           std::none_of(in_parts_.begin(), in_parts_.end(),
                        [&](const InPart& part) { return open_[part.depth - 1]->name == name; });
  }

  void text(const xmlChar* bytes, int length) {
    if (open_.empty()) return;
    hold(static_cast<std::size_t>(length));
    const std::string_view piece(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    auto* holder = mixed_ ? text_child(piece) : open_.back();
    if (holder == nullptr) return;
    holder->text.append(piece);
  }

  // The piece of text that is being read; libxml2 hands one over in several pieces.
  Element* text_child(std::string_view piece) {
    auto& children = open_.back()->children;
    if (!children.empty() && children.back().name.empty()) return &children.back();
    if (++held_elements_ > limits_.elements) {
      refuse(fmt::format("more than {} elements", limits_.elements));
      return nullptr;
    }
    // libxml2 has read the piece: it began so many lines before.
    children.emplace_back().line = line() - std::count(piece.begin(), piece.end(), '\n');
    return &children.back();
  }

  void hold(std::size_t bytes) {
    held_bytes_ += bytes;
    if (held_bytes_ > limits_.bytes) refuse(fmt::format("more than {} bytes of text", limits_.bytes));
  }

  void close() {
    Element& element = *open_.back();
    // Indentation is not text.
    if (!element.children.empty() && only_blanks(element.text)) {
      held_bytes_ -= element.text.size();
      element.text.clear();
      element.text.shrink_to_fit();
    }
    in_scope_ -= namespaces_.back();
    namespaces_.pop_back();
    open_.pop_back();
    if (in_parts_.empty() || open_.size() + 1 != in_parts_.back().depth) return;
    if (auto handled = (*handler_)(element, open_); !handled) refuse(std::move(handled.error()));
    held_elements_ = in_parts_.back().elements;
    held_bytes_ = in_parts_.back().bytes;
    in_parts_.pop_back();
    if (!open_.empty()) forget_part(*open_.back());
  }

  // And the blanks between it and the part before, which would add up.
  void forget_part(Element& parent) {
    parent.children.pop_back();
    if (!only_blanks(parent.text)) return;
    held_bytes_ -= std::min(held_bytes_, parent.text.size());
    parent.text.clear();
  }

#if LIBXML_VERSION >= 21200
  static void on_error(void* self, const xmlError* error) {
#else
  static void on_error(void* self, xmlErrorPtr error) {
#endif
    if (error->level < XML_ERR_ERROR) return;
    static_cast<TreeBuilder*>(self)->event([&](TreeBuilder& b) {
      const bool cut = error->code == XML_ERR_DOCUMENT_END && !b.open_.empty();
      b.refuse(Problem{.code = Code::bad_document,
                       .text = cut ? fmt::format("the document ends inside <{}>", b.open_.back()->name)
                                   : detail::libxml_message(error->message),
                       .line = error->line,
                       .column = error->int2});
    });
  }

  const Limits& limits_;
  std::span<const std::string_view> parts_;
  const PartHandler* handler_;
  bool mixed_;
  detail::MarkupGuard guard_;
  std::string pending_;
  std::unique_ptr<xmlParserCtxt, FreeParser> parser_;
  Element root_;
  std::vector<Element*> open_;  // addresses hold: only closed siblings move when one is added
  std::vector<int> namespaces_;
  int in_scope_ = 0;
  std::size_t held_elements_ = 0;
  std::size_t held_bytes_ = 0;
  std::vector<InPart> in_parts_;  // outermost first
  std::optional<Problem> refused_;
  std::exception_ptr thrown_;
};

}  // namespace

const Element* Element::child(std::string_view child_name) const noexcept {
  for (const auto& c : children)
    if (c.name == child_name) return &c;
  return nullptr;
}

const Element* Element::find(std::initializer_list<std::string_view> path) const noexcept {
  const Element* at = this;
  for (const auto step : path)
    if ((at = at->child(step)) == nullptr) return nullptr;
  return at;
}

std::string_view Element::text_of(std::initializer_list<std::string_view> path) const noexcept {
  const auto* found = find(path);
  return found == nullptr ? std::string_view{} : std::string_view(found->text);
}

const std::string* Element::attribute(std::string_view attribute_name) const noexcept {
  for (const auto& a : attributes)
    if (a.name == attribute_name && a.ns.empty()) return &a.value;
  return nullptr;
}

Result<Element> parse_untrusted(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes)
    return problem(Code::bad_document, "an XML document of {} bytes, {} are allowed", bytes.size(),
                   limits.bytes);
  TreeBuilder builder(limits, {}, nullptr);
  builder.feed(bytes);
  return builder.finish();
}

Result<Element> parse_mixed(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes)
    return problem(Code::bad_document, "an XML document of {} bytes, {} are allowed", bytes.size(),
                   limits.bytes);
  TreeBuilder builder(limits, {}, nullptr, true);
  builder.feed(bytes);
  return builder.finish();
}

Result<Element> parse_parts(proc::ByteSource& source, std::span<const std::string_view> names,
                            const PartHandler& handler, const Limits& limits) {
  TreeBuilder builder(limits, names, &handler);
  std::string chunk(kParseChunk, '\0');
  while (const auto got = source.read(chunk))
    if (!builder.feed(std::string_view(chunk).substr(0, got))) break;
  return builder.finish();
}

}  // namespace sctf::xml
