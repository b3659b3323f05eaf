#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documentos/registro.hpp"
#include "tributos/carta.hpp"
#include "tributos/consultas.hpp"

namespace sctf::tributos {

/// How a person stands with the city's taxes on a day (RD 1065/2007, 74.1.g).
struct Corriente {
  std::optional<std::int64_t> persona;  ///< none: nobody with that NIF is known here, who owes nothing
  std::string nif, nombre;
  std::string domicilio_fiscal, codigo_postal, municipio;  ///< of the newest receipt
  std::vector<Recibo> deudas;       ///< in the executive period, neither suspended nor paid; oldest first
  std::vector<Recibo> suspendidas;  ///< they would be, and their collection stands still
  [[nodiscard]] bool al_corriente() const { return deudas.empty(); }
  [[nodiscard]] SCTF_API Cents total() const;
};

/// Whether a receipt makes its holder not be up to date: booked and unpaid, its voluntary term over before
/// `day` (LGT 161.1), its collection not suspended that day. A liquidación that was not delivered has no term
/// that could be over; a recargo that is due and was never booked does not count (DGT V0634-25).
[[nodiscard]] SCTF_API bool en_ejecutiva(const Recibo& recibo, Day day);
/// Whether its collection stands still that day.
[[nodiscard]] SCTF_API bool suspendida(const Recibo& recibo, Day day);

/// @param nombre  of whom nobody has heard here; not asked for where the NIF is known
/// @return        `missing_value` where the NIF is unknown and no name is given. Leaves an audit row.
[[nodiscard]] SCTF_API Result<Corriente> situacion_tributaria(db::Transaction& tx, const Caller& caller,
                                                              const Nif& nif, const std::string& nombre,
                                                              const std::string& finalidad, Day day);

/// It as the values of templates/certificados/corriente.
SCTF_API void rellenar_corriente(const documentos::Plantilla& plantilla, documentos::Registro& registro,
                                 const Corriente& corriente, const EmisorCartas& emisor,
                                 const std::string& finalidad, Day day);

}  // namespace sctf::tributos
