#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf {

/// An international bank account number with its check digits right; for Spanish ones the two digits of the
/// CCC inside as well (norms/recaudacion 4.2).
class SCTF_API Iban {
 public:
  /// Blanks between groups are allowed. `invalid_value` says which digit is wrong.
  static Result<Iban> parse(std::string_view text);
  /// The account of entity (4), office (4) and number (10), all digits. For tests and synthetic data: an IBAN
  /// is never computed on a debtor's behalf.
  static Iban from_ccc(std::string_view entity, std::string_view office, std::string_view number);

  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] bool spanish() const { return text_.starts_with("ES"); }
  /// Whether two accounts are at the same bank: of the same country, with the same four signs after the check
  /// digits, which change with the account.
  [[nodiscard]] bool same_bank(const Iban& other) const;
  /// In groups of four, as people read it.
  [[nodiscard]] std::string spaced() const;
  /// Only country and the last four: `ES** **** … 1332`.
  [[nodiscard]] std::string masked() const;

  friend bool operator==(const Iban&, const Iban&) = default;

 private:
  explicit Iban(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// ISO 7064 MOD 97-10 of a text of digits and letters (A = 10 … Z = 35): 0 to 96; -1 for any other character.
SCTF_API int mod97(std::string_view text);

/// The SEPA creditor identifier AT-02 of a creditor: `ES` + two digits + sufijo (3) + NIF (9)
/// (norms/recaudacion 4.1).
SCTF_API std::string creditor_identifier(std::string_view nif, std::string_view sufijo);

}  // namespace sctf
