#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/reglas.hpp"
#include "padron/trazado.hpp"

namespace sctf::padron {

/// A row of numbers of one side of a street, in one section (norms/padron 1.3).
struct Tramo {
  std::string dist, secc, lsecc, cun, cvia, cpsvia, tinum, ein, cein, esn, cesn, cpos;
};

/// The territory as it is held, in memory: some hundred streets and sections, some thousand tramos.
class SCTF_API Territorio {
 public:
  static Territorio leer(db::Transaction& tx, Ente ente);

  /// What of a record's address is not the territory's: a street with another name, a number outside every
  /// tramo of its street. Streets, pseudo-streets, sections and units that are not known yet are learned
  /// where no tramos are held; where they are, the tramo decides.
  void comprobar(const Registro& registro, const Listas& listas, Fallos& fallos);
  /// Writes what was learned since.
  void guardar(db::Transaction& tx, Ente ente);
  [[nodiscard]] bool con_tramos() const { return !tramos_.empty(); }

 private:
  struct Nombre {
    std::string tipo, nombre;
    std::int64_t linea = 0;  ///< of the file that first had it; 0: held before
    bool nuevo = false;
  };
  void comprobar_via(const Registro& registro, const Listas& listas, Fallos& fallos);
  void comprobar_tramo(const Bloque& v, Fallos& fallos) const;
  [[nodiscard]] const std::vector<Tramo>* tramos_de(const Bloque& v) const;

  std::map<std::string, Nombre, std::less<>> vias_, pseudovias_;
  std::map<std::string, std::array<std::string, 3>, std::less<>> unidades_;
  std::set<std::string, std::less<>> secciones_;
  std::vector<std::string> unidades_nuevas_, secciones_nuevas_;
  std::map<std::string, std::vector<Tramo>, std::less<>>
      tramos_;  ///< by street, else pseudo-street, else CUN
};

/// How many of each a territory folder gave.
struct TerritorioCargado {
  std::int64_t unidades = 0, vias = 0, pseudovias = 0, tramos = 0, secciones = 0, renumeraciones = 0;
};

/// Loads the INE territory files of a folder, each told by the length of its records (norms/padron 4.4):
/// tramos replace those that are held, the rest is added. What is wrong is told to `refuse`, and nothing is
/// to be kept then; `lines_refused`.
[[nodiscard]] SCTF_API Result<TerritorioCargado> cargar_territorio(
    db::Transaction& tx, Ente ente, const std::filesystem::path& carpeta, const Trazados& trazados,
    const Marco& marco, const std::function<void(Problem)>& refuse);

}  // namespace sctf::padron
