#include "demo/city_holders.hpp"

#include <fmt/format.h>

#include "base/iban.hpp"
#include "base/nif.hpp"

namespace sctf::demo {
namespace {

constexpr std::size_t kKnownHolders = 256;

std::uint64_t text_hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

const std::string& any_of_list(Random& random, const std::vector<std::string>& list) {
  return list[random.below(static_cast<std::uint32_t>(list.size()))];
}

// Homes abroad: street and town, invented house numbers.
constexpr std::string_view kAbroad[] = {
    "LINDENSTRASSE {}, 10969 BERLIN (ALEMANIA)", "VIA GARIBALDI {}, 16124 GENOVA (ITALIA)",
    "HIGH STREET {}, OXFORD (REINO UNIDO)",      "AVENIDA BOLÍVAR {}, CARACAS (VENEZUELA)",
    "RUA DA ALFÂNDEGA {}, FUNCHAL (PORTUGAL)",   "KÖNIGSALLEE {}, 40212 DÜSSELDORF (ALEMANIA)"};

}  // namespace

Holders::Holders(const CityData& data, std::uint64_t seed, int ejercicio, Population& population)
    : data_(data), seed_(seed), ejercicio_(ejercicio), population_(population) {}

Holder Holders::resident(const Person& person, const Dwelling& dwelling) const {
  return {person.document, person.census_name(), dwelling.text(), dwelling.street->postcode, "380380"};
}

void Holders::enter(const Household& household) {
  at_home_.clear();
  const auto take = [&](const Person& person) {
    if (person.taxable()) at_home_.push_back(resident(person, household.dwelling));
  };
  for (const int i : {household.mother, household.father})
    if (i >= 0) take(household.people[static_cast<std::size_t>(i)]);
  for (int i = 0; i < static_cast<int>(household.people.size()); ++i)
    if (i != household.mother && i != household.father) take(household.people[static_cast<std::size_t>(i)]);
  for (const auto& holder : at_home_) {
    if (known_.size() < kKnownHolders) {
      known_.push_back(holder);
    } else {
      known_[next_known_] = holder;
      next_known_ = (next_known_ + 1) % kKnownHolders;
    }
  }
}

Holder Holders::somebody(Random& random) {
  if (known_.empty() || random.per_mille(250)) return outsider(random);
  return known_[random.below(static_cast<std::uint32_t>(known_.size()))];
}

Holder Holders::outsider(Random& random) {
  const auto person = population_.outsider(random);
  Holder holder{person.document, person.census_name(), {}, {}, {}};
  const int number = random.between(1, 140);
  if (random.per_mille(120)) {
    const auto& home = kAbroad[random.below(std::size(kAbroad))];
    holder.address = fmt::format(fmt::runtime(home), number);
    return holder;
  }
  const auto& town = data_.towns[1 + random.below(static_cast<std::uint32_t>(data_.towns.size() - 1))];
  const auto& street = data_.streets[random.below(static_cast<std::uint32_t>(data_.streets.size()))];
  holder.address = fmt::format("{} {} {}", street.type_name, street.name, number);
  holder.postcode = town.postcode;
  holder.municipality = town.province + town.municipality + town.control;
  return holder;
}

// The entity of a number is always the same: nothing about it has to be kept.
Holder Holders::entity(std::uint32_t index) const {
  Random random(seed_, 'E', index);
  const int kind = random.between(0, 99);
  const auto& brand = any_of_list(random, data_.brands);
  const auto& trade = any_of_list(random, data_.trades);
  const auto& surname = data_.surnames.pick(random).shown_upper;
  const auto& building = any_of_list(random, data_.buildings);
  const auto& street = data_.streets[random.below(static_cast<std::uint32_t>(data_.streets.size()))];
  const int serial = random.between(2, 99);
  char letter = 'B';
  std::string name;
  if (kind < 52) {
    name = fmt::format("{} {} {}, S.L.", trade, brand, serial);
  } else if (kind < 56) {
    name = fmt::format("{} \"{}\", S.L.U.", trade, brand);
  } else if (kind < 69) {
    letter = 'A', name = fmt::format("{} {} DE {}, S.A.", trade, brand, surname);
  } else if (kind < 84) {
    letter = 'H', name = fmt::format("COMUNIDAD DE PROPIETARIOS EDIFICIO {} {}", building, serial);
  } else if (kind < 88) {
    letter = 'E', name = fmt::format("HERMANOS {}, C.B.", surname);
  } else if (kind < 92) {
    letter = 'J', name = fmt::format("{} Y {}, S.C.P.", surname, brand);
  } else if (kind < 95) {
    letter = 'G', name = fmt::format("ASOCIACIÓN CULTURAL {}", brand);
  } else if (kind < 98) {
    letter = 'F', name = fmt::format("{} {}, S. COOP.", trade, brand);
  } else {
    letter = 'R', name = any_of_list(random, data_.congregations);
  }
  return {Nif::from_entity_number(letter, index + 1).str(),
          std::move(name),
          fmt::format("{} {} {}", street.type_name, street.name, random.between(1, 120)),
          street.postcode,
          "380380",
          true};
}

Holder Holders::company(Random& random) {
  if (entities_ == 0 || random.per_mille(330)) return entity(entities_++);
  return entity(random.below(entities_));
}

Holder Holders::public_body(Random& random) {
  const auto index = random.below(static_cast<std::uint32_t>(data_.public_bodies.size()));
  return {Nif::from_entity_number("QPSQS"[index % 5], 90'001 + index).str(),
          data_.public_bodies[index],
          "PLAZA ESPAÑA 1",
          "38003",
          "380380",
          true};
}

// A holder has one account wherever the name comes up: it is made from the NIF.
std::string Holders::account(const std::string& nif) const {
  Random random(seed_, 'A', text_hash(nif));
  const auto& bank = data_.banks[data_.bank_weights.pick(random)];
  const auto office = fmt::format("{:04}", random.between(1, 9899));
  const auto high = random.below(100'000);
  return Iban::from_ccc(bank.entity, office, fmt::format("{:05}{:05}", high, random.below(100'000))).str();
}

Domiciliation Holders::domicile(Random& random, const char* tributo, const Holder& holder,
                                const Holder* other) {
  // Half of the holders domicile, nearly all that they have; a few of the rest one thing.
  const bool likes_it = Random(seed_, 'D', text_hash(holder.nif)).per_mille(470);
  if (!random.per_mille(likes_it ? 910 : 30)) return {};
  ++domiciled_;
  auto& count = mandates_[tributo[1] == 'B' ? 0 : tributo[1] == 'V' ? 1 : 2];
  const bool foreign_account = other != nullptr && other->nif != holder.nif && random.per_mille(90);
  const Day first = make_day(2009, 10, 31), limit = make_day(ejercicio_, 4, 20),
            last = make_day(ejercicio_, 6, 30);
  Day date = limit + std::chrono::days(1 + random.below(static_cast<std::uint32_t>((last - limit).count())));
  if (!random.per_mille(15) && limit > first)
    date = first + std::chrono::days(random.below(static_cast<std::uint32_t>((limit - first).count() + 1)));
  return {account(foreign_account ? other->nif : holder.nif), foreign_account ? other->nif : std::string(),
          fmt::format("{}-{}", tributo, ++count), to_string(date)};
}

}  // namespace sctf::demo
