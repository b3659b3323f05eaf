#pragma once

#include <memory>
#include <string>
#include <vector>

#include "documentos/plantilla.hpp"
#include "documentos/registro.hpp"
#include "pdf/content.hpp"
#include "pdf/tags.hpp"
#include "pdf/writer.hpp"

namespace sctf::documentos {

/// Which parts of a template whose rows come one by one are laid out (class Lista).
struct Partes {
  bool antes = true, tabla = true, despues = true;
  bool primera = true;  ///< the head of the page is text, not the repetition of one
};

/// A document laid out: pages for pdf::Writer, and the elements of its tree.
struct Documento {
  std::vector<pdf::Page> paginas;
  std::shared_ptr<const std::vector<pdf::Element>> elementos;
};

/// Lays records out in one template. Records of one form (the same optional values, as many rows, no value
/// that needs more lines than its sample) share all that is alike in them: it is laid out once, drawn once,
/// and written once in a file. Others are laid out in full, by the same rules. One thread at a time.
class SCTF_API Compositor {
 public:
  explicit Compositor(std::shared_ptr<const Plantilla> plantilla);
  ~Compositor();
  Compositor(Compositor&&) noexcept;
  Compositor& operator=(Compositor&&) noexcept;

  /// The record as a document. Refuses it whole, naming the field: `missing_value`; `out_of_range` for a
  /// value longer than its maximum or than its box; `invalid_value` for a letter that the faces do not have
  /// (with its code point), or a symbol that cannot be drawn; `inconsistent`.
  [[nodiscard]] Result<Documento> componer(const Registro& registro);

  // for Lista

  [[nodiscard]] Result<Documento> componer(const Registro& registro, const Partes& partes, int pagina);
  /// Heights of a page whose rows come one by one, in points.
  struct Alturas {
    pdf::Points sitio = 0;    ///< for rows, on a page with what is before the table, or without it
    pdf::Points despues = 0;  ///< of what comes after the table, with the gap before it
  };
  [[nodiscard]] Result<Alturas> alturas(const Registro& registro, bool primera);
  /// Of a row, as it will stand; after alturas().
  [[nodiscard]] Result<pdf::Points> alto_de_fila(const Registro& fila);

  [[nodiscard]] const std::shared_ptr<const Plantilla>& plantilla() const { return plantilla_; }

 private:
  struct Inside;
  std::shared_ptr<const Plantilla> plantilla_;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sctf::documentos
