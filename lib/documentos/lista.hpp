#pragma once

#include <functional>

#include "documentos/compositor.hpp"

namespace sctf::documentos {

/// A list of any length in the memory of one page: its rows come one by one, and each page goes to the file
/// when it is full. For templates whose plantilla.yaml names a `flujo`: what stands before that table is
/// printed on the first page, what stands after it behind the last row.
///
///     Lista lista(plantilla, cabecera, [&](const Documento& pagina) { tirada.add(pagina); });
///     Registro fila(*plantilla, plantilla->filas("lineas"));
///     for (…) { fila.set(…); lista.fila(fila); }
///     lista.finish(cabecera);                             // the sums are known now
class SCTF_API Lista {
 public:
  /// @param cabecera  the fields that are no rows; copied. What stands after the table may have other values:
  ///                  give them to `finish`.
  /// @param salida    gets each page as a document of its own: for a Tirada, in which more may follow
  using Salida = std::function<void(const Documento& pagina)>;
  Lista(std::shared_ptr<const Plantilla> plantilla, const Registro& cabecera, Salida salida);
  ~Lista();

  /// One more row; it is copied. A row that is refused (as Compositor does) leaves no trace.
  Result<void> fila(const Registro& fila);
  /// The last page, with what stands after the table. `missing_value` where there was no row.
  Result<void> finish();
  Result<void> finish(const Registro& final);

  [[nodiscard]] int paginas() const { return paginas_; }
  [[nodiscard]] std::int64_t filas() const { return filas_; }

 private:
  Result<void> abrir();
  Result<void> volcar(bool ultima, const Registro* final);

  Compositor compositor_;
  Salida salida_;
  Registro pagina_;  // the fields of the list with the rows of the page that is being filled
  Registro cabecera_;
  Registro muestra_;  // a row, for measuring the table around it
  FilasId seccion_;
  pdf::Points sitio_ = 0, ocupado_ = 0, despues_ = 0;
  int paginas_ = 0;
  std::int64_t filas_ = 0;
  bool abierta_ = false;
};

}  // namespace sctf::documentos
