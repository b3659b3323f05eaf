#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/caller.hpp"
#include "config/yaml.hpp"
#include "db/transaction.hpp"

namespace sctf::tributos {

/// Concepts and accounts of the body's plan: data, since plans change (oficinas 1.23).
struct PlanContable {
  bool ejemplo = false;
  std::map<std::string, std::string, std::less<>> conceptos;  ///< by tributo, `ibi.R` by clase
  std::string otros, recargo, interes, costas;
  std::map<std::string, std::string, std::less<>> cuentas;  ///< by movement
  /// The economic concept of a component of a debt.
  [[nodiscard]] SCTF_API const std::string& concepto(std::string_view tributo, std::string_view clase,
                                                     std::string_view componente) const;
};
/// Reads `etc/contabilidad.yaml`; every movement has its account.
[[nodiscard]] SCTF_API config::Loaded<PlanContable> parse_plan(std::string_view bytes,
                                                               const std::string& file);
[[nodiscard]] SCTF_API config::Loaded<PlanContable> load_plan(const std::filesystem::path& file);

/// One line a day, concept, year of the right and movement (norms/recaudacion 8.7).
struct LineaContable {
  Day fecha;  ///< accounting date
  std::string concepto;
  int ejercicio = 0;  ///< of the right; 0: of none (deposits, pending application)
  std::string movimiento;
  std::string cuenta;
  std::int64_t apuntes = 0;
  Cents importe;  ///< as the ledger signs it: rights above zero, income below
};
/// The lines of the accounting dates from `desde` to `hasta`, by date, concept, year and movement.
[[nodiscard]] SCTF_API std::vector<LineaContable> lineas_contables(db::Transaction& tx, Ente ente,
                                                                   const PlanContable& plan, Day desde,
                                                                   Day hasta);
/// What the lines must add up to: the ledger of those days, deposits and pending application taken together.
[[nodiscard]] SCTF_API Cents control_contable(db::Transaction& tx, Ente ente, Day desde, Day hasta);

/// A line of the cuenta de recaudación: initial + cargos − ingresos − datas = final.
struct LineaCuenta {
  std::string concepto;
  int ejercicio = 0;
  bool ejecutiva = false;  ///< past the voluntary term on the last day
  Cents inicial, cargos, ingresos, datas, final;
};
[[nodiscard]] SCTF_API std::vector<LineaCuenta> cuenta_recaudacion(db::Transaction& tx, Ente ente,
                                                                   const PlanContable& plan, Day desde,
                                                                   Day hasta);

/// A line of the parte diario: what each channel brought on a day, and where it went.
struct LineaParte {
  Day fecha;
  std::string formato, fichero, resultado;
  std::int64_t registros = 0;
  Cents importe, aplicado, depositado, pendiente;
};
[[nodiscard]] SCTF_API std::vector<LineaParte> parte_diario(db::Transaction& tx, Ente ente, Day desde,
                                                            Day hasta);

}  // namespace sctf::tributos
