#include "tributos/pendientes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <set>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "identidad/partes.hpp"
#include "jobs/input.hpp"
#include "text/zone.hpp"
#include "tributos/numeracion.hpp"
#include "tributos/sql.hpp"
#include "tributos/tabla_csv.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

constexpr std::array<std::string_view, 14> kColumnasPendiente = {
    "referencia", "tributo", "ejercicio", "objeto", "nif",       "nombre",         "estado",
    "principal",  "recargo", "interes",   "costas", "ingresado", "fin_voluntaria", "notificada_apremio"};
constexpr std::array<std::string_view, 6> kColumnasExterna = {"organismo", "referencia", "nif",
                                                              "concepto",  "importe",    "hasta"};

bool only_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The id that a bank reads on the slip of another system; 0 where its reference is none.
std::int64_t id_bancario(std::string_view referencia) {
  if ((referencia.size() != 10 && referencia.size() != 12) || !only_digits(referencia)) return 0;
  std::int64_t id = 0;
  std::from_chars(referencia.data(), referencia.data() + 10, id);
  return id;
}

// What the office says of the file against what it holds.
Result<void> probar(const TotalCarga& found, const TotalCarga& told) {
  if (found.lineas == told.lineas && found.suma == told.suma) return {};
  return problem(Code::inconsistent,
                 "the file holds {} lines of {} in all; --total says {} of {}: nothing was loaded",
                 found.lineas, found.suma.human(), told.lineas, told.suma.human());
}

