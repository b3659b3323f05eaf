#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "config/yaml.hpp"
#include "padron/campo.hpp"

namespace sctf::padron {

/// Bytes that no record comes near: what has more without a line end is no file of records.
inline constexpr std::size_t kLineaMasLarga = 64 * 1024;

/// The layout of an INE file as its YAML says (norms/padron 5.6), positions worked out from the widths.
struct Trazado {
  /// Where a field stands.
  struct Pieza {
    char bloque = 'V';  ///< `I` identification, `C` control, `V` variation, `T` tail
    std::string nombre;
    char tipo = 'A';        ///< `N` right-justified with zeros, `A` left-justified with blanks
    std::size_t desde = 0;  ///< offset in the record
    std::size_t ancho = 0;
    Campo campo = Campo::registro;  ///< of an inhabitant's record; `registro` where it is none of those
  };
  std::string nombre;
  std::size_t longitud = 0;                          ///< positions of a record, without its line end
  bool crlf = true;                                  ///< written line ends; both are read
  int fase = 2;                                      ///< 1: vowels are written without accents
  std::string mensual = "{m}{aa}", anual = "{aaa}";  ///< extensions of file names
  std::string meses = "123456789OND";                ///< month characters of `{m}`
  std::vector<Pieza> piezas;

  /// The field of a block; null where it has none of that name.
  [[nodiscard]] const Pieza* pieza(char bloque, std::string_view nombre) const;
};

/// Finds the text of a layout that another one builds on.
using FuenteTrazado = std::function<Result<std::string>(const std::string& nombre)>;

/// Reads a layout. All that is wrong comes back: widths that do not add up to `length` (`inconsistent`),
/// unknown blocks, types and encodings, a field twice in a block, a width that is not the one of a known
/// field.
[[nodiscard]] SCTF_API config::Loaded<Trazado> parse_trazado(std::string_view bytes, const std::string& file,
                                                             const FuenteTrazado& fuente);

/// The layouts of a folder or of several, the first that has one before the others.
class SCTF_API Trazados {
 public:
  explicit Trazados(std::vector<std::filesystem::path> carpetas) : carpetas_(std::move(carpetas)) {}
  /// `NAME.yaml`. `asset_missing` where no folder has it.
  [[nodiscard]] config::Loaded<Trazado> cargar(const std::string& nombre) const;

 private:
  [[nodiscard]] Result<std::filesystem::path> buscar(const std::string& nombre) const;
  std::vector<std::filesystem::path> carpetas_;
};

}  // namespace sctf::padron
