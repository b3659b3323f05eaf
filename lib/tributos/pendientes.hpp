#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "jobs/engine.hpp"

namespace sctf::tributos {

/// What the office says of a file beside it: how many lines, and their sum.
struct TotalCarga {
  std::int64_t lineas = 0;
  Cents suma;
};
/// Reads `N:CENTS`.
SCTF_API Result<TotalCarga> parse_total(std::string_view text);

/// What a load of debts gave.
struct CargaDeudas {
  std::int64_t run = 0;
  std::int64_t lineas = 0;
  Cents suma;
  bool existed = false;
};

/// The batches that load debts: opening balances, debts of other bodies.
SCTF_API std::unique_ptr<jobs::Kind> make_carga_pendientes();
SCTF_API std::unique_ptr<jobs::Kind> make_carga_externas();

/// Loads what is unpaid of earlier years (design 6, `pendiente`), whole or not at all, proved against
/// `total`: lines, and what is pending of them (principal + recargo + interés + costas − ingresado). Its
/// entries are the opening balance of the ledger. A reference of ten digits, or of twelve, keeps its first
/// ten as the id by which banks know it; any other gets an id of ours. `lines_refused`, `inconsistent` where
/// the total differs. The same bytes again: the same run.
SCTF_API Result<CargaDeudas> cargar_pendientes(jobs::Engine& engine, const std::filesystem::path& file,
                                               const TotalCarga& total, bool dry_run = false);
/// Loads debts of other bodies (design 6, `externa`) as payable references; the total is of their amounts.
SCTF_API Result<CargaDeudas> cargar_externas(jobs::Engine& engine, const std::filesystem::path& file,
                                             const TotalCarga& total, bool dry_run = false);

}  // namespace sctf::tributos
