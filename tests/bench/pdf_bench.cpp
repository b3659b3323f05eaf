// What paper costs before it is laid out: a print file of one-page cartas de pago, each with 64 runs of text,
// 80 elements, a GS1-128 and a QR.

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "pdf/barcode.hpp"
#include "proc/file.hpp"
#include "support/pdf_sample.hpp"

namespace sctf::pdf {
namespace {

std::shared_ptr<const Fonts> bench_fonts() {
  return must(Fonts::load());
}

/// Glyphs, operators, symbols, tree and file: all but the search for places.
void PdfSlip(benchmark::State& state) {
  const auto fonts = bench_fonts();
  std::int64_t bytes = 0;
  Writer writer(fonts, test::sample_metadata(), [&](std::string_view part) { bytes += part.size(); });
  int number = 0;
  for (auto _ : state) {
    if (writer.objects() > Writer::kMaxObjects - 1000) break;
    const auto slip = test::sample_slip(fonts, ++number);
    writer.add(slip.pages, slip.elements);
  }
  writer.finish();
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(bytes);
}
BENCHMARK(PdfSlip)->Unit(benchmark::kMicrosecond);

/// A whole print file on the disk; `rss_MB` is the most memory that the process had.
void PdfPrintFile(benchmark::State& state) {
  const auto fonts = bench_fonts();
  const auto path = std::filesystem::temp_directory_path() / "sctf_bench.pdf";
  for (auto _ : state) {
    auto file = proc::AtomicFile::create(path);
    Writer writer(fonts, test::sample_metadata(), [&](std::string_view part) { file.write(part); });
    for (int number = 1; number <= state.range(0); ++number) {
      const auto slip = test::sample_slip(fonts, number);
      writer.add(slip.pages, slip.elements);
    }
    writer.finish();
    file.commit();
    state.counters["file_MB"] = static_cast<double>(file.bytes()) / 1e6;
    state.counters["objects"] = static_cast<double>(writer.objects());
  }
  rusage used;
  getrusage(RUSAGE_SELF, &used);
  state.counters["rss_MB"] = static_cast<double>(used.ru_maxrss) / 1024;
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(PdfPrintFile)->Unit(benchmark::kMillisecond)->Iterations(1)->Arg(1000)->Arg(70'000);

/// The file alone.
void PdfWrite(benchmark::State& state) {
  const auto fonts = bench_fonts();
  std::int64_t bytes = 0;
  std::vector<test::PdfSample> slips;
  for (int i = 0; i < 100; ++i) slips.push_back(test::sample_slip(fonts, i));
  Writer writer(fonts, test::sample_metadata(), [&](std::string_view part) { bytes += part.size(); });
  std::size_t i = 0;
  for (auto _ : state) {
    if (writer.objects() > Writer::kMaxObjects - 1000) break;
    const auto& slip = slips[i++ % slips.size()];
    writer.add(slip.pages, slip.elements);
  }
  writer.finish();
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(bytes);
}
BENCHMARK(PdfWrite)->Unit(benchmark::kMicrosecond);

/// A file of its own for one page, as at a kiosk.
void PdfSingle(benchmark::State& state) {
  const auto fonts = bench_fonts();
  std::int64_t bytes = 0;
  int number = 0;
  for (auto _ : state) {
    const auto slip = test::sample_slip(fonts, ++number);
    Writer writer(fonts, test::sample_metadata(), [&](std::string_view part) { bytes += part.size(); });
    writer.add(slip.pages, slip.elements);
    writer.finish();
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(bytes);
}
BENCHMARK(PdfSingle)->Unit(benchmark::kMicrosecond);

void PdfGs1(benchmark::State& state) {
  int number = 0;
  for (auto _ : state) benchmark::DoNotOptimize(gs1_128(test::sample_digits(++number)));
}
BENCHMARK(PdfGs1);

void PdfQr(benchmark::State& state) {
  int number = 0;
  for (auto _ : state) benchmark::DoNotOptimize(qr(test::sample_link(++number)));
}
BENCHMARK(PdfQr);

void PdfShape(benchmark::State& state) {
  const auto fonts = bench_fonts();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        shape(fonts->face(Style::regular), "Calle de la Prueba, 12, 3.º D · Ciudad de Ejemplo"));
}
BENCHMARK(PdfShape);

}  // namespace
}  // namespace sctf::pdf
