#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "demo/random.hpp"

namespace sctf::demo {

/// A name as three readers want it.
struct Word {
  std::string particle;     ///< `DE LA` of a surname, else empty
  std::string written;      ///< alphabet of the INE file: A–Z, Ñ, Ç, blank, apostrophe, hyphen
  std::string shown;        ///< as people write it, particle included: `de la Peña`
  std::string shown_upper;  ///< `shown` in capitals: `DE LA PEÑA`
};

/// Words with how often each is met.
struct WordList {
  std::vector<Word> words;
  Weights weights;
  [[nodiscard]] const Word& pick(Random& random) const { return words[weights.pick(random)]; }
};

struct Section {
  std::string district, section;  ///< INE codes, 2 and 3 digits
  std::int64_t people = 0;
};

struct Street {
  std::string code, type, type_name, name, postcode;
  std::size_t quarter = 0;  ///< position in `CityData::quarters`
};

/// One of the five municipal districts.
struct Quarter {
  std::string name;
  std::vector<std::size_t> streets;
  std::vector<std::size_t> sections;
  std::int64_t people = 0;
};

struct Nationality {
  std::string code, country;
  bool european = false;  ///< EU, EEA or Switzerland: no renewal every two years
  std::string names;      ///< group in `foreign_names`
};

/// A birthplace, or the home of a holder who lives elsewhere.
struct Town {
  std::string province, municipality, control, name, postcode;
};

struct Bank {
  std::string entity;
};

struct VehicleKind {
  std::string name, unit;
};

struct SpecialProperty {
  std::string name;
  std::int64_t value_cents = 0;
};

/// Names abroad of one group of countries.
struct ForeignNames {
  std::string group;
  std::vector<Word> surnames, men, women;
};

/// The figures of the city, from `etc/demo/*.csv`.
struct CityData {
  WordList surnames;
  std::array<std::array<WordList, 10>, 2> given;  ///< [woman][decade of birth from 1930]
  std::vector<ForeignNames> foreign_names;
  std::vector<int> age_from;  ///< first age of each group; the last is 100
  std::array<Weights, 2> ages;
  Weights sexes;  ///< position 1: woman
  std::vector<Section> sections;
  std::vector<Street> streets;
  std::vector<Quarter> quarters;
  Weights quarter_weights;
  Weights household_sizes;                 ///< position 0: one person
  std::vector<Nationality> nationalities;  ///< without Spain
  std::array<Weights, 2> nationality_weights;
  std::vector<Town> towns;  ///< the first is the city itself
  Weights town_weights;
  std::vector<Bank> banks;
  Weights bank_weights;
  std::vector<VehicleKind> vehicles;
  Weights vehicle_weights;
  std::vector<SpecialProperty> specials;
  std::vector<std::string> trades, brands, buildings, public_bodies, congregations;

  [[nodiscard]] const ForeignNames& names_of(const Nationality& nationality) const;
};

/// Reads `etc/demo/*.csv`. Throws `Error` where a file is missing or a line is not as it should be.
CityData load_city_data();

/// Latin capitals of UTF-8 text; ß stays.
std::string latin_upper(std::string_view text);

}  // namespace sctf::demo
