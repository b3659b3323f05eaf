// The parts of a campaign that need no database. The whole is tests/bench/campaign.sh.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "proc/source.hpp"
#include "text/csv.hpp"
#include "text/sepa.hpp"
#include "tributos/calculo.hpp"
#include "tributos/censo_formato.hpp"
#include "tributos/pain008.hpp"

namespace sctf::tributos {
namespace {

constexpr std::string_view kOrdenanza = R"(
ejercicio: 2026
periodos:
  - {tributos: [ibi], voluntaria: {desde: 2026-05-20, hasta: 2026-07-22}, cargo_domiciliados: 2026-07-08}
ibi:
  tipos: {U: "0.5500", R: "0.5000", B: "1.3000"}
  beneficios: {FN: {nombre: familia numerosa, base: integra}}
  recibo_minimo: "6.00"
  domiciliacion: {porcentaje: "5.00", solicitud_hasta: 2026-04-20}
)";

std::string census(int lines) {
  std::string out;
  for (const auto column : columnas_ibi()) out += fmt::format("{}{}", out.empty() ? "" : ";", column);
  out += "\n";
  for (int i = 0; i < lines; ++i)
    out += fmt::format(
        "{:07}CS7410S0054ZX;U;V;{}.55;;;;00000014Z;PÉREZ NÚÑEZ ANA;PR;100;n;s;CALLE INVENTADA {};CALLE "
        "INVENTADA "
        "{};38001;380386;ES7000491500010512345678;;IBI-{};2020-01-01;{}\n",
        i, 40'000 + i % 200'000, i % 300, i % 300, i, i % 30 == 0 ? "FN:50.00:2024-01-01:2027-12-31" : "");
  return out;
}

/// Reads and checks census lines, as `import` does before they go to the database.
void ReadCensus(benchmark::State& state) {
  const auto text = census(20'000);
  for (auto _ : state) {
    proc::MemorySource source(text);
    text::CsvReader reader(source);
    text::Record record;
    std::vector<Problem> problems;
    (void)reader.next(record);
    for (auto more = reader.next(record); more && *more; more = reader.next(record)) {
      LineaIbi linea;
      CamposLinea campos(record, "bench", problems);
      benchmark::DoNotOptimize(leer_linea(campos, linea));
    }
    if (!problems.empty()) state.SkipWithError("the census of the benchmark is wrong");
  }
  state.SetItemsProcessed(state.iterations() * 20'000);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(ReadCensus)->Unit(benchmark::kMillisecond);

/// 150,000 receipts calculated, one thread, no database.
void Calculate150000(benchmark::State& state) {
  const auto ordenanza = std::move(*parse_ordenanza(kOrdenanza, "bench"));
  const auto marco = must(marco_de(ordenanza, "ibi"));
  LineaIbi linea;
  linea.uso = "V", linea.derecho = "PR", linea.cuota_participacion = Decimal{100, 0};
  linea.iban = "ES7000491500010512345678", linea.fecha_mandato = make_day(2020, 1, 1);
  for (auto _ : state)
    for (int i = 0; i < 150'000; ++i) {
      linea.valor_catastral = Cents{4'000'055 + i * 100};
      linea.beneficios = i % 30 == 0 ? "FN:50.00:2024-01-01:2027-12-31" : "";
      benchmark::DoNotOptimize(calcular_ibi({linea}, {{}}, marco));
    }
  state.SetItemsProcessed(state.iterations() * 150'000);
}
BENCHMARK(Calculate150000)->Unit(benchmark::kMillisecond);

/// pain.008 of 100,000 debits, written (design 9: with its validation, 5 s).
void Pain008Of100000(benchmark::State& state) {
  std::int64_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    PainWriter writer(
        [&](std::string_view part) { bytes += static_cast<std::int64_t>(part.size()); },
        {.version = VersionPain::v02,
         .msg_id = "1-IBI-2026-R01-0001",
         .creado = "2026-05-20T00:00:00",
         .adeudos = 100'000,
         .suma = Cents{18'475 * 100'000},
         .acreedor = {"AYUNTAMIENTO", "P3803800F", "000", "ES9121000418450200051332", "CAIXESBBXXX"}});
    writer.begin_block({"RCUR", make_day(2026, 7, 8), 100'000, Cents{18'475 * 100'000}});
    Adeudo a{.end_to_end_id = {},
             .importe = Cents{18'475},
             .mandato = "IBI-1",
             .fecha_firma = make_day(2020, 1, 1),
             .deudor = "PÉREZ NÚÑEZ ANA",
             .contribuyente = {},
             .iban = "ES7000491500010512345678",
             .concepto = "IBI 2026 CALLE INVENTADA 1 REF 0000000001",
             .mandato_anterior = {},
             .iban_anterior = {},
             .otro_banco = false,
             .acreedor_anterior = {}};
    for (int i = 0; i < 100'000; ++i) {
      a.end_to_end_id = fmt::format("IBI2026-{:010}", i + 1);
      writer.add(a);
    }
    writer.end_block();
    writer.finish();
  }
  state.SetItemsProcessed(state.iterations() * 100'000);
  state.SetBytesProcessed(state.iterations() * bytes);
}
BENCHMARK(Pain008Of100000)->Unit(benchmark::kMillisecond);

void ToSepa(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(text::to_sepa("CALLE MÉNDEZ NÚÑEZ, 12 – 3º «B»"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ToSepa);

}  // namespace
}  // namespace sctf::tributos
