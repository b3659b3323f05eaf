#include "padron/carga.hpp"

#include "audit/audit.hpp"
#include "crypto/hash_file.hpp"
#include "jobs/input.hpp"
#include "padron/aplicador.hpp"
#include "padron/entorno.hpp"
#include "padron/fecha.hpp"
#include "padron/filas.hpp"
#include "padron/sql.hpp"
#include "padron/vistos.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"

namespace sctf::padron {
namespace {

using jobs::Json;

constexpr int kEjercicio = 2026;  // of a padron.csv that says no other (design 7)

/// What the records of a whole padrón have in common with one another: a NIA once, a DNI or NIE once, a hoja
/// at one address.
class Conjunto {
 public:
  void comprobar(const Registro& r, Fallos& fallos) {
    const auto& v = r.v;
    if (!v[Campo::nia].empty())
      if (const auto* first = nias_.ver(v[Campo::nia], r.linea))
        fallos.error(Campo::nia, Code::duplicate, v[Campo::nia], "NIA {} stands in line {} already",
                     v[Campo::nia], first->linea);
    if (v[Campo::tiden] == "1" || v[Campo::tiden] == "3") {
      const auto number = documento(v);
      if (const auto* first = number.empty() ? nullptr : documentos_.ver(number, r.linea))
        fallos.error(Campo::iden, Code::duplicate, number,
                     "{} {} stands in line {} already: one inscripción a person",
                     v[Campo::tiden] == "1" ? "DNI" : "NIE", number, first->linea);
    }
    if (v[Campo::nhop].empty()) return;
    auto address = huella({});
    for (auto i = static_cast<std::size_t>(kDomicilioDesde); i <= static_cast<std::size_t>(kDomicilioHasta);
         ++i)
      address = huella("\x1F", huella(v[i], address));
    const auto* first = hojas_.ver(v[Campo::nhop], r.linea, address);
    if (first != nullptr && first->valor != address)
      fallos.error(Campo::nhop, Code::inconsistent, v[Campo::nhop],
                   "hoja {} is at another address in line {}: one hoja, one dwelling", v[Campo::nhop],
                   first->linea);
  }

 private:
  Vistos nias_, documentos_, hojas_;
};

/// One load, in the transaction of its only chunk.
class UnaCarga {
 public:
  UnaCarga(db::Transaction& tx, const jobs::Work& work)
      : tx_(tx), work_(work), run_(work.run), p_(work.run.params) {}

  Result<jobs::ChunkDone> cargar() {
    auto entorno = Entorno::de_json(p_.at("lugares"));
    if (!entorno) return tl::unexpected(entorno.error());
    const auto formato = p_.at("formato").get<std::string>();
    const Marco marco{.listas = entorno->listas,
                      .clase = formato == "H" ? ClaseFichero::variaciones : ClaseFichero::completo,
                      .cpro = p_.at("cpro"),
                      .cmun = p_.at("cmun"),
                      .hasta = formato == "H" ? text::local_day(run_.clock)
                                              : make_day(p_.at("ejercicio").get<int>() - 1, 12, 31)};
    tx_.exec(sql::padron_lock, run_.ente);
    if (const auto ok = preparar(marco, *entorno); !ok) return tl::unexpected(ok.error());
    if (p_.at("vacio").get<bool>()) return hecho(0, {});
    auto file = jobs::InputFile::open(run_);
    if (!file) return tl::unexpected(file.error());
    auto done = leer((*file)->source(), marco, *entorno);
    if (!done) return done;
    if (auto same = (*file)->unchanged(); !same) return tl::unexpected(same.error());
    return done;
  }

 private:
  [[nodiscard]] std::string shown() const { return p_.at("shown"); }

  Result<void> preparar(const Marco& marco, const Entorno& entorno) {
    if (marco.clase == ClaseFichero::completo) {
      const auto held = tx_.query(sql::padron_en_uso, run_.ente).front().get<std::int64_t>(0);
      if (held > 0)
        return problem(
            Code::padron_in_use,
            "{} people are held: a whole padrón goes into an empty one; movements go by sctf padron "
            "move, or as INE's H files",
            held);
    }
    const auto folder = p_.at("territorio").get<std::string>();
    if (folder.empty()) return {};
    const auto loaded = cargar_territorio(tx_, run_.ente, folder, entorno.trazados, marco, work_.refuse);
    if (!loaded) return tl::unexpected(loaded.error());
    return {};
  }

