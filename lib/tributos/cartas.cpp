#include "tributos/cartas.hpp"

#include <fmt/format.h>
#include <map>
#include <mutex>

#include "base/ids.hpp"
#include "documentos/registro.hpp"
#include "documentos/tirada.hpp"
#include "jobs/files.hpp"
#include "proc/assets.hpp"
#include "tributos/consultas.hpp"
#include "tributos/emision.hpp"
#include "tributos/sql.hpp"
#include "tributos/traza.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

constexpr std::chrono::days kValidez{15};  // of a slip with 5 %: the providencia may be notified meanwhile
constexpr std::string_view kPlantillaCarta = "cartas/carta_pago";

std::shared_ptr<const documentos::Plantilla> plantilla_or_throw(std::string_view nombre,
                                                                const std::string& lang) {
  auto loaded = documentos::Plantilla::load(nombre, lang);
  if (!loaded) throw Error(loaded.error().front());
  return *loaded;
}

Municipios municipios() {
  return must(Municipios::load(proc::asset("etc/municipios.csv")));
}

Carta carta_de(const db::Row& row, const Emision& emision, const Periodo& periodo, bool liquidacion) {
  Carta c{.valor = row.get<std::int64_t>("valor"),
          .referencia = referencia_text(row.get<std::int64_t>("valor")),
          .tributo = emision.tributo,
          .ejercicio = emision.ejercicio,
          .objeto = row.get<std::string>("objeto"),
          .domicilio_objeto = row.get<std::string>("domicilio_objeto"),
          .nif = row.get<std::string>("nif"),
          .nombre = row.get<std::string>("nombre"),
          .domicilio_fiscal = row.get<std::string>("domicilio_fiscal"),
          .codigo_postal = row.get<std::string>("codigo_postal"),
          .municipio = row.get<std::string>("municipio"),
          .detalle = {},
          .importe = row.get<Cents>("liquida_cts"),
          .limite = {}};
  c.detalle.push_back({"Cuota íntegra", row.get<Cents>("integra_cts")});
  if (const auto beneficios = row.get<Cents>("beneficios_cts"); beneficios != 0_cts)
    c.detalle.push_back({"Beneficios fiscales", -beneficios});
  if (liquidacion) return c;  // its term begins with its notice
  c.limite = periodo.hasta;
  c.segundo = segundo_importe(c.importe, periodo);
  return c;
}

