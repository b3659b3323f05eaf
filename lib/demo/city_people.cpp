#include "demo/city_people.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nif.hpp"

namespace sctf::demo {
namespace {

// A permutation of 0 to size - 1, so that numbers do not tell the order; factor and size have no common
// divisor.
std::uint32_t scattered(std::uint32_t index, std::uint32_t factor, std::uint32_t size) {
  return static_cast<std::uint32_t>((std::uint64_t{index} * factor + 7) % size);
}

}  // namespace

std::string Numbers::dni() {
  constexpr std::uint32_t kSize = 999'999;
  const auto block = dni_ / kSize;
  const auto number = block * 1'000'000 + 1 + scattered(dni_ % kSize, 618'034, kSize);
  ++dni_, outside_ += block > 0 ? 1 : 0;
  return Nif::from_dni_number(number).str();
}

std::string Numbers::nie() {
  constexpr std::uint32_t kSize = 100'000;
  const auto block = nie_ / kSize;
  const auto number = block * kSize + scattered(nie_ % kSize, 61'803, kSize);
  ++nie_, outside_ += block > 0 ? 1 : 0;
  return Nif::from_nie_number('X', number).str();
}

std::string Numbers::passport() {
  return fmt::format("SIN{:07}", ++passport_);
}

std::string Dwelling::building_text() const {
  if (number == 0) return fmt::format("{} {} KM {},{}", street->type_name, street->name, km, hm);
  auto out = fmt::format("{} {} {}", street->type_name, street->name, number);
  if (qualifier != 0) out += qualifier;
  return out;
}

std::string Dwelling::text() const {
  auto out = building_text();
  if (number == 0) return out;
  out += floor == 0 ? ", PBJ" : fmt::format(", P{:02}", floor);
  if (door != 0) out.append(" ").append(1, door);
  return out;
}

std::string Person::census_name() const {
  std::string out = first->shown_upper;
  if (second != nullptr) out.append(" ").append(second->shown_upper);
  return out.append(" ").append(given->shown_upper);
}

Population::Population(const CityData& data, std::uint64_t seed, int ejercicio, Numbers& numbers)
    : data_(data),
      ejercicio_(ejercicio),
      numbers_(numbers),
      random_(seed, 'P', 0),
      cursors_(data.streets.size()),
      section_people_(data.sections.size()) {}

Population::AgeSex Population::draw_age() {
  const bool woman = data_.sexes.pick(random_) == 1;
  const auto group = data_.ages[woman ? 1 : 0].pick(random_);
  const int from = data_.age_from[group];
  // 0 to 17 need an adult beside them; the last group thins out quickly.
  return {
      from + (from >= 100 ? static_cast<int>(random_.below(random_.between(1, 6))) : random_.between(0, 4)),
      woman};
}

// Fills drawn_ so that there is an adult in it. Minors that find no place wait for a larger household, so the
// city keeps the ages of its pyramid.
void Population::draw_members(int size) {
  constexpr int kAdult = 18, kParent = 22;
  drawn_.clear();
  const auto has_adult = [&](int from) {
    return std::any_of(drawn_.begin(), drawn_.end(), [&](const AgeSex& a) { return a.age >= from; });
  };
  while (static_cast<int>(drawn_.size()) < size) {
    const int left = size - static_cast<int>(drawn_.size());
    if (size >= 3 && left < size - 1 && !waiting_.empty() && has_adult(kParent)) {
      drawn_.push_back(waiting_.back());
      waiting_.pop_back();
      continue;
    }
    const auto one = draw_age();
    if (one.age < kAdult && (left == 1 || size < 3) && !has_adult(kParent))
      waiting_.push_back(one);
    else
      drawn_.push_back(one);
  }
  std::stable_sort(drawn_.begin(), drawn_.end(),
                   [](const AgeSex& a, const AgeSex& b) { return a.age > b.age; });
}

// Each building goes to the section of the district that lacks most of its share of people.
std::size_t Population::section_for(const Quarter& quarter) {
  std::int64_t living = 1;
  for (const auto s : quarter.sections) living += section_people_[s];
  std::size_t best = quarter.sections.front();
  std::int64_t lacking = INT64_MIN;
  for (const auto s : quarter.sections) {
    const auto lacks = data_.sections[s].people * living - section_people_[s] * quarter.people;
    if (lacks > lacking) lacking = lacks, best = s;
  }
  return best;
}

void Population::next_building(const Street& street, const Quarter& quarter, Cursor& cursor) {
  cursor.building = ++buildings_;
  cursor.units = 0;
  cursor.section = section_for(quarter);
  cursor.qualifier =
      cursor.number > 0 && cursor.qualifier == 0 && street.type != "CTRA" && random_.per_mille(25) ? 'A'
                                                                                                   : char{0};
  if (cursor.qualifier == 0) ++cursor.number;
  const bool low = quarter.name == "Anaga" || street.type == "CTRA" || street.type == "CMNO";
  cursor.floors = low ? random_.between(0, 1) : random_.around(0, 9);
  cursor.doors = low ? 1 : random_.between(1, 4);
  cursor.floor = cursor.door = 0;
}

void Population::place() {
  const auto quarter_index = data_.quarter_weights.pick(random_);
  const auto& quarter = data_.quarters[quarter_index];
  const auto street_index =
      quarter.streets[random_.below(static_cast<std::uint32_t>(quarter.streets.size()))];
  const auto& street = data_.streets[street_index];
  auto& cursor = cursors_[street_index];
  if (cursor.building == 0 || cursor.floor > cursor.floors) next_building(street, quarter, cursor);
  auto& d = household_.dwelling;
  d = {&street, &data_.sections[cursor.section], &quarter, quarter_index};
  const bool by_kilometre = street.type == "CTRA";
  d.number = by_kilometre ? 0 : cursor.number;
  d.km = cursor.number / 10, d.hm = cursor.number % 10;
  d.qualifier = by_kilometre ? char{0} : cursor.qualifier;
  d.floor = cursor.floor;
  d.door = cursor.doors > 1 ? static_cast<char>('A' + cursor.door) : char{0};
  d.building = cursor.building;
  d.units = &cursor.units;
  if (++cursor.door >= cursor.doors) cursor.door = 0, ++cursor.floor;
}

const Nationality* Population::household_nationality(int eldest_age) {
  const int chance = eldest_age < 30 ? 113 : eldest_age < 50 ? 106 : eldest_age < 65 ? 56 : 22;
  if (!random_.per_mille(chance)) return nullptr;
  return &data_.nationalities[data_.nationality_weights[random_.below(2)].pick(random_)];
}

const Word& Population::given_name(const Person& person) {
  if (person.nationality != nullptr) {
    const auto& names = data_.names_of(*person.nationality);
    const auto& list = person.woman ? names.women : names.men;
    return list[random_.below(static_cast<std::uint32_t>(list.size()))];
  }
  const int decade = std::clamp((year_of(person.born) - 1930) / 10, 0, 9);
  return data_.given[person.woman ? 1 : 0][static_cast<std::size_t>(decade)].pick(random_);
}

void Population::give_document(Person& person) {
  using Document = Person::Document;
  if (person.nationality == nullptr)
    person.kind = person.age >= 14 || random_.per_mille(300) ? Document::dni : Document::none;
  else
    person.kind = random_.per_mille(800) ? Document::nie : Document::passport;
  if (person.kind == Document::dni) person.document = numbers_.dni();
  if (person.kind == Document::nie) person.document = numbers_.nie();
  if (person.kind == Document::passport) person.document = numbers_.passport();
}

Person Population::make_person(const AgeSex& who, const Nationality* nationality) {
  Person p;
  p.woman = who.woman, p.age = who.age, p.nationality = nationality;
  p.born = make_day(ejercicio_ - 1 - who.age, 1, 1) + std::chrono::days(random_.below(365));
  p.given = &given_name(p);
  if (nationality == nullptr) {
    p.first = &data_.surnames.pick(random_), p.second = &data_.surnames.pick(random_);
  } else {
    const auto& surnames = data_.names_of(*nationality).surnames;
    p.first = &surnames[random_.below(static_cast<std::uint32_t>(surnames.size()))];
    if (nationality->names == "hispano" || nationality->names == "portugues")
      p.second = &surnames[random_.below(static_cast<std::uint32_t>(surnames.size()))];
  }
  give_document(p);
  return p;
}

// Couple and children by age; a child's surnames are the first ones of its father and its mother.
void Population::name_members() {
  auto& people = household_.people;
  household_.mother = household_.father = -1;
  if (household_.collective) return;
  const auto& eldest = people.front();
  (eldest.woman ? household_.mother : household_.father) = 0;
  for (std::size_t i = 1; i < people.size(); ++i)
    if (people[i].woman != eldest.woman && people[i].age >= 20 && eldest.age - people[i].age <= 15) {
      (eldest.woman ? household_.father : household_.mother) = static_cast<int>(i);
      break;
    }
  const auto* mother = household_.mother < 0 ? nullptr : &people[static_cast<std::size_t>(household_.mother)];
  const auto* father = household_.father < 0 ? nullptr : &people[static_cast<std::size_t>(household_.father)];
  for (auto& child : people) {
    if (&child == mother || &child == father || eldest.age - child.age < 16 || eldest.age - child.age > 48)
      continue;
    if (father != nullptr) child.first = father->first;
    if (mother != nullptr && child.second != nullptr) child.second = mother->first;
    if (mother != nullptr && father == nullptr && child.second == nullptr) child.first = mother->first;
  }
}

const Household& Population::next(int room) {
  auto& h = household_;
  ++h.number;
  // Three in a hundred live in residences.
  h.collective =
      room > 200 && people_ > 500 && collective_people_ * 1000 < people_ * 28 && random_.per_mille(30);
  int size =
      h.collective ? random_.between(18, 60) : 1 + static_cast<int>(data_.household_sizes.pick(random_));
  size = std::min(size, room);
  draw_members(size);
  place();
  h.people.clear();
  const auto* nationality = household_nationality(drawn_.front().age);
  for (const auto& who : drawn_) {
    const auto* own = nationality;
    if (nationality != nullptr && random_.per_mille(150)) own = nullptr;
    if (nationality == nullptr && random_.per_mille(who.age < 18 ? 10 : 32))
      own = &data_.nationalities[data_.nationality_weights[who.woman ? 1 : 0].pick(random_)];
    h.people.push_back(make_person(who, own));
  }
  name_members();
  people_ += size;
  section_people_[static_cast<std::size_t>(h.dwelling.section - data_.sections.data())] += size;
  if (h.collective) collective_people_ += size;
  return h;
}

Person Population::outsider(Random& random) {
  Person p;
  p.woman = random.below(2) == 1;
  p.age = random.around(25, 85);
  p.born = make_day(ejercicio_ - 1 - p.age, 1, 1);
  p.given =
      &data_.given[p.woman ? 1 : 0][static_cast<std::size_t>(std::clamp((year_of(p.born) - 1930) / 10, 0, 9))]
           .pick(random);
  p.first = &data_.surnames.pick(random), p.second = &data_.surnames.pick(random);
  p.kind = Person::Document::dni;
  p.document = numbers_.dni();
  return p;
}

}  // namespace sctf::demo
