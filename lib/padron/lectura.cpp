#include "padron/lectura.hpp"

namespace sctf::padron {
namespace {

constexpr std::int64_t kMostTold = 100'000;  // beyond that nobody reads on

}  // namespace

bool Lectura::siguiente(Registro& registro) {
  for (;;) {
    fallos_.vaciar();
    if (!lector_.siguiente(registro, fallos_)) return false;
    ++leidos_;
    if (fallos_.limpio()) return true;
    juzgar(registro);
  }
}

bool Lectura::juzgar(const Registro& registro) {
  for (const auto& fallo : fallos_.lista()) {
    auto p = Problem{.code = fallo.code, .text = fallo.texto, .value = fallo.valor}.at(
        fichero_, registro.linea, lector_.columna(registro, fallo));
    if (!fallo.aviso) {
      if (contados_++ < kMostTold) refuse_(std::move(p));
      continue;
    }
    ++avisos_.contados;
    if (avisos_.primeros.size() < Avisos::kMost) avisos_.primeros.push_back(std::move(p));
  }
  const bool clean = fallos_.limpio();
  if (!clean) ++rechazados_;
  return clean;
}

Result<void> Lectura::cerrar() const {
  if (rechazados_ > 0) {
    auto refused = problem(Code::lines_refused, "{} {} refused; nothing was loaded", rechazados_,
                           rechazados_ == 1 ? "line was" : "lines were");
    refused.value().value = std::to_string(rechazados_);
    return refused;
  }
  if (leidos_ == 0) return problem(Code::empty_file, "{} holds no record", fichero_);
  return {};
}

}  // namespace sctf::padron
