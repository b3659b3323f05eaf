#include "padron/lote_certificados.hpp"

#include <map>
#include <mutex>

#include "audit/audit.hpp"
#include "documentos/expedidor.hpp"
#include "jobs/input.hpp"
#include "padron/certificado_peticion.hpp"
#include "padron/entorno.hpp"
#include "padron/fecha.hpp"
#include "padron/sql.hpp"
#include "proc/file_group.hpp"
#include "proc/lines.hpp"
#include "text/zone.hpp"

namespace sctf::padron {
namespace {

using jobs::Json;

constexpr std::int64_t kPorTramo = 250;
constexpr std::int64_t kPorCarpeta = 1000;
constexpr std::size_t kMaxLinea = 64;  // bytes: no document comes near

/// What the chunks of a run share.
struct Taller {
  std::shared_ptr<documentos::Sello> sello;
  Entorno entorno;
  std::unique_ptr<Redactor> redactor;
};

std::string lang_de(const jobs::RunInfo& run) {
  return run.params.at("lang").get<std::string>();
}
std::string clase_de(const jobs::RunInfo& run) {
  return run.params.at("clase").get<std::string>();
}
std::string fichero_de(std::int64_t n, const std::string& numero) {
  return fmt::format("{:04}/{}.pdf", (n - 1) / kPorCarpeta, numero);
}

Day hoy(const jobs::RunInfo& run) {
  return text::local_day(run.clock, run.params.at("zona").get<std::string>());
}

Result<std::shared_ptr<const Taller>> montar(const jobs::RunInfo& run, const AbrirSello& abrir) {
  const auto& p = run.params;
  auto sello = abrir(run.clock);
  if (!sello) return tl::unexpected(sello.error());
  auto entorno = Entorno::de_json(p.at("lugares"));
  if (!entorno) return tl::unexpected(entorno.error());
  auto palabras = cargar_palabras(p.at("palabras").get<std::string>(), lang_de(run));
  if (!palabras) return tl::unexpected(palabras.error());
  auto taller = std::make_shared<Taller>(Taller{std::move(*sello), std::move(*entorno), nullptr});
  taller->redactor =
      std::make_unique<Redactor>(p.at("organismo").get<std::string>(), p.at("unidad").get<std::string>(),
                                 taller->entorno.listas, std::move(*palabras));
  return taller;
}

/// One chunk: reads its people, writes their facts, issues, writes the files.
class TrozoDeLote {
 public:
  TrozoDeLote(db::Transaction& tx, const jobs::Work& work, const Taller& taller,
              documentos::Expedidor& expedidor)
      : tx_(tx),
        work_(work),
        taller_(taller),
        expedidor_(expedidor),
        caller_(audit::caller_of(work.run)),
        peticion_{.clase = must(parse_clase_certificado(clase_de(work.run))),
                  .persona = {},
                  .solicitante = {},
                  .finalidad = work.run.params.at("finalidad").get<std::string>(),
                  .con = {},
                  .nombre = {},
                  .nacimiento = {}} {}

  Result<jobs::ChunkDone> hacer() {
    const auto& run = work_.run;
    const db::Rows filas = tx_.query(sql::lote_certificados_tramo, run.ente, run.id, work_.chunk.range.from,
                                     work_.chunk.range.to);
    for (const auto& fila : filas)
      if (const auto ok = pedir(fila); !ok) {
        audit::record(tx_, caller_,
                      {.action = "certificado.issue",
                       .object = audit::buscado(fila.view("pedido")),
                       .reason = peticion_.finalidad,
                       .detail = {{"kind", clase_de(run)}},
                       .refusal = ok.error().code});
        if (!de_oficina(fila, ok.error()))
          rechazar(fila.get<std::int64_t>("linea"), fila.view("pedido"), ok.error());
      }
    std::vector<documentos::Pedido> pedidos;
    for (auto& uno : unos_)
      pedidos.push_back({.registro = &uno.escrito.registro,
                         .numero = uno.numero,
                         .sujetos = std::move(uno.escrito.sujetos)});
    const auto hechos = expedidor_.expedir(tx_, caller_, pedidos, run.clock);
    if (!hechos) return tl::unexpected(hechos.error());
    jobs::ChunkDone done;
    proc::FileGroup ficheros(run.params.at("out").get<std::string>());
    for (std::size_t i = 0; i < hechos->size(); ++i) {
      const auto& hecho = (*hechos)[i];
      if (!hecho) {
        rechazar(unos_[i].linea, unos_[i].pedido, hecho.error());
        continue;
      }
      if (!run.dry_run) ficheros.write(fichero_de(unos_[i].n, hecho->numero), hecho->pdf());
      ++done.items;
    }
    ficheros.commit();
    return done;
  }

