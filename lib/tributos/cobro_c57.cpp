#include "tributos/cobro_fijo.hpp"
#include "tributos/cuaderno57.hpp"

namespace sctf::tributos {
namespace {

// norms/recaudacion 3.
PerfilFijo perfil_c57() {
  PerfilFijo out;
  out.nombre = "Cuaderno 57";
  out.canales = "123";
  const auto named = [](const char* nombre, const char* valor) {
    RegistroFijo r;
    r.nombre = nombre;
    r.tipo = {1, 2};
    r.valor = valor;
    r[CampoFijo::emisora] = {11, 18};
    return r;
  };
  out.cabecera = named("the head of the file", "01");
  out.cabecera[CampoFijo::entidad] = {23, 26};
  out.cabecera[CampoFijo::fecha] = {37, 42};
  out.emisora = named("the head of an emisora", "02");
  out.emisora[CampoFijo::sufijo] = {19, 21};
  out.emisora[CampoFijo::fecha] = {37, 42};
  auto& r = out.detalle = named("a payment", "60");
  r[CampoFijo::sufijo] = {19, 21};
  r[CampoFijo::canal] = {22, 22};
  r[CampoFijo::entidad] = {23, 26};
  r[CampoFijo::oficina] = {27, 30};
  r[CampoFijo::fecha] = {31, 36};
  r[CampoFijo::importe] = {37, 48};
  r[CampoFijo::pago] = {49, 54};
  r[CampoFijo::anulacion] = {76, 76};
  r[CampoFijo::referencia] = {77, 89};
  r[CampoFijo::identificacion] = {90, 100};
  out.total_emisora = named("the total of the emisora", "80");
  out.total_emisora[CampoFijo::sufijo] = {19, 21};
  out.total = named("the total of the file", "90");
  out.total.cuenta = CuentaFijo::fichero;
  for (auto* total : {&out.total_emisora, &out.total}) {
    (*total)[CampoFijo::registros] = {23, 28};
    (*total)[CampoFijo::importe] = {37, 48};
    (*total)[CampoFijo::signo] = {76, 76};
  }
  return out;
}

// The second reference is whatever the issuer put there: what is no identificación cannot check.
bool comprobar_c57(Cobro& cobro) {
  cobro.digitos_bien = referencia_c57_checks(cobro.emisora, cobro.sufijo, cobro.referencia,
                                             cobro.identificacion, cobro.importe);
  return true;
}

}  // namespace

Result<void> leer_c57(LecturaCobro& lectura) {
  const CuadernoFijo cuaderno{.nombre = "c57",
                              .emisora = lectura.nuestro.emisora_c57,
                              .sufijo = lectura.nuestro.sufijo_c57,
                              .largo_referencia = 13,
                              .comprobar = comprobar_c57};
  return leer_fijo(lectura, perfil_c57(), cuaderno);
}

}  // namespace sctf::tributos
