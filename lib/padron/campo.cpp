#include "padron/campo.hpp"

#include <unordered_map>

namespace sctf::padron {
namespace {

constexpr InfoCampo kInfo[] = {
#define SCTF_CAMPO(name, NAME, type, width, what) {#name, #NAME, type, width, what},
#include "padron/campos.def"
#undef SCTF_CAMPO
};
static_assert(std::size(kInfo) == kCampos);

constexpr std::string_view kOtros[] = {"CPRO", "CMUN", "TIPOINF", "CDEV",          "FVAR",
                                       "CVAR", "CAUV", "nombre",  "whole registro"};

}  // namespace

const InfoCampo& info(Campo campo) {
  return kInfo[static_cast<std::size_t>(campo)];
}

std::string_view nombre_ine(Campo campo) {
  const auto i = static_cast<std::size_t>(campo);
  return i < kCampos ? kInfo[i].ine : kOtros[i - kCampos];
}

Campo campo_ine(std::string_view nombre) {
  static const auto known = [] {
    std::unordered_map<std::string_view, Campo> out;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Campo::registro); ++i)
      out.emplace(nombre_ine(static_cast<Campo>(i)), static_cast<Campo>(i));
    return out;
  }();
  const auto found = known.find(nombre);
  return found == known.end() ? Campo::registro : found->second;
}

bool iguales(const Bloque& a, const Bloque& b, Campo desde, Campo hasta) {
  for (auto i = static_cast<std::size_t>(desde); i <= static_cast<std::size_t>(hasta); ++i)
    if (a[i] != b[i]) return false;
  return true;
}

}  // namespace sctf::padron
