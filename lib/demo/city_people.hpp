#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "demo/city_data.hpp"

namespace sctf::demo {

/// Numbers that are given once each, in the ranges reserved for invented people: DNI 00000001 to 00999999,
/// NIE X0000000 to X0099999, entities 0000001 to 0099999. Past its end a range goes on behind it.
class Numbers {
 public:
  std::string dni();
  std::string nie();
  std::string passport();
  /// People whose number lies beyond its range.
  [[nodiscard]] std::int64_t outside() const { return outside_; }

 private:
  std::uint32_t dni_ = 0, nie_ = 0, passport_ = 0;
  std::int64_t outside_ = 0;
};

/// One dwelling.
struct Dwelling {
  const Street* street = nullptr;
  const Section* section = nullptr;
  const Quarter* quarter = nullptr;
  std::size_t quarter_index = 0;
  int number = 0;  ///< 0: unnumbered, at kilometre `km`, hectometre `hm`
  int km = 0, hm = 0;
  char qualifier = 0;
  int floor = 0;  ///< 0: ground floor
  char door = 0;  ///< 0: the floor's only one
  std::uint32_t building = 0;
  std::uint16_t* units = nullptr;  ///< cadastral units of the building so far

  /// `CALLE CASTILLO 25, P03 B`
  [[nodiscard]] std::string text() const;
  /// `CALLE CASTILLO 25`
  [[nodiscard]] std::string building_text() const;
};

struct Person {
  enum class Document { none, dni, nie, passport };

  bool woman = false;
  int age = 0;  ///< completed years at 1 January of the ejercicio
  Day born{};
  const Word* given = nullptr;
  const Word* first = nullptr;
  const Word* second = nullptr;              ///< null: one surname only
  const Nationality* nationality = nullptr;  ///< null: Spain
  Document kind = Document::none;
  std::string document;

  /// Whether a census can name this person as holder: adult, with a NIF.
  [[nodiscard]] bool taxable() const { return age >= 18 && (kind == Document::dni || kind == Document::nie); }
  /// `PÉREZ NÚÑEZ MARÍA JOSÉ`, as censuses write it.
  [[nodiscard]] std::string census_name() const;
};

/// The people of one hoja padronal, the eldest first.
struct Household {
  std::uint32_t number = 0;  ///< from 1
  bool collective = false;   ///< a residence
  Dwelling dwelling;
  std::vector<Person> people;
  /// Positions of the two of a couple; -1: none.
  int mother = -1, father = -1;
};

/// Makes the city's households one after another; each depends only on the seed and what came before.
class Population {
 public:
  Population(const CityData& data, std::uint64_t seed, int ejercicio, Numbers& numbers);
  /// The next household, of at most `room` people.
  const Household& next(int room);
  /// A Spaniard who lives elsewhere and has no part in the padrón.
  Person outsider(Random& random);

 private:
  struct AgeSex {
    int age;
    bool woman;
  };
  struct Cursor {
    std::uint32_t building = 0;
    int number = 0, floor = 0, floors = 0, door = 0, doors = 0;
    char qualifier = 0;
    std::size_t section = 0;
    std::uint16_t units = 0;
  };

  AgeSex draw_age();
  void draw_members(int size);
  void place();
  std::size_t section_for(const Quarter& quarter);
  void next_building(const Street& street, const Quarter& quarter, Cursor& cursor);
  void name_members();
  const Nationality* household_nationality(int eldest_age);
  Person make_person(const AgeSex& who, const Nationality* nationality);
  void give_document(Person& person);
  const Word& given_name(const Person& person);

  const CityData& data_;
  int ejercicio_;
  Numbers& numbers_;
  Random random_;
  std::vector<AgeSex> waiting_;  ///< minors drawn for a household that could not hold them
  std::vector<AgeSex> drawn_;
  std::vector<Cursor> cursors_;  ///< one a street
  std::vector<std::int64_t> section_people_;
  std::uint32_t buildings_ = 0;
  std::int64_t people_ = 0, collective_people_ = 0;
  Household household_;
};

}  // namespace sctf::demo
