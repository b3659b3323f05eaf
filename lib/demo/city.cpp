#include "demo/city.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "demo/city_data.hpp"
#include "demo/city_holders.hpp"
#include "demo/city_ibi.hpp"
#include "demo/city_others.hpp"
#include "demo/city_padron.hpp"
#include "demo/city_people.hpp"
#include "proc/file.hpp"

namespace sctf::demo {
namespace {

std::string synthetic_notice(const CityOptions& options, const CityReport& report) {
  auto text = fmt::format(
      "DATOS SINTÉTICOS: NINGUNA PERSONA, EMPRESA, CUENTA NI INMUEBLE DE ESTA CARPETA EXISTE\n\n"
      "Ciudad inventada con la forma de Santa Cruz de Tenerife: {} habitantes, semilla {}, ejercicio {}.\n"
      "La misma semilla y el mismo número dan los mismos bytes en cualquier máquina.\n\n"
      "Nombres, apellidos, edades, nacionalidades, secciones y calles siguen frecuencias publicadas o\n"
      "estimadas (etc/demo/README.md); personas, entidades, cuentas, matrículas y referencias catastrales "
      "son\n"
      "inventadas y llevan dígitos y letras de control correctos. Los números se toman de estos tramos:\n\n"
      "  DNI        00000001 a 00999999\n"
      "  NIE        X0000000 a X0099999\n"
      "  entidades  0000001 a 0099999, tras su letra\n\n",
      options.inhabitants, options.seed, options.ejercicio);
  if (report.outside_reserved > 0)
    text += fmt::format(
        "Los tramos no bastan para tanta gente: {} personas llevan un número que sigue tras el final del "
        "suyo\n"
        "(DNI desde 01000001, NIE desde X0100000). También son inventadas.\n\n",
        report.outside_reserved);
  text +=
      "No consta que ningún tramo esté sin asignar: quien use estos datos debe decir que son sintéticos.\n\n";
  for (const auto& file : report.files) text += fmt::format("  {:<12}{:>10} líneas\n", file.path, file.lines);
  return text;
}

}  // namespace

Result<CityReport> write_city(const CityOptions& options) {
  if (options.inhabitants < 2 || options.inhabitants > 10'000'000)
    return problem(Code::invalid_argument, "inhabitants are 2 to 10000000, not {}", options.inhabitants);
  if (options.ejercicio < 2000 || options.ejercicio > 2100)
    return problem(Code::invalid_argument, "the ejercicio is 2000 to 2100, not {}", options.ejercicio);
  if (options.out.empty()) return problem(Code::invalid_argument, "a folder to write to is wanted");

  const auto data = load_city_data();
  proc::make_folders(options.out, 0755);
  Numbers numbers;
  Population population(data, options.seed, options.ejercicio, numbers);
  Holders holders(data, options.seed, options.ejercicio, population);
  PadronCsv padron(data, options.out, options.seed, options.ejercicio);
  IbiCensus ibi(data, options.out, options.seed, options.inhabitants, options.ejercicio, holders);
  VehicleCensus vehicles(data, options.out, options.seed, options.ejercicio, holders);
  WasteCensus waste(options.out, options.seed, options.ejercicio, holders);

  CityReport report;
  while (report.inhabitants < options.inhabitants) {
    const auto& household = population.next(static_cast<int>(options.inhabitants - report.inhabitants));
    ++report.households;
    report.inhabitants += static_cast<std::int64_t>(household.people.size());
    for (const auto& person : household.people) report.foreigners += person.nationality != nullptr ? 1 : 0;
    holders.enter(household);
    padron.add(household);
    ibi.add(household, report.inhabitants);
    vehicles.add(report.inhabitants);
    waste.add(household, report.inhabitants);
  }
  ibi.commit(), vehicles.commit(), padron.commit(), waste.commit();
  report.properties = ibi.properties();
  report.domiciled = holders.domiciled();
  report.outside_reserved = numbers.outside();
  report.files = {{"ibi.csv", ibi.lines()},
                  {"ivtm.csv", vehicles.lines()},
                  {"padron.csv", padron.lines()},
                  {"tasa.csv", waste.lines()}};
  const auto notice = synthetic_notice(options, report);
  proc::write_file(options.out / "SINTETICO.txt", notice, 0644);
  report.files.insert(report.files.begin(),
                      CityFile{"SINTETICO.txt", std::count(notice.begin(), notice.end(), '\n')});
  return report;
}

}  // namespace sctf::demo