/// What both loads have in common: one file, one transaction, a total to prove.
class CargaDeudasKind : public jobs::Kind {
 public:
  [[nodiscard]] Json resumed(Json, const Json& asked) const override { return asked; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    audit::record_run(tx, run,
                      fmt::format("file/{}", run.params.at("sha256").get<std::string>().substr(0, 12)));
    return std::vector<jobs::Step>{{.name = "cargar", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& p = work.run.params;
    auto file = jobs::InputFile::open(work.run);
    if (!file) return tl::unexpected(file.error());
    Cents suma;
    const auto lineas = cargar(tx, work, (*file)->source(), suma);
    if (!lineas) return tl::unexpected(lineas.error());
    if (auto same = (*file)->unchanged(); !same) return tl::unexpected(same.error());
    const auto wanted = p.at("lines").get<std::int64_t>();
    const Cents wanted_sum{p.at("cents").get<std::int64_t>()};
    if (auto ok = probar({*lineas, suma}, {wanted, wanted_sum}); !ok) return tl::unexpected(ok.error());
    return jobs::ChunkDone{
        .items = *lineas, .sum = suma, .result = Json{{"lines", *lineas}, {"sum_cents", suma.value}}};
  }

 protected:
  [[nodiscard]] virtual Result<std::int64_t> cargar(db::Transaction& tx, const jobs::Work& work,
                                                    proc::ByteSource& source, Cents& suma) const = 0;
};

/// Reads the lines of `pendiente` into a temporary table; their parties, valores and entries follow in SQL.
class LectorPendientes {
 public:
  LectorPendientes(db::Transaction& tx, const jobs::Work& work) : tx_(tx), work_(work), copy_(nueva(tx)) {}

  Result<std::int64_t> leer(proc::ByteSource& source, Cents& suma) {
    TablaCsv tabla(work_.run.params.at("shown").get<std::string>(), kColumnasPendiente, work_.refuse);
    const auto lineas = tabla.leer(source, [&](CamposLinea& campos, const text::Record& record) {
      una(campos, record.line());
      return Result<void>{};
    });
    copy_.finish();
    suma = suma_;
    return lineas;
  }

 private:
  static db::CopyIn nueva(db::Transaction& tx) {
    tx.exec(sql::pendiente_nueva);
    return tx.copy_in(sql::pendiente_nueva_copy);
  }

  void una(CamposLinea& campos, std::int64_t linea) {
    const auto referencia = campos.obligatorio(0, "referencia", 35);
    const auto tributo = campos.obligatorio(1, "tributo", 20);
    const auto ejercicio = campos.decimal(2, "ejercicio", 0, Decimal{1990, 0}, Decimal{2100, 0});
    const auto objeto = campos.obligatorio(3, "objeto", 60);
    const auto nif = campos.nif_opcional(4, "nif");
    const auto nombre = campos.obligatorio(5, "nombre", 120);
    const auto estado = campos.obligatorio(6, "estado", 40);
    const Cents partes[] = {campos.importe(7, "principal"), campos.importe(8, "recargo"),
                            campos.importe(9, "interes"), campos.importe(10, "costas")};
    const auto ingresado = campos.importe(11, "ingresado");
    const auto fin = campos.fecha_opcional(12, "fin_voluntaria");
    const auto apremio = campos.fecha_opcional(13, "notificada_apremio");
    const auto total = partes[0] + partes[1] + partes[2] + partes[3];
    if (!vistas_.insert(referencia).second)
      campos.refuse(0, Code::duplicate, "this referencia stands twice in the file");
    if (ingresado > total)
      campos.refuse(11, Code::inconsistent,
                    fmt::format("ingresado is more than the debt of {}", total.str()));
    if (apremio && (!fin || *apremio <= *fin))
      campos.refuse(13, Code::inconsistent,
                    "an apremio is notified after the voluntary term: fin_voluntaria must be before it");
    if (!campos.clean()) return;
    suma_ += total - ingresado;
    copy_.add(linea)
        .add(referencia)
        .add(id_bancario(referencia))
        .add(tributo)
        .add(ejercicio.str())
        .add(objeto)
        .add(nif);
    copy_.add(nombre).add(estado).add(partes[0]).add(partes[1]).add(partes[2]).add(partes[3]).add(ingresado);
    copy_.add(fin).add(apremio).end_row();
  }

  db::Transaction& tx_;
  const jobs::Work& work_;
  db::CopyIn copy_;
  std::set<std::string> vistas_;
  Cents suma_;
};

class CargaPendientesKind final : public CargaDeudasKind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.load_pending"; }

 protected:
  [[nodiscard]] Result<std::int64_t> cargar(db::Transaction& tx, const jobs::Work& work,
                                            proc::ByteSource& source, Cents& suma) const override {
    const auto& run = work.run;
    auto lineas = LectorPendientes(tx, work).leer(source, suma);
    if (!lineas) return lineas;
    reservar_valores(tx, run.ente, 0);  // from here on nobody else takes ids
    if (auto ok = comprobar(tx, work); !ok) return tl::unexpected(ok.error());
    identidad::begin_load(tx, run.ente);
    tx.exec(sql::pendiente_partes);
    identidad::finish_load(tx, run.ente);
    tx.exec(sql::pendiente_insert, run.ente, run.id);
    if (const auto sin_id = tx.query(sql::pendiente_sin_id).front().get<std::int64_t>(0); sin_id > 0) {
      tx.exec(sql::pendiente_numerar, reservar_valores(tx, run.ente, sin_id));
      tx.exec(sql::pendiente_insert, run.ente, run.id);
    }
    tx.exec(sql::pendiente_apuntes, run.ente, run.id, text::local_day(run.clock));
    return lineas;
  }

 private:
  // Against what is held. A bank finds a receipt by its ten digits alone: the same for two would pay the
  // wrong one.
  static Result<void> comprobar(db::Transaction& tx, const jobs::Work& work) {
    const auto shown = work.run.params.at("shown").get<std::string>();
    const db::Rows chocan = tx.query(sql::pendiente_chocan, work.run.ente);
    for (const auto& row : chocan) {
      Problem p{.code = Code::duplicate, .text = {}, .value = row.get<std::string>("referencia")};
      p.text =
          row.get<bool>("conocida")
              ? "this referencia was loaded before"
              : "a bank knows another receipt here by the same ten digits, and would pay that one; put a "
                "letter before them, and the debt gets digits of its own and needs a new slip";
      work.refuse(std::move(p).at(shown, row.get<std::int64_t>("linea"), 1));
    }
    if (chocan.empty()) return {};
    return problem(Code::lines_refused, "{} {} refused; nothing was loaded", chocan.size(),
                   chocan.size() == 1 ? "line was" : "lines were");
  }
};

class CargaExternasKind final : public CargaDeudasKind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.load_external"; }

