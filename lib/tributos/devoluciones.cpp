#include "tributos/devoluciones.hpp"

#include <fmt/format.h>
#include <set>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "crypto/sha256.hpp"
#include "text/zone.hpp"
#include "tributos/cartas_partes.hpp"
#include "tributos/reglas_json.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

constexpr std::string_view kClaseDevoluciones = "tributos.returned";
constexpr std::string_view kJunto = "\u00A0";  // groups of a number stay on one line

/// One return of one debit: the same receipt may come back again next year.
struct Suceso {
  std::int64_t valor = 0;
  int remesa = 0, n = 0;
  friend auto operator<=>(const Suceso&, const Suceso&) = default;
};

Json to_json(const std::vector<Suceso>& sucesos) {
  auto out = Json::array();
  for (const auto& s : sucesos) out.push_back(Json::array({s.valor, s.remesa, s.n}));
  return out;
}

std::vector<Suceso> sucesos_from_json(const Json& kept) {
  std::vector<Suceso> out;
  for (const auto& s : kept)
    out.push_back({s.at(0).get<std::int64_t>(), s.at(1).get<int>(), s.at(2).get<int>()});
  return out;
}

/// Fills records of `cartas/devolucion`.
class Avisador {
 public:
  Avisador(EmisorCartas emisor, std::map<std::string, std::string> motivos)
      : plantilla_(plantilla_or_throw("cartas/devolucion", "es")),
        emisor_(std::move(emisor)),
        municipios_(municipios_or_throw()),
        motivos_(std::move(motivos)) {}

  void llenar(const Recibo& recibo, const Carta& c, const db::Row& row, Day hoy,
              documentos::Registro& r) const {
    r.clear();
    Hoja hoja(*plantilla_, r);
    hoja.cabecera(emisor_, municipios_, c);
    hoja.put("cuenta", iban_tapado(row.view("iban")));
    hoja.set("cargado", row.get<Cents>("importe_cts"));
    hoja.set("fecha_cargo", row.get<Day>("fecha_cobro"));
    hoja.set("fecha_devolucion", row.get<Day>("fecha"));
    hoja.put("motivo", motivo(row.get<std::string>("motivo")));
    hoja.set("importe", c.importe);
    if (recibo.fin_voluntaria && hoy <= *recibo.fin_voluntaria)
      hoja.set("fecha_limite", *recibo.fin_voluntaria);
    if (const auto perdida = row.get<Cents>("rebaja_perdida_cts"); perdida > 0_cts)
      hoja.set("rebaja_perdida", perdida);
    hoja.pago(emisor_, c.referencia);
    hoja.set("fecha", hoy);
  }
  [[nodiscard]] const std::shared_ptr<const documentos::Plantilla>& plantilla() const { return plantilla_; }

 private:
  [[nodiscard]] std::string_view motivo(const std::string& codigo) const {
    auto found = motivos_.find(codigo);
    if (found == motivos_.end()) found = motivos_.find("otro");
    return found == motivos_.end() ? std::string_view(codigo) : std::string_view(found->second);
  }

  std::shared_ptr<const documentos::Plantilla> plantilla_;
  EmisorCartas emisor_;
  Municipios municipios_;
  std::map<std::string, std::string> motivos_;
};

/// Batch `tributos.returned`. Its list is frozen when it begins; what was paid before its chunk is left out.
class DevolucionesKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return kClaseDevoluciones; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    const auto id = run.params.at("emision").get<std::int64_t>();
    audit::record_run(tx, run, fmt::format("run/{}", id));
    jobs::Step step{.name = "devoluciones", .local = true, .chunks = {}};
    const auto n = static_cast<std::int64_t>(run.params.at("sucesos").size());
    const auto por_fichero = run.params.at("por_fichero").get<std::int64_t>();
    for (std::int64_t from = 0; from < n; from += por_fichero)
      step.chunks.push_back({from, std::min(n, from + por_fichero) - 1});
    if (step.chunks.empty()) step.chunks.push_back({0, -1});
    return std::vector{std::move(step)};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    jobs::ChunkDone done;
    std::vector<std::int64_t> valores;
    const auto sucesos = sucesos_from_json(run.params.at("sucesos"));
    for (auto i = work.chunk.range.from; i <= work.chunk.range.to; ++i)
      valores.push_back(sucesos.at(static_cast<std::size_t>(i)).valor);
    if (valores.empty()) return done;
    const auto emision = must(find_emision(tx, run.ente, run.params.at("emision").get<std::int64_t>()));
    const auto emisor = emisor_from_json(run.params.at("emisor"));
    const Cartero cartero(plantilla_or_throw(kPlantillaCarta, "es"), emisor, municipios_or_throw());
    const Avisador avisador(emisor, run.params.at("motivos"));
    const auto nombre = fmt::format("devoluciones-{}-{}{}-{:04}", emision.tributo, emision.ejercicio,
                                    serie_de(tx, run.ente, emision.run),
                                    run.params.at("primera").get<int>() + work.chunk.n - 1);
    jobs::OutputFile file(run.params.at("out").get<std::string>(), nombre + ".pdf", "otro");
    Parejas parejas(
        avisador.plantilla(), cartero,
        metadata_de(
            run, fmt::format("{} {} {}", avisador.plantilla()->titulo(), emision.tributo, emision.ejercicio),
            nombre),
        [&](std::string_view bytes) { file.write(bytes); });
    const auto hoy = text::local_day(run.clock);
    const auto reglas = reglas_from_json(run.params.at("reglas"));
    const auto recibos = recibos_de(tx, run.ente, valores);
    const db::Rows rows =
        tx.query(sql::devoluciones, run.ente, emision.run, std::optional<std::vector<std::int64_t>>(valores));
    for (const auto& row : rows) {
      const auto& recibo = recibos.at(row.get<std::int64_t>("valor"));
      auto carta = carta_de_recibo(tx, run.ente, recibo, hoy, reglas);
      Result<void> ok;
      if (carta) {
        avisador.llenar(recibo, *carta, row, hoy, parejas.escrito());
        ok = parejas.add(*carta);
      } else {
        ok = tl::unexpected(carta.error());
      }
      if (!ok) {
        ok.error().text = fmt::format("receipt {}: {}", recibo.referencia, ok.error().text);
        work.refuse(std::move(ok.error()));
        continue;
      }
      ++done.items;
      done.sum += carta->importe;
    }
    if (done.items == 0) return done;
    parejas.finish();
    if (!run.dry_run) file.publish(tx, run, done.items, done.sum);
    return done;
  }
};

