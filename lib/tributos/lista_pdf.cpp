#include "tributos/lista_pdf.hpp"

#include <fmt/format.h>

#include "base/ids.hpp"
#include "base/nif.hpp"
#include "documentos/lista.hpp"
#include "jobs/files.hpp"
#include "pdf/writer.hpp"
#include "text/zone.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

class Impresor {
 public:
  Impresor(const jobs::Work& work, const Emision& emision, bool expuesta, jobs::OutputFile& file)
      : work_(work),
        expuesta_(expuesta),
        plantilla_(load()),
        writer_(plantilla_->fonts(),
                {.title = fmt::format("{} {} {}", plantilla_->titulo(), emision.tributo, emision.ejercicio),
                 .author = work.run.params.at("organismo").get<std::string>(),
                 .subject = {},
                 .lang = "es-ES",
                 .id = fmt::format("lista-{}-{}-{}{}", emision.tributo, emision.ejercicio,
                                   emision.primer_valor, expuesta ? "-expuesta" : ""),
                 .created = work.run.clock},
                [&file](std::string_view bytes) { file.write(bytes); }),
        cabecera_(*plantilla_),
        fila_(*plantilla_, plantilla_->filas("lineas")) {
    set(cabecera_, "organismo", work.run.params.at("organismo").get<std::string>());
    set(cabecera_, "concepto", work.run.params.at("concepto").get<std::string>());
    set(cabecera_, "ejercicio", std::to_string(emision.ejercicio));
    set(cabecera_, "version", expuesta ? "Para su exposición pública" : "Para su aprobación");
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
    lista_.emplace(plantilla_, cabecera_, [this](const documentos::Documento& pagina) {
      writer_.add(pagina.paginas, *pagina.elementos);
    });
  }

  void linea(const db::Row& row, std::int64_t orden) {
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
    if (auto ok = lista_->fila(fila_); !ok) {
      ok.error().text = fmt::format("receipt {}: {}", referencia, ok.error().text);
      work_.refuse(std::move(ok.error()));
    }
  }

  Result<void> finish() {
    if (auto ok = lista_->finish(); !ok) return ok;
    writer_.finish();
    return {};
  }

 private:
  static std::shared_ptr<const documentos::Plantilla> load() {
    auto loaded = documentos::Plantilla::load("listas/lista_cobratoria", "es");
    if (!loaded) throw Error(loaded.error().front());
    return *loaded;
  }
  void set(documentos::Registro& registro, std::string_view campo, std::string_view text) {
    registro.set(plantilla_->campo(campo), text);
  }

  const jobs::Work& work_;
  bool expuesta_;
  std::shared_ptr<const documentos::Plantilla> plantilla_;
  pdf::Writer writer_;
  documentos::Registro cabecera_, fila_;
  std::optional<documentos::Lista> lista_;
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
  jobs::OutputFile file(run.params.at("out").get<std::string>(), stem + (expuesta ? "-expuesta.pdf" : ".pdf"),
                        "lista-pdf");
  Impresor impresor(work, emision, expuesta, file);
  impresor.totales(tx.query(sql::lista_resumen, run.ente, emision.run));
  std::int64_t n = 0;
  tx.stream(
      sql::lista_lineas, [&](const db::Row& row) { impresor.linea(row, ++n); }, run.ente, emision.run);
  if (auto ok = impresor.finish(); !ok) return tl::unexpected(ok.error());
  file.publish(tx, run, n, suma);
  return jobs::ChunkDone{.items = n, .sum = suma, .result = {}};
}

}  // namespace sctf::tributos
