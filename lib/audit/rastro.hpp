#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/audit.hpp"

namespace sctf::audit {

/// A row of the trail.
struct Fila {
  std::int64_t id = 0;
  Instant at;
  std::string account, channel, level, action, object, reason, request;
  std::string refusal;  ///< `SCTF-0401`; empty: it was done
  json::Json detail;
};

/// What is looked for; what is empty asks for nothing.
struct Busqueda {
  std::vector<std::string> objects;  ///< any of them
  std::string account, action, channel, request;
  std::optional<Instant> from, until;  ///< until: not included
  bool refused = false;                ///< only what was refused
  std::optional<std::int64_t> before;  ///< only what comes after this row in the answer: the next page
  std::int64_t limit = 100;
};

/// The rows, newest first, without a row of this look itself: for who leaves one of its own.
SCTF_API std::int64_t leer_filas(db::Transaction& tx, Ente ente, const Busqueda& busqueda,
                                 const std::function<void(const Fila&)>& each);
/// The rows, newest first, by index however long the trail is; how many. Leaves a row of its own:
/// `audit.search`. `not_found` where `before` is no row.
SCTF_API Result<std::int64_t> buscar_filas(db::Transaction& tx, const Caller& caller,
                                           const Busqueda& busqueda, const std::string& reason,
                                           const std::function<void(const Fila&)>& each);

/// Working hours: Monday to Friday but for the holidays, from one minute of the day to another (not
/// included).
struct Horario {
  int from = 7 * 60, until = 20 * 60;  ///< minutes after midnight
  std::string zona;
  std::vector<std::string> festivos;  ///< `2026-12-25`
  /// Of `07:00-20:00`, as the configuration has checked it.
  [[nodiscard]] SCTF_API static Horario leer(std::string_view text, std::string zona);
};

/// What one account did, by its rows.
struct CuentaCuenta {
  std::string account;
  std::int64_t rows = 0;
  std::int64_t objects = 0;  ///< different ones
  std::int64_t refused = 0;
  std::int64_t fuera_horas = 0;  ///< outside working hours; batches do not count
  std::int64_t protegidas = 0;   ///< looks at people with a prevention note
  Instant first, last;
};
/// What was done, by its action.
struct CuentaAccion {
  std::string action;
  std::int64_t rows = 0, refused = 0, accounts = 0;
};
/// The regular review (ENS op.exp.8 R1): who did how much, what was done, and row by row the looks at
/// protected people and what was done outside working hours.
struct Informe {
  std::vector<CuentaCuenta> cuentas;
  std::vector<CuentaAccion> acciones;
  std::vector<Fila> protegidas, fuera_horas;  ///< newest first, at most `limit` each
};
/// Of [from, until). Leaves a row: `audit.report`.
SCTF_API Informe informe(db::Transaction& tx, const Caller& caller, Instant from, Instant until,
                         const Horario& horario, std::int64_t limit);

}  // namespace sctf::audit
