#include "demo/city.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <unistd.h>
#include <vector>

#include "base/catastro.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"
#include "base/iban.hpp"
#include "base/nif.hpp"

namespace sctf::demo {
namespace {

class CityFolder {
 public:
  CityFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "sctf-city-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  CityFolder(const CityFolder&) = delete;
  CityFolder& operator=(const CityFolder&) = delete;
  ~CityFolder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string city_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

using CityRow = std::map<std::string, std::string>;

std::vector<std::string> split_city_line(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      fields.back() += line[i++];
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ';' && !quoted)
      fields.emplace_back();
    else
      fields.back() += line[i];
  }
  return fields;
}

std::vector<CityRow> city_rows(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  const auto names = split_city_line(line);
  std::vector<CityRow> rows;
  while (std::getline(in, line)) {
    const auto fields = split_city_line(line);
    EXPECT_EQ(fields.size(), names.size()) << line;
    CityRow row;
    for (std::size_t i = 0; i < std::min(fields.size(), names.size()); ++i) row[names[i]] = fields[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::int64_t units(const std::string& decimal, int scale) {
  const auto value = Decimal::parse(decimal);
  EXPECT_TRUE(value) << decimal;
  return value ? value->units * power_of_ten(scale - value->scale) : 0;
}

/// One city for all tests that only read it.
class City : public testing::Test {
 protected:
  static constexpr int kPeople = 6000;
  static void SetUpTestSuite() {
    folder_ = new CityFolder;
    report_ = new CityReport(must(write_city({kPeople, 7, folder_->path(), 2026})));
  }
  static void TearDownTestSuite() {
    delete report_;
    delete folder_;
  }
  static std::vector<CityRow> rows(const std::string& name) { return city_rows(folder_->path() / name); }
  static CityFolder* folder_;
  static CityReport* report_;
};
CityFolder* City::folder_ = nullptr;
CityReport* City::report_ = nullptr;

TEST_F(City, WritesTheLinesThatTheContractCounts) {
  std::map<std::string, std::int64_t> lines;
  for (const auto& file : report_->files) lines[file.path] = file.lines;
  EXPECT_EQ(report_->files.size(), 5U);
  EXPECT_EQ(lines["ibi.csv"], kPeople * 72 / 100);
  EXPECT_EQ(lines["ivtm.csv"], kPeople * 67 / 100);
  EXPECT_EQ(lines["tasa.csv"], kPeople * 50 / 100);
  EXPECT_EQ(lines["padron.csv"], kPeople);
  for (const char* name : {"ibi.csv", "ivtm.csv", "tasa.csv", "padron.csv"})
    EXPECT_EQ(static_cast<std::int64_t>(rows(name).size()), lines[name]) << name;
  EXPECT_EQ(report_->inhabitants, kPeople);
}

TEST_F(City, SaysThatItIsInvented) {
  const auto notice = city_bytes(folder_->path() / "SINTETICO.txt");
  EXPECT_NE(notice.find("NINGUNA PERSONA"), std::string::npos);
  EXPECT_NE(notice.find("00000001 a 00999999"), std::string::npos);
  EXPECT_EQ(notice.find(folder_->path().string()), std::string::npos) << "no path in the file";
}

TEST_F(City, HasTheColumnsOfTheContract) {
  const auto header = [](const char* name) {
    const auto bytes = city_bytes(folder_->path() / name);
    return bytes.substr(0, bytes.find('\n'));
  };
  EXPECT_EQ(
      header("ibi.csv"),
      "referencia_catastral;clase;uso;valor_catastral;valor_catastral_inicial;valor_base;coeficiente_"
      "reductor;"
      "nif;nombre;derecho;cuota_participacion;division;notificada;domicilio_tributario;domicilio_fiscal;"
      "codigo_postal;municipio;iban;titular_cuenta_nif;mandato;fecha_mandato;beneficios");
  EXPECT_EQ(
      header("ivtm.csv"),
      "matricula;clase_vehiculo;potencia;unidad;carburante;fecha_matriculacion;fecha_baja;tipo_baja;nif;"
      "nombre;"
      "notificada;domicilio_fiscal;codigo_postal;municipio;iban;titular_cuenta_nif;mandato;fecha_mandato;"
      "beneficios");
  EXPECT_EQ(
      header("tasa.csv"),
      "concepto;objeto;tarifa;unidades;fecha_alta;fecha_baja;nif;nombre;notificada;domicilio_objeto;"
      "domicilio_fiscal;codigo_postal;municipio;iban;titular_cuenta_nif;mandato;fecha_mandato;beneficios");
  EXPECT_EQ(
      header("padron.csv"),
      "fvar;cvar;cauv;dist;secc;lsecc;cun;nentcoc;nentsic;nnuclec;cvia;tvia;nviac;cpsvia;dpsvia;tinum;numer;"
      "cnumer;numers;cnumers;kmt;hmt;bloq;port;esca;plan;puer;tloc;nia;nhop;nie;nomb;part1;ape1;part2;ape2;"
      "sexo;"
      "cpron;cmunn;fnac;tiden;lextr;iden;liden;ndocu;cnes;naci;prdp;mudp;codp;nombre_mostrado");
}

TEST_F(City, GivesValidNumbersOfTheReservedRanges) {
  for (const char* name : {"ibi.csv", "ivtm.csv", "tasa.csv"}) {
    std::set<std::string> mandates;
    for (const auto& row : rows(name)) {
      const auto nif = Nif::parse_strict(row.at("nif"));
      ASSERT_TRUE(nif) << row.at("nif");
      if (nif->kind() == Nif::Kind::dni) {
        EXPECT_LT(nif->str(), "01000000") << nif->str();
        EXPECT_GT(nif->str(), "00000000Z") << nif->str();
      }
      if (nif->kind() == Nif::Kind::nie) {
        EXPECT_LT(nif->str(), "X0100000") << nif->str();
      }
      if (nif->kind() == Nif::Kind::entity) {
        EXPECT_LT(nif->str().substr(1, 7), "0100000") << nif->str();
      }
      if (!row.at("titular_cuenta_nif").empty()) {
        EXPECT_TRUE(Nif::parse_strict(row.at("titular_cuenta_nif")));
      }
      if (row.at("iban").empty()) continue;
      EXPECT_TRUE(Iban::parse(row.at("iban"))) << row.at("iban");
      EXPECT_TRUE(parse_day(row.at("fecha_mandato")));
      EXPECT_GE(row.at("fecha_mandato"), "2009-10-31");
      EXPECT_LE(row.at("fecha_mandato"), "2026-06-30");
      EXPECT_TRUE(mandates.insert(row.at("mandato")).second) << row.at("mandato");
    }
    EXPECT_FALSE(mandates.empty()) << name;
  }
}

TEST_F(City, KeepsPropertiesTogetherAndTheirChargedSharesWhole) {
  std::set<std::string> seen;
  const auto all = rows("ibi.csv");
  for (std::size_t i = 0; i < all.size();) {
    const auto& reference = all[i].at("referencia_catastral");
    EXPECT_TRUE(seen.insert(reference).second) << reference << " stands apart";
    EXPECT_TRUE(check_cadastral_reference(reference)) << reference;
    EXPECT_TRUE(cadastral_control_fits(reference)) << reference;
    std::map<std::string, std::int64_t> shares;
    std::set<std::string> holders;
    std::size_t end = i;
    for (; end < all.size() && all[end].at("referencia_catastral") == reference; ++end) {
      shares[all[end].at("derecho")] += units(all[end].at("cuota_participacion"), 4);
      EXPECT_TRUE(holders.insert(all[end].at("nif")).second) << reference;
      for (const char* same :
           {"clase", "uso", "valor_catastral", "valor_catastral_inicial", "valor_base",
            "coeficiente_reductor", "division", "notificada", "domicilio_tributario", "beneficios"})
        EXPECT_EQ(all[end].at(same), all[i].at(same)) << reference << ' ' << same;
    }
    i = end;
    for (const char* right : {"CA", "DS", "US", "PR"}) {
      if (shares.count(right) == 0) continue;
      EXPECT_EQ(shares[right], 1'000'000) << reference << ' ' << right;
      break;
    }
  }
  EXPECT_EQ(static_cast<std::int64_t>(seen.size()), report_->properties);
}

TEST_F(City, ExercisesWhatTheLawDistinguishes) {
  std::map<std::string, int> rights, classes, benefits, divisions, notified;
  int reduced = 0, commerces = 0, large = 0;
  std::string last;
  for (const auto& row : rows("ibi.csv")) {
    ++rights[row.at("derecho")];
    if (row.at("referencia_catastral") == last) continue;
    last = row.at("referencia_catastral");
    ++classes[row.at("clase")], ++divisions[row.at("division")], ++notified[row.at("notificada")];
    ++benefits[row.at("beneficios").substr(0, row.at("beneficios").find(':'))];
    reduced += row.at("valor_base").empty() ? 0 : 1;
    if (row.at("clase") == "U" && row.at("uso") == "C")
      ++commerces, large += units(row.at("valor_catastral"), 2) > 40'000'000 ? 1 : 0;
  }
  for (const char* right : {"CA", "DS", "US", "PR", "NP"}) EXPECT_GT(rights[right], 0) << right;
  for (const char* clase : {"U", "R", "B"}) EXPECT_GT(classes[clase], 0) << clase;
  for (const char* code : {"FN", "VPO", "ECO"}) EXPECT_GT(benefits[code], 0) << code;
  EXPECT_GT(divisions["s"], 0);
  EXPECT_GT(notified["n"], 0);
  EXPECT_GT(reduced, 0);
  EXPECT_GT(large, 0);
  EXPECT_LT(large * 10, commerces) << "a rate by use reaches a tenth of them at most (LRHL 72.4)";
}

TEST_F(City, GivesEachPlateAndObjectOnce) {
  std::set<std::string> plates, objects;
  for (const auto& row : rows("ivtm.csv")) {
    EXPECT_TRUE(plates.insert(row.at("matricula")).second) << row.at("matricula");
    if (!row.at("fecha_baja").empty()) {
      EXPECT_GE(row.at("fecha_baja"), row.at("fecha_matriculacion"));
    }
    EXPECT_EQ(row.at("fecha_baja").empty(), row.at("tipo_baja").empty());
  }
  for (const auto& row : rows("tasa.csv"))
    EXPECT_TRUE(objects.insert(row.at("objeto")).second) << row.at("objeto");
}

TEST_F(City, WritesAPadronThatItsRulesAccept) {
  std::set<std::string> documents;
  std::map<std::string, std::string> places;
  for (const auto& row : rows("padron.csv")) {
    const auto& born = row.at("fnac");
    const auto& moved = row.at("fvar");
    ASSERT_TRUE(parse_day(born) && parse_day(moved)) << born << ' ' << moved;
    EXPECT_LE(moved, "2025-12-31");
    EXPECT_GE(moved, "1996-05-01");
    if (moved != "1996-05-01") {
      EXPECT_LE(born, moved);
    }
    if (row.at("cauv") == "NA") {
      EXPECT_EQ(born, moved);
    }
    const auto& kind = row.at("tiden");
    if (kind == "0") {
      EXPECT_TRUE(row.at("iden").empty() && row.at("ndocu").empty());
    } else {
      EXPECT_TRUE(documents.insert(row.at("lextr") + row.at("iden") + row.at("ndocu")).second);
    }
    if (kind == "1") {
      EXPECT_TRUE(Nif::parse_strict(row.at("iden") + row.at("liden")));
    }
    if (kind == "3") {
      EXPECT_TRUE(Nif::parse_strict(row.at("lextr") + row.at("iden").substr(1) + row.at("liden")));
    }
    EXPECT_FALSE(row.at("cpron") == "66" && row.at("cmunn") == "108");
    for (const char* name : {"nomb", "part1", "ape1", "part2", "ape2"})
      EXPECT_EQ(row.at(name).find_first_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos) << row.at(name);
    if (row.at("tinum") != "0") {
      EXPECT_EQ(std::stoi(row.at("numer")) % 2 == 1, row.at("tinum") == "1");
    }
    std::string place;
    for (const char* part : {"dist", "secc", "cvia", "numer", "cnumer", "kmt", "hmt", "plan", "puer"})
      place += row.at(part) + '/';
    EXPECT_EQ(places.emplace(row.at("nhop"), place).first->second, place) << row.at("nhop");
  }
}

TEST(CitySeed, GivesTheSameBytesAgainAndOthersForAnother) {
  CityFolder one, two, other;
  ASSERT_TRUE(write_city({1500, 3, one.path(), 2026}));
  ASSERT_TRUE(write_city({1500, 3, two.path(), 2026}));
  ASSERT_TRUE(write_city({1500, 4, other.path(), 2026}));
  for (const char* name : {"ibi.csv", "ivtm.csv", "tasa.csv", "padron.csv", "SINTETICO.txt"}) {
    EXPECT_EQ(city_bytes(one.path() / name), city_bytes(two.path() / name)) << name;
    EXPECT_NE(city_bytes(one.path() / name), city_bytes(other.path() / name)) << name;
  }
}

TEST(CitySeed, CountsTheLinesOfEveryNumberOfPeople) {
  CityFolder folder;
  for (const int people : {2, 3, 10, 101, 777}) {
    const auto report = must(write_city({people, 11, folder.path(), 2026}));
    const auto lines = [&](std::string_view name) {
      for (const auto& file : report.files)
        if (file.path == name) return file.lines;
      return std::int64_t{-1};
    };
    EXPECT_EQ(lines("ibi.csv"), people * 72 / 100) << people;
    EXPECT_EQ(lines("ivtm.csv"), people * 67 / 100) << people;
    EXPECT_EQ(lines("tasa.csv"), people * 50 / 100) << people;
    EXPECT_EQ(lines("padron.csv"), people) << people;
  }
}

TEST(CityOptionsErrors, RefusesNumbersOutOfRange) {
  CityFolder folder;
  for (const int people : {-1, 0, 1, 10'000'001}) {
    const auto report = write_city({people, 1, folder.path(), 2026});
    ASSERT_FALSE(report) << people;
    EXPECT_EQ(report.error().code, Code::invalid_argument);
  }
  EXPECT_FALSE(write_city({100, 1, folder.path(), 1999}));
  EXPECT_FALSE(write_city({100, 1, {}, 2026}));
}

}  // namespace
}  // namespace sctf::demo
