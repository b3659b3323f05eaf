#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"
#include "db/transaction.hpp"

namespace sctf::identidad {

/// What kind of party a number belongs to.
enum class ClasePersona { fisica, juridica, entidad, desconocida };
SCTF_API std::string_view to_string(ClasePersona clase);
/// By the first character of a NIF: E (communities, herencias yacentes), H (communities of owners) and other
/// entities without legal personality are `entidad` (LGT 35.4); empty: `desconocida`.
SCTF_API ClasePersona clase_de_nif(std::string_view nif);

/// A party, as it is held.
struct Persona {
  std::int64_t id = 0;
  std::string nombre;
  ClasePersona clase = ClasePersona::desconocida;
  std::optional<Day> fallecida_el;
  std::string fallecida_fuente;
};

/// The party of a NIF; where two proved to be one, the survivor. Empty if there is none.
SCTF_API std::optional<Persona> find_by_nif(db::Transaction& tx, Ente ente, std::string_view nif);
SCTF_API std::optional<Persona> find_by_id(db::Transaction& tx, Ente ente, std::int64_t id);
/// Makes a party; a `nif` that is held already gives its party back. Empty `nif`: a party without any number.
SCTF_API Persona ensure(db::Transaction& tx, Ente ente, std::string_view nif, std::string_view nombre);
/// Gives a party a further document. `duplicate` where another party has it.
SCTF_API Result<void> add_document(db::Transaction& tx, Ente ente, std::int64_t persona,
                                   std::string_view clase, std::string_view pais, std::string_view numero);
/// Registered twice: `from` becomes a pointer to `into`, whose ledger goes on. Refused for itself and for
/// rings.
SCTF_API Result<void> merge(db::Transaction& tx, Ente ente, std::int64_t from, std::int64_t into);
/// Death, with its source. `duplicate` where one is recorded already.
SCTF_API Result<void> record_death(db::Transaction& tx, Ente ente, std::int64_t persona, Day day,
                                   std::string_view fuente);

/// A participant of a community, an heir, a representative.
struct Vinculo {
  std::int64_t con = 0;
  std::string clase;  ///< `participe` `heredero` `representante`
  std::optional<Decimal> cuota;
  Day desde;
  std::optional<Day> hasta;
  std::string fuente;
};
SCTF_API Result<void> add_link(db::Transaction& tx, Ente ente, std::int64_t persona, const Vinculo& vinculo);
SCTF_API std::vector<Vinculo> links(db::Transaction& tx, Ente ente, std::int64_t persona);

/// Many parties at once: `begin_load` makes the temporary table `parte_nueva (clase, numero, nombre)` (clase
/// `nif` or `interno`), the caller fills it with one statement, `finish_load` makes those that are not held
/// yet. One at a time.
SCTF_API void begin_load(db::Transaction& tx, Ente ente);
SCTF_API std::int64_t finish_load(db::Transaction& tx, Ente ente);

}  // namespace sctf::identidad
