#pragma once

#include <optional>
#include <string>

#include "padron/reglas.hpp"

namespace sctf::padron {

/// What is held of a person: the last inscripción and what follows from those before it.
struct Estado {
  std::string nia;
  int n = 0;
  Day fvar{};
  std::string codigo;  ///< of the last movement
  bool viva = false;   ///< registered
  std::optional<Day> alta, renovada;
  Bloque v;
  std::string mostrado;
  [[nodiscard]] bool muerta() const { return codigo == "BDE"; }
};

/// What is held of a dwelling.
struct Hoja {
  Bloque domicilio;  ///< dist to tloc
  int adultos = 0;   ///< people registered in it who are 16 or more
  bool existe = false;
};

/// Who asks for movements, and on what ground.
struct Tramite {
  std::string origen = "AYTO";  ///< AYTO, INE, RC, OCE
  std::string expediente = {};  ///< behind every movement of the file
};

/// What a movement is held against.
struct Frente {
  const Estado* antes = nullptr;  ///< the person; null where nobody is found
  const Hoja* hoja = nullptr;     ///< of the registro's NHOP
  std::string titular;            ///< NIA of another registered person with the same document; empty: none
  ClaseFichero clase = ClaseFichero::movimientos;
  const Tramite& tramite;
  const Listas& listas;
  Day registro{};  ///< when it was registered, or the last day of the month of its file
};

/// The rules of each movement (norms/padron 1.1, 2.1, 2.2, 5.2) against what is held. The registro has passed
/// `comprobar`.
SCTF_API void comprobar_movimiento(const Registro& registro, const InfoMovimiento& movimiento,
                                   const Frente& frente, Fallos& fallos);

/// Day on which an inscription of ENCSARP expires: two years from the alta or the last express renewal
/// (norms/padron 2.2, norms/oficinas 3.1: 29-02-2024 expires 28-02-2026).
[[nodiscard]] SCTF_API Day caducidad(Day renovada);

}  // namespace sctf::padron
