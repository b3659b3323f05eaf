#pragma once

#include <memory>
#include <string>
#include <vector>

#include "jobs/files.hpp"
#include "tributos/calculo.hpp"
#include "tributos/carta.hpp"
#include "tributos/emision.hpp"
#include "tributos/explicacion.hpp"

namespace sctf::tributos {

/// One line of how a liquidación was calculated, as it is printed.
struct Elemento {
  std::string nombre, valor;
};
/// What the amount follows from (LGT 102.2.b): valor catastral, reduction, base and tipo; tariff, units and
/// quarters; of a divided property what the whole pays and the share.
[[nodiscard]] SCTF_API std::vector<Elemento> elementos_de(const Explicacion& explicacion);
/// Cuota íntegra and each benefit, which add up to the cuota líquida of the line.
[[nodiscard]] SCTF_API std::vector<Detalle> detalle_de(const Explicacion& explicacion);

/// What approved a liquidación.
struct ActoLiquidacion {
  std::string acto;
  Day fecha;
};

/// Fills records of `liquidaciones/liquidacion`: all that LGT 102.2 asks of a notice.
class SCTF_API Liquidador {
 public:
  Liquidador(std::shared_ptr<const documentos::Plantilla> plantilla, EmisorCartas emisor,
             Municipios municipios);
  void llenar(const Carta& carta, const Explicacion& explicacion, const ActoLiquidacion& acto,
              documentos::Registro& registro) const;
  [[nodiscard]] const std::shared_ptr<const documentos::Plantilla>& plantilla() const { return plantilla_; }

 private:
  std::shared_ptr<const documentos::Plantilla> plantilla_;
  EmisorCartas emisor_;
  Municipios municipios_;
};

/// Reads liquidaciones of a run and writes each into the record of its template.
class LectorLiquidaciones {
 public:
  LectorLiquidaciones(db::Transaction& tx, const jobs::Work& work, const Emision& emision,
                      std::string_view plantilla);
  LectorLiquidaciones(const LectorLiquidaciones&) = delete;
  LectorLiquidaciones& operator=(const LectorLiquidaciones&) = delete;
  /// Of a row of sql/liquidaciones.sql: `escrito` is filled; its carta de pago.
  Result<Carta> leer(const db::Row& row, documentos::Registro& escrito) const;
  [[nodiscard]] const std::shared_ptr<const documentos::Plantilla>& plantilla() const {
    return liquidador_.plantilla();
  }

 private:
  db::Transaction& tx_;
  const jobs::RunInfo& run_;
  const Emision& emision_;
  Ordenanza ordenanza_;
  Marco marco_;
  Liquidador liquidador_;
  ActoLiquidacion acto_;
};

/// A chunk of `notices`: each liquidación of its range, the letter and then its carta de pago.
[[nodiscard]] Result<jobs::ChunkDone> imprimir_liquidaciones(db::Transaction& tx, const jobs::Work& work,
                                                             const Emision& emision, const Cartero& cartero);

}  // namespace sctf::tributos
