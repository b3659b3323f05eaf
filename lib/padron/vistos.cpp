#include "padron/vistos.hpp"

#include <functional>

namespace sctf::padron {

std::uint64_t huella(std::string_view texto, std::uint64_t desde) {
  for (const char c : texto) desde = (desde ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return desde;
}

Vistos::Celda& Vistos::sitio(std::uint64_t a, std::uint64_t b) {
  const auto mask = celdas_.size() - 1;
  for (auto i = static_cast<std::size_t>(a) & mask;; i = (i + 1) & mask) {
    auto& celda = celdas_[i];
    if (celda.visto.linea == 0 || (celda.a == a && celda.b == b)) return celda;
  }
}

void Vistos::crecer() {
  std::vector<Celda> old(celdas_.empty() ? 1024 : celdas_.size() * 2);
  old.swap(celdas_);
  for (const auto& celda : old)
    if (celda.visto.linea != 0) sitio(celda.a, celda.b) = celda;
}

const Vistos::Visto* Vistos::ver(std::string_view clave, std::int64_t linea, std::uint64_t valor) {
  if (usadas_ * 2 >= celdas_.size()) crecer();
  const auto a = std::hash<std::string_view>{}(clave), b = huella(clave);
  auto& celda = sitio(a, b);
  if (celda.visto.linea != 0) return &celda.visto;
  celda = {a, b, {linea, valor}};
  ++usadas_;
  return nullptr;
}

}  // namespace sctf::padron
