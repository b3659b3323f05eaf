#include "tributos/lista_pdf.hpp"

#include <fmt/format.h>
#include <list>

#include "base/ids.hpp"
#include "base/nif.hpp"
#include "documentos/lista.hpp"
#include "jobs/files.hpp"
#include "pdf/writer.hpp"
#include "text/zone.hpp"
#include "tributos/cartas_partes.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

/// One file of the list: a list of a million lines takes several, each within what a PDF/A holds.
class Tomo {
 public:
  Tomo(const jobs::Work& work, const std::string& name, pdf::Metadata metadata,
       const std::shared_ptr<const documentos::Plantilla>& plantilla, const documentos::Registro& cabecera)
      : file_(work.run.params.at("out").get<std::string>(), name, "lista-pdf"),
        writer_(std::in_place, plantilla->fonts(), std::move(metadata),
                [this](std::string_view bytes) { file_.write(bytes); }),
        lista_(std::in_place, plantilla, cabecera, [this](const documentos::Documento& pagina) {
          writer_->add(pagina.paginas, *pagina.elementos);
        }) {}

  Result<void> fila(const documentos::Registro& fila, Cents liquida) {
    if (auto ok = lista_->fila(fila); !ok) return ok;
    ++filas_, suma_ += liquida;
    return {};
  }
  [[nodiscard]] std::int64_t filas() const { return filas_; }
  [[nodiscard]] std::size_t objetos() const { return writer_->objects(); }

  /// Nothing of it but its file and its sums stays in memory.
  Result<void> acabar() {
    if (auto ok = lista_->finish(); !ok) return ok;
    writer_->finish();
    lista_.reset();
    writer_.reset();
    return {};
  }
  void publicar(db::Transaction& tx, const jobs::RunInfo& run) { file_.publish(tx, run, filas_, suma_); }

 private:
  jobs::OutputFile file_;
  std::optional<pdf::Writer> writer_;
  std::optional<documentos::Lista> lista_;
  std::int64_t filas_ = 0;
  Cents suma_;
};

class Impresor {
 public:
  Impresor(const jobs::Work& work, const Emision& emision, std::string stem, bool expuesta)
      : work_(work),
        emision_(emision),
        stem_(std::move(stem)),
        expuesta_(expuesta),
        objetos_(work.run.params.at("objetos").get<std::size_t>()),
        plantilla_(plantilla_or_throw("listas/lista_cobratoria", "es")),
        cabecera_(*plantilla_),
        fila_(*plantilla_, plantilla_->filas("lineas")) {
    set(cabecera_, "organismo", work.run.params.at("organismo").get<std::string>());
    set(cabecera_, "concepto", work.run.params.at("concepto").get<std::string>());
    set(cabecera_, "ejercicio", std::to_string(emision.ejercicio));
    // Its first receipt tells one list from another; no number of a run stands in a file (design 3).
    set(cabecera_, "lista", fmt::format("{}-{}", emision.ejercicio, emision.primer_valor));
    cabecera_.set(plantilla_->campo("fecha"), text::local_day(work.run.clock));
  }

  // The sums stand behind the last line, and are known before the first.
  void totales(const db::Rows& resumen) {
    std::int64_t valores = 0;
    Cents integra, beneficios, liquida;
    for (const auto& row : resumen) {
      auto& line = cabecera_.fila(plantilla_->filas("resumen"));
      const bool recibo = row.view(0) == "recibo";
      line.set(plantilla_->campo("resumen.clase"),
               recibo ? (row.get<bool>(1) ? "Recibos domiciliados" : "Recibos no domiciliados")
                      : "Liquidaciones que se notifican una a una");
      line.set(plantilla_->campo("resumen.valores"), row.get<std::int64_t>(2));
      line.set(plantilla_->campo("resumen.integra"), row.get<Cents>(3));
      line.set(plantilla_->campo("resumen.beneficios"), -row.get<Cents>(4));
      line.set(plantilla_->campo("resumen.liquida"), row.get<Cents>(5));
      valores += row.get<std::int64_t>(2);
      integra += row.get<Cents>(3), beneficios += row.get<Cents>(4), liquida += row.get<Cents>(5);
    }
    cabecera_.set(plantilla_->campo("total_valores"), valores);
    cabecera_.set(plantilla_->campo("total_integra"), integra);
    cabecera_.set(plantilla_->campo("total_beneficios"), -beneficios);
    cabecera_.set(plantilla_->campo("total_liquida"), liquida);
  }

