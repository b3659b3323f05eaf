#pragma once

#include "demo/city_csv.hpp"
#include "demo/city_people.hpp"

namespace sctf::demo {

/// Writes the padrón at 1 January of the ejercicio: one line a living person (norms/padron 4.2).
class PadronCsv {
 public:
  PadronCsv(const CityData& data, const std::filesystem::path& out, std::uint64_t seed, int ejercicio);
  void add(const Household& household);
  void commit() { csv_.commit(); }
  [[nodiscard]] std::int64_t lines() const { return csv_.lines(); }

 private:
  struct Place {
    std::string province, municipality;
  };
  struct Movement {
    Day date{};
    std::string_view kind, cause;
    Place from;
  };
  Place birthplace(const Person& person);
  Movement movement(const Person& person, const Place& born);
  void write(const Household& household, const Person& person);
  void write_dwelling(const Household& household);

  const CityData& data_;
  CityCsv csv_;
  Random random_;
  int ejercicio_;
};

}  // namespace sctf::demo
