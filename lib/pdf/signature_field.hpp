#pragma once

#include <string>

#include "pdf/objects.hpp"
#include "pdf/signature.hpp"

namespace sctf::pdf {

/// What a signature is in a file: the dictionary, the field that is its own widget, the Form element. Inside
/// lib/pdf only.
class SignatureWriter {
 public:
  SignatureWriter(Objects& objects, SignatureField field);

  /// Of the page that bears it, into its dictionary.
  void put_annotations(std::string& page, Objects::Number page_object);
  /// Field and element, the latter under `document`; `key` is the widget's in the parent tree. Returns the
  /// element.
  Objects::Number write_field(Objects& objects, Objects::Number document, std::int64_t key) const;
  [[nodiscard]] Objects::Number element() const noexcept { return element_; }
  /// The entry of the catalog.
  [[nodiscard]] std::string form() const;
  /// The dictionary, its /Contents empty.
  [[nodiscard]] SignatureHole write_dictionary(Objects& objects) const;

 private:
  SignatureField field_;
  Objects::Number dictionary_, widget_, element_;
  Objects::Number page_ = 0;
};

}  // namespace sctf::pdf
