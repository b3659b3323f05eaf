#include "demo/city_others.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace sctf::demo {
namespace {

constexpr int kVehicleRate = 67;
constexpr int kWasteRate = 50;
constexpr std::string_view kVehicleHeader =
    "matricula;clase_vehiculo;potencia;unidad;carburante;fecha_matriculacion;fecha_baja;tipo_baja;nif;nombre;"
    "notificada;"
    "domicilio_fiscal;codigo_postal;municipio;iban;titular_cuenta_nif;mandato;fecha_mandato;beneficios";
constexpr std::string_view kWasteHeader =
    "concepto;objeto;tarifa;unidades;fecha_alta;fecha_baja;nif;nombre;notificada;domicilio_objeto;domicilio_"
    "fiscal;"
    "codigo_postal;municipio;iban;titular_cuenta_nif;mandato;fecha_mandato;beneficios";

Day random_day(Random& random, Day from, Day until) {
  return from + std::chrono::days(random.below(static_cast<std::uint32_t>((until - from).count() + 1)));
}

}  // namespace

VehicleCensus::VehicleCensus(const CityData& data, const std::filesystem::path& out, std::uint64_t seed,
                             int ejercicio, Holders& holders)
    : data_(data),
      csv_(out / "ivtm.csv", kVehicleHeader),
      random_(seed, 'V', 0),
      ejercicio_(ejercicio),
      holders_(holders) {}

void VehicleCensus::add(std::int64_t people) {
  bool first = true;
  for (const auto budget = line_budget(people, kVehicleRate); csv_.lines() < budget; first = false)
    add_vehicle(first);
}

