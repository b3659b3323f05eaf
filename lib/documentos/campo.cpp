#include "documentos/campo.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "text/utf8.hpp"

namespace sctf::documentos {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

// Digits with a sign between thousands, then `decimals` of them behind the point.
void append_grouped(std::int64_t units, int decimals, char thousand, char point, std::string& out) {
  char digits[24];
  const bool negative = units < 0;
  auto rest = negative ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  int n = 0;
  do {
    digits[n++] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0 || n <= decimals);
  if (negative) out += '-';
  for (int i = n - 1; i >= 0; --i) {
    out += digits[i];
    if (i == decimals && decimals > 0) out += point;
    if (i > decimals && (i - decimals) % 3 == 0) out += thousand;
  }
}

void append_money(std::int64_t cents, Idioma idioma, std::string& out) {
  if (idioma == Idioma::en) {
    if (cents < 0) out += '-';
    out += "€";
    const auto before = out.size();
    append_grouped(cents, 2, ',', '.', out);
    if (cents < 0) out.erase(before, 1);  // the sign stands before the €
    return;
  }
  append_grouped(cents, 2, '.', ',', out);
  out += " €";
}

void append_two(unsigned number, std::string& out) {
  out += static_cast<char>('0' + number / 10);
  out += static_cast<char>('0' + number % 10);
}

void append_day(Day day, Idioma idioma, std::string& out) {
  const std::chrono::year_month_day date(day);
  const auto month = static_cast<unsigned>(date.month());
  const auto of_month = static_cast<unsigned>(date.day());
  if (idioma == Idioma::en) {
    fmt::format_to(std::back_inserter(out), "{} {} ", of_month, kMonths[month - 1]);
  } else {
    append_two(of_month, out);
    out += '/';
    append_two(month, out);
    out += '/';
  }
  fmt::format_to(std::back_inserter(out), "{}", static_cast<int>(date.year()));
}

Valor::Clase clase_of(Tipo tipo) {
  switch (tipo) {
    case Tipo::dinero: return Valor::Clase::cents;
    case Tipo::fecha: return Valor::Clase::dia;
    case Tipo::numero: return Valor::Clase::entero;
    case Tipo::porcentaje: return Valor::Clase::decimal;
    case Tipo::texto:
    case Tipo::nif:
    case Tipo::referencia:
    case Tipo::codigo:
    case Tipo::url: return Valor::Clase::texto;
  }
  throw Error(Code::internal, "unknown Tipo");
}

bool only_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

const std::vector<std::string>& nombres_de_tipo() {
  static const std::vector<std::string> names = {"texto",      "dinero",     "fecha",  "nif", "numero",
                                                 "porcentaje", "referencia", "codigo", "url"};
  return names;
}

std::string_view to_string(Tipo tipo) {
  return nombres_de_tipo().at(static_cast<std::size_t>(tipo));
}

Idioma idioma_of(std::string_view lang) {
  const auto language = lang.substr(0, 2);
  return language == "es" ? Idioma::es : language == "en" ? Idioma::en : Idioma::otro;
}

Result<Valor> leer_muestra(Tipo tipo, std::string_view text) {
  Valor out;
  const auto keep = [&](auto parsed) -> Result<Valor> {
    if (!parsed) return tl::unexpected(std::move(parsed.error()));
    out.set(*parsed);
    return out;
  };
  switch (clase_of(tipo)) {
    case Valor::Clase::cents: return keep(Cents::parse(text));
    case Valor::Clase::dia: return keep(parse_day(text));
    case Valor::Clase::decimal: return keep(Decimal::parse(text, 4));
    case Valor::Clase::entero: return keep(Decimal::parse(text, 4));  // also a rate without its sign
    case Valor::Clase::texto:
    case Valor::Clase::nada: break;
  }
  if (tipo == Tipo::referencia && !only_digits(text))
    return problem(Code::invalid_value, "a referencia has digits only, not \"{}\"", text);
  if (tipo == Tipo::codigo && (!only_digits(text) || !text.starts_with("90") || text.size() % 2 != 0))
    return problem(Code::invalid_value, "a codigo is an even number of digits that begin with 90, not \"{}\"",
                   text);
  out.set(text);
  return out;
}

void escribir_valor(Tipo tipo, const Valor& valor, Idioma idioma, std::string& out) {
  if (valor.clase != clase_of(tipo) &&
      !(tipo == Tipo::numero && valor.clase == Valor::Clase::decimal))  // a rate without its sign
    throw Error(Code::internal, "a field of type {} was given a value of another kind", to_string(tipo));
  const char thousand = idioma == Idioma::en ? ',' : '.', point = idioma == Idioma::en ? '.' : ',';
  switch (tipo) {
    case Tipo::dinero: return append_money(valor.numero, idioma, out);
    case Tipo::fecha: return append_day(Day(std::chrono::days(valor.numero)), idioma, out);
    case Tipo::numero: return append_grouped(valor.numero, valor.escala, thousand, point, out);
    case Tipo::porcentaje:
      append_grouped(valor.numero, valor.escala, thousand, point, out);
      out += idioma == Idioma::en ? "%" : " %";
      return;
    case Tipo::codigo:
      if (!valor.texto.starts_with("90")) throw Error(Code::internal, "a codigo that does not begin with 90");
      out.append("(90)").append(valor.texto, 2);
      return;
    case Tipo::texto:
    case Tipo::nif:
    case Tipo::referencia:
    case Tipo::url: out += valor.texto; return;
  }
}

Valor valor_mas_largo(const Campo& campo) {
  Valor out = campo.muestra;
  const auto parentheses = campo.tipo == Tipo::codigo ? 2 : 0;  // of `(90)`, that only the printed form has
  const auto longest = static_cast<std::size_t>(std::max(campo.maximo - parentheses, 0));
  const auto eights = [&] {
    std::int64_t number = 8;
    while (true) {
      Valor next = out;
      next.numero = number;
      std::string text;
      escribir_valor(campo.tipo, next, Idioma::es, text);
      if (text::count_code_points(text) > longest || number > 88888888888) return;
      out.numero = number;
      number = number * 10 + 8;
    }
  };
  switch (campo.tipo) {
    case Tipo::dinero:
    case Tipo::numero:
    case Tipo::porcentaje: eights(); return out;
    case Tipo::fecha: out.set(make_day(2026, 9, 28)); return out;
    case Tipo::referencia:
    case Tipo::codigo:
    case Tipo::nif: break;
    case Tipo::texto:
    case Tipo::url: break;
  }
  // The sample's own words again and again, cut at the letter: a code stays a code, a name a name.
  const bool words = campo.tipo == Tipo::texto;
  std::string text;
  std::size_t letters = 0;
  while (letters < longest && !campo.muestra.texto.empty()) {
    if (words && !text.empty()) text += ' ', ++letters;
    for (std::size_t i = 0; i < campo.muestra.texto.size() && letters < longest;) {
      auto end = i + 1;
      while (end < campo.muestra.texto.size() &&
             (static_cast<unsigned char>(campo.muestra.texto[end]) & 0xC0U) == 0x80U)
        ++end;
      text.append(campo.muestra.texto, i, end - i);
      i = end;
      ++letters;
    }
  }
  if (campo.tipo == Tipo::codigo && text.size() % 2 != 0) text.pop_back();
  if (text.ends_with(' ')) text.back() = 'A';
  out.set(text);
  return out;
}

}  // namespace sctf::documentos