/// What there is to print now, and what this folder has already.
struct Estado {
  std::vector<Suceso> nuevos;
  std::vector<std::pair<std::string, Json>> sin_acabar;  // key and parameters of runs that were broken off
  std::optional<std::pair<std::string, Json>> ultima;
  std::int64_t tramos = 0;
};

Result<Estado> estado_de(db::Transaction& tx, Ente ente, std::int64_t id, const std::string& folder) {
  const auto emision = find_emision(tx, ente, id);
  if (!emision) return tl::unexpected(emision.error());
  if (!emision->cargada)
    return problem(Code::wrong_state, "run {} is not charged: no debit of it can have come back",
                   run_text(id));
  Estado out;
  std::set<Suceso> impresos;
  for (const auto& row : tx.query(sql::devoluciones_tiradas, ente, id, folder)) {
    auto params = Json::parse(row.view("params"));
    for (const auto& s : sucesos_from_json(params.at("sucesos"))) impresos.insert(s);
    out.tramos += row.get<std::int64_t>("tramos");
    std::pair tirada{row.get<std::string>("key"), std::move(params)};
    if (row.view("state") != "done") out.sin_acabar.push_back(tirada);
    out.ultima = std::move(tirada);
  }
  for (const auto& row : tx.query(sql::devoluciones, ente, id, std::nullopt)) {
    const Suceso s{row.get<std::int64_t>("valor"), row.get<int>("remesa"), row.get<int>("n")};
    if (!impresos.contains(s)) out.nuevos.push_back(s);
  }
  return out;
}

Result<CartasEscritas> tirar(jobs::Engine& engine, db::Pool& pool, const std::string& key, const Json& params,
                             bool dry_run) {
  return escritas_de(engine, pool, engine.run(kClaseDevoluciones, key, params, dry_run), dry_run);
}

}  // namespace

std::string iban_tapado(std::string_view iban) {
  std::string out;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += kJunto;
    out += i < 2 || i + 4 >= iban.size() ? iban[i] : '*';
  }
  return out;
}

std::unique_ptr<jobs::Kind> make_devoluciones() {
  return std::make_unique<DevolucionesKind>();
}

Result<CartasEscritas> escribir_devoluciones(jobs::Engine& engine, db::Pool& pool, const PeticionDevueltos& p,
                                             bool dry_run) {
  const auto folder = std::filesystem::absolute(p.out).lexically_normal().string();
  const auto estado = db::in_transaction(
      pool, [&](db::Transaction& tx) { return estado_de(tx, engine.options().ente, p.run, folder); });
  if (!estado) return tl::unexpected(estado.error());
  CartasEscritas todo;
  auto tiradas = estado->sin_acabar;
  if (!estado->nuevos.empty()) {
    const auto sucesos = to_json(estado->nuevos);
    tiradas.emplace_back(fmt::format("{}:{}:{}", p.run, folder, crypto::sha256_hex(sucesos.dump())),
                         Json{{"emision", p.run},
                              {"out", folder},
                              {"emisor", to_json(p.emisor)},
                              {"reglas", to_json(p.reglas)},
                              {"motivos", p.motivos},
                              {"por_fichero", p.por_fichero},
                              {"primera", estado->tramos + 1},
                              {"sucesos", sucesos}});
  } else if (tiradas.empty() && estado->ultima) {
    tiradas.push_back(*estado->ultima);  // nothing new: its files are there, or are written again
  }
  for (const auto& [key, params] : tiradas) {
    auto done = tirar(engine, pool, key, params, dry_run);
    if (!done) return done;
    todo.ficheros.insert(todo.ficheros.end(), done->ficheros.begin(), done->ficheros.end());
    todo.cartas += done->cartas;
    todo.suma += done->suma;
    todo.rechazadas += done->rechazadas;
  }
  return todo;
}

}  // namespace sctf::tributos
