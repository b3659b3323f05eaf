#pragma once

#include <string_view>

#include "base/api.hpp"

namespace sctf::padron {

/// The movements of norms/padron 2.1: CVAR + CAUV. The blank one is the load of 1-5-1996.
enum class Movimiento { carga, aom, acr, ana, bde, bcr, bdu, bii, bbc, mpe, mcd, mrd, mrn, mco };

struct InfoMovimiento {
  Movimiento movimiento;
  std::string_view codigo;  ///< `AOM`; empty for the load
  /// `A`, `B`, `M`; `A` for the load: it begins an inscripción.
  char clase;
};

/// Null where it is no movement.
[[nodiscard]] SCTF_API const InfoMovimiento* find_movimiento(std::string_view codigo);
[[nodiscard]] SCTF_API const InfoMovimiento& info(Movimiento movimiento);
/// All codes but the blank one, for messages.
inline constexpr std::string_view kCodigos = "AOM ACR ANA BDE BCR BDU BII BBC MPE MCD MRD MRN MCO";

}  // namespace sctf::padron
