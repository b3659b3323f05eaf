#include "config/settings.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "config/reader.hpp"

namespace sctf::config {
namespace {

namespace fs = std::filesystem;

// A temporary folder with the files of a layer each; nothing of the machine is read.
class SettingsLayers : public testing::Test {
 protected:
  SettingsLayers() {
    std::string name = fs::temp_directory_path() / "sctf-settings-XXXXXX";
    folder_ = mkdtemp(name.data());
    sources_.system_file = folder_ / "etc/sctf.yaml";
    sources_.data_directory = folder_ / "data";
  }
  ~SettingsLayers() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  fs::path write(const std::string& name, const std::string& text) {
    const auto file = folder_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file;
  }
  Settings load() {
    auto loaded = Settings::load(sources_);
    if (!loaded)
      for (const auto& one : loaded.error()) ADD_FAILURE() << to_string(one);
    return loaded.value_or(Settings());
  }
  // The problems, the temporary folder taken out of their texts.
  std::vector<std::string> refused() {
    std::vector<std::string> out;
    const auto loaded = Settings::load(sources_);
    if (loaded) return out;
    for (const auto& one : loaded.error()) {
      auto text = to_string(one);
      for (auto at = text.find(folder_.string()); at != std::string::npos; at = text.find(folder_.string()))
        text.erase(at, folder_.string().size() + 1);
      out.push_back(text);
    }
    return out;
  }

