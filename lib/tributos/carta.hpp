#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "documentos/plantilla.hpp"
#include "json/json.hpp"
#include "tributos/cuaderno60.hpp"
#include "tributos/municipios.hpp"
#include "tributos/ordenanza.hpp"

namespace sctf::tributos {

/// Who issues cartas de pago, as configured: frozen with each run.
struct EmisorCartas {
  std::string organismo, nif;
  std::string emisora_c60;
  std::map<std::string, std::string> codigos_c60;  ///< by tributo
  std::string emisora_c57, sufijo_c57;
  std::string pago_url;  ///< empty: no QR
  std::string entidades, canales;
  std::map<std::string, std::string> conceptos;  ///< what each tributo is called
  std::string organo, tribunal;  ///< who approves liquidaciones; where else they are appealed, or nothing
  /// What a tributo is called, or its own name.
  [[nodiscard]] SCTF_API const std::string& concepto(const std::string& tributo) const;
  /// Where one receipt is paid online; empty where that is not configured.
  [[nodiscard]] SCTF_API std::string pago_url_de(const std::string& referencia) const;
  friend bool operator==(const EmisorCartas&, const EmisorCartas&) = default;
};
[[nodiscard]] SCTF_API json::Json to_json(const EmisorCartas& emisor);
[[nodiscard]] SCTF_API EmisorCartas emisor_from_json(const json::Json& kept);

/// What each entry is called in `lang`, or in Spanish, of a file such as `templates/tributos/conceptos.yaml`.
[[nodiscard]] SCTF_API config::Loaded<std::map<std::string, std::string>> load_conceptos(
    const std::filesystem::path& file, const std::string& lang);

/// One line of what an amount is made of.
struct Detalle {
  std::string concepto;
  Cents importe;
};

/// The second amount of a slip.
struct SegundoImporte {
  Day limite;
  Decimal recargo;  ///< per cent
  Cents importe;
};
/// Of an amount under an ordinance that gives a second term.
[[nodiscard]] SCTF_API std::optional<SegundoImporte> segundo_importe(Cents importe, const Periodo& periodo);

/// What a carta de pago says of one valor (RGR 19.7.b, 41.3; recaudacion 2.2).
struct Carta {
  std::int64_t valor = 0;
  std::string referencia;  ///< as printed
  std::string tributo;
  int ejercicio = 0;
  std::string objeto, domicilio_objeto;
  std::string nif, nombre, domicilio_fiscal, codigo_postal;
  std::string municipio;  ///< six digits of the INE
  std::vector<Detalle> detalle;
  Cents importe;
  std::optional<Day> limite;  ///< none: a liquidación whose term begins with its notice
  std::optional<SegundoImporte> segundo = {};
  std::optional<Day> voluntaria_desde = {};  ///< first day of the voluntary term that `limite` ends
};

/// What the slip of a receipt in its voluntary term prints for the bank: one amount, or two.
[[nodiscard]] SCTF_API Result<CodigoC60> codigo_de_recibo(const EmisorCartas& emisor,
                                                          const std::string& tributo, int ejercicio,
                                                          std::int64_t valor, Cents importe,
                                                          const Periodo& periodo);

/// Fills records of the template of cartas de pago. Cuaderno 60 modality 2 (one amount, or two), modality 1
/// where there is no last day, Cuaderno 57 above 999,999.99 €.
class SCTF_API Cartero {
 public:
  /// @param plantilla  `cartas/carta_pago`
  Cartero(std::shared_ptr<const documentos::Plantilla> plantilla, EmisorCartas emisor, Municipios municipios);
  /// `bad_configuration` where its tributo has no code for Cuaderno 60; what the digits refuse.
  [[nodiscard]] Result<void> llenar(const Carta& carta, documentos::Registro& registro) const;
  [[nodiscard]] const std::shared_ptr<const documentos::Plantilla>& plantilla() const { return plantilla_; }

 private:
  struct Campos;
  struct Codigo {
    std::string emisora, modalidad, referencia, identificacion, barras;
    std::string referencia_2 = {}, identificacion_2 = {};
  };
  [[nodiscard]] Result<Codigo> codigo(const Carta& carta) const;

  std::shared_ptr<const documentos::Plantilla> plantilla_;
  EmisorCartas emisor_;
  Municipios municipios_;
  std::shared_ptr<const Campos> campos_;
};

}  // namespace sctf::tributos
