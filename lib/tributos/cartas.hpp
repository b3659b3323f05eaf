#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "documentos/sello.hpp"
#include "jobs/engine.hpp"
#include "tributos/aplicacion.hpp"
#include "tributos/carta.hpp"
#include "tributos/consultas.hpp"

namespace sctf::tributos {

/// What `notices` is asked for.
struct PeticionCartas {
  std::int64_t run = 0;  ///< of issue, charged
  std::filesystem::path out;
  EmisorCartas emisor;
  std::int64_t por_fichero = 1000;
  std::string zona = "Atlantic/Canary";  ///< in which the year of their numbers begins
  bool selladas =
      false;  ///< liquidaciones under seal: a seal and the resolution of `liquidacion` are configured
};

/// Opens the seal on the day of a run.
using AbrirSello = std::function<Result<std::shared_ptr<documentos::Sello>>(Instant clock)>;
/// The batch that writes the slips of a run for the print shop, one file a chunk.
SCTF_API std::unique_ptr<jobs::Kind> make_cartas(AbrirSello abrir);
/// What a run of `notices` wrote.
struct CartasEscritas {
  std::vector<jobs::FileRow> ficheros;  ///< none of a rehearsal
  std::int64_t cartas = 0;
  Cents suma = {};
  std::int64_t rechazadas =
      0;  ///< records that cannot be printed, told one by one: a letter that no face has
};
/// Writes `cartas-T-Y-NNNN.pdf` (receipts that are not debited) and `liquidaciones-T-Y-NNNN.pdf` (each letter
/// with its carta de pago behind it) into `out`; their rows. Under seal each liquidación is a file of its
/// own, `liquidaciones-T-Y-NNNN/liquidacion-YEAR-NUMBER.pdf`, numbered in the order of the receipts, stored,
/// with its CSV; a run that was killed comes to the same codes. `wrong_state` where the run is not charged.
/// Always the same bytes, whatever was paid meanwhile.
SCTF_API Result<CartasEscritas> escribir_cartas(jobs::Engine& engine, db::Pool& pool,
                                                const PeticionCartas& peticion, bool dry_run = false);

/// The carta de pago of what is due of one receipt on a day: in its voluntary term and untouched, the one
/// that `notices` prints; else what amount_due() says, to be paid until its last day, or within 15 days while
/// 5 % hold. `wrong_state` where nothing is due.
SCTF_API Result<Carta> carta_de_recibo(db::Transaction& tx, Ente ente, const Recibo& recibo, Day day,
                                       const ReglasCobro& reglas);
SCTF_API Result<Carta> carta_del_dia(db::Transaction& tx, Ente ente, std::string_view referencia, Day day,
                                     const ReglasCobro& reglas);
/// It as a file of its own, the pages the same bytes as in the print run.
SCTF_API Result<std::string> carta_pdf(const Carta& carta, const EmisorCartas& emisor, Instant clock,
                                       const std::string& lang = "es");

}  // namespace sctf::tributos
