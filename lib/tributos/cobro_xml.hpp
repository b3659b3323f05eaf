#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "xml/parse.hpp"

namespace sctf::tributos {

/// Reads the values of an ISO 20022 message, keeping the first thing that is wrong: whoever has read a part
/// asks ok() before using it. An element that is null gives an empty value where it may be missing.
class LectorIso {
 public:
  using Elemento = xml::Element;
  explicit LectorIso(const std::string& name) : name_(name) {}

  [[nodiscard]] bool ok() const { return !fallo_; }
  /// The first problem; only where there is one.
  [[nodiscard]] tl::unexpected<Problem> fallo() const { return tl::unexpected<Problem>(*fallo_); }
  void rechazar(const Elemento& e, Code code, std::string text);

  /// The only child of that name; wrong where it stands twice.
  const Elemento* uno(const Elemento& parent, std::string_view child);
  /// As uno(), wrong where it is missing.
  const Elemento* obligado(const Elemento& parent, std::string_view child);
  /// Text without the blanks around it; wrong past `max` bytes (of the schema's texts, four a character) or
  /// with control characters.
  std::string dato(const Elemento* e, std::size_t max = 35);
  /// Euros, at most two decimals, not negative.
  Cents importe(const Elemento* e);
  /// Like importe(), of an amount that has no currency.
  Cents suma(const Elemento& e);
  std::int64_t numero(const Elemento& e);
  /// `Dt` or `DtTm` inside `e`: the day as it is written.
  std::optional<Day> dia(const Elemento* e);
  /// A day that may be followed by a time.
  std::optional<Day> fecha(const Elemento& e);
  /// CdtDbtInd: true is a credit.
  bool abono(const Elemento& e);
  /// Whether the document is one of `mensajes`, with `raiz` inside.
  bool mensaje(const Elemento& documento, std::initializer_list<std::string_view> mensajes);

 private:
  Cents decimal(const Elemento& e);
  const std::string& name_;
  std::optional<Problem> fallo_;
};

/// `Nm`, of a party of the older versions or of the newer, where `Pty` stands around it; null if none.
[[nodiscard]] const xml::Element* nombre_de(const xml::Element* parte);
/// Text of `e`, blanks taken off; empty for null.
[[nodiscard]] std::string_view texto_de(const xml::Element* e);

}  // namespace sctf::tributos
