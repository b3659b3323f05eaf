#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/api.hpp"

namespace sctf::padron {

/// A field of an inhabitant's record: first the variation block in its order (norms/padron 4.2), then what a
/// record has besides.
enum class Campo : std::uint8_t {
#define SCTF_CAMPO(name, NAME, type, width, what) name,
#include "padron/campos.def"
#undef SCTF_CAMPO
  cpro,  ///< province of residence
  cmun,  ///< municipality of residence
  tipoinf,
  cdev,
  fvar,
  cvar,
  cauv,
  nombre_mostrado,  ///< of padron.csv only
  registro,         ///< the record as a whole
};

/// Fields of the variation block.
inline constexpr std::size_t kCampos = static_cast<std::size_t>(Campo::codp) + 1;

/// What is known of a field of the variation block.
struct InfoCampo {
  std::string_view nombre;  ///< `numer`: of columns and tables
  std::string_view ine;     ///< `NUMER`: of layouts
  char tipo;                ///< `N` digits, `A` text
  int anchura;              ///< in positions
  std::string_view que;     ///< what it holds, for people
};
SCTF_API const InfoCampo& info(Campo campo);
/// Its INE name; of what is not in the variation block too.
SCTF_API std::string_view nombre_ine(Campo campo);
/// The field of a layout's name; `registro` where none has it.
SCTF_API Campo campo_ine(std::string_view nombre);

/// The variation block of a record: values without their filling, UTF-8. Absent is empty.
class Bloque {
 public:
  std::string& operator[](Campo campo) { return valores_[static_cast<std::size_t>(campo)]; }
  const std::string& operator[](Campo campo) const { return valores_[static_cast<std::size_t>(campo)]; }
  std::string& operator[](std::size_t i) { return valores_[i]; }
  const std::string& operator[](std::size_t i) const { return valores_[i]; }
  void vaciar() {
    for (auto& valor : valores_) valor.clear();
  }
  [[nodiscard]] bool vacio() const {
    for (const auto& valor : valores_)
      if (!valor.empty()) return false;
    return true;
  }
  friend bool operator==(const Bloque&, const Bloque&) = default;

 private:
  std::array<std::string, kCampos> valores_;
};

/// Whether two blocks agree in a run of fields, both ends inside.
SCTF_API bool iguales(const Bloque& a, const Bloque& b, Campo desde, Campo hasta);

// Runs of the variation block.
inline constexpr Campo kDomicilioDesde = Campo::dist, kDomicilioHasta = Campo::tloc;
inline constexpr Campo kPersonaDesde = Campo::nomb, kPersonaHasta = Campo::naci;

}  // namespace sctf::padron
