// Papers: slips laid out and written, pages of a list.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "documentos/lista.hpp"
#include "documentos/tirada.hpp"

namespace sctf::documentos {
namespace {

std::shared_ptr<const Plantilla> plantilla_of(benchmark::State& state, std::string_view nombre) {
  auto loaded = Plantilla::load(nombre);
  if (loaded) return *loaded;
  state.SkipWithError(loaded.error().front().text.c_str());
  return nullptr;
}

/// A slip with two amounts, QR and bars, another name, address and reference each time: laid out, not
/// written.
void SlipLayout(benchmark::State& state) {
  const auto plantilla = plantilla_of(state, "cartas/carta_pago");
  if (!plantilla) return;
  Compositor compositor(plantilla);
  auto registro = plantilla->muestra();
  const auto nombre = plantilla->campo("nombre"), referencia = plantilla->campo("referencia");
  std::int64_t n = 0;
  for (auto _ : state) {
    registro.set(nombre, fmt::format("PÉREZ NÚÑEZ, ANA {}", n % 1000));
    registro.set(referencia, fmt::format("{:012}", n++));
    const auto documento = compositor.componer(registro);
    if (!documento) return state.SkipWithError(documento.error().text.c_str());
    benchmark::DoNotOptimize(documento->paginas.data());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(SlipLayout)->Unit(benchmark::kMicrosecond);

/// The same into a file of many: layout, structure, compression.
void SlipWritten(benchmark::State& state) {
  const auto plantilla = plantilla_of(state, "cartas/carta_pago");
  if (!plantilla) return;
  auto registro = plantilla->muestra();
  const auto nombre = plantilla->campo("nombre");
  std::int64_t bytes = 0, slips = 0;
  for (auto _ : state) {
    Tirada tirada(plantilla->fonts(),
                  {.title = "Cartas de pago", .author = "", .subject = "", .id = "bench", .created = {}},
                  [&](std::string_view part) { bytes += static_cast<std::int64_t>(part.size()); });
    for (int i = 0; i < 1000; ++i, ++slips) {
      registro.set(nombre, fmt::format("PÉREZ NÚÑEZ, ANA {}", i));
      if (const auto added = tirada.add(plantilla, registro); !added)
        return state.SkipWithError(added.error().text.c_str());
    }
    tirada.finish();
  }
  state.SetItemsProcessed(slips);
  state.counters["bytes_each"] = static_cast<double>(bytes) / static_cast<double>(slips);
}
BENCHMARK(SlipWritten)->Unit(benchmark::kMillisecond);

/// A slip whose address needs more lines than were kept: laid out in full each time but the first.
void SlipFullLayout(benchmark::State& state) {
  const auto plantilla = plantilla_of(state, "cartas/carta_pago");
  if (!plantilla) return;
  Compositor compositor(plantilla);
  auto registro = plantilla->muestra(Plantilla::Muestra::larga);
  for (auto _ : state) {
    compositor = Compositor(plantilla);
    const auto documento = compositor.componer(registro);
    if (!documento) return state.SkipWithError(documento.error().text.c_str());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(SlipFullLayout)->Unit(benchmark::kMicrosecond);

/// 10,000 lines of a lista cobratoria, handed over one by one, written.
void ListLines(benchmark::State& state) {
  const auto plantilla = plantilla_of(state, "listas/lista_cobratoria");
  if (!plantilla) return;
  const auto registro = plantilla->muestra();
  const auto lineas = plantilla->filas("lineas");
  Registro fila = registro.fila(lineas.indice, 0);
  for (auto _ : state) {
    Tirada tirada(plantilla->fonts(),
                  {.title = "Lista", .author = "", .subject = "", .id = "bench", .created = {}},
                  [](std::string_view) {});
    Lista lista(plantilla, registro, [&](const Documento& pagina) { tirada.add(pagina); });
    for (int i = 0; i < 10'000; ++i) {
      fila.set(plantilla->campo("lineas.nombre"), fmt::format("PÉREZ NÚÑEZ, ANA {}", i));
      if (const auto added = lista.fila(fila); !added) return state.SkipWithError(added.error().text.c_str());
    }
    if (const auto ended = lista.finish(); !ended) return state.SkipWithError(ended.error().text.c_str());
    tirada.finish();
  }
  state.SetItemsProcessed(state.iterations() * 10'000);
}
BENCHMARK(ListLines)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sctf::documentos
