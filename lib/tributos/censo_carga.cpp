#include <algorithm>
#include <fmt/format.h>
#include <type_traits>

#include "audit/audit.hpp"
#include "base/catastro.hpp"
#include "identidad/partes.hpp"
#include "jobs/input.hpp"
#include "log/log.hpp"
#include "text/csv.hpp"
#include "tributos/censo.hpp"
#include "tributos/censo_formato.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

constexpr std::size_t kMostInmueble = 20'000;  // holders of one property; more is a broken file

// What differs between the censuses: columns, statements, and what goes into the columns of its own.
template <class Linea>
struct FormatoCenso;

template <>
struct FormatoCenso<LineaIbi> {
  static auto columnas() { return columnas_ibi(); }
  static constexpr const db::Sql& copia = sql::censo_copy_ibi;
  static constexpr const db::Sql* repetidos = &sql::censo_repetidos_ibi;
  static constexpr const db::Sql* quitar = &sql::censo_quitar_ibi;
  static constexpr const db::Sql& analyze = sql::censo_analyze_ibi;
  static constexpr const char* repetido =
      "the lines of this property do not stand together: others begin at line {}";
  static void propias(db::CopyIn& copy, const LineaIbi& l) {
    copy.add(std::string_view(&l.clase, 1))
        .add(l.uso)
        .add(l.valor_catastral)
        .add(l.valor_inicial)
        .add(l.valor_base);
    copy.add(l.coeficiente_reductor.str()).add(l.derecho).add(l.cuota_participacion.str()).add(l.division);
  }
};

template <>
struct FormatoCenso<LineaIvtm> {
  static auto columnas() { return columnas_ivtm(); }
  static constexpr const db::Sql& copia = sql::censo_copy_ivtm;
  static constexpr const db::Sql* repetidos = &sql::censo_repetidos_ivtm;
  static constexpr const db::Sql* quitar = &sql::censo_quitar_ivtm;
  static constexpr const db::Sql& analyze = sql::censo_analyze_ivtm;
  static constexpr const char* repetido = "this plate stands at line {} already";
  static void propias(db::CopyIn& copy, const LineaIvtm& l) {
    copy.add(l.clase_vehiculo)
        .add(l.potencia.str())
        .add(l.unidad)
        .add(l.carburante)
        .add(l.fecha_matriculacion);
    copy.add(l.fecha_baja).add(l.tipo_baja);
  }
};

template <>
struct FormatoCenso<LineaTasa> {
  static auto columnas() { return columnas_tasa(); }
  static constexpr const db::Sql& copia = sql::censo_copy_tasa;
  static constexpr const db::Sql* repetidos = nullptr;
  static constexpr const db::Sql* quitar = nullptr;
  static constexpr const db::Sql& analyze = sql::censo_analyze_tasa;
  static constexpr const char* repetido = "{}";
  static void propias(db::CopyIn& copy, const LineaTasa& l) {
    copy.add(l.concepto).add(l.tarifa).add(l.unidades.str()).add(l.fecha_alta).add(l.fecha_baja);
  }
};

/// One pass over a census file: read, check, copy; holds one object's lines at a time.
template <class Linea>
class Lector {
 public:
  Lector(db::Transaction& tx, const jobs::Work& work, std::string name)
      : tx_(tx),
        work_(work),
        name_(std::move(name)),
        copy_(tx.copy_in(Formato::copia)),
        accept_(work.run.params.at("accept_rejects").get<bool>()) {}

  Result<void> leer(proc::ByteSource& source) {
    text::CsvReader reader(source);
    text::Record record;
    if (const auto header = cabecera(reader, record); !header) return header;
    for (;;) {
      auto more = reader.next(record);
      if (!more) {
        more.error().file = name_;
        refuse(std::move(more.error()));
        objeto_roto_ = true;  // the line may have been one of this object's
        if (demasiados()) break;
        continue;
      }
      if (!*more) break;
      una(reader, record);
      if (demasiados()) break;
    }
    cerrar_objeto();
    copy_.finish();
    if (demasiados())
      return problem(Code::too_many_rejects, "{} lines were refused: too many; nothing was loaded",
                     rechazos_);
    if (lineas_leidas_ == 0 && rechazos_ == 0)
      return problem(Code::empty_file, "{} holds a header and no line", name_);
    repetidos();
    return {};
  }

  [[nodiscard]] std::int64_t rechazos() const { return rechazos_; }
  [[nodiscard]] std::int64_t avisos() const { return avisos_; }

 private:
  using Formato = FormatoCenso<Linea>;
  static constexpr bool kIbi = std::is_same_v<Linea, LineaIbi>;

  Result<void> cabecera(text::CsvReader& reader, text::Record& record) {
    const auto more = reader.next(record);
    if (!more) {
      auto problem = more.error();
      return tl::unexpected(std::move(problem).at(name_, more.error().line, more.error().column));
    }
    if (!*more) return problem(Code::empty_file, "{} is empty", name_);
    auto ok = comprobar_cabecera(record, Formato::columnas());
    if (!ok) ok.error().file = name_;
    return ok;
  }

