#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "proc/source.hpp"

namespace sctf::xml {

struct Attribute {
  std::string name;  ///< without prefix
  std::string ns;    ///< namespace URI; empty: none
  std::string value;
};

/// One element with all that is in it. A plain value: owned, never changed by us.
struct SCTF_API Element {
  std::string name;  ///< without prefix
  std::string ns;    ///< namespace URI; empty: none
  std::vector<Attribute> attributes;
  std::vector<Element> children;
  std::string text;  ///< its own text put together; blanks between children are left out
  std::int64_t line = 0;

  /// First child of that name, in whatever namespace; null if none.
  [[nodiscard]] const Element* child(std::string_view child_name) const noexcept;
  /// By names of one level each: `find({"Stmt", "Acct", "Id"})`; null where one is missing.
  [[nodiscard]] const Element* find(std::initializer_list<std::string_view> path) const noexcept;
  /// Text of find(path); empty where it is missing.
  [[nodiscard]] std::string_view text_of(std::initializer_list<std::string_view> path) const noexcept;
  /// Value of an attribute without namespace; null if none.
  [[nodiscard]] const std::string* attribute(std::string_view attribute_name) const noexcept;
};

struct Limits {
  std::size_t bytes = std::size_t{24} << 20;
  std::size_t depth = 64;
  std::size_t elements = 1'000'000;
};

/// Reads XML that anybody may have sent. `bad_document` with line and column where it is not well formed, has
/// a DTD, an encoding that is not UTF-8, ISO-8859-1, ISO-8859-15, windows-1252 or US-ASCII, more than 256
/// attributes in an element, more than 256 namespaces at once, or passes a limit; `bad_encoding` where it is
/// not UTF-8 though it says so. Nothing is ever read from file or network.
[[nodiscard]] SCTF_API Result<Element> parse_untrusted(std::string_view bytes, const Limits& limits = {});

/// Reads XML in which text stands among elements, such as a page for people: each piece of text is a child
/// without a name, in its place, blanks kept. Refuses as parse_untrusted().
[[nodiscard]] SCTF_API Result<Element> parse_mixed(std::string_view bytes, const Limits& limits = {});

/// Takes one part of a large document; `above` are the elements around it, from the root to its parent, with
/// what was read of them so far. A problem that it returns ends the reading.
using PartHandler = std::function<Result<void>(const Element& part, std::span<const Element* const> above)>;

/// Reads a document of any size in little memory: each element with one of `names` is handed over whole when
/// it ends, then forgotten. Gives back what remains of the document. Refuses as parse_untrusted(); its limits
/// of bytes and elements count only what is held at once. A part inside one of another name is handed over
/// before it and is not in it; inside one of the same name it is part of it.
[[nodiscard]] SCTF_API Result<Element> parse_parts(proc::ByteSource& source,
                                                   std::span<const std::string_view> names,
                                                   const PartHandler& handler, const Limits& limits = {});

}  // namespace sctf::xml
