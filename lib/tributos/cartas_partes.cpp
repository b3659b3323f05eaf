#include "tributos/cartas_partes.hpp"

#include <fmt/format.h>

#include "base/ids.hpp"
#include "proc/assets.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {

std::shared_ptr<const documentos::Plantilla> plantilla_or_throw(std::string_view nombre,
                                                                const std::string& lang) {
  auto loaded = documentos::Plantilla::load(nombre, lang);
  if (!loaded) throw Error(loaded.error().front());
  return *loaded;
}

Result<CartasEscritas> escritas_de(jobs::Engine& engine, db::Pool& pool, const Result<jobs::Outcome>& outcome,
                                   bool dry_run) {
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

Municipios municipios_or_throw() {
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
  c.voluntaria_desde = periodo.desde;
  c.limite = periodo.hasta;
  c.segundo = segundo_importe(c.importe, periodo);
  return c;
}

std::string serie_de(db::Transaction& tx, Ente ente, std::int64_t emision) {
  const auto orden = tx.query(sql::lista_orden, ente, emision).front().get<std::int64_t>(0);
  return orden == 0 ? std::string() : fmt::format("-C{}", orden);
}

pdf::Metadata metadata_de(const jobs::RunInfo& run, const std::string& titulo, const std::string& nombre) {
  return {.title = titulo,
          .author = run.params.at("emisor").at("organismo").get<std::string>(),
          .subject = {},
          .lang = "es-ES",
          .id = nombre,
          .created = run.clock};
}

Parejas::Parejas(std::shared_ptr<const documentos::Plantilla> escrito, const Cartero& cartero,
                 pdf::Metadata metadata, pdf::Writer::Sink sink)
    : cartero_(cartero),
      escrito_(*escrito),
      carta_(*cartero.plantilla()),
      compositor_escrito_(escrito),
      compositor_carta_(cartero.plantilla()),
      tirada_(escrito->fonts(), std::move(metadata), std::move(sink)) {}

Result<void> Parejas::add(const Carta& carta) {
  if (auto ok = cartero_.llenar(carta, carta_); !ok) return ok;
  const auto letter = compositor_escrito_.componer(escrito_);
  if (!letter) return tl::unexpected(letter.error());
  const auto slip = compositor_carta_.componer(carta_);
  if (!slip) return tl::unexpected(slip.error());
  tirada_.add(*letter);
  tirada_.add(*slip);
  return {};
}

}  // namespace sctf::tributos
