// Any bytes as a file of INE's records, as padron.csv and as a layout: registros that keep what the reader
// promises, or refusals with a place.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "padron/lector.hpp"
#include "padron/trazado.hpp"

namespace {

using namespace sctf::padron;

void demand(bool holds) {
  if (!holds) std::abort();
}

const Trazado& traza() {
  static const auto layout = [] {
    Trazado t;
    t.nombre = "fuzz";
    const auto add = [&](char block, const char* name, char type, std::size_t width) {
      t.piezas.push_back({block, name, type, t.longitud, width, campo_ine(name)});
      t.longitud += width;
    };
    add('I', "CPRO", 'N', 2), add('I', "NOMB", 'A', 20), add('C', "FVAR", 'N', 8), add('C', "CVAR", 'A', 1);
    add('V', "NUMER", 'N', 4), add('V', "PUER", 'A', 4), add('V', "NOMB", 'A', 20),
        add('T', "ERRORES", 'A', 3);
    return t;
  }();
  return layout;
}

std::string read_all(Lector& lector, bool ine) {
  Registro r;
  Fallos fallos;
  std::string told;
  while (fallos.vaciar(), lector.siguiente(r, fallos)) {
    demand(r.linea > 0);
    for (const auto& f : fallos.lista()) {
      demand(lector.columna(r, f) > 0 && sctf::info(f.code).exit == 65);
      told += f.texto;
    }
    if (!fallos.limpio()) continue;
    if (ine) demand(r.cola.size() == 3 && r.v[Campo::nomb].size() <= 40);
    told += r.v[Campo::nomb] + r.v[Campo::numer] + r.fvar;
  }
  return told;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string told[2];
  for (const std::size_t step : {std::size_t{0}, std::size_t{5}}) {
    sctf::proc::MemorySource source(bytes, step);
    told[step == 0 ? 0 : 1] = read_all(*leer_ine(source, traza()), true);
  }
  demand(told[0] == told[1]);
  const auto lines = cabecera_csv() + "\n" + std::string(bytes);
  sctf::proc::MemorySource csv(lines);
  if (auto lector = leer_csv(csv)) (void)read_all(**lector, false);
  const auto none = [](const std::string&) -> sctf::Result<std::string> {
    return sctf::problem(sctf::Code::asset_missing, "none");
  };
  if (const auto t = parse_trazado(bytes, "fuzz.yaml", none)) {
    demand(t->longitud > 0 && !t->piezas.empty());
    demand(t->piezas.back().desde + t->piezas.back().ancho == t->longitud);
  }
  return 0;
}
