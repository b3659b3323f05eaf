#pragma once

#include <array>
#include <string>

#include "config/yaml.hpp"
#include "tributos/cobro_lineas.hpp"
#include "tributos/cobro_partes.hpp"

namespace sctf::tributos {

/// What a record of a file of paid slips may tell.
enum class CampoFijo {
  emisora,
  sufijo,
  entidad,
  oficina,
  canal,
  fecha,
  importe,
  referencia,
  identificacion,
  pago,       ///< the bank's number of the payment
  anulacion,  ///< says that the record takes an earlier payment back
  registros,  ///< how many records a total counts
  signo,      ///< of a total's amount
  emisoras,   ///< how many groups a total counts
};
inline constexpr std::size_t kCamposFijos = 14;
[[nodiscard]] std::string_view to_string(CampoFijo campo);

/// What a total counts.
enum class CuentaFijo {
  detalles,  ///< payments
  bloque,    ///< its group's records, head and total with them
  fichero,   ///< every record of the file until and with itself
};

struct RegistroFijo {
  std::string nombre;
  Tramo tipo;         ///< where it says what it is
  std::string valor;  ///< what stands there
  std::array<Tramo, kCamposFijos> campos{};
  CuentaFijo cuenta = CuentaFijo::detalles;

  [[nodiscard]] Tramo operator[](CampoFijo campo) const { return campos[static_cast<std::size_t>(campo)]; }
  Tramo& operator[](CampoFijo campo) { return campos[static_cast<std::size_t>(campo)]; }
};

/// Layout of a file of paid slips: head, then for each emisora head, payments and total, then the file's
/// total (norms/recaudacion 2.7, 3).
struct PerfilFijo {
  std::string nombre;
  bool provisional = false;
  bool solo_ascii = false;
  int longitud = 100;
  FormatoFecha fechas = FormatoFecha::ddmmaa;
  std::string canales;         ///< those allowed; empty: any
  std::string anula = "1";     ///< content of `anulacion` that says so
  std::string negativo = "1";  ///< content of `signo` that says so
  RegistroFijo cabecera, emisora, detalle, total_emisora, total;
};

/// Reads a profile of Cuaderno 60 (etc/perfiles/c60.yaml says what stands in one); all that is wrong with it,
/// each with its line and column.
[[nodiscard]] config::Loaded<PerfilFijo> parse_perfil_c60(std::string_view bytes, const std::string& file);

/// What differs between the two cuadernos that come in such files.
struct CuadernoFijo {
  std::string_view nombre;   ///< `c60`
  std::string_view emisora;  ///< ours
  std::string_view sufijo;   ///< ours; empty: it has none
  std::size_t largo_referencia = 0;
  /// Sets modalidad and digitos_bien; false where the identificación is not one.
  bool (*comprobar)(Cobro& cobro);
};

/// Reads a file by its layout: order of the records, counts and sums at both levels, ours and nobody else's.
[[nodiscard]] Result<void> leer_fijo(LecturaCobro& lectura, const PerfilFijo& perfil,
                                     const CuadernoFijo& cuaderno);

}  // namespace sctf::tributos
