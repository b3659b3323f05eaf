#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "pdf/content.hpp"
#include "pdf/prefix.hpp"
#include "pdf/signature.hpp"

namespace sctf::pdf {

/// What the file says of itself: in XMP and Info alike.
struct Metadata {
  std::string title, author, subject, lang = "es-ES";
  std::string id;   ///< /ID derives from it: kind, number and record hash; never a time or a chance
  Instant created;  ///< of the run's clock
  std::string identifier = {};  ///< what the document is found by (a CSV), where it has such a thing
};

/// A page of a document: parts that many pages share (drawn once, written once, in order before its own), and
/// its own. MCIDs run through all of them.
struct Page {
  Points width = kA4Width, height = kA4Height;
  std::vector<std::shared_ptr<const Content>> shared;
  Content own;
};

/// Writes PDF 1.7 that is PDF/A-2a and PDF/UA-1, front to back, in memory that does not grow with the pages
/// (a few bytes an object). The same input gives the same bytes.
///
/// Fonts, colour profile and shared contents stand once in the file; structure elements go in object streams.
/// A file may hold many documents, one after another: each is a `Part` of the tree.
class SCTF_API Writer {
 public:
  using Sink = std::function<void(std::string_view)>;
  Writer(std::shared_ptr<const Fonts> fonts, Metadata metadata, Sink sink);
  /// A file that begins with `prefix`: the sink is given what comes after it. Text in other faces than the
  /// prefix has throws `internal`.
  Writer(std::shared_ptr<const Prefix> prefix, Metadata metadata, Sink sink);
  ~Writer();

  /// The file will bear a signature in this revision (norms/documentos 3.5): an invisible
  /// field on its first page. Before add().
  void sign(SignatureField field);

  /// A whole document: its pages, its elements in reading order. A list of any length is added page by page.
  /// Throws `internal` for what would not conform: an MCID that no element or two elements have, or that
  /// stands twice on a page; a figure without alt or box; a `th` without scope; a heading level skipped (over
  /// the whole file), an empty heading; a table whose rows differ in columns; an element where it may not
  /// stand (PDF/UA-1, 7.2).
  void add(const std::vector<Page>& pages, const std::vector<Element>& elements);

  /// Ends the tree and the file. Nothing may be added after it. The place of the signature, where sign() was
  /// called: it is still empty (pdf/signature.hpp fills it).
  std::optional<SignatureHole> finish();

  /// Indirect objects so far. PDF/A-2 allows 8,388,607 in a file (ISO 19005-2, 6.1.13), add() throws
  /// `internal` beyond them: a long run begins another file in time. A document takes one for each element
  /// and about four more for each page.
  [[nodiscard]] std::size_t objects() const noexcept;
  static constexpr std::size_t kMaxObjects = 8'388'607;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sctf::pdf