  Result<jobs::ChunkDone> leer(proc::ByteSource& source, const Marco& marco, const Entorno& entorno) {
    std::unique_ptr<Lector> lector;
    if (p_.at("formato") == "csv") {
      auto csv = leer_csv(source);
      if (!csv) {
        csv.error().file = shown();
        return tl::unexpected(csv.error());
      }
      lector = std::move(*csv);
    } else {
      lector = leer_ine(source, entorno.habitantes);
    }
    Lectura lectura(*lector, shown(), work_.refuse);
    if (marco.clase == ClaseFichero::completo) return completo(lectura, marco);
    Aplicador aplicador(tx_, run_, marco, {}, fin_de_mes());
    const auto applied = aplicador.aplicar(lectura);
    if (!applied) return tl::unexpected(applied.error());
    if (const auto ok = lectura.cerrar(); !ok) return tl::unexpected(ok.error());
    return hecho(*applied, lectura.avisos());
  }

  // The last day of the file's month, or the day of the clock where that is earlier or no month is known.
  [[nodiscard]] Day fin_de_mes() const {
    const auto today = text::local_day(run_.clock);
    const auto month = p_.at("mes").get<std::string>();
    if (month.empty()) return today;
    const auto first = parse_day(month + "-01");
    return first ? std::min(today, add_months(*first, 1) - std::chrono::days{1}) : today;
  }

  Result<jobs::ChunkDone> completo(Lectura& lectura, const Marco& marco) {
    auto territorio = Territorio::leer(tx_, run_.ente);
    Conjunto conjunto;
    Registro r;
    std::optional<db::CopyIn> copy(tx_.copy_in(sql::inscripcion_copy));
    while (lectura.siguiente(r)) {
      comprobar(r, marco, lectura.fallos());
      territorio.comprobar(r, marco.listas, lectura.fallos());
      conjunto.comprobar(r, lectura.fallos());
      if (lectura.juzgar(r) && lectura.rechazados() == 0) copiar(*copy, r);
    }
    const auto rows = copy->finish();
    if (const auto ok = lectura.cerrar(); !ok) return tl::unexpected(ok.error());
    territorio.guardar(tx_, run_.ente);
    tx_.exec(sql::inscripcion_analyze);
    tx_.exec(sql::carga_hojas, run_.ente, run_.id);
    tx_.exec(sql::carga_habitantes, run_.ente);
    tx_.exec(sql::carga_documentos, run_.ente, run_.id);
    tx_.exec(sql::carga_analyze);
    const auto numbers = tx_.query(sql::carga_numeros, run_.ente, marco.cpro + marco.cmun);
    tx_.exec(sql::contador_fijar, run_.ente, "nia", numbers.front().get<std::int64_t>("nia"));
    tx_.exec(sql::contador_fijar, run_.ente, "nhop", numbers.front().get<std::int64_t>("nhop"));
    tx_.query(sql::lote_insert, run_.ente, "C", std::to_string(p_.at("ejercicio").get<int>()),
              std::filesystem::path(shown()).filename().string(), rows, p_.at("sha256").get<std::string>(),
              run_.clock, std::optional<std::int64_t>{}, run_.id);
    return hecho(rows, lectura.avisos());
  }

  void copiar(db::CopyIn& copy, const Registro& r) {
    copiar_inscripcion(copy,
                       {.ente = run_.ente,
                        .n = 1,
                        .fvar = *leer_dia(r.fvar),
                        .registrado = run_.clock,
                        .cvar = r.cvar,
                        .cauv = r.cauv,
                        .run = run_.id,
                        .linea = r.linea},
                       r.v, r.mostrado.empty() ? nombre_completo(r.v) : r.mostrado);
  }

  [[nodiscard]] jobs::ChunkDone hecho(std::int64_t lines, const Avisos& avisos) const {
    auto first = Json::array();
    for (const auto& one : avisos.primeros)
      first.push_back({{"file", one.file},
                       {"line", one.line},
                       {"column", one.column},
                       {"code", static_cast<int>(one.code)},
                       {"text", one.text},
                       {"value", one.value}});
    return {.items = lines,
            .sum = {},
            .result = Json{{"lines", lines},
                           {"formato", p_.at("formato")},
                           {"warnings", avisos.contados},
                           {"first_warnings", std::move(first)}}};
  }

