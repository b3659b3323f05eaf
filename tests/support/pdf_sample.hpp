#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/signer.hpp"
#include "pdf/writer.hpp"

namespace sctf::test {

/// Builds documents by hand for the tests of lib/pdf: text where it is told, tags as it is told. People and
/// figures in what it makes are invented.
class PdfSample {
 public:
  explicit PdfSample(std::shared_ptr<const pdf::Fonts> fonts);

  /// Begins a page; what is drawn afterwards is on it.
  void page();
  /// An element without content of its own; returns its index.
  int open(pdf::Tag tag, int parent, pdf::Attributes attributes = {});
  /// An element with one line of text.
  int text(pdf::Tag tag, int parent, float x, float y, std::string_view utf8, pdf::Style style, float size,
           pdf::Attributes attributes = {});
  /// One more line of the same element.
  void more(int element, float x, float y, std::string_view utf8, pdf::Style style, float size);
  /// A symbol as a Figure with its alternative text.
  int symbol(int parent, float x, float y, float module_width, float module_height, const pdf::Bits& bits,
             std::string alt);
  void rule(float x1, float y, float x2);

  std::vector<pdf::Page> pages;
  std::vector<pdf::Element> elements;

 private:
  int next_mcid();

  std::shared_ptr<const pdf::Fonts> fonts_;
  int mcid_ = 0;
};

/// A one-page carta de pago: headings, a table with spans, a list, about sixty runs, a GS1-128 and a QR.
/// `number` makes its figures differ from those of others; `lines` is the number of table rows.
[[nodiscard]] PdfSample sample_slip(const std::shared_ptr<const pdf::Fonts>& fonts, int number,
                                    int lines = 8);
/// The digits of its GS1-128 and the text of its QR.
[[nodiscard]] std::string sample_digits(int number);
[[nodiscard]] std::string sample_link(int number);

[[nodiscard]] pdf::Metadata sample_metadata(std::string title = "Carta de pago de prueba");

/// The bytes of a file of `count` slips.
[[nodiscard]] std::string sample_file(int count = 1, int lines = 8);
/// The bytes of a file of one slip that bears a signature, with so many bytes of room for a time stamp.
[[nodiscard]] std::string signed_sample(crypto::Signer& signer, std::size_t room = 0);
/// The bytes of a file of one document.
[[nodiscard]] std::string file_of(const PdfSample& sample, pdf::Metadata metadata = sample_metadata());

}  // namespace sctf::test
