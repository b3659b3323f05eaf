#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "base/iban.hpp"
#include "db/transaction.hpp"
#include "tributos/aplicacion.hpp"

namespace sctf::tributos {

/// Money of a payer that belongs to no debt: paid twice, too much, for a receipt that was annulled or stood
/// still.
struct Deposito {
  /// What is left of one payment.
  struct Parte {
    Day pago;
    Cents importe;
  };
  std::int64_t valor = 0;  ///< the valor that it was meant for
  std::string referencia;
  std::optional<std::int64_t> persona;  ///< whose it is; none: only the bank's words are known
  std::string nif, nombre;
  std::string pagador, pagador_iban;  ///< the bank's words
  std::string causa;                  ///< of its first movement
  std::vector<Parte> partes;          ///< oldest first; what left took the oldest
  [[nodiscard]] SCTF_API Cents importe() const;
};

/// All that are not zero, by valor; of one person where a NIF is given. Leaves an audit row.
SCTF_API std::vector<Deposito> depositos(db::Transaction& tx, const Caller& caller,
                                         const std::optional<std::string>& nif);

/// Which deposit, and how much of it.
struct PeticionDeposito {
  std::string referencia;        ///< of the receipt that the money was meant for
  std::string pagador;           ///< NIF, name or account of its payer; may be empty where there is one alone
  std::optional<Cents> importe;  ///< absent: all of it, or all that is due
  std::string acto;              ///< request or resolution
};

struct DepositoAplicado {
  std::string destino;
  Cents importe;
  Day efecto;       ///< LGT 72.3: the request, or the payment where that came later
  Cents pendiente;  ///< of the receipt, by the ledger, afterwards
  bool existed = false;
};
/// Puts a deposit to another receipt of its payer, or of anybody whose debt he pays (RGR 33.1), with effect
/// from `solicitado`, or the payment where that came later: principal first, the recargo of that day where it
/// is late. `not_found` where no such deposit is left, `inconsistent` where several payers have
/// one, `out_of_range` above what is there, `wrong_state` for a receipt that is not due. The same again:
/// nothing happens.
SCTF_API Result<DepositoAplicado> aplicar_deposito(db::Transaction& tx, const Caller& caller,
                                                   const PeticionDeposito& peticion, std::string_view destino,
                                                   Day solicitado, Instant clock, const ReglasCobro& reglas);

struct DepositoDevuelto {
  bool preparado = false;  ///< waits for another account, which runs the same line
  Cents importe, interes;  ///< what goes to the account is their sum
  bool existed = false;
};
/// Gives a deposit back to the account `iban`, with interés de demora from each payment to the day of the
/// order (LGT 32.2). Where two persons are asked for, the first account prepares and another does it with the
/// same line: `same_person` otherwise. Refusals as above.
SCTF_API Result<DepositoDevuelto> devolver_deposito(db::Transaction& tx, const Caller& caller,
                                                    const PeticionDeposito& peticion, const Iban& iban,
                                                    bool two_persons, Instant clock,
                                                    const TablaIntereses& intereses);

}  // namespace sctf::tributos
