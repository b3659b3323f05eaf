#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/procedimientos.hpp"

namespace sctf::padron {

/// Somebody whom an expediente is about.
struct Interesado {
  std::string nia;  ///< empty: not inscribed yet
  std::string documento, nombre;
};

/// A step that was taken.
struct PasoDado {
  int n = 0;
  std::string paso;
  Day fecha{};
  std::string documento;  ///< the paper behind it
  std::optional<Day> plazo;
  bool fin = false;
  std::string movimientos;
};

/// An expediente and how it stands.
struct ExpedientePadron {
  std::string numero, clase, causa;
  std::vector<Interesado> interesados;
  std::vector<PasoDado> pasos;    ///< in their order; at least one
  bool falta_movimiento = false;  ///< its last step lets movements be registered, and none was
  [[nodiscard]] const PasoDado& ultimo() const { return pasos.back(); }
  /// Whether the term of its last step has ended by `on`, and something should follow.
  [[nodiscard]] bool vencido(Day on) const { return !ultimo().fin && ultimo().plazo && *ultimo().plazo < on; }
  /// Whether anything is still to be done.
  [[nodiscard]] bool abierto() const { return !ultimo().fin || falta_movimiento; }
};

struct AperturaExpediente {
  std::string numero, clase, causa;
  Day fecha{};            ///< of the first step
  std::string documento;  ///< the application, the act
  std::vector<Interesado> interesados;
};
/// Opens one with the first step of its class. `duplicate` where the number is taken, `unknown_value` for
/// another class, `missing_value` without anybody, `out_of_range` for a date after today.
[[nodiscard]] SCTF_API Result<ExpedientePadron> abrir_expediente(db::Transaction& tx, const Caller& caller,
                                                                 Instant clock, const Procedimientos& reglas,
                                                                 const Calendar& calendario,
                                                                 const AperturaExpediente& apertura);

struct PasoPedido {
  std::string numero, paso;
  Day fecha{};
  std::string documento;
};
/// Takes a step. `wrong_state` where it does not follow the last one (told with those that do) or where the
/// term that it waits for has not ended; `out_of_range` for a date before the last step or after today.
[[nodiscard]] SCTF_API Result<ExpedientePadron> dar_paso(db::Transaction& tx, const Caller& caller,
                                                         Instant clock, const Procedimientos& reglas,
                                                         const Calendar& calendario,
                                                         const PasoPedido& pedido);

/// `not_found`. Leaves an audit row.
[[nodiscard]] SCTF_API Result<ExpedientePadron> expediente_padron(db::Transaction& tx, const Caller& caller,
                                                                  const std::string& numero);

/// Open ones in the order of their term (`todos`: all of them); of a class, or of all. Leaves an audit row.
SCTF_API std::int64_t expedientes_padron(db::Transaction& tx, const Caller& caller, const std::string& clase,
                                         bool todos,
                                         const std::function<void(const ExpedientePadron&)>& cada);

/// Whether a movement may be registered on an expediente, by its last step; nothing against one that is not
/// held here.
struct PermisoExpediente {
  bool existe = false;
  std::string clase, paso, movimientos;  ///< codes apart by blanks
  std::vector<std::string> nias;
};
[[nodiscard]] PermisoExpediente permiso_expediente(db::Transaction& tx, Ente ente, const std::string& numero);

}  // namespace sctf::padron
