#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tributos/cobro.hpp"
#include "tributos/deuda.hpp"

namespace sctf::tributos {

/// What became of a record of a bank's file: one, the first that fits (norms/recaudacion 9.3).
enum class Resultado {
  repeated,         ///< its key came before: it moves nothing
  bad_check_digit,  ///< the control digits do not fit: its money waits
  unknown,          ///< names nothing that was charged: its money waits
  annulled,         ///< the valor was annulled: a deposit of its payer
  returned,         ///< a debit taken back, or refused before it was credited
  cancelled,        ///< takes an earlier record back
  suspended,        ///< collection of the valor stands still: a deposit of its payer
  duplicate,        ///< paid before: a deposit of its payer
  late,             ///< on account; the recargo of that day is booked and stays pending
  excess,           ///< paid; the rest is a deposit of its payer
  partial,          ///< on account
  provisional,      ///< a debit that was credited, and may still be returned
  paid,
};
[[nodiscard]] SCTF_API std::string_view to_string(Resultado resultado);
inline constexpr int kResultados = 13;

/// An entry of the ledger that an application makes.
struct Asiento {
  enum class Clase { cargo, ingreso, data };
  enum class Componente { principal, recargo, interes, costas };
  Clase clase = Clase::ingreso;
  Componente componente = Componente::principal;
  Cents importe;  ///< signed as the ledger keeps it: a payment is negative
  bool condicional = false;
  friend bool operator==(const Asiento&, const Asiento&) = default;
};
[[nodiscard]] SCTF_API std::string_view to_string(Asiento::Clase clase);
[[nodiscard]] SCTF_API std::string_view to_string(Asiento::Componente componente);

/// A debit of ours that was sent, and what the bank has said of it.
struct AdeudoVivo {
  enum class Estado {
    enviado,
    abonado,
    devuelto,  ///< after it had been credited
    transito,  ///< taken back before we saw its credit: that is still to come
    rechazado,
  };
  int remesa = 0;
  Cents importe;
  Estado estado = Estado::enviado;
  Cents aplicado = {}, rebaja = {}, depositado = {};  ///< of its credit
};

/// A valor in the instant before a record is applied to it.
struct SituacionValor {
  std::int64_t valor = 0;
  std::string end_to_end;  ///< by which its debit goes
  bool cargado = false;
  bool anulado = false;
  Deuda deuda;                          ///< booked and unpaid, by component; its dates
  Debido cobrado = {};                  ///< paid and not given back, by component
  Cents rebaja;                         ///< for domiciling
  Cents rebaja_vigente = {};            ///< of it, what the ledger holds
  std::vector<std::string> pierde_por;  ///< reasons of return that undo the rebate
  std::optional<AdeudoVivo> adeudo;
};

/// What one record does to one valor. aplicado + depositado + pendiente is what the record moves.
struct Aplicacion {
  Resultado resultado = Resultado::unknown;
  Cents aplicado = {}, depositado = {}, pendiente = {};
  std::vector<Asiento> asientos = {};
  std::optional<AdeudoVivo> adeudo = {};  ///< its debit afterwards, where that changed
};

/// What the law needs to know besides.
struct ReglasCobro {
  Calendar calendario;
  TablaIntereses intereses;
};

/// Applies a record that is no repetition and no cancellation to the valor that it names; `importe` is the
/// part of it that this valor gets (of a block, the debit's). Null `valor`: it names none. Problems: those of
/// amount_due().
///
/// A payment goes to the principal first, then recargo, interés, costas. A late one books the recargo of its
/// day (LGT 28) and leaves it pending unless it covers it. A debit's credit brings its rebate as a
/// conditional data; a return takes the credit back, and the rebate where its reason is in `pierde_por`.
/// Norm: design 7, recaudacion 9.3.
[[nodiscard]] SCTF_API Result<Aplicacion> aplicar(const Cobro& cobro, Cents importe,
                                                  const SituacionValor* valor, const ReglasCobro& reglas);

/// Takes back what an earlier record did, so that the valor has the state it had. What was paid may have
/// moved on since (annulment, or a part of it): that is missing, and waits for a clerk. A recargo that the
/// payment booked stands as far as it was paid since. Null `valor`: the record named none.
[[nodiscard]] SCTF_API Aplicacion retirar(const Aplicacion& hecha, const SituacionValor* valor);

/// What the ledger holds of the valor after these entries.
SCTF_API void anotar(SituacionValor& valor, const std::vector<Asiento>& asientos);

}  // namespace sctf::tributos