// 0000BBB without vowels: a permutation of the first 44 million, so that each comes once. Mopeds and trailers
// have their letter before it.
std::string VehicleCensus::plate(const VehicleKind& kind) {
  constexpr std::string_view kLetters = "BCDFGHJKLMNPRSTVWXYZ";
  const auto n = (static_cast<std::uint64_t>(csv_.lines()) * 17'320'507 + 4'711) % 44'000'000;
  const auto letters = n / 10'000;
  return fmt::format("{}{:04}{}{}{}",
                     kind.name == "ciclomotores" ? "C"
                     : kind.name == "remolques"  ? "R"
                                                 : "",
                     n % 10'000, kLetters[letters / 400], kLetters[letters / 20 % 20],
                     kLetters[letters % 20]);
}

std::string VehicleCensus::power(const VehicleKind& kind) {
  const auto hundredths = [](int value) { return fmt::format("{}.{:02}", value / 100, value % 100); };
  if (kind.name == "turismos") {
    static constexpr int kEdges[] = {799, 800, 1199, 1200, 1599, 1600, 1999, 2000};  // where the bands meet
    if (random_.per_mille(30)) return hundredths(kEdges[random_.below(std::size(kEdges))]);
    return hundredths(random_.per_mille(60) ? random_.between(1600, 2600) : random_.around(640, 1620));
  }
  if (kind.name == "motos") {
    static constexpr int kMotors[] = {110, 125, 125, 125, 249, 250, 300, 499, 500, 650, 700, 999, 1000, 1200};
    return fmt::format("{}", kMotors[random_.below(std::size(kMotors))]);
  }
  if (kind.name == "autobuses") {
    static constexpr int kSeats[] = {9, 16, 20, 21, 33, 50, 51, 55, 72};
    return fmt::format("{}", kSeats[random_.below(std::size(kSeats))]);
  }
  if (kind.name == "tractores") return hundredths(random_.between(900, 4200));
  if (kind.name == "ciclomotores") return "1";
  const bool trailer = kind.name == "remolques";
  static constexpr int kLoads[] = {999, 1000, 2999, 3000, 9999, 10'000};
  if (random_.per_mille(60)) return fmt::format("{}", kLoads[random_.below(std::size(kLoads))]);
  if (random_.per_mille(800)) return fmt::format("{}", random_.between(trailer ? 751 : 350, 1900));
  return fmt::format("{}", random_.between(2000, trailer ? 26'000 : 14'000));
}

void VehicleCensus::dates(Vehicle& v) {
  const Day year = make_day(ejercicio_, 1, 1), summer = make_day(ejercicio_, 6, 30);
  const int age = random_.per_mille(80) ? random_.between(26, 48) : random_.around(0, 26);
  v.registered =
      random_day(random_, make_day(ejercicio_ - 1 - age, 1, 1), make_day(ejercicio_ - 1 - age, 12, 31));
  if (random_.per_mille(18)) v.registered = random_day(random_, year, summer);
  const int baja = random_.between(0, 999);
  if (baja >= 16) return;
  // Three before the year, which are no longer charged, the rest in it.
  const bool before = baja < 3 && v.registered < make_day(ejercicio_ - 1, 9, 1);
  const Day ended = before ? random_day(random_, make_day(ejercicio_ - 1, 9, 1), year - std::chrono::days(1))
                           : random_day(random_, std::max(year, v.registered), summer);
  v.end_date = to_string(ended);
  v.end = baja < 10 ? "definitiva" : baja < 12 ? "robo" : "temporal";
}

void VehicleCensus::add_vehicle(bool first_at_home) {
  const auto& kind = data_.vehicles[data_.vehicle_weights.pick(random_)];
  const bool heavy = kind.name == "autobuses" || kind.name == "camiones" || kind.name == "remolques";
  const auto& home = holders_.at_home();
  Holder holder;
  if (random_.per_mille(heavy ? 650 : 60))
    holder = holders_.company(random_);
  else if (!home.empty() && random_.per_mille(960))
    holder = home[random_.below(static_cast<std::uint32_t>(home.size()))];
  else
    holder = holders_.somebody(random_);
  Vehicle v;
  v.power = power(kind);
  const bool small = kind.name == "motos" || kind.name == "ciclomotores";
  const int fuel = random_.between(0, 999);
  v.fuel = kind.name == "remolques"            ? ""
           : heavy || kind.name == "tractores" ? (fuel < 15 ? "electrico" : "gasoleo")
           : fuel < (small ? 60 : 28)          ? "electrico"
           : small                             ? "gasolina"
           : fuel < 95                         ? "hibrido"
           : fuel < 520                        ? "gasoleo"
                                               : "gasolina";
  dates(v);
  const auto forever = [&](std::string_view code, std::string_view percent, int from) {
    v.benefits = fmt::format("{}:{}:{}-01-01:2099-12-31", code, percent, from);
  };
  if (ejercicio_ - year_of(v.registered) > 25 && random_.per_mille(300))
    forever("HIST", "100.00", ejercicio_ - random_.between(1, 4));
  else if (std::string_view(v.fuel) == "electrico" && v.registered < make_day(ejercicio_, 1, 1))
    v.benefits =
        fmt::format("ELEC:75.00:{}-01-01:{}-12-31", year_of(v.registered) + 1, year_of(v.registered) + 6);
  else if (first_at_home && !heavy && !holder.entity && random_.per_mille(45))
    forever("MINUS", "100.00", ejercicio_ - random_.between(0, 12));
  const auto* other = home.empty() || holder.entity ? nullptr : &home.front();
  const auto d = holders_.domicile(random_, "IVTM", holder, other);
  csv_ << plate(kind) << kind.name << v.power << kind.unit << v.fuel << to_string(v.registered) << v.end_date
       << v.end << holder.nif << holder.name
       << (v.registered >= make_day(ejercicio_, 1, 1) || random_.per_mille(5) ? "n" : "s") << holder.address
       << holder.postcode << holder.municipality << d.iban << d.account_nif << d.mandate << d.date
       << v.benefits;
  csv_.end_line();
}

WasteCensus::WasteCensus(const std::filesystem::path& out, std::uint64_t seed, int ejercicio,
                         Holders& holders)
    : csv_(out / "tasa.csv", kWasteHeader), random_(seed, 'W', 0), ejercicio_(ejercicio), holders_(holders) {}

void WasteCensus::add(const Household& household, std::int64_t people) {
  bool dwelling = true;
  for (const auto budget = line_budget(people, kWasteRate); csv_.lines() < budget; dwelling = false)
    add_line(household, dwelling);
}

void WasteCensus::add_line(const Household& household, bool dwelling) {
  const auto& home = holders_.at_home();
  const bool own = dwelling && !home.empty() && random_.per_mille(880);
  Holder holder;
  if (own)
    holder = home.front();
  else if (!dwelling && random_.per_mille(620))
    holder = holders_.company(random_);
  else
    holder = holders_.somebody(random_);
  const int kind = random_.between(0, 99);
  const char* tariff = dwelling    ? "vivienda"
                       : kind < 55 ? "local_c"
                       : kind < 83 ? "local_b"
                       : kind < 93 ? "local_a"
                                   : "oficina";
  const Day year = make_day(ejercicio_, 1, 1);
  Day begun = random_day(random_, make_day(ejercicio_ - 24, 1, 1), year - std::chrono::days(1));
  if (random_.per_mille(12)) begun = random_day(random_, year, make_day(ejercicio_, 6, 30));
  std::string ended;
  if (random_.per_mille(10))
    ended = to_string(random_day(random_, std::max(begun, year), make_day(ejercicio_, 6, 30)));
  const bool fresh = begun >= year;
  const int units = !dwelling && kind >= 93 && random_.per_mille(250) ? random_.between(2, 5) : 1;
  const auto* other = home.empty() || holder.entity ? nullptr : &home.back();
  const auto d = holders_.domicile(random_, "BASURA", holder, other);
  csv_ << "basura" << fmt::format("{}{:08}", dwelling ? 'V' : 'L', csv_.lines() + 1) << tariff
       << fmt::format("{}", units) << to_string(begun) << ended << holder.nif << holder.name
       << (fresh || random_.per_mille(4) ? "n" : "s")
       << (dwelling ? household.dwelling.text() : household.dwelling.building_text() + ", LOCAL")
       << holder.address << holder.postcode << holder.municipality << d.iban << d.account_nif << d.mandate
       << d.date << (own && random_.per_mille(25) ? "SOC:50.00:2024-01-01:2028-12-31" : "");
  csv_.end_line();
}

}  // namespace sctf::demo
