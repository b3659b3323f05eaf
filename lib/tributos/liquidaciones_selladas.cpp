#include "tributos/liquidaciones_selladas.hpp"

#include <fmt/format.h>
#include <map>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "documentos/cotejo.hpp"
#include "jobs/files.hpp"
#include "proc/file_group.hpp"
#include "text/zone.hpp"
#include "tributos/cartas_partes.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

constexpr std::size_t kDeUnaVez = 250;  // documents that are sealed together
constexpr std::string_view kClaseFichero = "liquidacion-pdf";

int ejercicio_de_expedicion(const jobs::RunInfo& run, const documentos::Sello& sello) {
  return year_of(text::local_day(run.clock, sello.ajustes().zona));
}

/// One file of a chunk: what it is called, what it asks for.
struct Papel {
  std::string numero;
  std::string bytes;
  Cents importe;
};

// The files appear together, and their rows are the run's.
void publicar(db::Transaction& tx, const jobs::Work& work, const std::string& carpeta,
              const std::vector<Papel>& papeles) {
  proc::FileGroup ficheros(work.run.params.at("out").get<std::string>());
  for (const auto& papel : papeles)
    ficheros.write(fmt::format("{}/{}.pdf", carpeta, papel.numero), papel.bytes);
  ficheros.commit();
  for (const auto& papel : papeles)
    jobs::record_file(tx, work.run,
                      {.path = fmt::format("{}/{}.pdf", carpeta, papel.numero),
                       .kind = std::string(kClaseFichero),
                       .items = 1,
                       .sum = papel.importe,
                       .sha256 = crypto::sha256_hex(papel.bytes),
                       .bytes = static_cast<std::int64_t>(papel.bytes.size())});
}

}  // namespace

/// What one thread works with.
struct LiquidacionesSelladas::Taller {
  std::shared_ptr<const documentos::Plantilla> carta;
  std::unique_ptr<documentos::Expedidor> expedidor;
  documentos::Compositor compositor_carta;
};

LiquidacionesSelladas::LiquidacionesSelladas(AbrirSello abrir) : abrir_(std::move(abrir)) {}
LiquidacionesSelladas::~LiquidacionesSelladas() = default;

void LiquidacionesSelladas::numerar(db::Transaction& tx, const jobs::RunInfo& run, std::int64_t emision) {
  const auto cuantas =
      tx.query(sql::liquidaciones_selladas_cuantas, run.ente, emision).front().get<std::int64_t>(0);
  if (cuantas == 0) return;
  const auto ejercicio = year_of(text::local_day(run.clock, run.params.at("zona").get<std::string>()));
  const auto primero = documentos::reservar_numeros(tx, run.ente, kTipoLiquidacion, ejercicio, cuantas);
  tx.exec(sql::liquidaciones_selladas_numerar, run.ente, run.id, emision, primero);
}

Result<void> LiquidacionesSelladas::abrir(const jobs::RunInfo& run) const {
  auto sello = abrir_(run.clock);
  if (!sello) return tl::unexpected(sello.error());
  if (const auto ok = documentos::resolucion_de((*sello)->settings(), kTipoLiquidacion); !ok)
    return tl::unexpected(ok.error());
  const std::lock_guard lock(mutex_);
  sello_ = std::move(*sello);
  talleres_.clear();
  return {};
}

std::unique_ptr<LiquidacionesSelladas::Taller> LiquidacionesSelladas::prestado() const {
  std::shared_ptr<documentos::Sello> sello;
  {
    const std::lock_guard lock(mutex_);
    if (!talleres_.empty()) {
      auto one = std::move(talleres_.back());
      talleres_.pop_back();
      return one;
    }
    sello = sello_;
  }
  if (!sello) throw Error(Code::internal, "liquidaciones whose seal was not opened");
  auto carta = plantilla_or_throw(kPlantillaCarta, "es");
  auto expedidor = documentos::Expedidor::para(sello, std::string(kTipoLiquidacion), "es", carta.get());
  if (!expedidor) throw Error(expedidor.error().front());
  return std::unique_ptr<Taller>(new Taller{carta, std::move(*expedidor), documentos::Compositor(carta)});
}

void LiquidacionesSelladas::devuelto(std::unique_ptr<Taller> taller) const {
  const std::lock_guard lock(mutex_);
  talleres_.push_back(std::move(taller));
}