 private:
  struct Uno {
    Redactado escrito;
    std::int64_t n, linea, numero;
    std::string pedido;
  };

  Result<void> pedir(const db::Row& fila) {
    peticion_.persona = fila.get<std::string>("pedido");
    auto escrito = redactar_certificado(tx_, caller_, *taller_.redactor, expedidor_.plantilla(), peticion_,
                                        hoy(work_.run));
    if (!escrito) return tl::unexpected(escrito.error());
    unos_.push_back({.escrito = std::move(*escrito),
                     .n = fila.get<std::int64_t>("n"),
                     .linea = fila.get<std::int64_t>("linea"),
                     .numero = fila.get<std::int64_t>("numero"),
                     .pedido = peticion_.persona});
    return {};
  }

  // Of everybody registered, who must come to an office is skipped without a word.
  static bool de_oficina(const db::Row& fila, const Problem& problem) {
    return fila.get<std::int64_t>("linea") == 0 &&
           (problem.code == Code::not_allowed || problem.code == Code::wrong_state);
  }

  void rechazar(std::int64_t linea, std::string_view pedido, Problem problem) {
    problem.value = pedido;
    if (linea > 0)
      work_.refuse(std::move(problem).at(work_.run.params.at("shown").get<std::string>(), linea, 1));
    else
      work_.refuse(std::move(problem));
  }

  db::Transaction& tx_;
  const jobs::Work& work_;
  const Taller& taller_;
  documentos::Expedidor& expedidor_;
  Caller caller_;
  PeticionCertificado peticion_;
  std::vector<Uno> unos_;
};

class LoteKind final : public jobs::Kind {
 public:
  explicit LoteKind(AbrirSello abrir) : abrir_(std::move(abrir)) {}
  [[nodiscard]] std::string_view name() const override { return "certificado.batch"; }

