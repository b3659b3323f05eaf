#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "jobs/files.hpp"

namespace sctf::cmd {

struct CampaignStep {
  std::string name;
  double seconds = 0;
  std::string told;
};

struct CampaignTributo {
  std::string tributo, ejemplo;  ///< `ejemplo`: a referencia to try
  std::int64_t recibos = 0, liquidaciones = 0, minimo = 0, adeudos = 0, cartas = 0;
  std::map<std::string, std::int64_t> resultados;  ///< records of the bank's files, by outcome
  Cents suma, importe, suma_adeudos;
  Day fecha_cobro{};
};

/// What a campaign made, for a person to read.
struct CampaignReport {
  int ejercicio = 0;
  bool ejemplo = false;  ///< the ordinance is an example
  std::string data;
  std::vector<CampaignStep> steps;
  std::vector<CampaignTributo> tributos;
  std::vector<jobs::FileRow> files;
};

/// `155.284`: as people in Spain write a number.
std::string thousands(std::int64_t number);
/// Writes `informe.txt` into the folder, from templates/demo/informe.es.txt.
void write_report(const std::filesystem::path& folder, const CampaignReport& report);

}  // namespace sctf::cmd
