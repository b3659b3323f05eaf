#pragma once

#include <optional>
#include <vector>

#include "jobs/kind.hpp"
#include "tributos/cobro.hpp"

namespace sctf::tributos {

/// Puts the records of a bank's file in their table, each with the id that its reference holds.
class GrabadorCobros {
 public:
  GrabadorCobros(db::Transaction& tx, const jobs::RunInfo& run, FormatoCobro formato)
      : tx_(tx), run_(run), formato_(formato) {}
  void grabar(Cobro&& cobro);
  /// After the last one. They are there then.
  void acabar();

 private:
  void copiar(const Cobro& cobro);
  void resolver_dudosos();

  db::Transaction& tx_;
  const jobs::RunInfo& run_;
  FormatoCobro formato_;
  std::optional<db::CopyIn> copia_;
  std::vector<Cobro> dudosos_;  ///< credits that name a debit, and in their text a receipt
};

}  // namespace sctf::tributos
