#include "tributos/ordenanza.hpp"

#include <algorithm>

namespace sctf::tributos {
namespace {

bool names_benefit(const Beneficio& a, const Beneficio& b) {
  if (!a.compatible_con) return true;
  return std::find(a.compatible_con->begin(), a.compatible_con->end(), b.codigo) != a.compatible_con->end();
}

}  // namespace

bool compatibles(const Beneficio& a, const Beneficio& b) {
  return names_benefit(a, b) && names_benefit(b, a);
}

const Beneficio* ParteComun::beneficio(std::string_view codigo) const {
  const auto found = std::find_if(beneficios.begin(), beneficios.end(),
                                  [&](const Beneficio& one) { return one.codigo == codigo; });
  return found == beneficios.end() ? nullptr : &*found;
}

Cents Tarifa::cuota(const Decimal& factor, std::int64_t numerator, std::int64_t denominator) const {
  return Cents{euros.units}.scaled(factor, 100 * numerator, power_of_ten(euros.scale) * denominator);
}

const ClaseVehiculo* OrdenanzaIvtm::clase(std::string_view nombre) const {
  const auto found = std::find_if(clases.begin(), clases.end(),
                                  [&](const ClaseVehiculo& one) { return one.nombre == nombre; });
  return found == clases.end() ? nullptr : &*found;
}

Result<const Periodo*> Ordenanza::periodo(std::string_view tributo) const {
  for (const auto& one : periodos)
    if (std::find(one.tributos.begin(), one.tributos.end(), tributo) != one.tributos.end()) return &one;
  return problem(Code::no_tariff, "the ordinance of {} has no periodo for {}", ejercicio, tributo);
}

const OrdenanzaTasa* Ordenanza::tasa(std::string_view concepto) const {
  const auto found = std::find_if(tasas.begin(), tasas.end(),
                                  [&](const OrdenanzaTasa& one) { return one.concepto == concepto; });
  return found == tasas.end() ? nullptr : &*found;
}

const ParteComun* Ordenanza::parte(std::string_view tributo) const {
  if (tributo == "ibi") return ibi ? &ibi->comun : nullptr;
  if (tributo == "ivtm") return ivtm ? &ivtm->comun : nullptr;
  const auto* one = tasa(tributo);
  return one ? &one->comun : nullptr;
}

const Beneficio* Ordenanza::beneficio(std::string_view tributo, std::string_view codigo) const {
  const auto* part = parte(tributo);
  return part ? part->beneficio(codigo) : nullptr;
}

Result<Decimal> Ordenanza::tipo_for(char clase, std::string_view uso, Cents valor_catastral) const {
  if (!ibi) return problem(Code::no_tariff, "the ordinance of {} has no part ibi", ejercicio);
  if (clase == 'U' && uso.size() == 1) {
    const auto special = ibi->tipos_por_uso.find(uso[0]);
    if (special != ibi->tipos_por_uso.end() && valor_catastral > special->second.umbral)
      return special->second.tipo;
  }
  const auto tipo = ibi->tipos.find(clase);
  if (tipo == ibi->tipos.end())
    return problem(Code::no_tariff, "the ordinance of {} has no tipo for clase {}", ejercicio,
                   std::string_view(&clase, 1));
  return tipo->second;
}

Result<Banda> Ordenanza::tarifa_ivtm(std::string_view clase, const Decimal& potencia) const {
  if (!ivtm) return problem(Code::no_tariff, "the ordinance of {} has no part ivtm", ejercicio);
  const auto* found = ivtm->clase(clase);
  if (!found)
    return problem(Code::no_tariff, "the ordinance of {} has no tarifa for the class \"{}\"", ejercicio,
                   clase);
  for (const auto& banda : found->bandas)
    if (!banda.limite || potencia < *banda.limite) return banda;
  throw Error(Code::internal, "the last band of {} has a limit", clase);
}

Result<Tarifa> Ordenanza::tarifa_tasa(std::string_view concepto, std::string_view tarifa) const {
  const auto* found = tasa(concepto);
  if (!found) return problem(Code::no_tariff, "the ordinance of {} has no tasa \"{}\"", ejercicio, concepto);
  for (const auto& [nombre, amount] : found->tarifas)
    if (nombre == tarifa) return amount;
  return problem(Code::no_tariff, "the ordinance of {} has no tarifa \"{}\" in \"{}\"", ejercicio, tarifa,
                 concepto);
}

}  // namespace sctf::tributos
