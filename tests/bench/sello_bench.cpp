// Documents under seal: laid out, written, signed; what a core can do in a second.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

#include "documentos/expedidor.hpp"
#include "support/database.hpp"
#include "support/sello.hpp"

namespace sctf::documentos {
namespace {

constexpr int kAtOnce = 100;

config::Settings settings_of(const test::SealFolder& folder) {
  config::Sources sources;
  sources.data_directory = folder.path();
  sources.system_file = folder.path() / "none.yaml";
  sources.overrides = {{"sello.key", folder.path() / "seal.key"},
                       {"sello.certificate", folder.path() / "seal.pem"},
                       {"sello.slots", "1"},
                       {"sello.organo.nombre", "Secretaría de prueba"},
                       {"sello.sede", "https://sede.prueba.es"},
                       {"sello.actuaciones.empadronamiento", "Resolución de prueba 1/2026"},
                       {"sello.csv.resolucion", "Resolución de prueba 2/2026"}};
  return config::Settings::load_or_throw(sources);
}

/// Seconds of CPU of this process and of the children that sign for it.
double cpu_seconds() {
  rusage own{};
  ::getrusage(RUSAGE_SELF, &own);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  double out = seconds(own.ru_utime) + seconds(own.ru_stime);
  std::ifstream list(fmt::format("/proc/self/task/{}/children", ::getpid()));
  for (pid_t child = 0; list >> child;) {
    std::ifstream sched(fmt::format("/proc/{}/schedstat", child));
    double nanoseconds = 0;
    if (sched >> nanoseconds) out += nanoseconds * 1e-9;
  }
  return out;
}

/// Certificates of empadronamiento, another person each: CSV, layout, PDF/A-2a and PDF/UA-1, PAdES B-B.
/// `a_core`: documents a second of CPU, those of the child that signs counted.
void SealedCertificates(benchmark::State& state, crypto::KeyKind kind) {
  const test::SealFolder folder({.kind = kind});
  const auto sello = must(Sello::abrir(settings_of(folder), test::kSealDay));
  auto loaded = Plantilla::load("certificados/empadronamiento");
  if (!loaded) return state.SkipWithError(loaded.error().front().text.c_str());
  const auto plantilla = *loaded;
  Sellador sellador(sello, *plantilla);
  Compositor compositor(plantilla);
  auto registro = plantilla->muestra();
  const auto nombre = plantilla->campo("nombre"), csv_campo = plantilla->campo("csv"),
             qr = plantilla->campo("csv_qr");
  std::int64_t documents = 0, tail = 0, whole = 0;
  const auto before = cpu_seconds();
  for (auto _ : state) {
    std::vector<PorSellar> batch;
    for (int i = 0; i < kAtOnce; ++i, ++documents) {
      registro.set(nombre, fmt::format("ANA PÉREZ NÚÑEZ {}", documents));
      const auto csv = sello->clave().hacer({.organo = "L01380380",
                                             .tipo = "empadronamiento",
                                             .numero = fmt::format("{}", documents),
                                             .emitido = test::kSealDay,
                                             .registro = crypto::sha256(registro.canonico())});
      registro.set(csv_campo, csv.grupos());
      registro.set(qr, sello->ajustes().direccion_qr(csv));
      batch.push_back({must(compositor.componer(registro)),
                       {.title = plantilla->titulo(),
                        .author = "Secretaría de prueba",
                        .subject = "",
                        .id = csv.str(),
                        .created = test::kSealDay,
                        .identifier = csv.grupos()}});
    }
    const auto sealed = sellador.sellar(batch, test::kSealDay);
    if (!sealed) return state.SkipWithError(sealed.error().text.c_str());
    tail = static_cast<std::int64_t>(sealed->front().cola.size());
    whole = static_cast<std::int64_t>(sealed->front().bytes());
  }
  state.SetItemsProcessed(documents);
  state.counters["a_core"] = static_cast<double>(documents) / (cpu_seconds() - before);
  state.counters["tail_bytes"] = static_cast<double>(tail);
  state.counters["bytes"] = static_cast<double>(whole);
}
BENCHMARK_CAPTURE(SealedCertificates, Rsa2048, crypto::KeyKind::rsa)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(SealedCertificates, P256, crypto::KeyKind::p256)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// The same issued through the store: numbered, sealed, copied into a private PostgreSQL without fsync, 500 a
/// transaction. One thread here, one child that signs, one backend.
void IssuedCertificates(benchmark::State& state) {
  const test::SealFolder folder({});
  const auto pool = test::fresh_pool();
  auto issuer =
      Expedidor::para(must(Sello::abrir(settings_of(folder), test::kSealDay)), "empadronamiento", "es");
  if (!issuer) return state.SkipWithError(issuer.error().front().text.c_str());
  auto& expedidor = **issuer;
  const auto nombre = expedidor.plantilla().campo("nombre");
  constexpr int kChunk = 500;
  std::vector<Registro> records(kChunk, expedidor.plantilla().muestra());
  const Caller caller{.ente = {}, .account = "bench", .channel = "cli"};
  std::int64_t documents = 0;
  for (auto _ : state) {
    const auto made = db::in_transaction(*pool, [&](db::Transaction& tx) {
      auto number = expedidor.reservar(tx, caller.ente, kChunk, test::kSealDay);
      std::vector<Pedido> wanted;
      for (auto& record : records) {
        record.set(nombre, fmt::format("ANA PÉREZ NÚÑEZ {}", number));
        wanted.push_back({&record, number, {fmt::format("habitante/{}", number)}});
        ++number;
      }
      return expedidor.expedir(tx, caller, wanted, test::kSealDay);
    });
    if (!made) return state.SkipWithError(made.error().text.c_str());
    documents += kChunk;
  }
  rusage own{};
  ::getrusage(RUSAGE_SELF, &own);
  state.SetItemsProcessed(documents);
  state.counters["max_rss_mb"] = static_cast<double>(own.ru_maxrss) / 1024;
}
BENCHMARK(IssuedCertificates)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Digests signed by the child, a hundred a round trip.
void SignDigests(benchmark::State& state) {
  const test::SealFolder folder({});
  const auto signer = must(crypto::Signer::start(folder.source()));
  const std::vector<crypto::Digest> digests(100, crypto::sha256("x"));
  const auto before = cpu_seconds();
  std::int64_t done = 0;
  for (auto _ : state) {
    if (const auto made = signer->sign(digests); !made) return state.SkipWithError(made.error().text.c_str());
    done += 100;
  }
  state.SetItemsProcessed(done);
  state.counters["a_core"] = static_cast<double>(done) / (cpu_seconds() - before);
}
BENCHMARK(SignDigests)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace sctf::documentos
