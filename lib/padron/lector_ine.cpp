#include <algorithm>
#include <array>

#include "padron/lector.hpp"
#include "proc/lines.hpp"
#include "text/utf8.hpp"

namespace sctf::padron {

Lector::~Lector() = default;

namespace {

// What a byte of a record may be: 0 yes, 1 a control character, 2 a small letter.
constexpr std::array<unsigned char, 256> kBytes = [] {
  std::array<unsigned char, 256> out{};
  for (std::size_t c = 0; c < 256; ++c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) out[c] = 1;
    if ((c >= 'a' && c <= 'z') || (c >= 0xDF && c != 0xF7) || c == 0xB5) out[c] = 2;
  }
  return out;
}();

void set_latin1(std::string& out, std::string_view bytes) {
  if (std::none_of(bytes.begin(), bytes.end(),
                   [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    out.assign(bytes);
    return;
  }
  out.clear();
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
      continue;
    }
    out += static_cast<char>(0xC0U | (byte >> 6U));
    out += static_cast<char>(0x80U | (byte & 0x3FU));
  }
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class LectorIne final : public Lector {
 public:
  LectorIne(proc::ByteSource& source, const Trazado& traza) : lineas_(source, kLineaMasLarga), traza_(traza) {
    for (const auto& pieza : traza.piezas)
      if (pieza.bloque != 'T') cabeza_ = std::max(cabeza_, pieza.desde + pieza.ancho);
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Campo::registro); ++i) {
      const auto campo = static_cast<Campo>(i);
      for (const auto& pieza : traza.piezas) {
        if (pieza.campo != campo || pieza.bloque == 'T') continue;
        auto& where = pieza.bloque == 'V' ? en_v_[i] : en_i_[i];
        where = static_cast<std::int64_t>(pieza.desde) + 1;
      }
    }
  }

  [[nodiscard]] bool siguiente(Registro& r, Fallos& fallos) override {
    std::string_view linea;
    const auto more = lineas_.next(linea);
    r.linea = lineas_.number();
    r.ine = true;
    roto_ = 1;
    if (!more) {
      fallos.error(Campo::registro, more.error().code, "", "{}", more.error().text);
      return true;
    }
    if (!*more) return false;
    if (linea.size() != traza_.longitud) {
      otra_longitud(linea, fallos);
      return true;
    }
    comprobar_bytes(linea, fallos);
    if (fallos.limpio()) repartir(linea, r, fallos);
    return true;
  }

  [[nodiscard]] std::int64_t columna(const Registro& r, const Fallo& fallo) const override {
    if (fallo.campo == Campo::registro) return roto_;
    const auto i = static_cast<std::size_t>(fallo.campo);
    // Block I where both blocks have what is at fault; an alta has nothing in it.
    const bool both = i < kCampos && !r.antes.vacio() && r.antes[i] == r.v[i];
    const auto where = en_i_[i] != 0 && (en_v_[i] == 0 || both || fallo.en_antes) ? en_i_[i] : en_v_[i];
    return where == 0 ? 1 : where;
  }

  [[nodiscard]] bool acabado() const override { return lineas_.ended_with_newline(); }

 private:
  void otra_longitud(std::string_view linea, Fallos& fallos) const {
    const bool utf8 = text::first_invalid_utf8(linea) == std::string_view::npos &&
                      text::count_code_points(linea) == traza_.longitud;
    const auto size = linea.size();
    if (utf8)
      fallos.error(Campo::registro, Code::bad_encoding, std::to_string(size),
                   "the record is UTF-8; INE's files are ISO-8859-1, {} bytes each", traza_.longitud);
    else
      fallos.error(Campo::registro, Code::wrong_length, std::to_string(size),
                   "the record has {} positions, {} are wanted", size, traza_.longitud);
  }

  void comprobar_bytes(std::string_view linea, Fallos& fallos) {
    for (std::size_t at = 0; at < cabeza_; ++at) {
      const auto kind = kBytes[static_cast<unsigned char>(linea[at])];
      if (kind == 0) continue;
      const auto* pieza = en(at);
      const auto byte = fmt::format("0x{:02X}", static_cast<unsigned char>(linea[at]));
      roto_ = static_cast<std::int64_t>(pieza->desde) + 1;
      fallos.error(Campo::registro, Code::bad_encoding, byte, "{}: {} {} at position {}", pieza->nombre,
                   kind == 1 ? "the control character" : "the small letter", byte, at + 1);
      return;
    }
  }
  const Trazado::Pieza* en(std::size_t at) const {
    const auto& p = traza_.piezas;
    return &*std::find_if(p.begin(), p.end(), [&](const auto& one) { return at < one.desde + one.ancho; });
  }

