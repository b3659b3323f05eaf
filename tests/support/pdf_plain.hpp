#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "crypto/signer.hpp"

namespace sctf::test {

/// A file with every object on its own and nothing packed, to be broken in one way and put together again.
struct PdfPlain {
  struct Object {
    std::string dict;  ///< the whole object, or what is between << and >> of a stream but its Length
    bool stream = false;
    std::string data;
    std::string head = " 0 obj\n", before_end = "\n", end = "\nendobj\n";
  };

  explicit PdfPlain(const std::string& bytes);
  [[nodiscard]] std::string bytes() const;

  /// The first object whose text or data has `needle`. Throws where none has: a mutation that changes nothing
  /// proves nothing.
  Object& find(std::string_view needle);
  /// The same of a file that bears a signature: signed anew over what the file has become.
  [[nodiscard]] std::string resealed(crypto::Signer& signer) const;

  /// The first `from` of the file becomes `to`.
  void replace(std::string_view from, std::string_view to);
  /// All of them.
  void replace_all(std::string_view from, std::string_view to);
  /// In the first object that has `needle`, the entry `/key …` is taken out and `/key value` put in where
  /// there is a value.
  void set(std::string_view needle, std::string_view key, std::string_view value);

  std::string head;
  std::map<std::int64_t, Object> objects;
  std::string trailer;  ///< entries but Size
  std::int64_t size = 0;
  std::string tail;  ///< after %%EOF
};

}  // namespace sctf::test
