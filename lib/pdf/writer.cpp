#include "pdf/writer.hpp"

#include <fmt/format.h>
#include <unordered_map>

#include "pdf/about.hpp"
#include "pdf/embed.hpp"
#include "pdf/number.hpp"
#include "pdf/signature_field.hpp"
#include "pdf/structure.hpp"
#include "pdf/trees.hpp"

namespace sctf::pdf {
namespace {

using Number = Objects::Number;
constexpr Points kMinSide = 3, kMaxSide = 14'400;  // ISO 19005-2, 6.1.13

void check_page(const Page& page) {
  if (!page.own.closed()) throw Error(Code::internal, "marked content of a page has no end");
  for (const auto& content : page.shared)
    if (!content || !content->closed())
      throw Error(Code::internal, "marked content of a shared part has no end");
  for (const auto side : {page.width, page.height})
    if (!(side >= kMinSide && side <= kMaxSide))
      throw Error(Code::internal, "a page has a side of {} pt", side);
}

}  // namespace

struct Writer::Inside {
  std::shared_ptr<const Fonts> fonts;
  std::shared_ptr<const Prefix> prefix;  // none: all is written here
  Metadata metadata;
  Objects objects;
  Structure structure;
  PageTree pages;
  ParentTree parents;
  // Written once; kept, so that no other content comes to lie at the same address.
  std::unordered_map<const Content*, std::pair<Number, std::shared_ptr<const Content>>> shared;
  std::array<bool, kStyles> used{};
  Number metadata_stream, profile, resources, tree;  // what stands once in every file
  std::vector<Number> documents;
  std::string first_kids;    // of the first document, until it is known whether others come
  Number root_document = 0;  // their parent, if so
  std::optional<SignatureWriter> signature;
  bool finished = false;

  Inside(std::shared_ptr<const Fonts> the_fonts, Metadata the_metadata, Sink sink)
      : fonts(std::move(the_fonts)),
        metadata(std::move(the_metadata)),
        objects(std::move(sink), file_id(metadata)),
        metadata_stream(objects.allocate()),
        profile(write_profile(objects)),
        resources(objects.allocate()),
        tree(objects.allocate()) {
    objects.raw_stream(metadata_stream, "/Type/Metadata/Subtype/XML", xmp_packet(metadata));
  }
  Inside(std::shared_ptr<const Prefix> the_prefix, Metadata the_metadata, Sink sink)
      : fonts(the_prefix->fonts()),
        prefix(std::move(the_prefix)),
        metadata(std::move(the_metadata)),
        objects(std::move(sink), file_id(metadata), prefix->begun()),
        metadata_stream(objects.allocate()),
        profile(prefix->profile()),
        resources(prefix->resources()),
        tree(objects.allocate()) {
    objects.raw_stream(metadata_stream, "/Type/Metadata/Subtype/XML", xmp_packet(metadata));
  }

  void add_page(const Page& page, Number number);
  Number write_content(const Content& content);
  void add_document(Number document, std::string kids);
  void write_element(Number number, Tag tag, Number parent, std::string_view kids);
  void write_structure();
  void write_catalog();
};

Writer::Writer(std::shared_ptr<const Fonts> fonts, Metadata metadata, Sink sink) {
  check(metadata);
  inside_ = std::make_unique<Inside>(std::move(fonts), std::move(metadata), std::move(sink));
}

Writer::Writer(std::shared_ptr<const Prefix> prefix, Metadata metadata, Sink sink) {
  check(metadata);
  inside_ = std::make_unique<Inside>(std::move(prefix), std::move(metadata), std::move(sink));
}

Writer::~Writer() = default;

void Writer::sign(SignatureField field) {
  auto& in = *inside_;
  if (!in.documents.empty() || in.signature)
    throw Error(Code::internal, "a signature comes too late, or a second time");
  in.signature.emplace(in.objects, std::move(field));
}

void Writer::add(const std::vector<Page>& pages, const std::vector<Element>& elements) {
  auto& in = *inside_;
  if (in.finished) throw Error(Code::internal, "a document is added to a finished file");
  if (pages.empty() || elements.empty()) throw Error(Code::internal, "a document has no page or no element");
  for (const auto& page : pages) check_page(page);
  in.structure.check(pages, elements);

  const auto document = in.objects.allocate();
  const auto first_page = in.objects.allocate(static_cast<Number>(pages.size()));
  const auto first_element = in.objects.allocate(static_cast<Number>(elements.size()));
  for (std::size_t i = 0; i < pages.size(); ++i) {
    in.parents.add(in.objects, in.structure.owners(i), first_element);
    in.add_page(pages[i], first_page + static_cast<Number>(i));
  }
  in.structure.write(in.objects, elements, first_element, document, first_page);
  std::string kids;
  for (const auto root : in.structure.roots()) {
    put_reference(kids, first_element + static_cast<Number>(root));
    kids += ' ';
  }
  in.add_document(document, std::move(kids));
}

std::optional<SignatureHole> Writer::finish() {
  auto& in = *inside_;
  if (in.finished || in.documents.empty())
    throw Error(Code::internal, "a file ends without a document, or a second time");
  in.finished = true;
  in.pages.finish(in.objects);
  in.write_structure();
  if (!in.prefix) write_resources(in.objects, in.resources, *in.fonts, in.used);
  in.write_catalog();
  std::optional<SignatureHole> hole;
  if (in.signature) hole = in.signature->write_dictionary(in.objects);
  in.objects.finish();
  return hole;
}

std::size_t Writer::objects() const noexcept {
  return inside_->objects.allocated();
}

Number Writer::Inside::write_content(const Content& content) {
  const auto styles = content.styles();
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (styles[i] && prefix && !prefix->styles()[i])
      throw Error(Code::internal, "text in face {}, which the prefix of the file lacks", i);
    used[i] = used[i] || styles[i];
  }
  const auto number = objects.allocate();
  objects.stream(number, {}, content.operators());
  return number;
}

