#pragma once

#include <functional>

#include "db/transaction.hpp"
#include "tributos/calculo.hpp"

namespace sctf::tributos {

/// A line of a loaded census with what else is known of it, as the calculation wants it.
template <class Linea>
struct LineaConocida {
  Linea linea;
  Antecedentes antecedentes;
  std::int64_t persona = 0;
  bool emitida = false;  ///< its object has its receipt of this year already
};

/// Which lines, and against which earlier padrones they are held.
struct Lectura {
  Ente ente;
  std::int64_t censo = 0;
  std::int64_t desde = 0, hasta = 0;        ///< lines of the file, both included
  std::vector<std::int64_t> anteriores;     ///< runs of the last approved padrón
  std::vector<std::int64_t> del_ejercicio;  ///< approved runs of the same year
  std::string concepto = {};                ///< of a tasa
  bool sustitucion = false;  ///< replaces an annulled valor: a liquidación whatever was known before
};

SCTF_API std::vector<LineaConocida<LineaIbi>> leer_ibi(db::Transaction& tx, const Lectura& lectura);
SCTF_API std::vector<LineaConocida<LineaIvtm>> leer_ivtm(db::Transaction& tx, const Lectura& lectura);
SCTF_API std::vector<LineaConocida<LineaTasa>> leer_tasa(db::Transaction& tx, const Lectura& lectura);

}  // namespace sctf::tributos
