#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace sctf::demo {

/// What city to write.
struct CityOptions {
  int inhabitants = 20000;    ///< 2 to 10,000,000; the real city has 208,688
  std::uint64_t seed = 1;     ///< the same seed and number give the same bytes on every machine
  std::filesystem::path out;  ///< folder, made where it is missing; files of the same names are replaced
  int ejercicio = 2026;       ///< tax year of the censuses, and year of the padrón's 1 January; 2000 to 2100
};

/// One file that `write_city` made.
struct CityFile {
  std::string path;        ///< relative to `CityOptions::out`
  std::int64_t lines = 0;  ///< data lines, without the header
};

/// What `write_city` made.
struct CityReport {
  std::vector<CityFile> files;  ///< ordered by path
  std::int64_t inhabitants = 0;
  std::int64_t households = 0;
  std::int64_t foreigners = 0;        ///< inhabitants of another nationality
  std::int64_t properties = 0;        ///< lines of ibi.csv are one a holder; these are the things taxed
  std::int64_t domiciled = 0;         ///< lines of the three censuses with an account
  std::int64_t outside_reserved = 0;  ///< people whose number lies beyond the reserved ranges
};

/// Writes a synthetic Santa Cruz de Tenerife: the censuses `ibi.csv`, `ivtm.csv`, `tasa.csv` (design 6), the
/// padrón `padron.csv` (design 7) and `SINTETICO.txt`, which says in Spanish that all is invented.
/// For each inhabitant 0.72 IBI, 0.67 vehicle and 0.50 basura lines, rounded down. Memory does not grow with
/// the number. `invalid_argument` for options out of range; throws `Error` where a file cannot be written.
SCTF_API Result<CityReport> write_city(const CityOptions& options);

}  // namespace sctf::demo
