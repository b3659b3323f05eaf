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

/// One file of a chunk: what it is called, what it asks for.
struct LiquidacionesSelladas::Papel {
  std::string numero;
  std::string bytes;
  Cents importe;
};

// The files appear together, and their rows are the run's.
void LiquidacionesSelladas::publicar(db::Transaction& tx, const jobs::Work& work, const std::string& carpeta,
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

/// The liquidaciones of one chunk, some hundreds in memory at a time.
class LiquidacionesSelladas::Tramo {
 public:
  Tramo(db::Transaction& tx, const jobs::Work& work, const Emision& emision, Taller& taller)
      : tx_(tx),
        work_(work),
        emision_(emision),
        taller_(taller),
        ejercicio_(taller.expedidor->ejercicio_de(work.run.clock)),
        lector_(tx, work, emision, documentos::plantilla_de_tipo(kTipoLiquidacion)),
        slip_(*taller.carta) {
    leer_numeros();
  }

  /// Those that could be made, in the order of the receipts; why not the others is told.
  Result<std::vector<Papel>> hacer(const Cartero& cartero) {
    const auto& range = work_.chunk.range;
    const db::Rows rows = tx_.query(sql::liquidaciones, work_.run.ente, emision_.run, range.from, range.to);
    for (const auto& row : rows) {
      if (!guardado(row)) preparar(row, cartero);
      if (unos_.size() == kDeUnaVez)
        if (const auto sealed = sellar(); !sealed) return tl::unexpected(sealed.error());
    }
    if (const auto sealed = sellar(); !sealed) return tl::unexpected(sealed.error());
    return std::move(papeles_);
  }

 private:
  struct Numero {
    std::int64_t numero = 0, persona = 0;
  };
  /// One that is to be sealed.
  struct Uno {
    documentos::Registro escrito;
    documentos::Documento carta;
    std::int64_t valor;
    Cents importe;
  };

  void leer_numeros() {
    const auto& run = work_.run;
    const auto& range = work_.chunk.range;
    for (const auto& row :
         tx_.query(sql::liquidaciones_selladas_tramo, run.ente, run.id, range.from, range.to))
      numeros_[row.get<std::int64_t>("valor")] = {row.get<std::int64_t>("numero"),
                                                  row.get<std::int64_t>("persona")};
    for (const auto& row :
         tx_.query(sql::liquidaciones_selladas_guardadas, run.ente, run.id, range.from, range.to, ejercicio_))
      guardados_.emplace(row.get<std::int64_t>("numero"), must(documentos::Csv::parse(row.view("csv"))));
  }

  // One that the store has already, as it was sealed.
  bool guardado(const db::Row& row) {
    const auto numero = numeros_.at(row.get<std::int64_t>("valor")).numero;
    const auto kept = guardados_.find(numero);
    if (kept == guardados_.end()) return false;
    auto document = must(documentos::guardado_de(tx_, work_.run.ente, kept->second));
    papeles_.push_back({documentos::numero_de_documento(kTipoLiquidacion, ejercicio_, numero),
                        std::move(document.versiones.front().pdf), row.get<Cents>("liquida_cts")});
    return true;
  }

  void preparar(const db::Row& row, const Cartero& cartero) {
    const auto valor = row.get<std::int64_t>("valor");
    auto escrito = taller_.expedidor->registro();
    const auto carta = lector_.leer(row, escrito);
    if (!carta) return rechazar(valor, carta.error());
    if (const auto filled = cartero.llenar(*carta, slip_); !filled) return rechazar(valor, filled.error());
    auto pages = taller_.compositor_carta.componer(slip_);
    if (!pages) return rechazar(valor, pages.error());
    unos_.push_back({std::move(escrito), std::move(*pages), valor, carta->importe});
  }

  Result<void> sellar() {
    if (unos_.empty()) return {};
    std::vector<documentos::Pedido> pedidos;
    for (auto& uno : unos_) {
      const auto& n = numeros_.at(uno.valor);
      pedidos.push_back({.registro = &uno.escrito,
                         .numero = n.numero,
                         .sujetos = {fmt::format("persona/{}", n.persona)},
                         .detras = &uno.carta});
    }
    auto hechos = taller_.expedidor->expedir(tx_, audit::caller_of(work_.run), pedidos, work_.run.clock);
    if (!hechos) return tl::unexpected(hechos.error());
    for (std::size_t i = 0; i < unos_.size(); ++i) {
      if (const auto& hecho = (*hechos)[i])
        papeles_.push_back({hecho->numero, hecho->pdf(), unos_[i].importe});
      else
        rechazar(unos_[i].valor, hecho.error());
    }
    unos_.clear();
    return {};
  }

  void rechazar(std::int64_t valor, Problem problem) {
    problem.text = fmt::format("receipt {}: {}", referencia_text(valor), problem.text);
    work_.refuse(std::move(problem));
  }

  db::Transaction& tx_;
  const jobs::Work& work_;
  const Emision& emision_;
  Taller& taller_;
  int ejercicio_;
  LectorLiquidaciones lector_;
  documentos::Registro slip_;
  std::map<std::int64_t, Numero> numeros_;             // by valor
  std::map<std::int64_t, documentos::Csv> guardados_;  // by number
  std::vector<Uno> unos_;
  std::vector<Papel> papeles_;
};

Result<jobs::ChunkDone> LiquidacionesSelladas::expedir(db::Transaction& tx, const jobs::Work& work,
                                                       const Emision& emision, const Cartero& cartero) const {
  auto taller = prestado();
  auto papeles = Tramo(tx, work, emision, *taller).hacer(cartero);
  devuelto(std::move(taller));
  if (!papeles) return tl::unexpected(papeles.error());
  jobs::ChunkDone done;
  for (const auto& papel : *papeles) ++done.items, done.sum += papel.importe;
  if (!work.run.dry_run && !papeles->empty())
    publicar(tx, work,
             fmt::format("liquidaciones-{}-{}{}-{:04}", emision.tributo, emision.ejercicio,
                         serie_de(tx, work.run.ente, emision.run), work.chunk.n),
             *papeles);
  return done;
}

}  // namespace sctf::tributos
