#pragma once

#include <filesystem>
#include <string>

#include "db/transaction.hpp"
#include "padron/municipio.hpp"
#include "padron/trazado.hpp"

namespace sctf::padron {

/// Where a file goes and what it is of.
struct PeticionExportacion {
  std::filesystem::path carpeta;
  int ejercicio = 0;     ///< of a whole padrón: at its 1 January
  int ano = 0, mes = 0;  ///< of a month's movements
  std::string cpro = kCpro, cmun = kCmun;
  bool dry_run = false;  ///< no file
};

/// A file that was written.
struct Exportado {
  std::filesystem::path fichero;
  std::int64_t registros = 0;
  std::string sha256;
  std::int64_t lote = 0;     ///< of INE's files
  std::int64_t corrige = 0;  ///< the earlier lot whose bytes were others; 0: none
  bool existed = false;      ///< the lot was made before: the same bytes again
};

/// The C file of a year: living inscripciones at 1 January, both blocks equal, by NIA. Freezes a lot.
[[nodiscard]] SCTF_API Exportado exportar_completo(db::Transaction& tx, const Caller& caller, Instant clock,
                                                   const Trazado& traza, const PeticionExportacion& peticion);
/// The H file of a month: movements by the day on which they were registered, by NIA, FVAR and registration;
/// the identification block is the last state that was sent. Freezes a lot: the same month again gives the
/// same bytes; where more was registered since, a new lot that corrects it. No movement: an empty file.
[[nodiscard]] SCTF_API Exportado exportar_mes(db::Transaction& tx, const Caller& caller, Instant clock,
                                              const Trazado& traza, const PeticionExportacion& peticion);
/// padron.csv of a year.
[[nodiscard]] SCTF_API Exportado exportar_csv(db::Transaction& tx, const Caller& caller,
                                              const PeticionExportacion& peticion);
/// The same as a sheet for clerks. Throws `out_of_range` where it holds more people than a sheet has rows.
[[nodiscard]] SCTF_API Exportado exportar_xlsx(db::Transaction& tx, const Caller& caller, Instant clock,
                                               const PeticionExportacion& peticion);
/// Electors of each section for its exposure: Spaniards of 18 years or more at 1 January, in the order of
/// their surnames, without those who have a prevention note (norms/padron 7.1).
[[nodiscard]] SCTF_API Exportado exportar_electores(db::Transaction& tx, const Caller& caller,
                                                    const PeticionExportacion& peticion);
/// A text that was made of counts: the pyramid, open data.
[[nodiscard]] SCTF_API Exportado exportar_texto(db::Transaction& tx, const Caller& caller,
                                                const PeticionExportacion& peticion,
                                                const std::string& nombre, std::string_view texto);
}  // namespace sctf::padron
