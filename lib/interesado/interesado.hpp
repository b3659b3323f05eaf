#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/rastro.hpp"
#include "padron/consulta.hpp"
#include "tributos/consultas.hpp"

namespace sctf::interesado {

/// A person as the modules know them: what each holds under its own number.
struct Interesado {
  std::vector<std::string> documentos;  ///< DNI, NIE, passports, as they are written
  std::vector<std::string> nias;        ///< of the padrón: one, but where a person was registered twice
  std::vector<std::int64_t> personas;   ///< parties, and those that proved to be the same
};
/// By NIA, DNI, NIE, passport or NIF, as people type them. `not_found` where no module holds anybody of that;
/// what padron::buscar() refuses otherwise.
[[nodiscard]] SCTF_API Result<Interesado> localizar(db::Transaction& tx, Ente ente,
                                                    std::string_view documento);

/// Under which objects the trail speaks of them: `habitante/…`, `persona/…`, their receipts, mandates and
/// documents, and what was typed in vain.
[[nodiscard]] SCTF_API std::vector<std::string> objetos_de(db::Transaction& tx, Ente ente,
                                                           const Interesado& quien);

/// A document under seal that shows their data.
struct DocumentoDe {
  std::string numero;
  Instant emitido;
  bool anulado = false;
};
/// All that is held of them.
struct Expuesto {
  Interesado quien;
  std::optional<padron::Ficha> padron;
  std::vector<tributos::Contribuyente> tributos;
  std::vector<DocumentoDe> documentos;  ///< newest first
};
/// The sheet for staff. Leaves the rows of each module that it asks, and `person.show`.
[[nodiscard]] SCTF_API Result<Expuesto> exponer(db::Transaction& tx, const Caller& caller,
                                                std::string_view documento, const std::string& reason,
                                                Day hoy);

/// Who looked at their data: the rows of the trail about them in [from, until), newest first. Leaves a row:
/// `person.report`.
struct Accesos {
  Interesado quien;
  std::vector<audit::Fila> filas;
  bool hay_mas = false;  ///< more than `limit`
};
[[nodiscard]] SCTF_API Result<Accesos> accesos(db::Transaction& tx, const Caller& caller,
                                               std::string_view documento, const std::string& reason,
                                               std::optional<Instant> from, std::optional<Instant> until,
                                               std::int64_t limit);

}  // namespace sctf::interesado
