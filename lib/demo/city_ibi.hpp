#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/cents.hpp"
#include "demo/city_csv.hpp"
#include "demo/city_holders.hpp"

namespace sctf::demo {

/// Writes the IBI census: 72 lines a hundred people, one a holder, the lines of a property together.
class IbiCensus {
 public:
  IbiCensus(const CityData& data, const std::filesystem::path& out, std::uint64_t seed, int inhabitants,
            int ejercicio, Holders& holders);
  /// The properties that go with the household at home: `people` is the city's number so far, it included.
  void add(const Household& household, std::int64_t people);
  void commit() { csv_.commit(); }
  [[nodiscard]] std::int64_t lines() const { return csv_.lines(); }
  [[nodiscard]] std::int64_t properties() const { return properties_; }

 private:
  struct Property {
    std::string reference, address, benefits;
    char clase = 'U', use = 'V';
    Cents value, initial, base;
    std::string coefficient;
    bool divided = false, notified = true;
  };
  struct Line {
    Holder holder;
    const char* right;
    int share;  ///< ten-thousandths of a hundredth: 1'000'000 is the whole
    bool charged;
  };

  void add_special(const Household& household);
  void add_dwelling(const Household& household);
  void add_other(const Household& household);
  std::string urban_reference(const Household& household);
  std::string rustic_reference();
  void reduce(Property& p);
  std::string dwelling_benefits(const Household& household);
  Holder owner(bool own_home);
  void add_line(Holder holder, const char* right, int share, bool charged);
  void share_out(bool own_home, std::int64_t room);
  void emit(Property& p, bool own_home);
  void write(const Property& p);

  const CityData& data_;
  CityCsv csv_;
  Random random_;
  int ejercicio_;
  std::int64_t inhabitants_, total_;
  Holders& holders_;
  std::vector<Line> lines_;
  std::int64_t properties_ = 0, rustic_ = 0, commerces_ = 0, large_commerces_ = 0;
  std::size_t specials_ = 0;
};

}  // namespace sctf::demo
