#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "padron/exportacion.hpp"

namespace sctf::padron {

/// What the figure's reparos are answered with: the class of alegación (CALEG) by TIPOINF, CDEV and error
/// (norms/padron 6.7): etc/padron/alegaciones.yaml.
class SCTF_API TablaAlegaciones {
 public:
  /// All that is wrong with the file is one problem, with its line and column.
  [[nodiscard]] static Result<TablaAlegaciones> cargar(const std::filesystem::path& file);
  [[nodiscard]] static Result<TablaAlegaciones> parse(std::string_view yaml, const std::string& file);

  /// @param errores  marks of the record; none: it has no mark
  /// @param elegida  what the office chose, where the table leaves a choice; else empty
  /// @return         `missing_value` where a choice is wanted, `unknown_value` where another was chosen,
  ///                 `not_found` where no rule fits
  [[nodiscard]] Result<std::string> caleg(std::string_view tipoinf, std::string_view cdev,
                                          const std::vector<int>& errores, const std::string& elegida) const;

 private:
  struct Regla {
    std::string tipoinf, cdev, caleg;
    std::vector<int> errores;
    std::vector<std::string> elige;
  };
  std::vector<Regla> reglas_;
};

/// The A file of a year: each record of the reparos as it came, with the class of alegación and, as
/// observations, what the last act about it says. Freezes a lot. `not_found` where no reparos of the year
/// were read, `wrong_state` for reparos that were read before records were kept; what the table refuses of a
/// record is told to `refuse`, then `lines_refused`, and nothing is written.
[[nodiscard]] SCTF_API Result<Exportado> exportar_alegaciones(
    db::Transaction& tx, const Caller& caller, Instant clock, const Trazado& traza,
    const TablaAlegaciones& tabla, const PeticionExportacion& peticion,
    const std::function<void(const Problem&)>& refuse);

}  // namespace sctf::padron