  [[nodiscard]] Result<void> prepare(const jobs::RunInfo& run) const override {
    auto taller = montar(run, abrir_);
    if (!taller) return tl::unexpected(taller.error());
    const auto uno = documentos::Expedidor::para((*taller)->sello, clase_de(run), lang_de(run));
    if (!uno) return tl::unexpected(uno.error().front());
    const std::lock_guard lock(mutex_);
    taller_ = *taller;
    expedidores_.clear();
    return {};
  }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    // Before a number is taken: a seal that is not valid on that day makes no run.
    if (const auto sello = abrir_(run.clock); !sello) return tl::unexpected(sello.error());
    const auto ok =
        run.params.at("file").get<std::string>().empty() ? pedir_todos(tx, run) : pedir_lista(tx, run);
    if (!ok) return tl::unexpected(ok.error());
    const auto pedidos =
        tx.query(sql::lote_certificados_tramos, run.ente, run.id).front().get<std::int64_t>("pedidos");
    audit::record_run(tx, run, "documento/" + clase_de(run), run.params.at("finalidad").get<std::string>(),
                      {{"pedidos", pedidos}});
    jobs::Step expedir{.name = "expedir", .local = true, .chunks = {}};
    for (std::int64_t from = 1; from <= pedidos; from += kPorTramo)
      expedir.chunks.push_back({from, std::min(from + kPorTramo - 1, pedidos)});
    if (expedir.chunks.empty()) expedir.chunks.push_back({1, 0});
    return std::vector<jobs::Step>{std::move(expedir), {.name = "contar", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    if (work.chunk.step == 2) return contar(tx, run);
    if (work.chunk.range.to < work.chunk.range.from) return jobs::ChunkDone{};
    auto expedidor = prestado(run);
    auto done = TrozoDeLote(tx, work, *taller(), *expedidor).hacer();
    devuelto(std::move(expedidor));
    return done;
  }

 private:
  [[nodiscard]] std::shared_ptr<const Taller> taller() const {
    const std::lock_guard lock(mutex_);
    if (!taller_) throw Error(Code::internal, "a batch of certificates whose seal was not opened");
    return taller_;
  }
  // An Expedidor serves one thread at a time; a run has as many as threads that work on it.
  [[nodiscard]] std::unique_ptr<documentos::Expedidor> prestado(const jobs::RunInfo& run) const {
    {
      const std::lock_guard lock(mutex_);
      if (!expedidores_.empty()) {
        auto one = std::move(expedidores_.back());
        expedidores_.pop_back();
        return one;
      }
    }
    auto made = documentos::Expedidor::para(taller()->sello, clase_de(run), lang_de(run));
    if (!made) throw Error(made.error().front());
    return std::move(*made);
  }
  void devuelto(std::unique_ptr<documentos::Expedidor> expedidor) const {
    const std::lock_guard lock(mutex_);
    expedidores_.push_back(std::move(expedidor));
  }

  [[nodiscard]] std::int64_t reservar(db::Transaction& tx, const jobs::RunInfo& run,
                                      std::int64_t cuantos) const {
    return documentos::reservar_numeros(tx, run.ente, clase_de(run), year_of(hoy(run)), cuantos);
  }

  Result<void> pedir_todos(db::Transaction& tx, const jobs::RunInfo& run) const {
    const auto vivas = tx.query(sql::lote_certificados_vivas, run.ente).front().get<std::int64_t>(0);
    const auto primero = vivas == 0 ? 1 : reservar(tx, run, vivas);
    const std::chrono::year_month_day today{hoy(run)};
    const auto born = (today.year() - kPideSolo) / today.month() / today.day();
    tx.exec(sql::lote_certificados_todos, run.ente, run.id, primero,
            aaaammdd(born.ok() ? Day{born} : Day{born.year() / born.month() / std::chrono::last}));
    return {};
  }

  Result<void> pedir_lista(db::Transaction& tx, const jobs::RunInfo& run) const {
    auto file = jobs::InputFile::open(run);
    if (!file) return tl::unexpected(file.error());
    proc::LineReader lector((*file)->source(), kMaxLinea);
    std::vector<std::pair<std::int64_t, std::string>> lineas;
    for (std::string_view linea;;) {
      const auto more = lector.next(linea);
      if (!more) return tl::unexpected(Problem(more.error()).at((*file)->shown(), lector.number(), 1));
      if (!*more) break;
      if (linea.find_first_not_of(' ') != std::string_view::npos) lineas.emplace_back(lector.number(), linea);
    }
    if (auto same = (*file)->unchanged(); !same) return same;
    if (lineas.empty()) return problem(Code::empty_file, "the list names nobody");
    const auto primero = reservar(tx, run, static_cast<std::int64_t>(lineas.size()));
    auto copy = tx.copy_in(sql::lote_certificados_copy);
    std::int64_t n = 0;
    for (const auto& [at, text] : lineas) {
      copy.add(run.ente).add(run.id).add(n + 1).add(at).add(text).add(primero + n).end_row();
      ++n;
    }
    copy.finish();
    return {};
  }

  Result<jobs::ChunkDone> contar(db::Transaction& tx, const jobs::RunInfo& run) const {
    const auto rows =
        tx.query(sql::lote_certificados_hechos, run.ente, run.id, clase_de(run), year_of(hoy(run)));
    const auto expedidos = rows.front().get<std::int64_t>("expedidos");
    return jobs::ChunkDone{
        .items = 0,
        .sum = {},
        .result = Json{{"issued", expedidos}, {"skipped", rows.front().get<std::int64_t>("otros")}}};
  }

  AbrirSello abrir_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Taller> taller_;
  mutable std::vector<std::unique_ptr<documentos::Expedidor>> expedidores_;
};

/// Writes some files again, with the time stamp that the store has; whether there were any.
bool escribir_con_tiempo(db::Transaction& tx, const jobs::RunInfo& run, documentos::Prefijos& prefijos,
                         const std::string& kind, int year) {
  const db::Rows rows = tx.query(sql::lote_certificados_sin_tiempo, run.ente, run.id, kind, year, kPorTramo);
  if (rows.empty()) return false;
  proc::FileGroup ficheros(run.params.at("out").get<std::string>());
  std::vector<std::int64_t> places;
  for (const auto& row : rows) {
    const auto numero = row.get<std::int64_t>("numero");
    places.push_back(row.get<std::int64_t>("n"));
    ficheros.write(fichero_de(places.back(), documentos::numero_de_documento(kind, year, numero)),
                   must(documentos::con_tiempo(tx, prefijos, run.ente, kind, year, numero)));
  }
  ficheros.commit();
  tx.exec(sql::lote_certificados_con_tiempo, run.ente, run.id, places);
  return true;
}

}  // namespace

Result<Redactor::Palabras> cargar_palabras(const std::string& carpeta, const std::string& lang) {
  const auto load = [&](const char* name) { return Textos::cargar(carpeta + "/" + name, lang); };
  auto domicilio = load("domicilio.yaml"), movimientos = load("movimientos.yaml"),
       certificados = load("certificados.yaml");
  for (const auto* one : {&domicilio, &movimientos, &certificados})
    if (!*one) return tl::unexpected(one->error());
  return Redactor::Palabras{std::move(*domicilio), std::move(*movimientos), std::move(*certificados)};
}

std::unique_ptr<jobs::Kind> make_lote_certificados(AbrirSello abrir) {
  return std::make_unique<LoteKind>(std::move(abrir));
}

Result<LoteEscrito> expedir_lote(jobs::Engine& engine, const PeticionLote& p, bool dry_run) {
  Json params = {{"file", ""}, {"shown", ""}, {"sha256", ""}};  // everybody
  if (p.fichero) {
    auto list = jobs::InputFile::params(*p.fichero);
    if (!list) return tl::unexpected(list.error());
    params = std::move(*list);
  }
  const auto folder = std::filesystem::absolute(p.out).lexically_normal().string();
  const jobs::RehearsedFolder rehearsed(folder, dry_run);
  params.update({{"clase", std::string(to_string(p.clase))},
                 {"lang", p.lang},
                 {"finalidad", p.finalidad},
                 {"out", folder},
                 {"organismo", p.oficina.organismo},
                 {"unidad", p.oficina.unidad},
                 {"palabras", p.oficina.palabras},
                 {"zona", p.oficina.zona},
                 {"lugares", a_json(p.oficina.lugares)}});
  const auto outcome =
      engine.run("certificado.batch",
                 fmt::format("{}:{}:{}:{}", to_string(p.clase), p.lang,
                             p.fichero ? params.at("sha256").get<std::string>() : "all", folder),
                 params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  return LoteEscrito{.run = outcome->run.id,
                     .info = outcome->run,
                     .expedidos = outcome->result.value("issued", std::int64_t{0}),
                     .otros = outcome->result.value("skipped", std::int64_t{0}),
                     .existed = outcome->existed};
}

documentos::SelladosTiempo sellar_lote(db::Pool& pool, const jobs::RunInfo& run,
                                       const documentos::AutoridadTiempo& autoridad,
                                       const std::function<void()>& entre) {
  const auto kind = clase_de(run);
  const int year = year_of(hoy(run));
  const auto alcance = db::in_transaction(pool, [&](db::Transaction& tx) {
    const db::Rows rows = tx.query(sql::lote_certificados_numeros, run.ente, run.id);
    return documentos::Alcance{.tipo = kind,
                               .ejercicio = year,
                               .desde = rows.front().get<std::int64_t>("primero"),
                               .hasta = rows.front().get<std::int64_t>("ultimo")};
  });
  auto out = documentos::sellar_tiempo(pool, run.ente, autoridad, alcance, entre);
  documentos::Prefijos prefijos;
  for (bool more = true; more;) {
    if (entre) entre();
    more = db::in_transaction(
        pool, [&](db::Transaction& tx) { return escribir_con_tiempo(tx, run, prefijos, kind, year); }, true);
  }
  return out;
}

}  // namespace sctf::padron
