#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "audit/audit.hpp"
#include "jobs/input.hpp"
#include "padron/entorno.hpp"
#include "padron/fecha.hpp"
#include "padron/incidencias.hpp"
#include "padron/lector.hpp"
#include "padron/municipio.hpp"
#include "padron/reglas.hpp"
#include "padron/sql.hpp"
#include "proc/file.hpp"
#include "proc/lines.hpp"
#include "text/zone.hpp"

namespace sctf::padron {
namespace {

using jobs::Json;

constexpr std::size_t kMarcas = 150;
constexpr std::size_t kDevolucion = 704, kReparo = 749;
constexpr std::size_t kDeUnaVez = 1000;

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What a file's name says: letter, period.
struct Nombre {
  std::string clase = "H", periodo;
};

Nombre leer_nombre(const std::filesystem::path& path, const Trazado& traza, std::size_t longitud) {
  Nombre out{longitud == kReparo ? "R" : "H", ""};
  const auto stem = path.stem().string();
  auto extension = path.extension().string();
  if (extension.starts_with('.')) extension.erase(0, 1);
  if (stem.size() == 8 && stem.ends_with("IA") && is_number(stem.substr(1, 5))) out.clase = stem.substr(0, 1);
  if (extension.size() != 3) return out;
  const auto month = traza.meses.find(extension[0]);
  if (out.clase == "H" && month != std::string::npos && is_number(extension.substr(1)))
    out.periodo = fmt::format("20{}-{:02}", extension.substr(1), month + 1);
  else if (out.clase != "H" && is_number(extension))
    out.periodo = "2" + extension;
  return out;
}

// Length of the first record.
Result<std::size_t> longitud_de(const std::filesystem::path& path) {
  auto file = proc::FileReader::open(path);
  if (!file) return tl::unexpected(file.error());
  proc::LineReader lineas(**file, kLineaMasLarga);
  std::string_view linea;
  const auto more = lineas.next(linea);
  if (!more) return tl::unexpected(Problem(more.error()).at(path.string(), 1, 1));
  if (!*more) return problem(Code::empty_file, "{} is empty", path.string());
  if (linea.size() != kDevolucion && linea.size() != kReparo)
    return tl::unexpected(
        Problem{.code = Code::wrong_length,
                .text = fmt::format("a return of INE has records of {} positions, reparos of "
                                    "{}; this one has {}",
                                    kDevolucion, kReparo, linea.size()),
                .value = std::to_string(linea.size())}
            .at(path.string(), 1, 1));
  return linea.size();
}

class Retorno {
 public:
  Retorno(db::Transaction& tx, const jobs::Work& work, const ListaErrores& lista)
      : tx_(tx), work_(work), run_(work.run), p_(work.run.params), lista_(lista) {}

  Result<jobs::ChunkDone> leer(proc::ByteSource& source, const Trazado& traza) {
    const auto lector = leer_ine(source, traza);
    Registro r;
    Fallos fallos;
    std::vector<Registro> registros;
    while (fallos.vaciar(), lector->siguiente(r, fallos)) {
      if (!legible(*lector, r, fallos)) continue;
      registros.push_back(r);
      if (registros.size() == kDeUnaVez) guardar(registros);
    }
    if (refused_ > 0) {
      auto told = problem(Code::lines_refused, "{} {} refused; nothing was recorded", refused_,
                          refused_ == 1 ? "record was" : "records were");
      told.value().value = std::to_string(refused_);
      return told;
    }
    guardar(registros);
    tx_.exec(sql::retorno_registros, run_.ente, run_.id, leidos_);
    return jobs::ChunkDone{
        .items = leidos_,
        .sum = {},
        .result = Json{
            {"records", leidos_}, {"marks", marcas_}, {"unknown", desconocidos_}, {"by_error", por_error_}}};
  }

