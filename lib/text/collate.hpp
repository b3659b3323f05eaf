#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/api.hpp"

namespace sctf::text {

/// Spanish order (ñ after n, accents and case only where all else is equal), for lists that people read.
/// One thread at a time.
class SCTF_API Collator {
 public:
  Collator();
  Collator(Collator&&) noexcept;
  Collator& operator=(Collator&&) noexcept;
  ~Collator();

  /// Negative, 0 or positive.
  [[nodiscard]] int compare(std::string_view a, std::string_view b) const;
  [[nodiscard]] bool operator()(std::string_view a, std::string_view b) const { return compare(a, b) < 0; }
  /// Bytes whose plain order is the Spanish order: for sorting much, or outside memory.
  [[nodiscard]] std::string key(std::string_view utf8) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// A name for comparison: upper case, accents off (ñ is N, ß SS, æ AE), runs of blanks one, ends trimmed.
/// `josé  PÉREZ` and `JOSE PEREZ` are the same. Never for print.
[[nodiscard]] SCTF_API std::string fold(std::string_view utf8);

}  // namespace sctf::text
