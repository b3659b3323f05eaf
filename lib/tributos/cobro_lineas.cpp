#include "tributos/cobro_lineas.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "text/utf8.hpp"
#include "tributos/cobro_partes.hpp"

namespace sctf::tributos {
namespace {

constexpr std::size_t kMaxLinea = 4096;
constexpr std::string_view kLineasBom = "\xEF\xBB\xBF";

// Code page 850 from 0x80 to 0xA7 as Unicode.
constexpr std::array<char16_t, 40> kPagina850 = {u'Ç', u'ü', u'é', u'â', u'ä', u'à', u'å', u'ç', u'ê', u'ë',
                                                 u'è', u'ï', u'î', u'ì', u'Ä', u'Å', u'É', u'æ', u'Æ', u'ô',
                                                 u'ö', u'ò', u'û', u'ù', u'ÿ', u'Ö', u'Ü', u'ø', u'£', u'Ø',
                                                 u'×', u'ƒ', u'á', u'í', u'ó', u'ú', u'ñ', u'Ñ', u'ª', u'º'};

char16_t cobro_unicode(unsigned char byte) {
  if (byte < 0x20 || byte == 0x7F) return u' ';
  if (byte < 0x80) return byte;
  if (byte < 0x80 + kPagina850.size()) return kPagina850[byte - 0x80U];
  switch (byte) {
    case 0xB5: return u'Á';
    case 0xD6: return u'Í';
    case 0xE0: return u'Ó';
    case 0xE9: return u'Ú';
    default: return byte;
  }
}

// The byte that cobro_unicode() reads as this letter; a question mark where there is none.
char cobro_byte(char32_t letter) {
  for (unsigned byte = 0x80; byte < 0x100; ++byte)
    if (cobro_unicode(static_cast<unsigned char>(byte)) == letter) return static_cast<char>(byte);
  return '?';
}

bool cobro_all_ascii(std::string_view text) {
  unsigned char any = 0;
  for (const char c : text) any = static_cast<unsigned char>(any | static_cast<unsigned char>(c));
  return any < 0x80;
}

int two_digits(std::string_view digits, std::size_t at) {
  return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

}  // namespace

std::size_t largo_de(FormatoFecha formato) {
  return formato == FormatoFecha::ddmmaa || formato == FormatoFecha::aammdd ? 6 : 8;
}

LineasFijas::LineasFijas(proc::ByteSource& source, const std::string& name, std::size_t ancho)
    : lines_(source, kMaxLinea), name_(name), ancho_(ancho) {}

Result<bool> LineasFijas::next() {
  for (;;) {
    std::string_view raw;
    const auto more = lines_.next(raw);
    numero_ = lines_.number();
    if (!more)
      return refuse(Code::line_too_long, 1,
                    fmt::format("a line of more than {} bytes; a record has {}", kMaxLinea, ancho_));
    if (!*more) return false;
    if (numero_ == 1 && raw.starts_with(kLineasBom)) raw.remove_prefix(kLineasBom.size());
    auto taken = accept(raw);
    if (!taken || *taken) return taken;
  }
}

// False for an empty line, which counts only when a record follows.
Result<bool> LineasFijas::accept(std::string_view raw) {
  // DOS ends its text files with a Ctrl-Z.
  if (raw.find_first_not_of(" \x1A") == std::string_view::npos) {
    ++vacias_;
    return false;
  }
  if (vacias_ > 0) {
    numero_ -= vacias_;
    return refuse(Code::invalid_value, 1, "an empty line between records");
  }
  if (const auto nul = raw.find('\0'); nul != std::string_view::npos)
    return refuse(Code::invalid_value, static_cast<std::int64_t>(nul) + 1,
                  "a NUL byte: this is no text file");
  const bool wide = !cobro_all_ascii(raw) && text::first_invalid_utf8(raw) == std::string_view::npos;
  if (!wide && raw.size() >= ancho_) {
    linea_ = raw.substr(0, ancho_);
    raw.remove_prefix(ancho_);
  } else {
    wide ? narrow(raw) : void(hold_.assign(raw));
    raw = {};
    if (hold_.size() < ancho_) hold_.append(ancho_ - hold_.size(), ' ');
    linea_ = std::string_view(hold_).substr(0, ancho_);
    raw = std::string_view(hold_).substr(ancho_);
  }
  if (raw.find_first_not_of(' ') != std::string_view::npos)
    return refuse(Code::wrong_columns, 1,
                  fmt::format("a record of {} characters; it must have {}", ancho_ + raw.size(), ancho_));
  return true;
}

// One byte for each character, so that positions hold.
void LineasFijas::narrow(std::string_view utf8) {
  hold_.clear();
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x80) {
      hold_ += utf8[i];
    } else if (c == 0xC2 || c == 0xC3) {
      hold_ += cobro_byte(((c & 3U) << 6U) | (static_cast<unsigned char>(utf8[i + 1]) & 0x3FU));
    } else if (c > 0xC3) {
      hold_ += '?';
    }
  }
}

