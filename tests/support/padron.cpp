#include "support/padron.hpp"

#include <fmt/format.h>
#include <fstream>

#include "padron/comprobacion.hpp"
#include "padron/lector.hpp"
#include "padron/reglas.hpp"
#include "text/csv_write.hpp"

namespace sctf::test {
namespace {

namespace fs = std::filesystem;

const fs::path kEtc = fs::path(SCTF_TEST_DATA) / "../../etc";

}  // namespace

padron::Lugares lugares_del_arbol() {
  padron::Lugares out;
  out.trazados = {(kEtc / "perfiles").string()};
  for (const auto* list : padron::kListas) out.listas[list] = (kEtc / list).string();
  return out;
}

OficinaPadron::OficinaPadron() : pool_(fresh_pool(4)) {
  registry_.add(padron::make_carga());
  registry_.add(padron::make_movimientos());
}

Caller OficinaPadron::caller() const {
  return {.ente = {}, .account = "tester", .channel = "cli", .level = Level::alto};
}

jobs::Engine OficinaPadron::engine(Day day) {
  dichos_.clear();
  jobs::Engine::Options options;
  options.account = "tester";
  options.clock = Instant{day} + std::chrono::hours{12};
  options.workers = 1;
  options.refuse = [this](const Problem& p) {
    dichos_.push_back(fmt::format("{}:{} {}", p.line, p.column, p.text));
  };
  return jobs::Engine(*pool_, registry_, std::move(options));
}

fs::path OficinaPadron::csv(const std::vector<LineaPadron>& lineas, const std::string& nombre) {
  const auto path = folder() / nombre;
  std::ofstream out(path, std::ios::binary);
  out << padron::cabecera_csv() << "\n";
  std::vector<std::string> columns(1);
  for (const char c : padron::cabecera_csv())
    c == ';' ? (void)columns.emplace_back() : columns.back().push_back(c);
  for (const auto& linea : lineas) {
    std::string text;
    for (const auto& column : columns) {
      if (&column != &columns.front()) text += ';';
      if (const auto found = linea.find(column); found != linea.end()) text::append_csv(text, found->second);
    }
    out << text << "\n";
  }
  return path;
}

Result<padron::Carga> OficinaPadron::cargar(const std::vector<LineaPadron>& lineas, Day day) {
  auto engine = this->engine(day);
  return padron::cargar(engine, {.fichero = csv(lineas, fmt::format("carga-{}.csv", ++files_))},
                        lugares_del_arbol());
}

Result<padron::Movidos> OficinaPadron::mover(const std::vector<LineaPadron>& lineas, Day day,
                                             const padron::Tramite& tramite) {
  auto engine = this->engine(day);
  return padron::mover(engine,
                       {.fichero = csv(lineas, fmt::format("mueve-{}.csv", ++files_)), .tramite = tramite},
                       lugares_del_arbol());
}

std::string OficinaPadron::roto() {
  return db::in_transaction(*pool_, [&](db::Transaction& tx) {
    std::string out;
    for (const auto& one : padron::comprobar_padron(tx, {}))
      if (one.fallos != 0) out += fmt::format("{}: {} such as {}\n", one.nombre, one.fallos, one.ejemplo);
    return out;
  });
}

std::string OficinaPadron::nia(int n) {
  return fmt::format("38038{:010}", n);
}

LineaPadron OficinaPadron::espanola(int n, Day fvar, const std::string& codigo) {
  const auto dni = fmt::format("{:08}", n);
  LineaPadron out = {{"fvar", sctf::to_string(fvar)},
                     {"cvar", codigo.substr(0, 1)},
                     {"cauv", codigo.empty() ? "" : codigo.substr(1)},
                     {"dist", "01"},
                     {"secc", "001"},
                     {"cun", "0001701"},
                     {"nentsic", "SANTA CRUZ DE TENERIFE"},
                     {"nnuclec", "SANTA CRUZ DE TENERIFE"},
                     {"cvia", "00010"},
                     {"tvia", "CALLE"},
                     {"nviac", "CASTILLO"},
                     {"cpsvia", "00000"},
                     {"tinum", n % 2 == 1 ? "1" : "2"},
                     {"numer", fmt::format("{:04}", n)},
                     {"plan", "P01"},
                     {"tloc", "1"},
                     {"nia", nia(n)},
                     {"nhop", fmt::format("{:010}", n)},
                     {"nomb", "PRUEBA"},
                     {"ape1", "INVENTADA"},
                     {"sexo", "6"},
                     {"cpron", "38"},
                     {"cmunn", "038"},
                     {"fnac", "1980-05-17"},
                     {"tiden", "1"},
                     {"iden", dni},
                     {"liden", std::string(1, padron::letra_documento(dni))},
                     {"cnes", "42"},
                     {"naci", "108"}};
  if (codigo == "ACR") out["prdp"] = "35", out["mudp"] = "016";
  return out;
}

}  // namespace sctf::test
