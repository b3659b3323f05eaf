#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf {

/// A Spanish tax identity number with its control character checked: DNI, NIE, the K, L, M numbers, and the
/// numbers of entities (CIF). Nine characters, upper case.
///
/// Norm: norms/recaudacion 11 (RD 1065/2007 art. 19 to 22).
class SCTF_API Nif {
 public:
  enum class Kind { dni, nie, klm, entity };

  /// Reads a number as people write it: blanks, dots and hyphens are dropped, letters raised, a DNI of fewer
  /// than eight digits filled with zeros. `invalid_value` says what is wrong and, where only the control
  /// character is, which one would be right.
  static Result<Nif> parse(std::string_view text);
  /// Reads a number as files carry it: exactly nine characters, nothing is mended.
  static Result<Nif> parse_strict(std::string_view text);
  /// The DNI of a number with its letter: `12345678` → `12345678Z`. `number` below 100,000,000.
  static Nif from_dni_number(std::uint32_t number);
  /// The NIE of a number with its letter: prefix `X`, `Y` or `Z`, `number` below 10,000,000.
  static Nif from_nie_number(char prefix, std::uint32_t number);
  /// The number of an entity with its control: first letter, `number` below 10,000,000.
  static Nif from_entity_number(char letter, std::uint32_t number);

  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] Kind kind() const;
  /// With only four digits left, as lists that hang on a board show it: `***4567**` of 12345678Z.
  [[nodiscard]] std::string masked() const;

  friend bool operator==(const Nif&, const Nif&) = default;

 private:
  explicit Nif(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// Masks any document number as `Nif::masked` does: four characters of the middle stay.
SCTF_API std::string masked_document(std::string_view document);

}  // namespace sctf