Result<std::int64_t> LineasFijas::entero(Tramo t, std::string_view que) const {
  const auto value = numero_de(campo(t));
  if (value < 0)
    return rechazo(Code::invalid_value, t, fmt::format("{} must be {} digits", que, t.hasta - t.desde + 1));
  return value;
}

Result<Cents> LineasFijas::importe(Tramo t, std::string_view que) const {
  const auto value = numero_de(campo(t));
  if (value < 0)
    return rechazo(Code::invalid_value, t,
                   fmt::format("{} must be {} digits, cents without a point", que, t.hasta - t.desde + 1));
  return Cents{value};
}

Result<Day> LineasFijas::fecha(Tramo t, FormatoFecha formato, std::string_view que) const {
  const auto digits = campo(t);
  if (numero_de(digits) >= 0 && digits.size() == largo_de(formato)) {
    int y = 0, m = 0, d = 0;
    switch (formato) {
      case FormatoFecha::ddmmaa:
        d = two_digits(digits, 0), m = two_digits(digits, 2), y = 2000 + two_digits(digits, 4);
        break;
      case FormatoFecha::aammdd:
        y = 2000 + two_digits(digits, 0), m = two_digits(digits, 2), d = two_digits(digits, 4);
        break;
      case FormatoFecha::ddmmaaaa:
        d = two_digits(digits, 0), m = two_digits(digits, 2),
        y = two_digits(digits, 4) * 100 + two_digits(digits, 6);
        break;
      case FormatoFecha::aaaammdd:
        y = two_digits(digits, 0) * 100 + two_digits(digits, 2), m = two_digits(digits, 4),
        d = two_digits(digits, 6);
        break;
    }
    const std::chrono::year_month_day day{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                                          std::chrono::day{static_cast<unsigned>(d)}};
    if (day.ok() && y >= 1900 && y <= 2200) return Day{day};
  }
  constexpr std::array<std::string_view, 4> kNames = {"DDMMAA", "AAMMDD", "DDMMAAAA", "AAAAMMDD"};
  return rechazo(
      Code::invalid_value, t,
      fmt::format("{} must be a day that exists, {}", que, kNames[static_cast<std::size_t>(formato)]));
}

std::string LineasFijas::texto(Tramo t) const {
  auto bytes = campo(t);
  while (bytes.ends_with(' ')) bytes.remove_suffix(1);
  std::string out;
  out.reserve(bytes.size());
  for (const char c : bytes) {
    const auto code = cobro_unicode(static_cast<unsigned char>(c));
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else {
      out += static_cast<char>(0xC0U | (code >> 6U));  // none is past U+07FF
      out += static_cast<char>(0x80U | (code & 0x3FU));
    }
  }
  while (out.ends_with(' ')) out.pop_back();  // what was not printable at the end
  return out;
}

tl::unexpected<Problem> LineasFijas::refuse(Code code, std::int64_t column, std::string text) const {
  return tl::unexpected<Problem>(
      Problem{.code = code, .text = std::move(text), .file = name_, .line = numero_, .column = column});
}

tl::unexpected<Problem> LineasFijas::rechazo(Code code, Tramo t, std::string text) const {
  const Tramo whole{1, static_cast<int>(ancho_)};
  return tl::unexpected<Problem>(Problem{.code = code,
                                         .text = std::move(text),
                                         .file = name_,
                                         .line = numero_,
                                         .column = t ? t.desde : 1,
                                         .value = texto(t ? t : whole)});
}

tl::unexpected<Problem> LineasFijas::cortado(std::string text) const {
  const auto line = numero_ - vacias_;
  if (line == 0) return problem(Code::empty_file, "the file is empty");
  return tl::unexpected<Problem>(
      Problem{.code = Code::truncated, .text = std::move(text), .file = name_, .line = line, .column = 1});
}

}  // namespace sctf::tributos
