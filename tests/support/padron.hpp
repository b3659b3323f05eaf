#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "padron/carga.hpp"
#include "padron/movimientos.hpp"
#include "support/database.hpp"

namespace sctf::test {

/// Where the layouts and lists of the source tree are.
padron::Lugares lugares_del_arbol();

/// A line of padron.csv by its columns; what is not told is empty.
using LineaPadron = std::map<std::string, std::string>;

/// A padrón office on a database of its own. Everybody in it is invented.
class OficinaPadron {
 public:
  OficinaPadron();

  [[nodiscard]] db::Pool& pool() { return *pool_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] Caller caller() const;
  /// Works on that day at noon; refusals are kept in `dichos()`.
  [[nodiscard]] jobs::Engine engine(Day day);
  /// `LINE:COLUMN text` of each refusal of the last file.
  [[nodiscard]] const std::vector<std::string>& dichos() const { return dichos_; }

  std::filesystem::path csv(const std::vector<LineaPadron>& lineas, const std::string& nombre);
  Result<padron::Carga> cargar(const std::vector<LineaPadron>& lineas, Day day);
  Result<padron::Movidos> mover(const std::vector<LineaPadron>& lineas, Day day,
                                const padron::Tramite& tramite = {});
  /// What `check` finds wrong; empty: nothing.
  std::string roto();

  /// An adult Spaniard of that number (NIA, DNI, hoja), registered on a day by that code.
  static LineaPadron espanola(int n, Day fvar, const std::string& codigo);
  static std::string nia(int n);

 private:
  std::unique_ptr<db::Pool> pool_;
  TempFolder folder_;
  jobs::Registry registry_;
  std::vector<std::string> dichos_;
  int files_ = 0;
};

}  // namespace sctf::test
