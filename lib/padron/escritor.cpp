#include "padron/escritor.hpp"

#include <cstring>

#include "padron/fecha.hpp"
#include "text/csv_write.hpp"

namespace sctf::padron {
namespace {

// The vowel of an accented one, for phase 1; any other byte of ISO-8859-1 stays.
unsigned char sin_tilde(unsigned char c) {
  if (c >= 0xC0 && c <= 0xC5) return 'A';
  if (c >= 0xC8 && c <= 0xCB) return 'E';
  if (c >= 0xCC && c <= 0xCF) return 'I';
  if (c >= 0xD2 && c <= 0xD6) return 'O';
  if (c >= 0xD9 && c <= 0xDC) return 'U';
  return c == 0xDD ? 'Y' : c;
}

}  // namespace

Vista vista(const Bloque& bloque) {
  Vista out;
  for (std::size_t i = 0; i < kCampos; ++i) out[i] = bloque[i];
  return out;
}

EscritorIne::EscritorIne(const Trazado& traza)
    : longitud_(traza.longitud), fin_(traza.crlf ? "\r\n" : "\n"), fase1_(traza.fase == 1) {
  for (const auto& p : traza.piezas) {
    if (p.campo == Campo::registro) continue;
    auto& list = p.bloque == 'I' ? i_ : p.bloque == 'C' ? c_ : v_;
    list.push_back({p.desde, p.ancho, p.tipo, p.campo});
  }
}

void EscritorIne::poner(char* record, const Sitio& s, std::string_view valor) const {
  if (valor.empty()) return;
  char* at = record + s.desde;
  if (s.tipo == 'N' && valor.size() < s.ancho) {
    std::memset(at, '0', s.ancho - valor.size());
    at += s.ancho - valor.size();
  }
  const char* const end = record + s.desde + s.ancho;
  for (std::size_t i = 0; i < valor.size(); ++i) {
    auto c = static_cast<unsigned char>(valor[i]);
    if (c >= 0x80) {
      if (c > 0xC3 || i + 1 == valor.size())
        throw Error(Code::internal, "a value of {} is not of ISO-8859-1", nombre_ine(s.campo));
      c = static_cast<unsigned char>(((c & 0x03U) << 6U) | (static_cast<unsigned char>(valor[++i]) & 0x3FU));
      if (fase1_) c = sin_tilde(c);
    }
    if (at == end)
      throw Error(Code::internal, "a value of {} has more than {} positions", nombre_ine(s.campo), s.ancho);
    *at++ = static_cast<char>(c);
  }
}

void EscritorIne::escribir(const RegistroSalida& r, std::string& salida) const {
  const auto from = salida.size();
  salida.append(longitud_, ' ');
  char* const record = salida.data() + from;
  for (const auto& s : i_) {
    if (s.campo == Campo::cpro)
      poner(record, s, r.cpro);
    else if (s.campo == Campo::cmun)
      poner(record, s, r.cmun);
    else if (r.antes != nullptr)
      poner(record, s, (*r.antes)[static_cast<std::size_t>(s.campo)]);
  }
  for (const auto& s : c_) {
    if (s.campo == Campo::fvar) poner(record, s, r.fvar);
    if (s.campo == Campo::cvar) poner(record, s, r.cvar);
    if (s.campo == Campo::cauv) poner(record, s, r.cauv);
    if (s.campo == Campo::tipoinf) poner(record, s, r.tipoinf);
    if (s.campo == Campo::cdev) poner(record, s, r.cdev);
  }
  if (r.v != nullptr)
    for (const auto& s : v_) poner(record, s, (*r.v)[static_cast<std::size_t>(s.campo)]);
  salida += fin_;
}

void escribir_csv(std::string_view fvar, std::string_view cvar, std::string_view cauv, const Vista& v,
                  std::string_view mostrado, std::string& salida) {
  salida += con_guiones(fvar);
  for (const auto word : {cvar, cauv}) salida.append(";").append(word);
  for (std::size_t i = 0; i < kCampos; ++i) {
    salida += ';';
    if (static_cast<Campo>(i) == Campo::fnac)
      salida += con_guiones(v[i]);
    else
      text::append_csv(salida, v[i]);
  }
  salida += ';';
  text::append_csv(salida, mostrado);
  salida += '\n';
}

}  // namespace sctf::padron