Result<jobs::ChunkDone> LiquidacionesSelladas::expedir(db::Transaction& tx, const jobs::Work& work,
                                                       const Emision& emision, const Cartero& cartero) const {
  const auto& run = work.run;
  auto taller = prestado();
  const auto ejercicio = [&] {
    const std::lock_guard lock(mutex_);
    return ejercicio_de_expedicion(run, *sello_);
  }();
  const auto& range = work.chunk.range;
  std::map<std::int64_t, std::string> guardados;  // by number
  for (const auto& row :
       tx.query(sql::liquidaciones_selladas_guardadas, run.ente, run.id, range.from, range.to, ejercicio))
    guardados[row.get<std::int64_t>("numero")] =
        must(documentos::guardado_de(tx, run.ente, must(documentos::Csv::parse(row.view("csv")))))
            .versiones.front()
            .pdf;                                // as it was sealed
  std::map<std::int64_t, std::int64_t> numeros;  // by valor
  std::map<std::int64_t, std::int64_t> personas;
  for (const auto& row :
       tx.query(sql::liquidaciones_selladas_tramo, run.ente, run.id, range.from, range.to)) {
    numeros[row.get<std::int64_t>("valor")] = row.get<std::int64_t>("numero");
    personas[row.get<std::int64_t>("valor")] = row.get<std::int64_t>("persona");
  }
  const LectorLiquidaciones lector(tx, work, emision, documentos::plantilla_de_tipo(kTipoLiquidacion));
  const auto caller = audit::caller_of(run);
  std::vector<Papel> papeles;
  struct Uno {
    documentos::Registro escrito;
    documentos::Documento carta;
    std::int64_t valor, numero;
    Cents importe;
  };
  std::vector<Uno> unos;
  const auto rechazar = [&](std::int64_t valor, Problem problem) {
    problem.text = fmt::format("receipt {}: {}", referencia_text(valor), problem.text);
    work.refuse(std::move(problem));
  };
  const auto sellar = [&]() -> Result<void> {
    std::vector<documentos::Pedido> pedidos;
    for (auto& uno : unos)
      pedidos.push_back({.registro = &uno.escrito,
                         .numero = uno.numero,
                         .sujetos = {fmt::format("persona/{}", personas[uno.valor])},
                         .detras = &uno.carta});
    const auto hechos = taller->expedidor->expedir(tx, caller, pedidos, run.clock);
    if (!hechos) return tl::unexpected(hechos.error());
    for (std::size_t i = 0; i < unos.size(); ++i) {
      if (const auto& hecho = (*hechos)[i])
        papeles.push_back({hecho->numero, hecho->pdf(), unos[i].importe});
      else
        rechazar(unos[i].valor, hecho.error());
    }
    unos.clear();
    return {};
  };
  const db::Rows rows = tx.query(sql::liquidaciones, run.ente, emision.run, range.from, range.to);
  documentos::Registro slip(*taller->carta);
  for (const auto& row : rows) {
    const auto valor = row.get<std::int64_t>("valor");
    const auto numero = numeros.at(valor);
    if (const auto kept = guardados.find(numero); kept != guardados.end()) {
      papeles.push_back({documentos::numero_de_documento(kTipoLiquidacion, ejercicio, numero),
                         std::move(kept->second), row.get<Cents>("liquida_cts")});
      continue;
    }
    documentos::Registro escrito = taller->expedidor->registro();
    const auto carta = lector.leer(row, escrito);
    auto ok = carta ? cartero.llenar(*carta, slip) : Result<void>(tl::unexpected(carta.error()));
    auto pages = ok ? taller->compositor_carta.componer(slip)
                    : Result<documentos::Documento>(tl::unexpected(ok.error()));
    if (!pages) {
      rechazar(valor, pages.error());
      continue;
    }
    unos.push_back({std::move(escrito), std::move(*pages), valor, numero, carta->importe});
    if (unos.size() == kDeUnaVez)
      if (const auto sealed = sellar(); !sealed) return tl::unexpected(sealed.error());
  }
  if (!unos.empty())
    if (const auto sealed = sellar(); !sealed) return tl::unexpected(sealed.error());
  devuelto(std::move(taller));
  jobs::ChunkDone done;
  for (const auto& papel : papeles) ++done.items, done.sum += papel.importe;
  if (!run.dry_run && !papeles.empty())
    publicar(tx, work,
             fmt::format("liquidaciones-{}-{}{}-{:04}", emision.tributo, emision.ejercicio,
                         serie_de(tx, run.ente, emision.run), work.chunk.n),
             papeles);
  return done;
}

}  // namespace sctf::tributos
