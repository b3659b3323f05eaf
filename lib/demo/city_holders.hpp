#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demo/city_people.hpp"

namespace sctf::demo {

/// Who stands in a census line.
struct Holder {
  std::string nif, name, address, postcode, municipality;
  bool entity = false;
};

/// The columns `iban;titular_cuenta_nif;mandato;fecha_mandato` of one line; empty where it is not domiciled.
struct Domiciliation {
  std::string iban, account_nif, mandate, date;
};

/// Chooses holders: people of the household, people who own more, people elsewhere, companies, communities.
class Holders {
 public:
  Holders(const CityData& data, std::uint64_t seed, int ejercicio, Population& population);

  /// From now on `household` is at home; its adults become known.
  void enter(const Household& household);
  /// The adults of the household at home that a census can name, the couple first; may be empty.
  [[nodiscard]] const std::vector<Holder>& at_home() const { return at_home_; }
  /// Somebody of the city already met, or a person who lives elsewhere.
  Holder somebody(Random& random);
  Holder outsider(Random& random);
  /// A company, community or association; a third of them appear for the first time.
  Holder company(Random& random);
  Holder public_body(Random& random);

  /// Domiciles about 45 lines in a hundred. `tributo` begins the mandate: `IBI-17`. `other`: the one whose
  /// account it is, for a few.
  Domiciliation domicile(Random& random, const char* tributo, const Holder& holder, const Holder* other);
  [[nodiscard]] std::int64_t domiciled() const { return domiciled_; }

 private:
  [[nodiscard]] Holder entity(std::uint32_t index) const;
  [[nodiscard]] std::string account(const std::string& nif) const;
  [[nodiscard]] Holder resident(const Person& person, const Dwelling& dwelling) const;

  const CityData& data_;
  std::uint64_t seed_;
  int ejercicio_;
  Population& population_;
  std::vector<Holder> at_home_;
  std::vector<Holder> known_;  ///< the last 256 adults, a ring
  std::size_t next_known_ = 0;
  std::uint32_t entities_ = 0;
  std::int64_t domiciled_ = 0;
  std::int64_t mandates_[3] = {};
};

}  // namespace sctf::demo