  Result<void> linea(const db::Row& row, std::int64_t orden) {
    if (tomos_.empty() || tomos_.back().objetos() > objetos_) {
      if (auto ok = acabar(); !ok) return ok;
      abrir();
    }
    fila_.clear();
    fila_.set(orden_, orden);
    const auto referencia = referencia_text(row.get<std::int64_t>(0));
    fila_.set(referencia_, referencia);
    const auto nif = row.view(1);
    fila_.set(nif_,
              nif.empty() ? std::string("sin NIF") : (expuesta_ ? masked_document(nif) : std::string(nif)));
    fila_.set(objeto_, row.view(3));
    if (!expuesta_) {
      fila_.set(nombre_, row.view(2));
      if (const auto base = row.get<std::optional<Cents>>(8)) fila_.set(base_, *base);
      if (const auto tipo = Decimal::parse(row.view(9))) fila_.set(tipo_, *tipo);
      fila_.set(integra_, row.get<Cents>(10));
      fila_.set(beneficios_, -row.get<Cents>(11));
    }
    fila_.set(liquida_, row.get<Cents>(12));
    if (auto ok = tomos_.back().fila(fila_, row.get<Cents>(12)); !ok) {
      ok.error().text = fmt::format("receipt {}: {}", referencia, ok.error().text);
      work_.refuse(std::move(ok.error()));
    }
    return {};
  }

  /// Ends the last tomo, if there is one.
  Result<void> acabar() {
    if (tomos_.size() > 1 && tomos_.back().filas() == 0) tomos_.pop_back();  // all that was left was refused
    return tomos_.empty() ? Result<void>{} : tomos_.back().acabar();
  }
  void publicar(db::Transaction& tx) {
    for (auto& tomo : tomos_) tomo.publicar(tx, work_.run);
  }

 private:
  void abrir() {
    const auto n = tomos_.size() + 1;
    set(cabecera_, "version",
        fmt::format("{}{}", expuesta_ ? "Para su exposición pública" : "Para su aprobación",
                    n == 1 ? "" : fmt::format(", tomo {}", n)));
    const auto version =
        fmt::format("{}{}", expuesta_ ? "-expuesta" : "", n == 1 ? "" : fmt::format("-{}", n));
    tomos_.emplace_back(work_, stem_ + version + ".pdf",
                        pdf::Metadata{.title = fmt::format("{} {} {}", plantilla_->titulo(), emision_.tributo,
                                                           emision_.ejercicio),
                                      .author = work_.run.params.at("organismo").get<std::string>(),
                                      .subject = {},
                                      .lang = "es-ES",
                                      .id = fmt::format("lista-{}-{}-{}{}", emision_.tributo,
                                                        emision_.ejercicio, emision_.primer_valor, version),
                                      .created = work_.run.clock},
                        plantilla_, cabecera_);
  }
  void set(documentos::Registro& registro, std::string_view campo, std::string_view text) {
    registro.set(plantilla_->campo(campo), text);
  }

  const jobs::Work& work_;
  const Emision& emision_;
  std::string stem_;
  bool expuesta_;
  std::size_t objetos_;  ///< at which a tomo is full
  std::shared_ptr<const documentos::Plantilla> plantilla_;
  documentos::Registro cabecera_, fila_;
  std::list<Tomo> tomos_;  ///< published together, when nothing is read any more
  const documentos::CampoId orden_ = plantilla_->campo("lineas.orden"),
                            referencia_ = plantilla_->campo("lineas.referencia"),
                            nif_ = plantilla_->campo("lineas.nif"),
                            nombre_ = plantilla_->campo("lineas.nombre"),
                            objeto_ = plantilla_->campo("lineas.objeto"),
                            base_ = plantilla_->campo("lineas.base"),
                            tipo_ = plantilla_->campo("lineas.tipo"),
                            integra_ = plantilla_->campo("lineas.integra"),
                            beneficios_ = plantilla_->campo("lineas.beneficios"),
                            liquida_ = plantilla_->campo("lineas.liquida");
};

}  // namespace

Result<jobs::ChunkDone> imprimir_lista(db::Transaction& tx, const jobs::Work& work, const Emision& emision,
                                       const std::string& stem, bool expuesta) {
  const auto& run = work.run;
  const db::Rows totals = tx.query(sql::padron_totales, run.ente, emision.run);
  const auto valores = totals.front().get<std::int64_t>("valores");
  const auto suma = totals.front().get<Cents>("liquida_cts");
  if (run.dry_run || valores == 0) return jobs::ChunkDone{.items = valores, .sum = suma, .result = {}};
  Impresor impresor(work, emision, stem, expuesta);
  impresor.totales(tx.query(sql::lista_resumen, run.ente, emision.run));
  std::int64_t n = 0;
  Result<void> ok;
  tx.stream(
      sql::lista_lineas,
      [&](const db::Row& row) {
        ++n;
        if (ok) ok = impresor.linea(row, n);
      },
      run.ente, emision.run);
  if (ok) ok = impresor.acabar();
  if (!ok) return tl::unexpected(ok.error());
  impresor.publicar(tx);
  return jobs::ChunkDone{.items = n, .sum = suma, .result = {}};
}

}  // namespace sctf::tributos
