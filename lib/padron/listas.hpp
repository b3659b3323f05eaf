#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf::padron {

/// What the padrón asks of a nationality (norms/padron 2.2).
enum class Ambito {
  espana,
  union_europea,  ///< with Norway, Iceland, Liechtenstein and Switzerland: NO_ENCSARP
  tercero,        ///< ENCSARP unless long-term resident
};

/// The code lists of the padrón: etc/padron/*.csv and etc/municipios.csv.
class SCTF_API Listas {
 public:
  /// Where a file of etc/ is: `padron/paises.csv`.
  using Lugar = std::function<std::filesystem::path(const std::string& relative)>;
  /// `no_input`, or what is wrong with a line.
  [[nodiscard]] static Result<Listas> cargar(const Lugar& lugar);

  [[nodiscard]] bool pais(std::string_view codigo) const { return paises_.contains(codigo); }
  [[nodiscard]] std::string_view nombre_pais(std::string_view codigo) const;
  /// `tercero` where the code is not known.
  [[nodiscard]] Ambito ambito(std::string_view naci) const;
  [[nodiscard]] bool tipo_via(std::string_view tvia) const { return tipos_via_.contains(tvia); }
  /// `CALLE`, of `C` too: types of one group are synonyms.
  [[nodiscard]] std::string_view grupo_via(std::string_view tvia) const;
  [[nodiscard]] std::string_view nombre_via(std::string_view tvia) const;
  /// All types with their group, for who reads an address as people type it.
  [[nodiscard]] const std::map<std::string, std::pair<std::string, std::string>, std::less<>>& tipos_via()
      const {
    return tipos_via_;
  }
  [[nodiscard]] bool estudios(std::string_view cnes) const { return estudios_.contains(cnes); }
  /// The tens of the code: what INE compares; 0 for 00 and 99.
  [[nodiscard]] int nivel_estudios(std::string_view cnes) const;
  [[nodiscard]] bool particula(std::string_view text) const { return particulas_.contains(text); }
  [[nodiscard]] bool provincia(std::string_view cpro) const { return provincias_.contains(cpro); }
  [[nodiscard]] std::string_view nombre_provincia(std::string_view cpro) const;
  /// By the five digits of province and municipality.
  [[nodiscard]] bool municipio(std::string_view cpro_cmun) const { return municipios_.contains(cpro_cmun); }
  [[nodiscard]] std::string_view nombre_municipio(std::string_view cpro_cmun) const;

 private:
  std::map<std::string, std::pair<std::string, Ambito>, std::less<>> paises_;
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> tipos_via_;  // description, group
  std::map<std::string, int, std::less<>> estudios_;
  std::set<std::string, std::less<>> particulas_;
  std::map<std::string, std::string, std::less<>> provincias_, municipios_;
};

}  // namespace sctf::padron