  fs::path folder_;
  Sources sources_;
};

TEST(Settings, DefaultsAreTheTable) {
  const Settings s;
  EXPECT_EQ(s.get_string("database.mode"), "private");
  EXPECT_EQ(s.get_int("jobs.chunk"), 2000);
  EXPECT_EQ(s.get_int("jobs.workers"), 0);
  EXPECT_TRUE(s.get_bool("tributos.two_persons"));
  EXPECT_TRUE(s.get_list("database.accounts").empty());
  EXPECT_EQ(s.get_string("ente.dir3"), "L01380380");
  EXPECT_EQ(s.get_string("tributos.c60.codigos.ibi"), "001");
  EXPECT_EQ(s.get_string("tributos.remesa.version"), "02");
  EXPECT_EQ(s.find_string("tributos.c60.codigos.vados"), std::nullopt);
  EXPECT_EQ(s.find_string("tributos.pago_url"), std::nullopt);
  EXPECT_TRUE(s.is_example("tributos.acreedor.iban"));
  EXPECT_FALSE(s.is_example("ente.nombre"));
  EXPECT_EQ(to_string(s.origin("log.level")), "default");
  EXPECT_EQ(s.data_directory(), default_data_directory());
}

TEST(Settings, AKeyThatDoesNotExistIsADefect) {
  const Settings s;
  EXPECT_THROW((void)s.get_string("log.levle"), Error);
  EXPECT_THROW((void)s.get_int("log.level"), Error);
  EXPECT_THROW((void)s.origin("tributos.c60.codigos.*"), Error);
}

TEST(Settings, EachRowOfTheTableIsWhole) {
  std::set<std::string_view> seen;
  for (const auto& row : settings_schema()) {
    EXPECT_TRUE(seen.insert(row.key).second) << row.key;
    EXPECT_FALSE(row.help.empty()) << row.key;
    EXPECT_EQ(row.help.find('\n'), std::string_view::npos) << row.key;
    if (row.type == SettingType::integer) {
      EXPECT_LT(row.least, row.most) << row.key;
    }
  }
  EXPECT_EQ(Settings().keys().size(), settings_schema().size() - 2);  // all but codigos.*, actuaciones.*
  EXPECT_EQ(environment_name("tributos.two_persons"), "SCTF_TRIBUTOS__TWO_PERSONS");
}

TEST_F(SettingsLayers, HigherLayersWin) {
  // Each layer sets its own key and all that are above it.
  const auto main = write("data/sctf.yaml",
                          "jobs:\n  chunk: 1\n  workers: 1\n  max_attempts: 1\n  lease_seconds: 11\n"
                          "log: {level: debug}\n");
  write("data/conf.d/10-first.yaml",
        "jobs: {workers: 2, max_attempts: 2, lease_seconds: 12}\nlog: {level: warn}\n");
  write("data/conf.d/20-second.yaml", "jobs: {max_attempts: 3, lease_seconds: 13}\nlog: {level: warn}\n");
  write("data/conf.d/README", "not: yaml: at all\n");
  write("data/conf.d/.hidden.yaml", "x\n");
  sources_.environment = {
      {"SCTF_JOBS__LEASE_SECONDS", "14"}, {"SCTF_LOG__LEVEL", "warn"}, {"SCTF_SHARE", "/x"}};
  sources_.overrides = {{"log.level", "error"}};
  const auto s = load();
  EXPECT_EQ(s.get_int("jobs.chunk"), 1);
  EXPECT_EQ(s.get_int("jobs.workers"), 2);
  EXPECT_EQ(s.get_int("jobs.max_attempts"), 3);
  EXPECT_EQ(s.get_int("jobs.lease_seconds"), 14);
  EXPECT_EQ(s.get_string("log.level"), "error");
  EXPECT_EQ(to_string(s.origin("jobs.chunk")), main.string() + ":2:10");
  EXPECT_EQ(to_string(s.origin("jobs.workers")), (folder_ / "data/conf.d/10-first.yaml:1:17").string());
  EXPECT_EQ(to_string(s.origin("jobs.lease_seconds")), "SCTF_JOBS__LEASE_SECONDS");
  EXPECT_EQ(to_string(s.origin("log.level")), "command line");
  EXPECT_EQ(to_string(s.origin("database.directory")), "command line");
  EXPECT_EQ(s.files().size(), 3u);
}

TEST_F(SettingsLayers, TheFileOfTheCommandLineIsTheOnlyOne) {
  write("data/sctf.yaml", "jobs: {chunk: 1, workers: 7}\n");
  write("etc/sctf.yaml", "jobs: {chunk: 2, workers: 7}\n");
  sources_.config = write("own/x.yaml", "jobs: {chunk: 3}\n");
  write("own/conf.d/a.yaml", "jobs: {max_attempts: 4}\n");
  write("data/conf.d/a.yaml", "jobs: {lease_seconds: 55}\n");
  const auto s = load();
  EXPECT_EQ(s.get_int("jobs.chunk"), 3);
  EXPECT_EQ(s.get_int("jobs.workers"), 0);
  EXPECT_EQ(s.get_int("jobs.max_attempts"), 4);    // beside the file found
  EXPECT_EQ(s.get_int("jobs.lease_seconds"), 55);  // DIR/conf.d, always
}

TEST_F(SettingsLayers, TheSystemFileSaysWhereTheDataIs) {
  sources_.data_directory.reset();
  write("etc/sctf.yaml", "database: {directory: " + (folder_ / "elsewhere").string() + "}\n");
  write("elsewhere/conf.d/a.yaml", "jobs: {chunk: 9}\n");
  const auto s = load();
  EXPECT_EQ(s.data_directory(), folder_ / "elsewhere");
  EXPECT_EQ(s.get_int("jobs.chunk"), 9);
}

TEST_F(SettingsLayers, TheEnvironmentSaysWhereTheDataIs) {
  sources_.data_directory.reset();
  sources_.environment = {{"SCTF_DATABASE__DIRECTORY", (folder_ / "elsewhere").string()}};
  write("elsewhere/sctf.yaml", "jobs: {chunk: 9}\n");
  write("etc/sctf.yaml", "jobs: {chunk: 8}\n");
  EXPECT_EQ(load().get_int("jobs.chunk"), 9);
}

TEST_F(SettingsLayers, ListsAndNamesOfTasas) {
  write("data/sctf.yaml",
        "database: {accounts: [ana, sctf-cron]}\n"
        "tributos:\n  c60: {codigos: {ibi: 010, vados: \"004\"}}\n  acreedor:\n  two_persons: false\n");
  sources_.environment = {{"SCTF_TRIBUTOS__C60__CODIGOS__MESAS_SILLAS", "005"}};
  const auto s = load();
  EXPECT_EQ(s.get_list("database.accounts"), (std::vector<std::string>{"ana", "sctf-cron"}));
  EXPECT_EQ(s.text("database.accounts"), "ana,sctf-cron");
  EXPECT_EQ(s.get_string("tributos.c60.codigos.ibi"), "010");  // not 8
  EXPECT_FALSE(s.is_example("tributos.c60.codigos.ibi"));
  EXPECT_TRUE(s.is_example("tributos.c60.codigos.ivtm"));
  EXPECT_EQ(s.find_string("tributos.c60.codigos.vados"), "004");
  EXPECT_EQ(s.find_string("tributos.c60.codigos.mesas_sillas"), "005");
  EXPECT_FALSE(s.get_bool("tributos.two_persons"));
  sources_.environment = {{"SCTF_DATABASE__ACCOUNTS", "eva,luis"}};
  EXPECT_EQ(load().get_list("database.accounts"), (std::vector<std::string>{"eva", "luis"}));
}

TEST_F(SettingsLayers, AnEmptyFileSaysNothing) {
  write("data/sctf.yaml", "# all commented out\n");
  EXPECT_EQ(load().get_int("jobs.chunk"), 2000);
}

TEST_F(SettingsLayers, EveryProblemOfEveryLayerComesBack) {
  write("data/sctf.yaml",
        "serve: 1\nserver: {http: {listen: 80}}\nlog:\n  levle: info\n  format: xml\njobs: {chunk: 0, "
        "workers: many}\n"
        "tributos:\n  two_persons: \"si\"\n  acreedor: {nif: P3803800A, sufijo: 0, bic: CAIXA}\n  c60: [1]\n"
        "database: {accounts: root}\n");
  write("data/conf.d/a.yaml", "log: {level: info, level: debug}\n");
  sources_.environment = {{"SCTF_LOG__LEVLE", "info"}, {"SCTF_JOBS__CHUNK", "-1"}};
  sources_.overrides = {{"jobs.chunks", "5"}};
  const auto found = refused();
  const std::vector<std::string> expected = {
      "data/sctf.yaml:1:1: error: unknown key \"serve\"",
      "data/sctf.yaml:2:1: error: unknown key \"server\"; it comes with sctfd, which this version does not "
      "have",
      "data/sctf.yaml:4:3: error: unknown key \"levle\" in \"log\"; did you mean \"level\"?",
      "data/sctf.yaml:5:11: error: log.format: \"xml\" is none of auto|text|json|journal",
      "data/sctf.yaml:6:15: error: jobs.chunk must be 1 to 100000, not 0",
      "data/sctf.yaml:6:27: error: jobs.workers must be a whole number, not \"many\"",
      "data/sctf.yaml:8:16: error: tributos.two_persons must be true or false, not \"si\"",
  };
  ASSERT_GE(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(found[i], expected[i]);
  const std::vector<std::string> begins = {
      "data/sctf.yaml:9:19: error: tributos.acreedor.nif: ",
      "data/sctf.yaml:9:38: error: tributos.acreedor.sufijo: must be 3 digits, not \"0\"",
      "data/sctf.yaml:9:46: error: tributos.acreedor.bic: a BIC is",
      "data/sctf.yaml:10:8: error: \"tributos.c60\" must be a map, not a list",
      "data/sctf.yaml:11:22: error: database.accounts must be a list",
      "data/conf.d/a.yaml:1:20: error: key \"level\" stands twice",
      "SCTF_JOBS__CHUNK: error: jobs.chunk must be 1 to 100000, not -1",
      "SCTF_LOG__LEVLE: error: no setting has this variable; did you mean \"SCTF_LOG__LEVEL\"?",
      "command line: error: unknown key \"jobs.chunks\"; did you mean \"jobs.chunk\"?",
  };
  ASSERT_EQ(found.size(), expected.size() + begins.size());
  for (std::size_t i = 0; i < begins.size(); ++i)
    EXPECT_EQ(found[expected.size() + i].substr(0, begins[i].size()), begins[i]);
}

struct BadValue {
  const char* name;
  const char* key;
  const char* value;
  Code code;
};
class SettingsRefusals : public testing::TestWithParam<BadValue> {};

TEST_P(SettingsRefusals, NameTheKey) {
  const auto& c = GetParam();
  Sources sources;
  sources.system_file.clear();
  sources.data_directory = "/nonexistent/sctf";
  sources.environment = {{environment_name(c.key), c.value}};
  const auto loaded = Settings::load(sources);
  ASSERT_FALSE(loaded);
  ASSERT_EQ(loaded.error().size(), 1u);
  EXPECT_EQ(loaded.error().front().code, c.code) << loaded.error().front().text;
  EXPECT_EQ(loaded.error().front().file, environment_name(c.key));
  EXPECT_EQ(loaded.error().front().value, c.value);
  EXPECT_NE(loaded.error().front().text.find(c.key), std::string::npos) << loaded.error().front().text;
}

INSTANTIATE_TEST_SUITE_P(
    Settings, SettingsRefusals,
    testing::Values(
        BadValue{"Mode", "database.mode", "privat", Code::unknown_value},
        BadValue{"Password", "database.conninfo", "host=a password=b", Code::invalid_value},
        BadValue{"PasswordSpaced", "database.conninfo", "host=a password = b", Code::invalid_value},
        BadValue{"PasswordUri", "database.conninfo", "postgresql://u:p@h/d", Code::invalid_value},
        BadValue{"Account", "database.accounts", "ana,-x", Code::invalid_value},
        BadValue{"AccountEmpty", "database.accounts", "ana,,eva", Code::missing_value},
        BadValue{"Relative", "database.password_file", "secret", Code::invalid_value},
        BadValue{"Bool", "tributos.two_persons", "yes", Code::invalid_value},
        BadValue{"ChunkTooBig", "jobs.chunk", "100001", Code::out_of_range},
        BadValue{"Overflow", "jobs.chunk", "99999999999999999999", Code::out_of_range},
        BadValue{"Dir3", "ente.dir3", "L0138038", Code::invalid_value},
        BadValue{"Nif", "ente.nif", "P3803800G", Code::invalid_value},
        BadValue{"Zone", "ente.zona", "Atlantic Canary", Code::invalid_value},
        BadValue{"IbanDigit", "tributos.acreedor.iban", "ES9221000418450200051332", Code::invalid_value},
        BadValue{"IbanBlanks", "tributos.acreedor.iban", "ES91 2100 0418 4502 0005 1332",
                 Code::invalid_value},
        BadValue{"Sufijo", "tributos.acreedor.sufijo", "00A", Code::invalid_value},
        BadValue{"Emisora57", "tributos.c57.emisora", "3803800", Code::invalid_value},
        BadValue{"Emisora60", "tributos.c60.emisora", "38038", Code::invalid_value},
        BadValue{"Codigo", "tributos.c60.codigos.vados", "4", Code::invalid_value},
        BadValue{"Url", "tributos.pago_url", "http://pago.example", Code::invalid_value},
        BadValue{"Version", "tributos.remesa.version", "2", Code::unknown_value},
        BadValue{"Smnda", "tributos.remesa.smnda_seqtp", "frst", Code::unknown_value},
        BadValue{"Name", "tributos.acreedor.nombre",
                 "UN NOMBRE INVENTADO DE MÁS DE SETENTA CARACTERES QUE NO CABE EN NINGÚN FICHERO",
                 Code::invalid_value}),
    [](const auto& one) { return one.param.name; });

TEST_F(SettingsLayers, ConninfoAndPasswordWordsThatAreNone) {
  sources_.overrides = {{"database.mode", "server"},
                        {"database.conninfo", "host=a,b passwordx=1 target_session_attrs=read-write"}};
  EXPECT_EQ(load().get_string("database.mode"), "server");
  sources_.overrides["database.conninfo"] = "postgresql://user@host/db";
  EXPECT_TRUE(Settings::load(sources_));
}

TEST_F(SettingsLayers, ServerNeedsConninfo) {
  write("data/sctf.yaml", "database:\n  mode: server\n");
  EXPECT_EQ(refused(), std::vector<std::string>{"data/sctf.yaml:2:9: error: database.mode is server: "
                                                "database.conninfo must say where it is"});
}

TEST_F(SettingsLayers, ConninfoWithoutModeIsNotGuessed) {
  write("data/sctf.yaml", "database:\n  conninfo: host=db\n");
  ASSERT_EQ(refused().size(), 1u);
  EXPECT_EQ(refused()[0].substr(0, 26), "data/sctf.yaml:2:13: error");
  sources_.overrides = {{"database.mode", "private"}};
  EXPECT_TRUE(Settings::load(sources_));
}

TEST_F(SettingsLayers, AFileInsideTheDataFolderCannotMoveIt) {
  write("data/conf.d/a.yaml", "database: {directory: /srv/sctf}\n");
  ASSERT_EQ(refused().size(), 1u);
  EXPECT_EQ(refused()[0].substr(0, 31), "data/conf.d/a.yaml:1:23: error:");
}

TEST_F(SettingsLayers, TheFileThatWasNamedMustBeThere) {
  sources_.config = folder_ / "none.yaml";
  const auto loaded = Settings::load(sources_);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().front().code, Code::no_input);
  try {
    (void)Settings::load_or_throw(sources_);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::bad_configuration);
    EXPECT_EQ(error.problem().file, (folder_ / "none.yaml").string());
  }
}

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// What stands in etc/sctf.yaml with the comment signs of its settings taken away: `#key:` and `#  key:`,
// while prose begins with one blank.
std::string uncommented(const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    const bool prose = line.size() < 2 || (line[1] == ' ' && line[2] != ' ');
    out += (line.starts_with('#') && !prose ? line.substr(1) : line) + "\n";
  }
  return out;
}

