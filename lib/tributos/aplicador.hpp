#pragma once

#include <map>
#include <string>
#include <vector>

#include "tributos/cobros.hpp"
#include "tributos/situacion_valor.hpp"

namespace sctf::tributos {

/// Applies the records of one chunk in their order and writes what they did. Records of a valor never stand
/// in two chunks; what an earlier one of the chunk did is known to the later.
class Aplicador {
 public:
  Aplicador(db::Transaction& tx, const jobs::RunInfo& run, FormatoCobro formato, Day fecha_fichero,
            const ReglasCobro& reglas);
  /// Rows of sql::cobro_lote.
  [[nodiscard]] Result<jobs::ChunkDone> aplicar_lote(const db::Rows& rows);

 private:
  struct Partida {
    Cobro cobro;
    std::int64_t valor = 0;
    bool repetido = false;
  };
  struct Hecho {
    const Partida* partida = nullptr;
    Aplicacion aplicacion;
    std::int64_t anula_run = 0, anula_n = 0;
    int suceso = 0;  // n of the event of its debit, 0: none
  };
  struct Pagador {
    std::string nombre, iban;
    std::optional<std::int64_t> persona;
    friend bool operator==(const Pagador&, const Pagador&) = default;
  };

  static Partida partida_de(const db::Row& row);
  [[nodiscard]] Result<void> uno(const Partida& partida, ValorVivo* vivo);
  [[nodiscard]] Hecho anular(const Partida& partida, const ValorVivo* vivo);
  bool anular_del_lote(const Partida& partida, const SituacionValor* valor, Hecho& hecho);
  bool anular_de_antes(const Partida& partida, const SituacionValor* valor, Hecho& hecho);
  [[nodiscard]] Pagador pagador(const Partida& partida) const;
  void limitar_deposito(Hecho& hecho);
  void escribir();
  void escribir_apuntes();
  void escribir_depositos();

  db::Transaction& tx_;
  const jobs::RunInfo& run_;
  FormatoCobro formato_;
  Day fecha_fichero_, contable_;
  const ReglasCobro& reglas_;
  std::vector<Partida> partidas_;
  std::vector<Hecho> hechos_;
  std::map<std::int64_t, ValorVivo> vivos_;
  std::map<std::int64_t, Pagador> titulares_;  // of the accounts debited, by valor
};

}  // namespace sctf::tributos