  void repartir(std::string_view linea, Registro& r, Fallos& fallos) {
    r.antes.vaciar();
    r.mostrado.clear();
    for (const auto& pieza : traza_.piezas) {
      if (pieza.bloque == 'T') continue;
      auto value = linea.substr(pieza.desde, pieza.ancho);
      while (value.ends_with(' ')) value.remove_suffix(1);
      if (!value.empty() && value.front() == ' ')
        fallos.error(pieza.campo, Code::invalid_value, std::string(value),
                     "{} begins with a blank: text stands left, numbers have zeros in front", pieza.nombre);
      else if (pieza.tipo == 'N' && !all_digits(value))
        fallos.error(pieza.campo, Code::invalid_value, std::string(value), "{} must be digits", pieza.nombre);
      else if (pieza.tipo == 'N' && !value.empty() && value.size() != pieza.ancho)
        fallos.error(pieza.campo, Code::invalid_value, std::string(value), "{} must have {} digits",
                     pieza.nombre, pieza.ancho);
      if (auto* slot = sitio(r, pieza)) set_latin1(*slot, value);
    }
    r.cola.assign(linea.substr(cabeza_));
    if (!r.cola.empty()) set_latin1(r.entero, linea);
    normalizar(r.v);
    quitar_ceros(r.antes);
  }

  static void quitar_ceros(Bloque& b) {
    for (const auto campo : {Campo::nie, Campo::cmunn, Campo::cpron})
      if (b[campo].find_first_not_of('0') == std::string::npos) b[campo].clear();
    if (b[Campo::liden].empty() && b[Campo::iden].find_first_not_of('0') == std::string::npos)
      b[Campo::iden].clear();
    if (b[Campo::fnac].find_first_not_of('0') == std::string::npos) b[Campo::fnac].clear();
  }

  static std::string* sitio(Registro& r, const Trazado::Pieza& pieza) {
    switch (pieza.campo) {
      case Campo::cpro: return &r.cpro;
      case Campo::cmun: return &r.cmun;
      case Campo::tipoinf: return &r.tipoinf;
      case Campo::cdev: return &r.cdev;
      case Campo::fvar: return &r.fvar;
      case Campo::cvar: return &r.cvar;
      case Campo::cauv: return &r.cauv;
      case Campo::nombre_mostrado:
      case Campo::registro: return nullptr;
      default: return pieza.bloque == 'I' ? &r.antes[pieza.campo] : &r.v[pieza.campo];
    }
  }

  proc::LineReader lineas_;
  const Trazado& traza_;
  std::size_t cabeza_ = 0;
  std::array<std::int64_t, kCampos + 9> en_i_{}, en_v_{};
  std::int64_t roto_ = 1;  // where the bytes are wrong that make it no record
};

bool only_zeros(const std::string& text) {
  return text.find_first_not_of('0') == std::string::npos;
}

void fill_zeros(std::string& text, std::size_t width) {
  if (!text.empty() && text.size() < width && all_digits(text)) text.insert(0, width - text.size(), '0');
}

}  // namespace

std::unique_ptr<Lector> leer_ine(proc::ByteSource& source, const Trazado& traza) {
  return std::make_unique<LectorIne>(source, traza);
}

void normalizar(Bloque& b) {
  for (const auto campo :
       {Campo::nie, Campo::cpron, Campo::cmunn, Campo::prdp, Campo::mudp, Campo::codp, Campo::fnac})
    if (only_zeros(b[campo])) b[campo].clear();
  if (b[Campo::liden].empty() && only_zeros(b[Campo::iden])) b[Campo::iden].clear();
  if (b[Campo::cnumers].empty() && only_zeros(b[Campo::numers])) b[Campo::numers].clear();
  if (only_zeros(b[Campo::kmt]) && only_zeros(b[Campo::hmt])) b[Campo::kmt].clear(), b[Campo::hmt].clear();
  if (b.vacio()) return;
  if (b[Campo::cvia].empty()) b[Campo::cvia] = "00000";
  if (b[Campo::cpsvia].empty()) b[Campo::cpsvia] = "00000";
  if (b[Campo::tinum].empty() && only_zeros(b[Campo::numer])) b[Campo::tinum] = "0";
  if (b[Campo::tinum] == "0" && only_zeros(b[Campo::numer]) && b[Campo::cnumer].empty())
    b[Campo::numer] = "0000", b[Campo::cnumer] = "S";
  for (const auto campo : {Campo::bloq, Campo::port, Campo::esca, Campo::plan, Campo::puer})
    fill_zeros(b[campo], static_cast<std::size_t>(info(campo).anchura));
}

}  // namespace sctf::padron