void Writer::Inside::add_page(const Page& page, Number number) {
  std::string contents;
  for (const auto& part : page.shared) {
    auto& [written, kept] = shared[part.get()];
    if (written == 0) written = write_content(*part), kept = part;
    put_reference(contents, written);
    contents += ' ';
  }
  if (!page.own.operators().empty()) put_reference(contents, write_content(page.own));

  const auto index = pages.pages();
  const auto parent = pages.add(objects, number);
  auto& out = objects.begin(number, Objects::Pack::pages);
  put_reference(out += "<</Type/Page/Parent ", parent);
  put_decimal(out += "/MediaBox[0 0 ", page.width);
  put_decimal(out += ' ', page.height);
  put_reference(out += "]/Resources ", resources);
  ((out += "/Contents[") += contents) += ']';
  put_integer(out += "/StructParents ", index);
  if (signature && index == 0) signature->put_annotations(out, number);
  out += "/Tabs/S>>";
  objects.end();
}

void Writer::Inside::write_element(Number number, Tag tag, Number parent, std::string_view kids) {
  auto& out = objects.begin(number);
  (out += "<</S/") += name(tag);
  put_reference(out += "/P ", parent);
  ((out += "/K[") += kids) += "]>>";
  objects.end();
}

/// The first document stays open: alone it is the Document, with others a Part like them.
void Writer::Inside::add_document(Number document, std::string kids) {
  documents.push_back(document);
  if (documents.size() == 1) {
    first_kids = std::move(kids);
    return;
  }
  if (documents.size() == 2) {
    root_document = objects.allocate();
    write_element(documents.front(), Tag::part, root_document, first_kids);
  }
  write_element(document, Tag::part, root_document, kids);
}

void Writer::Inside::write_structure() {
  auto next_key = pages.pages();
  std::string kids;
  if (documents.size() == 1) {
    root_document = documents.front();
    kids = std::move(first_kids);
  } else {
    for (const auto document : documents) {
      put_reference(kids, document);
      kids += ' ';
    }
  }
  if (signature) {
    put_reference(kids, signature->write_field(objects, root_document, next_key));
    parents.add_object(objects, signature->element());
    ++next_key;
  }
  write_element(root_document, Tag::document, tree, kids);
  const auto parent_tree = parents.finish(objects);
  objects.begin(tree) +=
      fmt::format("<</Type/StructTreeRoot/K {} 0 R/ParentTree {} 0 R/ParentTreeNextKey {}>>", root_document,
                  parent_tree, next_key);
  objects.end();
}

void Writer::Inside::write_catalog() {
  std::string lang;
  put_text_string(lang, metadata.lang);
  objects.begin(Objects::kCatalog) += fmt::format(
      "<</Type/Catalog/Version/1.7/Pages {} 0 R/Lang{}/MarkInfo<</Marked true>>/StructTreeRoot {} 0 R"
      "/Metadata {} 0 R/ViewerPreferences<</DisplayDocTitle true>>"
      "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
      "/Info(sRGB IEC61966-2.1)/DestOutputProfile {} 0 R>>]{}>>",
      pages.root(), lang, tree, metadata_stream, profile, signature ? signature->form() : std::string());
  objects.end();
  objects.begin(Objects::kInfo) += "<<" + info_entries(metadata) + ">>";
  objects.end();
}

}  // namespace sctf::pdf
