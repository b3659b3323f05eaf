#pragma once

#include "documentos/compositor.hpp"
#include "pdf/writer.hpp"

namespace sctf::documentos {

/// A list of any length in the memory of one page: its rows come one by one, and each page goes to the file
/// when it is full. For templates whose plantilla.yaml names a `flujo`: what stands before that table is
/// printed on the first page, what stands after it behind the last row.
///
///     Lista lista(plantilla, cabecera, writer);
///     Registro fila(*plantilla, plantilla->filas("lineas"));
///     for (…) { fila.set(…); lista.fila(fila); }
///     lista.finish(cabecera);                             // the sums are known now
class SCTF_API Lista {
 public:
  /// @param cabecera  the fields that are no rows; copied. What stands after the table may have other values:
  ///                  give them to `finish`.
  /// @param writer    gets the pages; another list or document may follow, the caller ends the file
  Lista(std::shared_ptr<const Plantilla> plantilla, const Registro& cabecera, pdf::Writer& writer);
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
  pdf::Writer& writer_;
  Registro pagina_;  // the fields of the list with the rows of the page that is being filled
  Registro cabecera_;
  FilasId seccion_;
  pdf::Points sitio_ = 0, ocupado_ = 0, despues_ = 0;
  int paginas_ = 0;
  std::int64_t filas_ = 0;
  bool abierta_ = false;
};

}  // namespace sctf::documentos
