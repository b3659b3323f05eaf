#pragma once

#include <map>
#include <string>
#include <vector>

namespace sctf::padron {

/// Where the data of the padrón lies.
struct Lugares {
  std::vector<std::string> trazados;  ///< folders of layouts, the first that has one before the others
  std::map<std::string, std::string> listas;  ///< `padron/paises.csv` → its path
};

/// The files of `Lugares::listas`.
inline constexpr const char* kListas[] = {"padron/paises.csv",     "padron/tipos_via.csv",
                                          "padron/estudios.csv",   "padron/particulas.csv",
                                          "padron/provincias.csv", "municipios.csv"};

}  // namespace sctf::padron
