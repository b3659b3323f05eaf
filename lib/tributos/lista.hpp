#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "jobs/engine.hpp"

namespace sctf::tributos {

/// The batch that writes the lista cobratoria.
SCTF_API std::unique_ptr<jobs::Kind> make_lista();

/// What `list` is asked for.
struct PeticionLista {
  std::int64_t run = 0;
  std::filesystem::path out;
  std::string organismo, concepto;  ///< as the printed list calls the body and the tributo
  /// Objects at which a printed file is full and another tomo begins: some 200,000 lines, which bounds the
  /// memory too (pdf::Writer::kMaxObjects is what a PDF/A could hold).
  std::size_t objetos_por_tomo = 2'000'000;
};
/// The lista cobratoria of a finished run (oficinas 1.8) into `out`, by name as Spanish sorts it: whole
/// (`lista-T-Y.csv` and `.pdf`) for who approves, masked (`lista-T-Y-expuesta.csv` and `.pdf`) for the
/// exposure, and its sums
/// (`lista-T-Y-resumen.csv`). Of a complementary run with `-C` and its number. What is too much for one PDF
/// goes on in `lista-T-Y-2.pdf`, and so on. Their rows.
SCTF_API Result<std::vector<jobs::FileRow>> escribir_lista(jobs::Engine& engine,
                                                           const PeticionLista& peticion,
                                                           bool dry_run = false);

/// Header of `export --format csv`.
SCTF_API std::string_view export_header();
/// Every charged line of a run in the census's order, each as a CSV line without its end (design 6).
SCTF_API Result<std::int64_t> exportar(db::Transaction& tx, const Caller& caller, std::int64_t run,
                                       const std::function<void(std::string_view)>& each);

}  // namespace sctf::tributos
