#pragma once

#include <cstdint>

#include "demo/city_csv.hpp"
#include "demo/city_holders.hpp"

namespace sctf::demo {

/// Writes the vehicle census: 67 lines a hundred people.
class VehicleCensus {
 public:
  VehicleCensus(const CityData& data, const std::filesystem::path& out, std::uint64_t seed, int ejercicio,
                Holders& holders);
  /// The vehicles that go with the household at home: `people` is the city's number so far, it included.
  void add(std::int64_t people);
  void commit() { csv_.commit(); }
  [[nodiscard]] std::int64_t lines() const { return csv_.lines(); }

 private:
  struct Vehicle {
    std::string power;
    const char* fuel = "";
    Day registered{};
    std::string end_date;
    const char* end = "";
    std::string benefits;
  };
  void add_vehicle(bool first_at_home);
  std::string plate(const VehicleKind& kind);
  std::string power(const VehicleKind& kind);
  void dates(Vehicle& v);

  const CityData& data_;
  CityCsv csv_;
  Random random_;
  int ejercicio_;
  Holders& holders_;
};

/// Writes the census of the basura: 50 lines a hundred people, the dwelling of each household and premises.
class WasteCensus {
 public:
  WasteCensus(const std::filesystem::path& out, std::uint64_t seed, int ejercicio, Holders& holders);
  /// What goes with the household at home: `people` is the city's number so far, it included.
  void add(const Household& household, std::int64_t people);
  void commit() { csv_.commit(); }
  [[nodiscard]] std::int64_t lines() const { return csv_.lines(); }

 private:
  void add_line(const Household& household, bool dwelling);

  CityCsv csv_;
  Random random_;
  int ejercicio_;
  Holders& holders_;
};

}  // namespace sctf::demo
