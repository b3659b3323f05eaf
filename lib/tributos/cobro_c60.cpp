#include "config/yaml.hpp"
#include "tributos/cobro_fijo.hpp"
#include "tributos/cuaderno60.hpp"

namespace sctf::tributos {
namespace {

bool comprobar_c60(Cobro& cobro) {
  const auto size = cobro.identificacion.size();
  if ((size != 7 && size != 10) || numero_de(cobro.identificacion) < 0) return false;
  cobro.modalidad = size == 7 ? 1 : 2;
  cobro.digitos_bien =
      referencia_c60_checks(cobro.emisora, cobro.referencia, cobro.identificacion, cobro.importe);
  return true;
}

}  // namespace

Result<void> leer_c60(LecturaCobro& lectura, const std::string& perfil) {
  const auto bytes = config::read_document(perfil);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto layout = parse_perfil_c60(*bytes, perfil);
  if (!layout) return tl::unexpected(layout.error().front());
  const CuadernoFijo cuaderno{.nombre = "c60",
                              .emisora = lectura.nuestro.emisora_c60,
                              .sufijo = {},
                              .largo_referencia = 12,
                              .comprobar = comprobar_c60};
  return leer_fijo(lectura, *layout, cuaderno);
}

}  // namespace sctf::tributos
