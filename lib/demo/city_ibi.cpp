#include "demo/city_ibi.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/catastro.hpp"

namespace sctf::demo {
namespace {

constexpr int kIbiRate = 72;
constexpr int kWholeShare = 1'000'000;
constexpr std::string_view kIbiHeader =
    "referencia_catastral;clase;uso;valor_catastral;valor_catastral_inicial;valor_base;coeficiente_reductor;"
    "nif;nombre;"
    "derecho;cuota_participacion;division;notificada;domicilio_tributario;domicilio_fiscal;codigo_postal;"
    "municipio;"
    "iban;titular_cuenta_nif;mandato;fecha_mandato;beneficios";

// Euros of value a square metre of a dwelling in each municipal district.
int square_metre_value(const Quarter& quarter) {
  if (quarter.name == "Centro-Ifara") return 930;
  if (quarter.name == "Salud-La Salle") return 700;
  if (quarter.name == "Ofra-Costa Sur") return 570;
  return quarter.name == "Anaga" ? 480 : 530;
}

// Percentages that add up to a hundred, in ten-thousandths; as owners have them in deeds.
constexpr int kOddShares[][3] = {{333'333, 333'333, 333'334}, {666'667, 333'333, 0},
                                 {600'000, 400'000, 0},       {875'000, 125'000, 0},
                                 {564'321, 435'679, 0},       {999'900, 100, 0},
                                 {500'000, 250'000, 250'000}, {333'400, 333'300, 333'300}};

std::string share_text(int share) {
  return share % 100 == 0 ? fmt::format("{}.{:02}", share / 10'000, share / 100 % 100)
                          : fmt::format("{}.{:04}", share / 10'000, share % 10'000);
}

std::string with_control(const std::string& eighteen) {
  return eighteen + cadastral_control(eighteen);
}

std::string benefit_period(int ejercicio, Random& random) {
  // One in twelve has run out or has not begun.
  const int from = random.per_mille(60) ? ejercicio + 1 : ejercicio - random.between(0, 3);
  const int until = random.per_mille(60) ? std::max(from, ejercicio - 1) : from + 3;
  return fmt::format("{}-01-01:{}-12-31", from, until);
}

}  // namespace

IbiCensus::IbiCensus(const CityData& data, const std::filesystem::path& out, std::uint64_t seed,
                     int inhabitants, int ejercicio, Holders& holders)
    : data_(data),
      csv_(out / "ibi.csv", kIbiHeader),
      random_(seed, 'I', 0),
      ejercicio_(ejercicio),
      inhabitants_(inhabitants),
      total_(line_budget(inhabitants, kIbiRate)),
      holders_(holders) {}

void IbiCensus::add(const Household& household, std::int64_t people) {
  const auto budget = line_budget(people, kIbiRate);
  // A large city has more of them; two, the port and the refinery, from 5,000 people.
  const auto wanted = inhabitants_ < 5000 ? 0
                                          : std::min(data_.specials.size(),
                                                     2 + static_cast<std::size_t>(inhabitants_ / 40'000));
  if (specials_ < wanted && csv_.lines() < budget &&
      people * static_cast<std::int64_t>(wanted + 1) >
          inhabitants_ * static_cast<std::int64_t>(specials_ + 1))
    add_special(household);
  if (csv_.lines() < budget) add_dwelling(household);
  while (csv_.lines() < budget) add_other(household);
}

std::string IbiCensus::urban_reference(const Household& household) {
  const auto& d = household.dwelling;
  const auto parcel = 1'000'000 + (std::uint64_t{d.building} * 7919) % 9'000'000;
  return with_control(fmt::format("{}CS74{}{}{:04}", parcel, d.section->district,
                                  d.quarter_index % 2 == 0 ? 'N' : 'S', ++*d.units));
}

std::string IbiCensus::rustic_reference() {
  const auto n = rustic_++;
  return with_control(fmt::format("38038A{:03}{:05}0000", 1 + n % 97, 1 + n / 97));
}

// About one property in twelve is still in the nine years after a revaluation.
void IbiCensus::reduce(Property& p) {
  if (!random_.per_mille(80)) {
    if (random_.per_mille(40)) p.coefficient = "0.0000";
    return;
  }
  p.initial = Cents{p.value.value - p.value.value / 1000 * random_.between(0, 40)};
  p.base = Cents{p.initial.value / 1000 * random_.between(480, 930)};
  if (random_.per_mille(20)) p.base = Cents{p.initial.value + 10'000};  // the value fell: no reduction
  static constexpr std::string_view kCoefficients[] = {"0.3", "0.3", "0.3", "0.3000", "0.2",
                                                       "0.1", "0.5", "0.9", "0.75"};
  p.coefficient = kCoefficients[random_.below(std::size(kCoefficients))];
}

std::string IbiCensus::dwelling_benefits(const Household& household) {
  std::string out;
  const auto minors = std::count_if(household.people.begin(), household.people.end(),
                                    [](const Person& person) { return person.age < 21; });
  const auto add = [&](std::string_view code, std::string_view percent) {
    if (!out.empty()) out += ',';
    out += fmt::format("{}:{}:{}", code, percent, benefit_period(ejercicio_, random_));
  };
  static constexpr std::string_view kLarge[] = {"50.00", "50.00", "30.00", "90.00", "33.33"};
  if (random_.per_mille(minors >= 3 && !household.collective ? 650 : 24)) add("FN", kLarge[random_.below(5)]);
  const int kind = random_.between(0, 999);  // ECO is not compatible with VPO
  if (kind < 10)
    add("VPO", "50.00");
  else if (kind < 18)
    add("ECO", kind < 14 ? "25.00" : "12.50");
  return out;
}

Holder IbiCensus::owner(bool own_home) {
  const auto& home = holders_.at_home();
  if (own_home && !home.empty() && lines_.size() < home.size()) return home[lines_.size()];
  if (!home.empty() && lines_.empty() && random_.per_mille(300)) return home.front();
  return random_.per_mille(130) ? holders_.company(random_) : holders_.somebody(random_);
}

void IbiCensus::add_line(Holder holder, const char* right, int share, bool charged) {
  // The same person twice on one property: somebody else instead.
  const auto known = [&] {
    return std::any_of(lines_.begin(), lines_.end(),
                       [&](const Line& l) { return l.holder.nif == holder.nif; });
  };
  while (known()) holder = holders_.outsider(random_);
  lines_.push_back({std::move(holder), right, share, charged});
}

// Who holds it, by which right, in which shares: at most `room` lines.
void IbiCensus::share_out(bool own_home, std::int64_t room) {
  const int kind = random_.between(0, 999);
  const auto owners = [&](std::initializer_list<int> shares, const char* right, bool charged) {
    for (const int share : shares)
      if (share > 0) add_line(owner(own_home), right, share, charged);
  };
  constexpr int kHalf = kWholeShare / 2;
  if (room < 7 || kind < 850) {
    if (room >= 2 && kind >= 850 && kind < 950)
      owners({kHalf, kHalf}, "PR", true);
    else
      owners({kWholeShare}, "PR", true);
  } else if (kind < 945) {
    owners({kHalf, kHalf}, "PR", true);
  } else if (kind < 967) {
    const auto& odd = kOddShares[kind < 955 ? 0 : random_.below(std::size(kOddShares))];
    owners({odd[0], odd[1], odd[2]}, "PR", true);
  } else if (kind < 981) {
    owners({kWholeShare}, "US", true);
    if (kind % 2 == 0)
      owners({333'333, 333'333, 333'334}, "NP", false);
    else
      owners({kWholeShare}, "NP", false);
  } else if (kind < 986) {
    owners({kHalf, kHalf}, "US", true);
    owners({250'000, 750'000}, "NP", false);
  } else if (kind < 992) {
    const bool concession = kind < 989;
    add_line(holders_.company(random_), concession ? "CA" : "DS", kWholeShare, true);
    add_line(holders_.public_body(random_), "PR", kWholeShare, false);
  } else if (kind < 996) {
    owners({250'000, 250'000, 250'000, 250'000}, "PR", true);
  } else {
    owners({142'857, 142'857, 142'857, 142'857, 142'857, 142'857, 142'858}, "PR", true);
  }
}

void IbiCensus::emit(Property& p, bool own_home) {
  lines_.clear();
  share_out(own_home, total_ - csv_.lines());
  const auto charged = std::count_if(lines_.begin(), lines_.end(), [](const Line& l) { return l.charged; });
  p.divided = random_.per_mille(charged > 1 ? 220 : 2);
  p.notified = !random_.per_mille(10);
  write(p);
}

void IbiCensus::write(const Property& p) {
  ++properties_;
  bool first = true;
  const Holder* account_holder = holders_.at_home().empty() ? nullptr : &holders_.at_home().back();
  for (const auto& line : lines_) {
    Domiciliation d;
    if (line.charged && (first || p.divided))
      d = holders_.domicile(random_, "IBI", line.holder, line.holder.entity ? nullptr : account_holder);
    if (line.charged) first = false;
    csv_ << p.reference << std::string_view(&p.clase, 1) << std::string_view(&p.use, 1) << p.value;
    if (p.initial.value > 0)
      csv_ << p.initial << p.base;
    else
      csv_ << ""
           << "";
    csv_ << p.coefficient << line.holder.nif << line.holder.name << line.right << share_text(line.share)
         << (p.divided ? "s" : "n") << (p.notified ? "s" : "n") << p.address << line.holder.address
         << line.holder.postcode << line.holder.municipality << d.iban << d.account_nif << d.mandate << d.date
         << p.benefits;
    csv_.end_line();
  }
}

void IbiCensus::add_special(const Household& household) {
  const auto& special = data_.specials[specials_];
  Property p;
  p.clase = 'B', p.use = 'I';
  p.reference = with_control(
      fmt::format("{:07}CS90{}B0001", 9'990'001 + specials_, household.dwelling.section->district));
  p.address = special.name;
  p.value = Cents{special.value_cents};
  if (specials_ == 1) {  // its base comes doubled already
    p.initial = p.value, p.base = Cents{special.value_cents / 100 * 84}, p.coefficient = "0.2";
  }
  ++specials_;
  lines_.clear();
  if (specials_ == 1 && total_ - csv_.lines() >= 2) {
    add_line(holders_.company(random_), "CA", kWholeShare, true);
    add_line(holders_.public_body(random_), "PR", kWholeShare, false);
  } else {
    add_line(holders_.company(random_), "PR", kWholeShare, true);
  }
  write(p);
}

void IbiCensus::add_dwelling(const Household& household) {
  Property p;
  p.reference = urban_reference(household);
  p.address = household.dwelling.text();
  const int metres = random_.around(38, 150);
  auto cents =
      std::int64_t{square_metre_value(*household.dwelling.quarter)} * metres * random_.around(70, 125);
  if (random_.per_mille(30)) cents = cents * random_.between(15, 45) / 10;
  p.value = Cents{cents + random_.between(0, 99)};
  reduce(p);
  p.benefits = dwelling_benefits(household);
  emit(p, random_.per_mille(720));
}

void IbiCensus::add_other(const Household& household) {
  Property p;
  const int kind = random_.between(0, 999);
  const auto euros = [&](int low, int high) { return std::int64_t{random_.around(low, high)} * 100; };
  p.address = household.dwelling.building_text();
  if (kind < 130) {  // rustic land
    p.clase = 'R', p.use = 'R';
    p.reference = rustic_reference();
    p.address = fmt::format("POLIGONO {} PARCELA {}", 1 + (rustic_ - 1) % 97, 1 + (rustic_ - 1) / 97);
    p.value =
        Cents{std::int64_t{random_.between(20, 95)} * random_.between(20, 95) * 100 + random_.between(0, 99)};
    emit(p, random_.per_mille(300));
    return;
  }
  p.reference = urban_reference(household);
  std::int64_t cents = 0;
  if (kind < 550) {  // garages, and store rooms that stay below the minimum
    p.use = 'A';
    cents = random_.per_mille(170) ? euros(380, 1500) : euros(3800, 11'500);
    p.address += ", SOT";
  } else if (kind < 680) {
    cents = std::int64_t{square_metre_value(*household.dwelling.quarter)} * euros(30, 120);
  } else if (kind < 830) {
    p.use = 'C';
    ++commerces_;
    // Rates by use may reach a tenth of them at most: these are one in sixteen.
    const bool large = large_commerces_ * 16 + 16 <= commerces_;
    large_commerces_ += large ? 1 : 0;
    cents = large ? euros(400'001, 2'600'000) : euros(18'000, 330'000);
    p.address += ", LOCAL";
  } else if (kind < 885) {
    p.use = 'O', cents = euros(22'000, 280'000);
  } else if (kind < 925) {
    p.use = 'I', cents = euros(30'000, 420'000);
  } else if (kind < 965) {
    p.use = 'M', cents = euros(9000, 190'000);  // land without buildings
  } else {
    p.use = "GKYETP"[static_cast<std::size_t>(kind) % 6], cents = euros(60'000, 900'000);
  }
  p.value = Cents{cents + random_.between(0, 99)};
  reduce(p);
  emit(p, random_.per_mille(p.use == 'A' ? 700 : 150));
}

}  // namespace sctf::demo
