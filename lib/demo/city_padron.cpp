#include "demo/city_padron.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace sctf::demo {
namespace {

constexpr std::string_view kPadronHeader =
    "fvar;cvar;cauv;dist;secc;lsecc;cun;nentcoc;nentsic;nnuclec;cvia;tvia;nviac;cpsvia;dpsvia;tinum;numer;"
    "cnumer;numers;"
    "cnumers;kmt;hmt;bloq;port;esca;plan;puer;tloc;nia;nhop;nie;nomb;part1;ape1;part2;ape2;sexo;cpron;cmunn;"
    "fnac;tiden;"
    "lextr;iden;liden;ndocu;cnes;naci;prdp;mudp;codp;nombre_mostrado";

// The first `limit` characters of UTF-8 text.
std::string_view cut_characters(std::string_view text, std::size_t limit) {
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size(); ++end)
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && characters++ == limit) break;
  while (end > 0 && text[end - 1] == ' ') --end;
  return text.substr(0, end);
}

// Nucleus of each municipal district: invented but for the first, with the check digit of norms/padron 1.4.
struct Nucleus {
  std::string_view code, name;
};

Nucleus nucleus_of(const Quarter& quarter) {
  if (quarter.name == "Anaga") return {"0002201", "ANAGA"};
  if (quarter.name == "Suroeste") return {"0003801", "SUROESTE"};
  return {"0001701", "SANTA CRUZ DE TENERIFE"};
}

std::string_view studies(const Person& person, Random& random) {
  if (person.age < 16) return "00";
  const int drawn = random.between(0, 99);
  if (person.age < 18) return drawn < 60 ? "22" : "31";
  if (person.age >= 70)
    return drawn < 4    ? "11"
           : drawn < 30 ? "21"
           : drawn < 60 ? "22"
           : drawn < 84 ? "31"
           : drawn < 92 ? "42"
                        : "46";
  return drawn < 4    ? "21"
         : drawn < 16 ? "22"
         : drawn < 42 ? "31"
         : drawn < 52 ? "32"
         : drawn < 63 ? "41"
         : drawn < 77 ? "42"
         : drawn < 84 ? "44"
         : drawn < 87 ? "45"
         : drawn < 97 ? "46"
                      : "48";
}

}  // namespace

PadronCsv::PadronCsv(const CityData& data, const std::filesystem::path& out, std::uint64_t seed,
                     int ejercicio)
    : data_(data), csv_(out / "padron.csv", kPadronHeader), random_(seed, 'R', 0), ejercicio_(ejercicio) {}

void PadronCsv::add(const Household& household) {
  for (const auto& person : household.people) write(household, person);
}

PadronCsv::Place PadronCsv::birthplace(const Person& person) {
  const auto town = [&]() -> Place {
    const auto& t = data_.towns[data_.town_weights.pick(random_)];
    return {t.province, t.municipality};
  };
  if (person.nationality != nullptr)
    return random_.per_mille(950) ? Place{"66", person.nationality->code} : town();
  static constexpr std::string_view kAbroadBorn[] = {"351", "351", "351", "315", "126", "125", "110", "340"};
  if (random_.per_mille(70)) return {"66", std::string(kAbroadBorn[random_.below(std::size(kAbroadBorn))])};
  return town();
}

