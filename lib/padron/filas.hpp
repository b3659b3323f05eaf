#pragma once

#include <optional>
#include <string>

#include "db/transaction.hpp"
#include "padron/registro.hpp"

namespace sctf::padron {

/// What an inscripción has beside its block.
struct CabeceraInscripcion {
  Ente ente;
  int n = 1;
  Day fvar{};
  Instant registrado;
  std::string_view cvar, cauv, origen = "AYTO", expediente = "", duplicado_de = "";
  std::int64_t run = 0, linea = 0;
};

/// Adds a row to `padron/inscripcion_copy`.
void copiar_inscripcion(db::CopyIn& copy, const CabeceraInscripcion& cabecera, const Bloque& bloque,
                        std::string_view mostrado);
/// The block of a row whose columns, from `desde` on, are those of the record.
void leer_bloque(const db::Row& row, int desde, Bloque& bloque);
/// A person as their last inscripción has them.
struct PersonaActual {
  std::string nia, codigo, mostrado;
  bool viva = false;
  Bloque v;
};
/// Nothing where nobody has that NIA.
[[nodiscard]] std::optional<PersonaActual> persona_actual(db::Transaction& tx, Ente ente,
                                                          const std::string& nia);
/// The name as the person writes it, or put together from the block.
[[nodiscard]] std::string nombre_completo(const Bloque& bloque);

}  // namespace sctf::padron
