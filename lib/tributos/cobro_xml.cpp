#include "tributos/cobro_xml.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "tributos/cobro_partes.hpp"

namespace sctf::tributos {
namespace {

constexpr std::string_view kIsoSpace = "urn:iso:std:iso:20022:tech:xsd:";

}  // namespace

const xml::Element* nombre_de(const xml::Element* parte) {
  if (parte == nullptr) return nullptr;
  const auto* inner = parte->child("Pty");
  return (inner == nullptr ? parte : inner)->child("Nm");
}

std::string_view texto_de(const xml::Element* e) {
  return e == nullptr ? std::string_view{} : sin_blancos(e->text);
}

void LectorIso::rechazar(const Elemento& e, Code code, std::string text) {
  if (fallo_) return;
  fallo_ = Problem{.code = code,
                   .text = fmt::format("{}: {}", recortado(e.name, 60), text),
                   .file = name_,
                   .line = e.line,
                   .column = 0,
                   .value = std::string(recortado(texto_de(&e), 140))};
}

const xml::Element* LectorIso::uno(const Elemento& parent, std::string_view child) {
  const Elemento* out = nullptr;
  for (const auto& c : parent.children) {
    if (c.name != child) continue;
    if (out != nullptr)
      rechazar(c, Code::duplicate, fmt::format("stands twice in {}", recortado(parent.name, 60)));
    out = &c;
  }
  return out;
}

const xml::Element* LectorIso::obligado(const Elemento& parent, std::string_view child) {
  const auto* out = uno(parent, child);
  if (out == nullptr) rechazar(parent, Code::missing_value, fmt::format("has no {}", child));
  return out;
}

std::string LectorIso::dato(const Elemento* e, std::size_t max) {
  const auto text = texto_de(e);
  if (e == nullptr) return {};
  if (text.size() > max * 4)
    rechazar(*e, Code::invalid_value,
             fmt::format("a text of {} bytes; it has at most {} characters", text.size(), max));
  if (std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
      }))
    rechazar(*e, Code::invalid_value, "a control character");
  return std::string(text.substr(0, max * 4));
}

Cents LectorIso::decimal(const Elemento& e) {
  auto text = std::string(texto_de(&e));
  const auto point = text.find('.');
  if (point != std::string::npos && text.size() - point > 3) {
    rechazar(e, Code::invalid_value, "an amount has at most two decimals");
    return {};
  }
  // The schema's decimals may lack the digits on one side of the point.
  if (point == 0) text.insert(0, 1, '0');
  if (text.ends_with('.')) text.pop_back();
  const auto amount = Cents::parse(text);
  if (!amount || text.starts_with('-')) {
    rechazar(e, Code::invalid_value, "must be an amount such as 1234.56");
    return {};
  }
  return *amount;
}

Cents LectorIso::importe(const Elemento* e) {
  if (e == nullptr) return {};
  const auto* currency = e->attribute("Ccy");
  if (currency == nullptr || *currency != "EUR") {
    rechazar(*e, Code::unknown_value,
             fmt::format("the currency must be EUR, not \"{}\"",
                         currency == nullptr ? "" : std::string(recortado(*currency, 20))));
    return {};
  }
  return decimal(*e);
}

Cents LectorIso::suma(const Elemento& e) {
  return decimal(e);
}

std::int64_t LectorIso::numero(const Elemento& e) {
  const auto value = numero_de(texto_de(&e));
  if (value < 0) rechazar(e, Code::invalid_value, "must be a number of at most fifteen digits");
  return value;
}

std::optional<Day> LectorIso::fecha(const Elemento& e) {
  const auto text = texto_de(&e);
  const auto day = parse_day(text.substr(0, 10));
  // Behind the day: a time, or the time zone that xs:date allows.
  if (day && (text.size() == 10 || text[10] == 'T' || text[10] == 'Z' || text[10] == '+' || text[10] == '-'))
    return *day;
  rechazar(e, Code::invalid_value, "must be a day such as 2026-05-20");
  return std::nullopt;
}

std::optional<Day> LectorIso::dia(const Elemento* e) {
  if (e == nullptr) return std::nullopt;
  const auto* day = uno(*e, "Dt");
  if (day == nullptr) day = obligado(*e, "DtTm");
  return day == nullptr ? std::nullopt : fecha(*day);
}

bool LectorIso::abono(const Elemento& e) {
  const auto text = texto_de(&e);
  if (text != "CRDT" && text != "DBIT") rechazar(e, Code::unknown_value, "is CRDT or DBIT");
  return text == "CRDT";
}

bool LectorIso::mensaje(const Elemento& documento, std::initializer_list<std::string_view> mensajes) {
  if (documento.name == "Document" && documento.ns.starts_with(kIsoSpace))
    for (const auto m : mensajes)
      if (documento.ns.substr(kIsoSpace.size()) == m) return true;
  std::string names;
  for (const auto m : mensajes) names += fmt::format("{}{}", names.empty() ? "" : " or ", m);
  const auto found =
      documento.ns.starts_with(kIsoSpace) ? documento.ns.substr(kIsoSpace.size()) : documento.ns;
  rechazar(documento, Code::bad_document,
           fmt::format("must be a message {}, not \"{}\"", names, recortado(found, 60)));
  return false;
}

}  // namespace sctf::tributos