// The last movement of a person. Nobody stands here before the load of 1 May 1996 or after the year before.
PadronCsv::Movement PadronCsv::movement(const Person& person, const Place& born) {
  const Day load = make_day(1996, 5, 1), last = make_day(ejercicio_ - 1, 12, 31);
  const Day first = std::max(load, person.born);
  const auto since = [&](Day from) {
    from = std::min(std::max(from, first), last);
    return from + std::chrono::days(random_.below(static_cast<std::uint32_t>((last - from).count() + 1)));
  };
  const bool native = born.province == "38" && born.municipality == "038";
  const int drawn = random_.between(0, 999);
  if (person.nationality != nullptr) {
    const Place origin{"66", person.nationality->code};
    if (person.age == 0 && person.born > load && born.province == "38") return {person.born, "A", "NA", {}};
    if (drawn < 560 || first > make_day(ejercicio_ - 3, 1, 1))
      return {since(make_day(ejercicio_ - 2, 1, 1)), "A", "CR", origin};
    if (drawn < 640) return {since(make_day(ejercicio_ - 4, 1, 1)), "A", "OM", {}};
    if (drawn < 900)
      return {since(make_day(ejercicio_ - 2, 1, 1)), "M", person.nationality->european ? "CO" : "RN", {}};
    return {since(make_day(ejercicio_ - 6, 1, 1)), "M", "CD", {}};
  }
  const bool since_birth = native && person.born > load;
  if (drawn < (person.age < 12 ? 800 : 330)) {
    if (since_birth) return {person.born, "A", "NA", {}};
    if (person.born <= load) return {load, "", "", {}};
  }
  if (drawn < 560) return {since(first), "M", "CD", {}};
  if (drawn < 760) return {since(make_day(ejercicio_ - 16, 1, 1)), "M", "PE", {}};
  if (drawn < 790) return {since(first), "A", "OM", {}};
  if (drawn < 810) return {since(make_day(ejercicio_ - 9, 1, 1)), "M", "RD", {}};
  const auto& from = data_.towns[1 + random_.below(static_cast<std::uint32_t>(data_.towns.size() - 1))];
  return {since(first), "A", "CR", {from.province, from.municipality}};
}

void PadronCsv::write_dwelling(const Household& household) {
  const auto& d = household.dwelling;
  const auto nucleus = nucleus_of(*d.quarter);
  csv_ << d.section->district << d.section->section << "" << nucleus.code << "" << nucleus.name
       << nucleus.name << d.street->code << d.street->type << cut_characters(d.street->name, 25) << "00000"
       << "";
  if (d.number == 0)
    csv_ << "0"
         << "0000"
         << "S"
         << ""
         << "" << fmt::format("{:03}", d.km) << fmt::format("{}", d.hm);
  else
    csv_ << (d.number % 2 == 1 ? "1" : "2") << fmt::format("{:04}", d.number)
         << std::string_view(&d.qualifier, d.qualifier != 0 ? 1 : 0) << ""
         << ""
         << ""
         << "";
  csv_ << ""
       << ""
       << "" << (d.floor == 0 ? std::string("PBJ") : fmt::format("P{:02}", d.floor))
       << std::string_view(&d.door, d.door != 0 ? 1 : 0) << (household.collective ? "2" : "1");
}

void PadronCsv::write(const Household& household, const Person& p) {
  const auto born = birthplace(p);
  const auto moved = movement(p, born);
  csv_ << to_string(moved.date) << moved.kind << moved.cause;
  write_dwelling(household);
  csv_ << fmt::format("38038{:010}", csv_.lines() + 1) << fmt::format("{:010}", household.number) << "";
  csv_ << cut_characters(p.given->written, 20) << p.first->particle << cut_characters(p.first->written, 18)
       << (p.second != nullptr ? std::string_view(p.second->particle) : "")
       << (p.second != nullptr ? cut_characters(p.second->written, 18) : "") << (p.woman ? "6" : "1")
       << born.province << born.municipality << to_string(p.born);
  using Document = Person::Document;
  const std::string_view document = p.document;
  if (p.kind == Document::dni)
    csv_ << "1"
         << "" << document.substr(0, 8) << document.substr(8) << "";
  else if (p.kind == Document::nie)
    csv_ << "3" << document.substr(0, 1) << fmt::format("0{}", document.substr(1, 7)) << document.substr(8)
         << "";
  else
    csv_ << (p.kind == Document::passport ? "2" : "0") << ""
         << ""
         << "" << document;
  std::string shown = p.given->shown + " " + p.first->shown;
  if (p.second != nullptr) shown += " " + p.second->shown;
  csv_ << studies(p, random_) << (p.nationality != nullptr ? std::string_view(p.nationality->code) : "108")
       << moved.from.province << moved.from.municipality << "" << shown;
  csv_.end_line();
}

}  // namespace sctf::demo
