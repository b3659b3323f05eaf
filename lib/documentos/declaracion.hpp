#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/yaml.hpp"
#include "documentos/campo.hpp"
#include "pdf/content.hpp"

namespace sctf::documentos {

/// A section whose rows repeat: `{{#detalle}}…{{/detalle}}`.
struct Filas {
  std::string nombre;
  int maximo = 0;   ///< rows of one document; 0: any number (`flujo`)
  int muestra = 2;  ///< rows of a preview
  std::vector<Campo> campos;
  std::int64_t linea = 0, columna = 0;
};

/// Room around the text, in points.
struct Margenes {
  pdf::Points arriba = 0, derecha = 0, abajo = 0, izquierda = 0;
  pdf::Points pie_fijo = 0;  ///< kept free at the foot of the first page, in place of `abajo`
};

/// plantilla.yaml: what a document needs to know and on which paper it stands.
struct SCTF_API Declaracion {
  pdf::Points ancho = pdf::kA4Width, alto = pdf::kA4Height;
  Margenes margenes;
  std::string tipo_documental;  ///< ENI
  std::vector<Campo> campos;
  std::vector<Filas> filas;
  bool sello = false;  ///< issued with a seal and a CSV: has the fields of campos_de_sello() too
  int flujo = -1;      ///< the section whose rows come one by one (class Lista); -1: none

  /// All that is wrong with it, FILE:LINE:COLUMN.
  [[nodiscard]] static config::Loaded<Declaracion> parse(std::string_view yaml, const std::string& file);

  [[nodiscard]] const std::vector<Campo>& campos_de(int seccion) const {
    return seccion < 0 ? campos : filas[static_cast<std::size_t>(seccion)].campos;
  }
  [[nodiscard]] const Campo& campo(CampoId id) const {
    return campos_de(id.seccion)[static_cast<std::size_t>(id.indice)];
  }
  /// A field by its name, in rows first where `seccion` is one; none where there is no such field.
  [[nodiscard]] std::optional<CampoId> find(std::string_view nombre, int seccion = -1) const;
  [[nodiscard]] int find_filas(std::string_view nombre) const;
};

/// What every sealed document has beside its own fields: `numero` and `expedido` (day and hour of issue) for
/// its text; `organo`, `resolucion`, `csv`, `csv_direccion`, `csv_qr` for the foot of its pages.
[[nodiscard]] const std::vector<Campo>& campos_de_sello();

/// Names that the layout gives: {{pagina}}, {{paginas}}.
[[nodiscard]] bool es_nombre_propio(std::string_view nombre);

}  // namespace sctf::documentos