 protected:
  [[nodiscard]] Result<std::int64_t> cargar(db::Transaction& tx, const jobs::Work& work,
                                            proc::ByteSource& source, Cents& suma) const override {
    const auto& run = work.run;
    TablaCsv tabla(run.params.at("shown").get<std::string>(), kColumnasExterna, work.refuse);
    return tabla.leer(source, [&](CamposLinea& campos, const text::Record& record) {
      const auto organismo = campos.obligatorio(0, "organismo", 70);
      const auto referencia = campos.obligatorio(1, "referencia", 35);
      const auto nif = campos.nif_opcional(2, "nif");
      const auto concepto = campos.obligatorio(3, "concepto", 140);
      const auto importe = campos.importe(4, "importe");
      const auto hasta = campos.fecha(5, "hasta");
      if (campos.clean() && importe == 0_cts)
        campos.refuse(4, Code::out_of_range, "importe must be above 0.00");
      if (!campos.clean()) return Result<void>{};
      if (tx.exec(sql::externa_insert, run.ente, organismo, referencia, run.id, record.line(), nif, concepto,
                  importe, hasta) == 0)
        campos.refuse(1, Code::duplicate,
                      "this debt of that body was loaded before, or stands twice in the file");
      suma += importe;
      return Result<void>{};
    });
  }
};

Result<CargaDeudas> cargar_deudas(jobs::Engine& engine, std::string_view kind,
                                  const std::filesystem::path& file, const TotalCarga& total, bool dry_run) {
  auto params = jobs::InputFile::params(file);
  if (!params) return tl::unexpected(params.error());
  params->update({{"lines", total.lineas}, {"cents", total.suma.value}});
  const auto outcome = engine.run(kind, params->at("sha256").get<std::string>(), *params, dry_run);
  if (!outcome) return tl::unexpected(outcome.error());
  CargaDeudas done{.run = outcome->run.id,
                   .lineas = outcome->result.value("lines", std::int64_t{0}),
                   .suma = {outcome->result.value("sum_cents", std::int64_t{0})},
                   .existed = outcome->existed};
  // What was loaded before stays; a total that is not its own is told all the same.
  if (const auto ok = probar({done.lineas, done.suma}, total); !ok) return tl::unexpected(ok.error());
  return done;
}

}  // namespace

Result<TotalCarga> parse_total(std::string_view text) {
  TotalCarga total;
  const auto colon = text.find(':');
  const auto read = [](std::string_view digits, std::int64_t& into) {
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return !digits.empty() && failed == std::errc{} && end == digits.data() + digits.size();
  };
  if (colon == std::string_view::npos || !read(text.substr(0, colon), total.lineas) ||
      !read(text.substr(colon + 1), total.suma.value) || total.lineas < 1)
    return problem(Code::invalid_argument,
                   "a total is N:CENTS, such as 1250:9871245 (lines, and their sum in cents), not \"{}\"",
                   text);
  return total;
}

std::unique_ptr<jobs::Kind> make_carga_pendientes() {
  return std::make_unique<CargaPendientesKind>();
}

std::unique_ptr<jobs::Kind> make_carga_externas() {
  return std::make_unique<CargaExternasKind>();
}

Result<CargaDeudas> cargar_pendientes(jobs::Engine& engine, const std::filesystem::path& file,
                                      const TotalCarga& total, bool dry_run) {
  return cargar_deudas(engine, "tributos.load_pending", file, total, dry_run);
}

Result<CargaDeudas> cargar_externas(jobs::Engine& engine, const std::filesystem::path& file,
                                    const TotalCarga& total, bool dry_run) {
  return cargar_deudas(engine, "tributos.load_external", file, total, dry_run);
}

}  // namespace sctf::tributos
