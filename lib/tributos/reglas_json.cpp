#include "tributos/reglas_json.hpp"

namespace sctf::tributos {

using json::Json;

Json to_json(const ReglasCobro& reglas) {
  auto years = Json::object();
  for (const auto& [year, holidays] : reglas.calendario.years()) {
    auto days = Json::array();
    for (const auto day : holidays) days.push_back(sctf::to_string(day));
    years[std::to_string(year)] = std::move(days);
  }
  auto tipos = Json::array();
  for (const auto& t : reglas.intereses)
    tipos.push_back({sctf::to_string(t.desde), sctf::to_string(t.hasta), t.demora.str(), t.legal.str()});
  return {{"calendario", std::move(years)}, {"intereses", std::move(tipos)}};
}

ReglasCobro reglas_from_json(const Json& kept) {
  ReglasCobro reglas;
  for (const auto& [year, days] : kept.at("calendario").items()) {
    std::set<Day> holidays;
    for (const auto& day : days) holidays.insert(must(parse_day(day.get<std::string>())));
    reglas.calendario.set_year(std::stoi(year), std::move(holidays));
  }
  for (const auto& t : kept.at("intereses"))
    reglas.intereses.push_back({.desde = must(parse_day(t.at(0).get<std::string>())),
                                .hasta = must(parse_day(t.at(1).get<std::string>())),
                                .demora = must(Decimal::parse(t.at(2).get<std::string>())),
                                .legal = must(Decimal::parse(t.at(3).get<std::string>()))});
  return reglas;
}

}  // namespace sctf::tributos
