#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "documentos/registro.hpp"
#include "tributos/carta.hpp"
#include "tributos/consultas.hpp"

namespace sctf::tributos {

/// Words of `templates/tributos/pagos.yaml` in one language.
using TextosPago = std::map<std::string, std::string>;

/// What a justificante says of a receipt that is paid (RGR 41).
struct Justificante {
  Recibo recibo;
  Cents pagado;
  Day fecha_pago;  ///< of the last payment
  std::string medio;
  std::string pagador;                   ///< empty: whose receipt it is, or not known
  std::optional<Day> provisional_hasta;  ///< a debit that may still be returned, until this day inclusive
  std::vector<Detalle> detalle;          ///< what it went to; adds up to `pagado`
};

/// Last day on which a debit of that day may be returned by its payer: eight weeks (SEPA core; oficinas 4).
[[nodiscard]] SCTF_API Day fin_devolucion(Day cargo);

/// Of a receipt whose estado is `pagado`, as it stands on `day`. `wrong_state` for any other, and where
/// nothing was paid (it was annulled in part, down to nothing).
SCTF_API Result<Justificante> justificante_de(db::Transaction& tx, Ente ente, const Recibo& recibo, Day day,
                                              const TextosPago& textos);
/// It as the values of a template that has the fields of templates/recibos/justificante: also of the one that
/// is issued under seal, templates/certificados/pago.
SCTF_API void rellenar_justificante(const documentos::Plantilla& plantilla, documentos::Registro& registro,
                                    const Justificante& justificante, const EmisorCartas& emisor,
                                    Instant clock, const std::string& lang);
/// It as a file of its own, without a seal.
SCTF_API Result<std::string> justificante_pdf(const Justificante& justificante, const EmisorCartas& emisor,
                                              Instant clock, const std::string& lang = "es");

}  // namespace sctf::tributos
