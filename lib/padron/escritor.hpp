#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "padron/trazado.hpp"

namespace sctf::padron {

/// The values of a variation block, somebody else's.
using Vista = std::array<std::string_view, kCampos>;
[[nodiscard]] SCTF_API Vista vista(const Bloque& bloque);

/// What a record of INE's is written from.
struct RegistroSalida {
  std::string_view cpro, cmun;
  const Vista* antes = nullptr;  ///< null: the identification holds CPRO and CMUN alone
  std::string_view tipoinf = {}, cdev = {};
  std::string_view fvar;  ///< AAAAMMDD
  std::string_view cvar, cauv;
  const Vista* v = nullptr;  ///< null: the variation block is blank
};

/// Writes records by a layout, worked out once: each field has its place in a record of fixed length.
class SCTF_API EscritorIne {
 public:
  explicit EscritorIne(const Trazado& traza);
  /// Appends one record with its line end. Throws `internal` for a value that its field cannot hold.
  void escribir(const RegistroSalida& registro, std::string& salida) const;

 private:
  struct Sitio {
    std::size_t desde, ancho;
    char tipo;
    Campo campo;
  };
  void poner(char* record, const Sitio& sitio, std::string_view valor) const;
  std::vector<Sitio> i_, c_, v_;
  std::size_t longitud_;
  std::string_view fin_;
  bool fase1_;
};

/// Appends a line of padron.csv with its line end.
SCTF_API void escribir_csv(std::string_view fvar, std::string_view cvar, std::string_view cauv,
                           const Vista& v, std::string_view mostrado, std::string& salida);

}  // namespace sctf::padron
