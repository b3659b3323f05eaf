// Any bytes: an ordinance that keeps its promises, or problems that each exit 65. The calendar and the
// interest table read the same bytes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "tributos/calendario.hpp"
#include "tributos/intereses.hpp"
#include "tributos/ordenanza.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

void check_problems(const std::vector<sctf::Problem>& problems) {
  demand(!problems.empty());
  for (const auto& one : problems) demand(one.line > 0 && one.column > 0 && sctf::info(one.code).exit == 65);
}

void check_ordenanza(const sctf::tributos::Ordenanza& o) {
  for (const auto& periodo : o.periodos) {
    demand(periodo.desde <= periodo.hasta);
    for (const auto& tributo : periodo.tributos)
      demand(o.parte(tributo) && o.periodo(tributo).value() == &periodo);
  }
  if (o.ibi) {
    demand(!o.ibi->tipos.empty() && !o.ibi->tipos_por_uso.contains('V'));
    for (const auto& [clase, tipo] : o.ibi->tipos) demand(o.tipo_for(clase, "V", {1}).value() == tipo);
  }
  if (o.ivtm)
    for (const auto& clase : o.ivtm->clases)
      for (const auto* potencia : {"0", "11.99", "99999999"}) {
        const auto banda = o.tarifa_ivtm(clase.nombre, sctf::Decimal::parse(potencia).value());
        demand(banda.has_value() && banda->coeficiente <= sctf::Decimal{2, 0});
        demand(banda->tarifa.cuota(banda->coeficiente, 3, 4) >= sctf::Cents{});
      }
  for (const auto& tasa : o.tasas)
    for (const auto& [nombre, tarifa] : tasa.tarifas)
      demand(o.tarifa_tasa(tasa.concepto, nombre).value().cuota({100, 2}) >= sctf::Cents{});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto o = sctf::tributos::parse_ordenanza(bytes, "fuzz.yaml"))
    check_ordenanza(*o);
  else
    check_problems(o.error());
  if (const auto c = sctf::tributos::parse_calendario(bytes, "fuzz.yaml"); !c) check_problems(c.error());
  if (const auto i = sctf::tributos::parse_intereses(bytes, "fuzz.yaml"); !i) check_problems(i.error());
  return 0;
}