 private:
  // What INE marks as wrong is not to be refused: only what is no record of ours.
  bool legible(const Lector& lector, const Registro& r, const Fallos& fallos) {
    for (const auto& f : fallos.lista())
      if (f.code == Code::wrong_length || f.code == Code::bad_encoding || f.code == Code::line_too_long)
        return rechazar(lector, r, f);
    if (std::any_of(r.cola.begin(), r.cola.end(), [](char c) { return c < 0x20 || c == 0x7F; }))
      return rechazar(lector, r,
                      {.campo = Campo::registro,
                       .code = Code::bad_encoding,
                       .texto = "the tail of marks holds what is no letter or digit",
                       .valor = {}});
    if (r.cpro != p_.at("cpro") || r.cmun != p_.at("cmun"))
      return rechazar(lector, r,
                      {.campo = Campo::cpro,
                       .code = Code::invalid_value,
                       .texto = fmt::format("the record is of municipality {} {}", r.cpro, r.cmun),
                       .valor = r.cpro + r.cmun});
    return true;
  }

  bool rechazar(const Lector& lector, const Registro& r, const Fallo& f) {
    ++refused_;
    work_.refuse(Problem{.code = f.code, .text = f.texto, .value = f.valor}.at(p_.at("shown"), r.linea,
                                                                               lector.columna(r, f)));
    return false;
  }

  // Who a record is about: by NIA, then by document, then by name and birth (norms/padron 5.4).
  std::string quien(const Registro& r) {
    for (const auto* block : {&r.antes, &r.v}) {
      if (conocidos_.contains((*block)[Campo::nia])) return (*block)[Campo::nia];
      if (const auto found = por_documento_.find(documento(*block)); found != por_documento_.end())
        return found->second;
    }
    for (const auto* block : {&r.antes, &r.v}) {
      if ((*block)[Campo::ape1].empty()) continue;
      const auto rows = tx_.query(sql::por_nombre, run_.ente, (*block)[Campo::part1], (*block)[Campo::ape1],
                                  (*block)[Campo::part2], (*block)[Campo::ape2], (*block)[Campo::nomb],
                                  (*block)[Campo::fnac]);
      if (rows.size() == 1) return rows.front().get<std::string>(0);
    }
    return {};
  }

  void guardar(std::vector<Registro>& registros) {
    std::vector<std::string> nias, documentos;
    for (const auto& r : registros)
      for (const auto* block : {&r.antes, &r.v}) {
        nias.push_back((*block)[Campo::nia]);
        if (auto number = documento(*block); !number.empty()) documentos.push_back(std::move(number));
      }
    conocidos_.clear(), por_documento_.clear();
    for (const auto& row : tx_.query(sql::nias_existen, run_.ente, nias))
      conocidos_.insert(row.get<std::string>(0));
    for (const auto& row : tx_.query(sql::por_documentos, run_.ente, documentos))
      por_documento_.try_emplace(row.get<std::string>("numero"), row.get<std::string>("nia"));
    std::vector<std::string> people;
    people.reserve(registros.size());
    for (const auto& r : registros) people.push_back(quien(r));
    {
      auto copy = tx_.copy_in(sql::incidencia_copy);
      for (std::size_t i = 0; i < registros.size(); ++i) uno(copy, registros[i], people[i]);
      copy.finish();
    }
    auto copy = tx_.copy_in(sql::retorno_registro_copy);
    for (const auto& r : registros) copy.add(run_.ente).add(run_.id).add(r.linea).add(r.entero).end_row();
    copy.finish();
    registros.clear();
  }

  void uno(db::CopyIn& copy, const Registro& r, const std::string& nia) {
    ++leidos_;
    if (nia.empty()) ++desconocidos_;
    bool marked = false;
    for (std::size_t n = 0; n < std::min(kMarcas, r.cola.size()); ++n) {
      if (r.cola[n] == ' ') continue;
      marked = true;
      fila(copy, r, nia, static_cast<int>(n) + 1, std::string(1, r.cola[n]));
    }
    if (!marked) fila(copy, r, nia, 0, "");
  }

