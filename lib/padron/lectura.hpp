#pragma once

#include <functional>

#include "padron/lector.hpp"

namespace sctf::padron {

/// What is worth a look in a file but refuses nothing, told with its place.
struct Avisos {
  std::int64_t contados = 0;
  std::vector<Problem> primeros;  ///< at most kMost
  static constexpr std::size_t kMost = 100;
};

/// Reads a file record by record and turns what rules find into problems with file, line, column, value.
class SCTF_API Lectura {
 public:
  Lectura(Lector& lector, std::string fichero, std::function<void(Problem)> refuse)
      : lector_(lector), fichero_(std::move(fichero)), refuse_(std::move(refuse)) {}

  /// The next record that can be read; false at the end. Its rules tell `fallos()`, then `juzgar`.
  bool siguiente(Registro& registro);
  [[nodiscard]] Fallos& fallos() { return fallos_; }
  /// Tells what was found of the record; whether nothing of it refuses it.
  bool juzgar(const Registro& registro);

  [[nodiscard]] std::int64_t leidos() const { return leidos_; }
  [[nodiscard]] std::int64_t rechazados() const { return rechazados_; }
  [[nodiscard]] const Avisos& avisos() const { return avisos_; }
  /// `lines_refused` where any record was; `empty_file` where there was none.
  [[nodiscard]] Result<void> cerrar() const;

 private:
  Lector& lector_;
  std::string fichero_;
  std::function<void(Problem)> refuse_;
  Fallos fallos_;
  Avisos avisos_;
  std::int64_t leidos_ = 0, rechazados_ = 0, contados_ = 0;
};

}  // namespace sctf::padron
