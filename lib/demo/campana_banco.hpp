#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "demo/banco_plan.hpp"
#include "jobs/files.hpp"
#include "tributos/carta.hpp"
#include "tributos/emision.hpp"
#include "tributos/remesa.hpp"

namespace sctf::demo {

/// A file that the simulated bank sent, in the order in which the office collects them, and what must come of
/// it.
struct FicheroBanco {
  std::string formato;  ///< as `collect --format` takes it
  std::string path;     ///< relative to the folder
  Esperado esperado;
  jobs::FileRow fila;  ///< for the manifest
};

/// All that the bank answers to one campaign.
struct RespuestaBanco {
  std::vector<FicheroBanco> cobros;         ///< to be collected
  FicheroBanco extracto;                    ///< statement of the account (Norma 43), to be reconciled
  Cents sin_explicar;                       ///< of its movements: those that name nothing of ours
  std::vector<std::int64_t> por_anular;     ///< valores that are annulled before their slip is paid
  std::vector<std::int64_t> por_suspender;  ///< valores whose collection stands still when it is paid
};

/// Writes what a bank would answer to the slips and debits of a charged run into `out`, with every kind of
/// trouble in known proportion. From the padrón alone: the same run gives the same bytes, whatever was
/// collected meanwhile.
[[nodiscard]] SCTF_API Result<RespuestaBanco> responder(db::Transaction& tx, Ente ente,
                                                        const tributos::Emision& emision,
                                                        const tributos::EmisorCartas& emisor,
                                                        const tributos::Acreedor& acreedor,
                                                        const std::filesystem::path& out);

}  // namespace sctf::demo