  db::Transaction& tx_;
  const jobs::Work& work_;
  const jobs::RunInfo& run_;
  const Json& p_;
};

class CargaKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "padron.import"; }
  [[nodiscard]] Json resumed(Json, const Json& asked) const override { return asked; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    audit::record_run(tx, run,
                      fmt::format("padron/{}", run.params.at("sha256").get<std::string>().substr(0, 12)), {},
                      {{"formato", run.params.at("formato")}});
    return std::vector<jobs::Step>{{.name = "cargar", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    return UnaCarga(tx, work).cargar();
  }
};

Result<void> comprobar_nombre(const Fichero& f, const PeticionCarga& p) {
  if (!f.cpro.empty() && (f.cpro != p.cpro || f.cmun != p.cmun))
    return problem(Code::inconsistent, "the file is of municipality {} {}, ours is {} {}", f.cpro, f.cmun,
                   p.cpro, p.cmun);
  if (f.ejercicio && p.ejercicio && *f.ejercicio != *p.ejercicio)
    return problem(Code::inconsistent, "the extension says {}, --ejercicio {}", *f.ejercicio, *p.ejercicio);
  return {};
}

// What the folder of territory holds, so that another folder is another load.
Result<std::string> hash_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.is_regular_file()) files.push_back(entry.path());
  if (failed)
    return problem(Code::no_input, "cannot read the folder {}: {}", folder.string(), failed.message());
  std::sort(files.begin(), files.end());
  std::string all;
  for (const auto& file : files) {
    const auto sha = crypto::hash_file(file);
    if (!sha) return tl::unexpected(sha.error());
    all += *sha;
  }
  return crypto::sha256_hex(all);
}

}  // namespace

std::unique_ptr<jobs::Kind> make_carga() {
  return std::make_unique<CargaKind>();
}

Result<Carga> cargar(jobs::Engine& engine, const PeticionCarga& p, const Lugares& lugares, bool dry_run) {
  const auto entorno = Entorno::cargar(lugares);
  if (!entorno) return tl::unexpected(entorno.error());
  const auto fichero = reconocer(p.fichero, entorno->habitantes);
  if (!fichero) return tl::unexpected(fichero.error());
  if (auto ok = comprobar_nombre(*fichero, p); !ok) {
    ok.error().file = p.fichero.string();
    return tl::unexpected(ok.error());
  }
  auto params = jobs::InputFile::params(p.fichero);
  if (!params) return tl::unexpected(params.error());
  auto key = params->at("sha256").get<std::string>();
  if (p.territorio) {
    const auto folder = hash_folder(*p.territorio);
    if (!folder) return tl::unexpected(folder.error());
    key += "+" + *folder;
  }
  // Every parte negativo has the same bytes: its month tells one from another.
  if (fichero->vacio) key += "+" + p.fichero.filename().string();
  const char* formato = fichero->formato == Formato::csv        ? "csv"
                        : fichero->formato == Formato::completo ? "C"
                                                                : "H";
  params->update(
      {{"formato", formato},
       {"vacio", fichero->vacio},
       {"ejercicio", fichero->ejercicio ? *fichero->ejercicio : p.ejercicio.value_or(kEjercicio)},
       {"mes", fichero->mes.value_or("")},
       {"territorio", p.territorio ? std::filesystem::absolute(*p.territorio).string() : std::string()},
       {"cpro", p.cpro},
       {"cmun", p.cmun},
       {"lugares", a_json(lugares)}});
  const auto outcome = engine.run("padron.import", key, *params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  Carga out{.run = outcome->run.id,
            .formato = formato,
            .lineas = outcome->result.value("lines", outcome->items),
            .avisos = outcome->result.value("warnings", std::int64_t{0}),
            .primeros_avisos = {},
            .existed = outcome->existed};
  if (outcome->result.contains("first_warnings"))
    for (const auto& one : outcome->result.at("first_warnings"))
      out.primeros_avisos.push_back(Problem{.code = static_cast<Code>(one.at("code").get<int>()),
                                            .text = one.at("text"),
                                            .value = one.at("value")}
                                        .at(one.at("file"), one.at("line"), one.at("column")));
  return out;
}

}  // namespace sctf::padron