  void fila(db::CopyIn& copy, const Registro& r, const std::string& nia, int error, const std::string& mark) {
    const auto about = lista_.de(error);
    auto number = documento(r.antes);
    if (number.empty()) number = documento(r.v);
    auto file = r.cola.size() > kMarcas ? r.cola.substr(kMarcas) : std::string();
    file.erase(file.find_last_not_of(' ') + 1);
    copy.add(run_.ente).add(run_.id).add(r.linea).add(error).add(mark).add(nia).add(number);
    copy.add(leer_dia(r.fvar)).add(r.codigo()).add(r.tipoinf).add(r.cdev).add(about.clase).add(about.accion);
    copy.add(text::local_day(run_.clock) + std::chrono::days{about.plazo}).add(about.soluciones).add(file);
    copy.add(json::dump(Json{{"I", bloque(r.antes)}, {"V", bloque(r.v)}})).end_row();
    ++por_error_[std::to_string(error)];
    if (error > 0) ++marcas_;
  }

  static Json bloque(const Bloque& b) {
    Json out = Json::object();
    for (std::size_t i = 0; i < kCampos; ++i)
      if (!b[i].empty()) out[std::string(info(static_cast<Campo>(i)).nombre)] = b[i];
    return out;
  }

  db::Transaction& tx_;
  const jobs::Work& work_;
  const jobs::RunInfo& run_;
  const Json& p_;
  const ListaErrores& lista_;
  std::set<std::string> conocidos_;
  std::map<std::string, std::string> por_documento_;
  std::map<std::string, std::int64_t> por_error_;
  std::int64_t leidos_ = 0, marcas_ = 0, desconocidos_ = 0, refused_ = 0;
};

class RetornoKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "padron.return"; }
  [[nodiscard]] Json resumed(Json, const Json& asked) const override { return asked; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    audit::record_run(tx, run,
                      fmt::format("padron/{}", run.params.at("sha256").get<std::string>().substr(0, 12)));
    return std::vector<jobs::Step>{{.name = "leer", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& p = work.run.params;
    auto entorno = Entorno::de_json(p.at("lugares"));
    if (!entorno) return tl::unexpected(entorno.error());
    const auto traza = cargar_trazado(entorno->trazados,
                                      fmt::format("ine_habitantes_{}", p.at("longitud").get<std::size_t>()));
    if (!traza) return tl::unexpected(traza.error());
    const auto lista = ListaErrores::cargar(p.at("errores").get<std::string>());
    if (!lista) return tl::unexpected(lista.error());
    auto file = jobs::InputFile::open(work.run);
    if (!file) return tl::unexpected(file.error());
    const std::filesystem::path shown = (*file)->shown();
    const auto name = leer_nombre(shown, *traza, traza->longitud);
    tx.exec(sql::retorno_insert, work.run.ente, work.run.id, shown.filename().string(), name.clase,
            name.periodo, work.run.clock);
    auto done = Retorno(tx, work, *lista).leer((*file)->source(), *traza);
    if (!done) return done;
    if (auto same = (*file)->unchanged(); !same) return tl::unexpected(same.error());
    return done;
  }
};

}  // namespace

std::unique_ptr<jobs::Kind> make_retorno() {
  return std::make_unique<RetornoKind>();
}

Result<Devuelto> devolver(jobs::Engine& engine, const std::filesystem::path& fichero, const Lugares& lugares,
                          const std::filesystem::path& errores, bool dry_run) {
  const auto longitud = longitud_de(fichero);
  if (!longitud) return tl::unexpected(longitud.error());
  auto params = jobs::InputFile::params(fichero);
  if (!params) return tl::unexpected(params.error());
  params->update({{"longitud", *longitud},
                  {"errores", errores.string()},
                  {"cpro", kCpro},
                  {"cmun", kCmun},
                  {"lugares", a_json(lugares)}});
  const auto outcome = engine.run("padron.return", params->at("sha256").get<std::string>(), *params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  Devuelto out{.run = outcome->run.id,
               .registros = outcome->result.value("records", outcome->items),
               .por_error = {},
               .existed = outcome->existed};
  out.marcas = outcome->result.value("marks", std::int64_t{0});
  out.desconocidos = outcome->result.value("unknown", std::int64_t{0});
  if (outcome->result.contains("by_error"))
    out.por_error = outcome->result.at("by_error").get<std::map<std::string, std::int64_t>>();
  return out;
}

}  // namespace sctf::padron
