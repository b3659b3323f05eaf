#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/yaml.hpp"
#include "documentos/arbol.hpp"
#include "documentos/registro.hpp"
#include "pdf/face.hpp"

namespace sctf::documentos {

/// A template of one language, read and checked: templates/FAMILIA/TIPO/{LANG.xhtml, plantilla.yaml}, with
/// templates/estilo.yaml (norms/documentos 14). Immutable; shared by all threads.
class SCTF_API Plantilla {
 public:
  /// @param nombre  `cartas/carta_pago`
  /// @param lang    `es`, `en` …; where the template lacks that language, `es`
  /// @return        all that is wrong with its files, FILE:LINE:COLUMN; `not_found` where there is no such
  ///                template
  [[nodiscard]] static config::Loaded<std::shared_ptr<const Plantilla>> load(std::string_view nombre,
                                                                             std::string_view lang = "es");
  /// The same from texts; `folder` names the files in problems. Also what tests use.
  struct Fuentes {
    std::string nombre, lang, folder;
    std::string yaml, xhtml, estilo;
    std::string pie_csv = {};  ///< templates/pie_csv/LANG.xhtml, the foot of sealed documents
  };
  [[nodiscard]] static config::Loaded<std::shared_ptr<const Plantilla>> parse(const Fuentes& fuentes);

  /// What `templates/` holds: `cartas/carta_pago` with its languages, by name.
  struct Entrada {
    std::string nombre;
    std::vector<std::string> idiomas;
  };
  [[nodiscard]] static std::vector<Entrada> list();

  /// A field by its name, `importe`, or of rows, `detalle.importe`. Ask once, keep it; throws `internal`
  /// where there is none.
  [[nodiscard]] CampoId campo(std::string_view nombre) const;
  [[nodiscard]] FilasId filas(std::string_view nombre) const;
  [[nodiscard]] bool has(std::string_view nombre) const;

  [[nodiscard]] const std::string& nombre() const { return nombre_; }
  [[nodiscard]] const std::string& lang() const { return arbol_.lang; }
  /// Of <title>: what the file's metadata may say.
  [[nodiscard]] const std::string& titulo() const { return arbol_.titulo; }
  /// Of yaml, text and style sheet: a stored document names it.
  [[nodiscard]] const std::string& sha256() const { return sha256_; }

  /// The sample of plantilla.yaml; with the longest values that it allows; without what may be missing.
  enum class Muestra { usual, larga, corta };
  [[nodiscard]] Registro muestra(Muestra cual = Muestra::usual) const;

  // for the layout

  [[nodiscard]] const Declaracion& declaracion() const { return declaracion_; }
  [[nodiscard]] const Arbol& arbol() const { return arbol_; }
  [[nodiscard]] const std::shared_ptr<const pdf::Fonts>& fonts() const { return fonts_; }
  [[nodiscard]] Idioma idioma() const { return idioma_; }

 private:
  Plantilla() = default;
  void shape_texts(Fallos& fallos);
  void try_samples(Fallos& fallos) const;

  std::string nombre_, sha256_;
  Declaracion declaracion_;
  Arbol arbol_;
  std::shared_ptr<const pdf::Fonts> fonts_;
  Idioma idioma_ = Idioma::es;
};

}  // namespace sctf::documentos
