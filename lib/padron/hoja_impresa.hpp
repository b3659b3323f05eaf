#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/certificado.hpp"
#include "padron/lectura.hpp"

namespace sctf::padron {

/// What a hoja padronal is printed with.
struct PeticionHoja {
  std::string nhop;               ///< the people registered in it
  std::string persona;            ///< or in the hoja of that person
  std::filesystem::path fichero;  ///< or those of proposed movements, lines of padron.csv, all of one address
  int en_blanco = 0;              ///< rows without anybody; with none of the above, the blank form
  std::string motivo, expediente;
};

/// Whose words they are.
struct ImprentaHoja {
  std::string organismo, unidad, lang = "es";
  const Listas& listas;
  Textos domicilio, certificados, movimientos, hoja;
};

struct HojaImpresa {
  std::string pdf;
  std::int64_t personas = 0;
};

/// The hoja padronal as a PDF to be signed. `not_found` for a hoja where nobody is registered or a person who
/// is not; `not_allowed` where somebody in it has a prevention note; `inconsistent` where the lines of the
/// file are of several addresses; what reading it refuses. Leaves an audit row for each person.
[[nodiscard]] SCTF_API Result<HojaImpresa> imprimir_hoja(db::Transaction& tx, const Caller& caller,
                                                         Instant clock, const ImprentaHoja& con,
                                                         const PeticionHoja& peticion);

}  // namespace sctf::padron