/// Batch `tributos.notices`.
class CartasKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.notices"; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    const auto id = run.params.at("emision").get<std::int64_t>();
    const auto emision = find_emision(tx, run.ente, id);
    if (!emision) return tl::unexpected(emision.error());
    if (!emision->cargada)
      return problem(Code::wrong_state, "run {} is not charged: no slip before its cargo", run_text(id));
    const auto ordenanza = ordenanza_de(*emision);
    if (const auto periodo = ordenanza.periodo(emision->tributo); !periodo)
      return tl::unexpected(periodo.error());
    dejar_traza(tx, run, fmt::format("run/{}", id));
    std::vector<jobs::Step> steps;
    for (const char* clase : {"recibo", "liquidacion"}) {
      jobs::Step step{.name = clase, .local = true, .chunks = {}};
      for (const auto& row : tx.query(sql::cartas_tramos, run.ente, id, clase,
                                      run.params.at("por_fichero").get<std::int64_t>()))
        step.chunks.push_back({row.get<std::int64_t>("desde"), row.get<std::int64_t>("hasta")});
      if (step.chunks.empty()) step.chunks.push_back({0, -1});
      steps.push_back(std::move(step));
    }
    return steps;
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    if (work.chunk.range.to < work.chunk.range.from) return jobs::ChunkDone{};
    const auto id = run.params.at("emision").get<std::int64_t>();
    const auto emision = must(find_emision(tx, run.ente, id));
    const auto ordenanza = ordenanza_de(emision);
    const auto& periodo = *must(ordenanza.periodo(emision.tributo));
    const bool liquidacion = work.chunk.step == 2;
    const auto cartero = cartero_for(run);
    const auto nombre = fmt::format("{}-{}-{}{}-{:04}", liquidacion ? "liquidaciones" : "cartas",
                                    emision.tributo, emision.ejercicio, serie(tx, run, id), work.chunk.n);
    jobs::OutputFile file(run.params.at("out").get<std::string>(), nombre + ".pdf",
                          liquidacion ? "liquidacion-pdf" : "carta-pago-pdf");
    documentos::Tirada tirada(
        cartero->plantilla()->fonts(),
        {.title = fmt::format("{} {} {}", cartero->plantilla()->titulo(), emision.tributo, emision.ejercicio),
         .author = run.params.at("emisor").at("organismo").get<std::string>(),
         .subject = {},
         .lang = "es-ES",
         .id = nombre,
         .created = run.clock},
        [&](std::string_view bytes) { file.write(bytes); });
    documentos::Registro registro(*cartero->plantilla());
    jobs::ChunkDone done;
    tx.stream(
        sql::cartas,
        [&](const db::Row& row) {
          const auto carta = carta_de(row, emision, periodo, liquidacion);
          auto ok = cartero->llenar(carta, registro);
          if (ok)
            if (auto pages = tirada.add(cartero->plantilla(), registro); !pages)
              ok = tl::unexpected(pages.error());
          if (!ok) {
            ok.error().text = fmt::format("receipt {}: {}", carta.referencia, ok.error().text);
            work.refuse(std::move(ok.error()));
            return;
          }
          ++done.items;
          done.sum += carta.importe;
        },
        run.ente, id, work.chunk.range.from, work.chunk.range.to, liquidacion ? "liquidacion" : "recibo");
    if (done.items == 0) return done;  // all were refused
    tirada.finish();
    if (!run.dry_run) file.publish(tx, run, done.items, done.sum);
    return done;
  }

 private:
  // A complementary run of the same tributo and year has files of its own.
  static std::string serie(db::Transaction& tx, const jobs::RunInfo& run, std::int64_t id) {
    const auto orden = tx.query(sql::lista_orden, run.ente, id).front().get<std::int64_t>(0);
    return orden == 0 ? std::string() : fmt::format("-C{}", orden);
  }

  std::shared_ptr<const Cartero> cartero_for(const jobs::RunInfo& run) const {
    const std::lock_guard lock(mutex_);
    auto& known = carteros_[run.id];
    if (!known)
      known = std::make_shared<const Cartero>(plantilla_or_throw(kPlantillaCarta, "es"),
                                              emisor_from_json(run.params.at("emisor")), municipios());
    return known;
  }

  mutable std::mutex mutex_;
  mutable std::map<std::int64_t, std::shared_ptr<const Cartero>> carteros_;
};

}  // namespace

std::unique_ptr<jobs::Kind> make_cartas() {
  return std::make_unique<CartasKind>();
}

