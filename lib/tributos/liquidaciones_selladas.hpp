#pragma once

// Inside lib/tributos only.

#include <memory>
#include <mutex>
#include <vector>

#include "documentos/expedidor.hpp"
#include "tributos/cartas.hpp"
#include "tributos/cartas_liquidacion.hpp"

namespace sctf::tributos {

/// The kind of document that a liquidación under seal is.
inline constexpr std::string_view kTipoLiquidacion = "liquidacion";

/// Liquidaciones under seal, for the batch of `notices`: a file each, its carta de pago behind it. Used by
/// several threads.
class LiquidacionesSelladas {
 public:
  explicit LiquidacionesSelladas(AbrirSello abrir);
  ~LiquidacionesSelladas();
  /// In the plan: gives each liquidación of the run its number, in the order of the receipts.
  static void numerar(db::Transaction& tx, const jobs::RunInfo& run, std::int64_t emision);
  /// Before any thread: the seal, and that the kind may be issued.
  [[nodiscard]] Result<void> abrir(const jobs::RunInfo& run) const;
  /// A chunk. What is in the store already is written from there.
  [[nodiscard]] Result<jobs::ChunkDone> expedir(db::Transaction& tx, const jobs::Work& work,
                                                const Emision& emision, const Cartero& cartero) const;

 private:
  struct Taller;
  struct Papel;
  class Tramo;
  static void publicar(db::Transaction& tx, const jobs::Work& work, const std::string& carpeta,
                       const std::vector<Papel>& papeles);
  [[nodiscard]] std::unique_ptr<Taller> prestado() const;
  void devuelto(std::unique_ptr<Taller> taller) const;

  AbrirSello abrir_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<documentos::Sello> sello_;
  mutable std::vector<std::unique_ptr<Taller>> talleres_;
};

}  // namespace sctf::tributos
