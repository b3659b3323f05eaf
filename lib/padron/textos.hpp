#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/result.hpp"
#include "padron/campo.hpp"
#include "padron/listas.hpp"

namespace sctf::padron {

/// Words of `templates/padron/NAME.yaml` in a language, by key; in Spanish where that language lacks one.
class SCTF_API Textos {
 public:
  [[nodiscard]] static Result<Textos> cargar(const std::filesystem::path& file, const std::string& lang);
  /// The key itself where it is not known.
  [[nodiscard]] const std::string& de(const std::string& clave) const;
  [[nodiscard]] bool tiene(const std::string& clave) const { return textos_.contains(clave); }

 private:
  std::map<std::string, std::string> textos_;
};

/// What people are told of an address: `CALLE CASTILLO 25 A, portal 2, planta 3, puerta B`.
[[nodiscard]] SCTF_API std::string domicilio_en_palabras(const Bloque& domicilio, const Listas& listas,
                                                         const Textos& palabras);

}  // namespace sctf::padron
