#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "interesado/interesado.hpp"

namespace sctf::interesado {

/// What the trail's actions are called, of templates/rastro/acciones.yaml.
class SCTF_API Acciones {
 public:
  struct Accion {
    std::string texto;
    bool motivo = false;     ///< the reason that was written is told to the person
    bool reservada = false;  ///< not told at all
  };
  [[nodiscard]] static Result<Acciones> cargar(const std::filesystem::path& file, const std::string& lang);
  [[nodiscard]] bool tiene(const std::string& clave) const { return acciones_.contains(clave); }
  /// What an action is called; one that nobody has named by its name.
  [[nodiscard]] Accion de(const std::string& accion) const;
  [[nodiscard]] std::string canal(const std::string& canal) const;
  [[nodiscard]] std::string texto(const std::string& clave) const { return de(clave).texto; }

 private:
  std::map<std::string, Accion> acciones_;
};

/// An access as the person is told of it: no account, no request, nobody else's data.
struct AccesoContado {
  Instant at;
  std::string que, para, canal;
  bool denegado = false;
};
/// Those that may be told.
[[nodiscard]] SCTF_API std::vector<AccesoContado> contar(const Accesos& accesos, const Acciones& acciones);

/// What the report is headed with.
struct CabeceraInforme {
  std::string organismo, documento, zona, lang = "es";
  std::optional<Day> desde;
  Day hasta;
  std::optional<std::int64_t> recortado;  ///< only the last so many are there
  Instant clock;
};
/// The report as a PDF/A-2a and PDF/UA-1.
[[nodiscard]] SCTF_API Result<std::string> informe_pdf(const std::vector<AccesoContado>& accesos,
                                                       const Acciones& acciones,
                                                       const CabeceraInforme& cabecera);

}  // namespace sctf::interesado
