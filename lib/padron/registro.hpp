#pragma once

#include <fmt/format.h>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "padron/campo.hpp"

namespace sctf::padron {

/// A record of an INE file or a line of padron.csv. Used again for each record: nothing is allocated anew.
struct Registro {
  std::int64_t linea = 0;
  bool ine = false;        ///< of an INE file: it has an identification block and a control block
  std::string cpro, cmun;  ///< of the identification block
  Bloque antes;            ///< identification block: name, birth, documents, NIA, NIE; the rest is empty
  std::string tipoinf, cdev;
  std::string fvar;  ///< AAAAMMDD
  std::string cvar, cauv;
  Bloque v;              ///< variation block
  std::string mostrado;  ///< of padron.csv
  std::string cola;      ///< the positions behind the 554th as they stand (latin-1), of longer records
  std::string entero;    ///< of longer records: all positions, as UTF-8
  [[nodiscard]] std::string codigo() const { return cvar + cauv; }
};

/// What a rule has against a record, by field; the reader knows the column.
struct Fallo {
  Campo campo = Campo::registro;
  Code code = Code::internal;
  std::string texto;
  std::string valor;
  bool aviso = false;     ///< worth a look, refuses nothing
  bool en_antes = false;  ///< it is the identification block that is wrong
};

/// Collects them.
class Fallos {
 public:
  template <class... Args>
  void error(Campo campo, Code code, std::string valor, fmt::format_string<Args...> format, Args&&... args) {
    lista_.push_back(
        {campo, code, fmt::format(format, std::forward<Args>(args)...), std::move(valor), false, false});
    ++errores_;
  }
  /// Of the identification block.
  template <class... Args>
  void antes(Campo campo, Code code, std::string valor, fmt::format_string<Args...> format, Args&&... args) {
    error(campo, code, std::move(valor), format, std::forward<Args>(args)...);
    lista_.back().en_antes = true;
  }
  template <class... Args>
  void aviso(Campo campo, Code code, std::string valor, fmt::format_string<Args...> format, Args&&... args) {
    lista_.push_back(
        {campo, code, fmt::format(format, std::forward<Args>(args)...), std::move(valor), true, false});
  }
  [[nodiscard]] const std::vector<Fallo>& lista() const { return lista_; }
  [[nodiscard]] bool limpio() const { return errores_ == 0; }
  void vaciar() { lista_.clear(), errores_ = 0; }

 private:
  std::vector<Fallo> lista_;
  std::size_t errores_ = 0;
};

}  // namespace sctf::padron
