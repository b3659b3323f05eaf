#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/yaml.hpp"
#include "pdf/content.hpp"

namespace sctf::documentos {

enum class Alinear : std::uint8_t { izquierda, derecha, centro };

/// How letters look; goes down to what is inside.
struct EstiloTexto {
  pdf::Style cara = pdf::Style::regular;
  pdf::Points tamano = 11;
  pdf::Colour color{};
  friend bool operator==(const EstiloTexto&, const EstiloTexto&) = default;
};

/// How an element looks. Points everywhere; what concerns the box does not go down.
struct Estilo {
  EstiloTexto texto;
  float interlinea = 1.3F;  ///< of the size
  Alinear alinear = Alinear::izquierda;
  std::optional<pdf::Colour> sobre;  ///< what lies behind it, from the nearest element that fills its box

  pdf::Points antes = 0, despues = 0;
  pdf::Points relleno_v = 0, relleno_h = 0;
  pdf::Points marco = 0, filete_arriba = 0, filete_abajo = 0;
  bool discontinuo = false;
  pdf::Colour marco_color{};
  std::optional<pdf::Colour> fondo;
  std::optional<pdf::Points> x, y, ancho, alto;  ///< `x` and `y` from the upper left corner of the page
  std::vector<float> columnas;                   ///< shares that add up to 100
  pdf::Points separacion = 0;                    ///< between columns
  int lineas = 0;                                ///< kept for a paragraph with fields; 0: those of its sample
  pdf::Points modulo = 0;                        ///< of a symbol
  bool sin_corte = false;                        ///< one line, always
};

/// templates/estilo.yaml: what each element and each class looks like. No other style exists.
class SCTF_API HojaDeEstilo {
 public:
  /// All that is wrong with it, FILE:LINE:COLUMN.
  [[nodiscard]] static config::Loaded<HojaDeEstilo> parse(std::string_view yaml, const std::string& file);

  [[nodiscard]] bool has_class(std::string_view name) const { return clases_.contains(name); }
  [[nodiscard]] std::vector<std::string> classes() const;
  /// The style of an element inside one of `outer`: what goes down, then the element's own, then its classes
  /// in order.
  [[nodiscard]] Estilo style(const Estilo& outer, std::string_view element,
                             const std::vector<std::string>& classes) const;

  enum class Propiedad : std::uint8_t;

 private:
  friend class EstiloReader;
  struct Ajuste {
    Propiedad propiedad;
    std::vector<float> numeros;
    pdf::Colour color;
    int palabra = 0;
  };
  using Regla = std::vector<Ajuste>;
  static void apply(const Regla& regla, Estilo& estilo);

  std::map<std::string, Regla, std::less<>> elementos_, clases_;
};

/// Contrast of two colours as WCAG 2.1 has it, 1 to 21.
[[nodiscard]] SCTF_API double contraste(pdf::Colour a, pdf::Colour b);

}  // namespace sctf::documentos