TEST_F(SettingsLayers, TheShippedFileShowsEachKeyWithItsDefault) {
  const auto shipped = text_of(SCTF_TEST_DATA "/../../etc/sctf.yaml");
  ASSERT_FALSE(shipped.empty());
  const auto as_it_is = parse_yaml(shipped, "sctf.yaml");
  ASSERT_TRUE(as_it_is) << to_string(as_it_is.error());
  EXPECT_TRUE(as_it_is->is_null()) << "every value is commented out";
  sources_.config = write("own/sctf.yaml", uncommented(shipped));
  const auto s = load();
  const Settings defaults;
  for (const auto& key : defaults.keys()) {
    if (s.text(key).empty() || key == "database.directory") continue;
    EXPECT_EQ(s.text(key), defaults.text(key)) << key;
    EXPECT_EQ(s.origin(key).kind, Origin::Kind::file) << key;
  }
  for (const auto& row : settings_schema()) {
    const auto name = row.key.substr(row.key.rfind('.') + 1);
    if (name != "*") {
      EXPECT_NE(shipped.find(std::string(name) + ":"), std::string::npos) << row.key;
    }
  }
}

TEST(SettingsManual, NamesEachKey) {
  const auto page = text_of(SCTF_TEST_DATA "/../../man/sctf.yaml.5");
  ASSERT_FALSE(page.empty());
  for (const auto& row : settings_schema()) {
    const auto key = row.key.ends_with(".*") ? std::string(row.key.substr(0, row.key.size() - 1)) + "NOMBRE"
                                             : std::string(row.key);
    EXPECT_NE(page.find(".It Ic " + key + "\n"), std::string::npos) << key;
  }
}

}  // namespace
}  // namespace sctf::config