  void una(const text::CsvReader& reader, const text::Record& record) {
    ++lineas_leidas_;
    const auto columnas = Formato::columnas().size();
    if (record.size() != columnas) {
      const bool cut = record.size() < columnas && !reader.ended_with_newline();
      Problem p{.code = Code::wrong_columns,
                .text = fmt::format("the line has {} columns, {} are wanted{}", record.size(), columnas,
                                    cut ? " (if it is the last line, the file was cut)" : ""),
                .value = std::string(record.raw().substr(0, 60))};
      refuse(std::move(p).at(name_, record.line(), 1));
      objeto_roto_ = true;
      return;
    }
    Linea linea;
    linea.linea = record.line();
    problems_.clear();
    CamposLinea campos(record, name_, problems_);
    leer_linea(campos, linea);
    if (objeto_.empty() || !kIbi || linea.objeto != objeto_.front().objeto) cerrar_objeto();
    if constexpr (kIbi)
      if (campos.clean() && !objeto_.empty() && !objeto_roto_)
        comparar_titular(campos, linea, objeto_.front());
    const bool clean = campos.clean();
    for (auto& p : problems_) refuse(std::move(p));
    if constexpr (kIbi)
      if (clean && !cadastral_control_fits(linea.objeto)) ++avisos_;
    linea.objeto_n = objetos_ + 1;
    objeto_roto_ = objeto_roto_ || !clean;
    if (objeto_.size() < kMostInmueble) objeto_.push_back(std::move(linea));
  }

  // An object goes in whole or not at all: shares of which one is missing would not add up.
  void cerrar_objeto() {
    if (objeto_.empty()) {
      objeto_roto_ = false;
      return;
    }
    if constexpr (kIbi)
      if (!objeto_roto_)
        for (auto& p : comprobar_inmueble(objeto_, name_)) {
          refuse(std::move(p));
          objeto_roto_ = true;
        }
    if (!objeto_roto_) {
      ++objetos_;
      for (const auto& linea : objeto_) copiar(linea);
    } else if (accept_) {
      for (const auto& linea : objeto_) rechazar_con_las_suyas(linea);
    }
    objeto_.clear();
    culpables_.clear();
    objeto_roto_ = false;
  }

  void rechazar_con_las_suyas(const Linea& linea) {
    if (std::find(culpables_.begin(), culpables_.end(), linea.linea) != culpables_.end()) return;
    Problem p{.code = Code::inconsistent,
              .text = "left out with another line of the same object that was refused",
              .value = linea.objeto};
    refuse(std::move(p).at(name_, linea.linea, 1));
  }

  void copiar(const Linea& l) {
    copy_.add(work_.run.ente)
        .add(work_.run.id)
        .add(l.linea)
        .add(l.objeto_n)
        .add(l.objeto)
        .add(l.nif)
        .add(l.nombre);
    copy_.add(l.notificada)
        .add(l.domicilio_objeto)
        .add(l.domicilio_fiscal)
        .add(l.codigo_postal)
        .add(l.municipio);
    copy_.add(l.iban).add(l.titular_cuenta_nif).add(l.mandato).add(l.fecha_mandato).add(l.beneficios);
    Formato::propias(copy_, l);
    copy_.end_row();
  }

  // Asked at run time: under its sanitizers GCC takes no address for a constant.
  void repetidos() {
    const db::Sql* query = Formato::repetidos;
    if (query == nullptr) return;
    std::vector<std::int64_t> quitar;
    for (const db::Row row : tx_.query(*query, work_.run.ente, work_.run.id)) {
      const auto linea = row.get<std::int64_t>("linea");
      Problem p{.code = Code::duplicate,
                .text = fmt::format(fmt::runtime(Formato::repetido), row.get<std::int64_t>("primera")),
                .value = row.get<std::string>("objeto")};
      refuse(std::move(p).at(name_, linea, 1));
      quitar.push_back(linea);
    }
    if (!quitar.empty()) tx_.exec(*Formato::quitar, work_.run.ente, work_.run.id, quitar);
  }

  void refuse(Problem p) {
    if (p.line != ultima_rechazada_) ++rechazos_;  // a line counts once, however much is wrong with it
    ultima_rechazada_ = p.line;
    culpables_.push_back(p.line);
    tell(std::move(p));
  }
  void tell(Problem p) {
    if (contados_++ < kMostTold) work_.refuse(std::move(p));
  }
  [[nodiscard]] bool demasiados() const {
    return rechazos_ > work_.run.params.at("max_rejects").get<std::int64_t>();
  }

