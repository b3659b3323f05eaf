#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "config/yaml.hpp"

namespace sctf::tributos {

/// A non-working day of the municipality besides Saturdays and Sundays.
struct Festivo {
  enum class Ambito { nacional, canarias, isla, local };
  Day fecha;
  std::string nombre;
  Ambito ambito = Ambito::nacional;
};

/// The non-working days of one year (LPAC 30.7: published by each body for its own).
struct Calendario {
  int ano = 0;
  bool ejemplo = false;
  std::vector<Festivo> festivos;  ///< in date order
};

/// Reads `etc/calendarios/<year>.yaml`: `{ano, ejemplo, festivos: [{fecha, nombre, ambito}]}`. Refused: a
/// date outside the year, a date twice.
[[nodiscard]] SCTF_API config::Loaded<Calendario> parse_calendario(std::string_view bytes,
                                                                   const std::string& file);
/// Every `YYYY.yaml` of a folder into one calendar. A folder that does not exist gives a calendar that knows
/// no year.
[[nodiscard]] SCTF_API config::Loaded<Calendar> load_calendarios(const std::filesystem::path& folder);
SCTF_API void add_to(Calendar& calendar, const Calendario& year);

}  // namespace sctf::tributos