Result<CartasEscritas> escribir_cartas(jobs::Engine& engine, db::Pool& pool, const PeticionCartas& p,
                                       bool dry_run) {
  const auto folder = std::filesystem::absolute(p.out).lexically_normal().string();
  const jobs::RehearsedFolder rehearsed(folder, dry_run);
  const auto outcome = engine.run(
      "tributos.notices", fmt::format("{}:{}", p.run, folder),
      Json{
          {"emision", p.run}, {"out", folder}, {"emisor", to_json(p.emisor)}, {"por_fichero", p.por_fichero}},
      dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  if (dry_run && !outcome->existed)
    return CartasEscritas{
        .ficheros = {}, .cartas = outcome->items, .suma = outcome->sum, .rechazadas = outcome->refused};
  const auto rechazadas = db::in_transaction(pool, [&](db::Transaction& tx) {
    return tx.query(sql::run_rechazos, engine.options().ente, outcome->run.id).front().get<std::int64_t>(0);
  });
  CartasEscritas out{.ficheros = outcome->files, .rechazadas = rechazadas};
  for (const auto& file : out.ficheros) out.cartas += file.items, out.suma += file.sum;
  return out;
}

Result<Carta> carta_del_dia(db::Transaction& tx, Ente ente, std::string_view referencia, Day day,
                            const ReglasCobro& reglas) {
  const auto recibo = find_recibo(tx, ente, referencia);
  if (!recibo) return tl::unexpected(recibo.error());
  const auto debido = amount_due(recibo->deuda, day, reglas.calendario, reglas.intereses);
  if (!debido) return tl::unexpected(debido.error());
  if (debido->total() <= 0_cts || recibo->estado == "emitido" || recibo->estado == "anulado")
    return problem(Code::wrong_state, "receipt {} is {}: there is nothing to pay", recibo->referencia,
                   recibo->estado);
  const bool intacto = recibo->clase_valor != "pendiente" && debido->total() == recibo->liquida;
  if (intacto && (!recibo->fin_voluntaria || day <= *recibo->fin_voluntaria)) {
    const auto emision = must(find_emision(tx, ente, recibo->run));
    const auto ordenanza = ordenanza_de(emision);
    auto carta = carta_de(tx.query(sql::carta_una, ente, recibo->run, recibo->valor).front(), emision,
                          *must(ordenanza.periodo(emision.tributo)), recibo->clase_valor == "liquidacion");
    if (recibo->clase_valor == "liquidacion") carta.limite = recibo->fin_voluntaria;
    return carta;
  }
  Carta c{.valor = recibo->valor,
          .referencia = recibo->referencia,
          .tributo = recibo->tributo,
          .ejercicio = recibo->ejercicio,
          .objeto = recibo->objeto,
          .domicilio_objeto = recibo->domicilio_objeto,
          .nif = recibo->nif,
          .nombre = recibo->nombre,
          .domicilio_fiscal = recibo->domicilio_fiscal,
          .codigo_postal = recibo->codigo_postal,
          .municipio = recibo->municipio,
          .detalle = {},
          .importe = debido->total(),
          .limite = {}};
  const std::pair<std::string, Cents> partes[] = {
      {"Principal pendiente", debido->principal},
      {fmt::format("Recargo del {} %", debido->recargo_porcentaje), debido->recargo},
      {"Intereses de demora", debido->interes},
      {"Costas", debido->costas}};
  for (const auto& [concepto, importe] : partes)
    if (importe != 0_cts) c.detalle.push_back({concepto, importe});
  if (recibo->fin_voluntaria && day <= *recibo->fin_voluntaria) {
    c.limite = recibo->fin_voluntaria;
  } else if (debido->recargo_porcentaje == 10) {
    const auto fin = fin_plazo_apremio(*recibo->deuda.providencia_notificada, reglas.calendario);
    if (!fin) return tl::unexpected(fin.error());
    c.limite = *fin;
  } else {
    c.limite = debido->recargo_porcentaje == 5 ? day + kValidez : day;  // interest grows with each day
  }
  return c;
}

Result<std::string> carta_pdf(const Carta& carta, const EmisorCartas& emisor, Instant clock,
                              const std::string& lang) {
  const Cartero cartero(plantilla_or_throw(kPlantillaCarta, lang), emisor, municipios());
  documentos::Registro registro(*cartero.plantilla());
  if (auto ok = cartero.llenar(carta, registro); !ok) return tl::unexpected(ok.error());
  return documentos::escribir(cartero.plantilla(), registro,
                              {.title = fmt::format("{} {}", cartero.plantilla()->titulo(), carta.referencia),
                               .author = emisor.organismo,
                               .subject = {},
                               .lang = "es-ES",
                               .id = fmt::format("carta-{}-{}", carta.referencia, carta.importe.value),
                               .created = clock});
}

}  // namespace sctf::tributos