  static constexpr std::int64_t kMostTold = 100'000;  // beyond that nobody reads on, and memory stays bounded
  db::Transaction& tx_;
  const jobs::Work& work_;
  std::string name_;
  db::CopyIn copy_;
  std::vector<Linea> objeto_;
  std::vector<Problem> problems_;
  std::vector<std::int64_t> culpables_;  // lines of the object at hand that were refused
  bool accept_;
  bool objeto_roto_ = false;
  std::int64_t objetos_ = 0, lineas_leidas_ = 0, rechazos_ = 0, avisos_ = 0, contados_ = 0,
               ultima_rechazada_ = -1;
};

template <class Linea>
Result<jobs::ChunkDone> cargar_como(db::Transaction& tx, const jobs::Work& work) {
  const auto& run = work.run;
  auto file = jobs::InputFile::open(run);
  if (!file) return tl::unexpected(file.error());
  Lector<Linea> lector(tx, work, (*file)->shown());
  if (const auto read = lector.leer((*file)->source()); !read) return tl::unexpected(read.error());
  if (lector.rechazos() > 0 && !run.params.at("accept_rejects").get<bool>()) {
    auto refused = problem(Code::lines_refused, "{} {} refused; nothing was loaded", lector.rechazos(),
                           lector.rechazos() == 1 ? "line was" : "lines were");
    refused.value().value = std::to_string(lector.rechazos());
    return refused;
  }
  if (auto same = (*file)->unchanged(); !same) return tl::unexpected(same.error());
  identidad::begin_load(tx, run.ente);
  tx.exec(sql::censo_partes, run.ente, run.id);
  const auto partes = identidad::finish_load(tx, run.ente);
  tx.exec(sql::censo_mandatos, run.ente, run.id, std::chrono::floor<std::chrono::days>(run.clock));
  const db::Rows rows =
      tx.query(sql::censo_insert, run.ente, run.id, run.params.at("censo").get<std::string>(),
               std::filesystem::path((*file)->shown()).filename().string(),
               run.params.at("sha256").get<std::string>(), lector.rechazos(), run.clock);
  const auto lineas = rows.front().get<std::int64_t>("lineas");
  tx.exec(FormatoCenso<Linea>::analyze);
  return jobs::ChunkDone{.items = lineas,
                         .sum = {},
                         .result = Json{{"lines", lineas},
                                        {"objects", rows.front().get<std::int64_t>("objetos")},
                                        {"rejects", lector.rechazos()},
                                        {"new_parties", partes},
                                        {"cadastral_warnings", lector.avisos()}}};
}

class CargaKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.import"; }

  // The same bytes may lie elsewhere by now, and their rejects be accepted.
  [[nodiscard]] Json resumed(Json, const Json& asked) const override { return asked; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    audit::record_run(tx, run, fmt::format("censo/{}", run.params.at("censo").get<std::string>()));
    return std::vector<jobs::Step>{{.name = "cargar", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    return cargar_lineas(tx, work);
  }
};

}  // namespace

std::string_view to_string(Censo censo) {
  switch (censo) {
    case Censo::ibi: return "ibi";
    case Censo::ivtm: return "ivtm";
    case Censo::tasa: return "tasa";
  }
  return {};
}

Result<Censo> parse_censo(std::string_view text) {
  for (const auto censo : {Censo::ibi, Censo::ivtm, Censo::tasa})
    if (text == to_string(censo)) return censo;
  return problem(Code::unknown_value, "\"{}\" is no census: ibi, ivtm or tasa", text);
}

Censo censo_de(std::string_view tributo) {
  return tributo == "ibi" ? Censo::ibi : (tributo == "ivtm" ? Censo::ivtm : Censo::tasa);
}

Result<jobs::ChunkDone> cargar_lineas(db::Transaction& tx, const jobs::Work& work) {
  switch (must(parse_censo(work.run.params.at("censo").get<std::string>()))) {
    case Censo::ibi: return cargar_como<LineaIbi>(tx, work);
    case Censo::ivtm: return cargar_como<LineaIvtm>(tx, work);
    case Censo::tasa: return cargar_como<LineaTasa>(tx, work);
  }
  return problem(Code::internal, "no such census");
}

std::unique_ptr<jobs::Kind> make_carga() {
  return std::make_unique<CargaKind>();
}

Result<Carga> cargar(jobs::Engine& engine, const CargaCenso& carga, bool dry_run) {
  auto params = jobs::InputFile::params(carga.file);
  if (!params) return tl::unexpected(params.error());
  params->update({{"censo", std::string(to_string(carga.censo))},
                  {"accept_rejects", carga.accept_rejects},
                  {"max_rejects", carga.max_rejects}});
  const auto outcome =
      engine.run("tributos.import",
                 fmt::format("{}:{}", to_string(carga.censo), params->at("sha256").get<std::string>()),
                 *params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  return Carga{.id = outcome->run.id,
               .lineas = outcome->result.value("lines", std::int64_t{0}),
               .rechazos = outcome->result.value("rejects", std::int64_t{0}),
               .avisos_catastro = outcome->result.value("cadastral_warnings", std::int64_t{0}),
               .existed = outcome->existed};
}

}  // namespace sctf::tributos
