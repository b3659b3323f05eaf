#include <algorithm>
#include <cctype>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/iban.hpp"
#include "base/ids.hpp"
#include "proc/assets.hpp"
#include "text/sepa.hpp"
#include "text/zone.hpp"
#include "tributos/remesa.hpp"
#include "tributos/sql.hpp"
#include "xml/schema.hpp"

namespace sctf::tributos {
namespace {

using jobs::Json;

constexpr std::int64_t kBytesPerDebit =
    1'400;  // an operation with every optional part and escapes stays below this

// A remesa as its files need it: one header each, with the blocks that fall into it.
struct FicheroRemesa {
  std::int64_t adeudos = 0;
  Cents suma;
  std::vector<BloquePain> bloques;
};

struct RemesaFrozen {
  std::string tributo;
  int ejercicio = 0, n = 0;
  Day fecha_cobro;
  VersionPain version = VersionPain::v02;
  Acreedor acreedor;
  std::int64_t por_fichero = 0;
  Instant preparada_en;
};

RemesaFrozen read_remesa(db::Transaction& tx, Ente ente, std::int64_t run) {
  const db::Rows rows = tx.query(sql::cargo_find, ente, run);
  const auto row = rows.front();
  const auto acreedor = must(json::parse(row.view("acreedor")));
  return {.tributo = row.get<std::string>("tributo"),
          .ejercicio = row.get<int>("ejercicio"),
          .n = row.get<int>("n"),
          .fecha_cobro = row.get<Day>("fecha_cobro"),
          .version = must(parse_version_pain(row.view("version"))),
          .acreedor = {.nombre = acreedor.at("nombre"),
                       .nif = acreedor.at("nif"),
                       .sufijo = acreedor.at("sufijo"),
                       .iban = acreedor.at("iban"),
                       .bic = acreedor.at("bic")},
          .por_fichero = adeudos_por_fichero(acreedor),
          .preparada_en = row.get<Instant>("preparada_en")};
}

std::vector<FicheroRemesa> divide(db::Transaction& tx, Ente ente, std::int64_t run,
                                  const RemesaFrozen& remesa) {
  std::vector<FicheroRemesa> out;
  tx.stream(
      sql::remesa_importes,
      [&](const db::Row& row) {
        if (out.empty() || out.back().adeudos == remesa.por_fichero) out.emplace_back();
        auto& fichero = out.back();
        const auto secuencia = row.view(0);
        if (fichero.bloques.empty() || fichero.bloques.back().secuencia != secuencia)
          fichero.bloques.push_back({.secuencia = std::string(secuencia),
                                     .fecha_cobro = remesa.fecha_cobro,
                                     .adeudos = 0,
                                     .suma = {}});
        const auto importe = row.get<Cents>(1);
        ++fichero.adeudos, ++fichero.bloques.back().adeudos;
        fichero.suma += importe, fichero.bloques.back().suma += importe;
      },
      ente, run, remesa.n);
  return out;
}

Adeudo adeudo_de(const db::Row& row, const RemesaFrozen& remesa) {
  Adeudo a{.end_to_end_id = end_to_end_id(remesa.tributo, remesa.ejercicio, row.get<std::int64_t>(0)),
           .importe = row.get<Cents>(8),
           .mandato = row.get<std::string>(2),
           .fecha_firma = row.get<Day>(3),
           .deudor = row.get<std::string>(5),
           .contribuyente = row.get<std::string>(6),
           .iban = row.get<std::string>(4),
           .concepto = row.get<std::string>(7),
           .mandato_anterior = row.get<std::string>(9),
           .iban_anterior = row.get<std::string>(10),
           .otro_banco = false,
           .acreedor_anterior = row.get<std::string>(11)};
  if (!a.iban_anterior.empty())
    a.otro_banco = !must(Iban::parse(a.iban)).same_bank(must(Iban::parse(a.iban_anterior)));
  return a;
}

/// Walks through the debits and the files they fall into, side by side.
class EscritorRemesa {
 public:
  EscritorRemesa(db::Transaction& tx, const jobs::RunInfo& run, RemesaFrozen remesa,
                 std::vector<FicheroRemesa> ficheros)
      : tx_(tx), run_(run), remesa_(std::move(remesa)), ficheros_(std::move(ficheros)) {}

  // Files are published after the stream has ended: their rows are written on the same connection.
  void add(const db::Row& row) {
    const auto& fichero = ficheros_[at_];
    if (!writer_) begin_file();
    if (in_block_ == 0) writer_->begin_block(fichero.bloques[block_]);
    writer_->add(adeudo_de(row, remesa_));
    if (++in_block_ < fichero.bloques[block_].adeudos) return;
    writer_->end_block();
    in_block_ = 0;
    if (++block_ < fichero.bloques.size()) return;
    writer_->finish();
    writer_.reset();
    block_ = 0;
    ++at_;
  }

  // No file leaves that its reader would refuse: each is validated before it gets its name.
  Result<void> publish() {
    if (open_.empty()) return {};
    const auto schema = xml::Schema::load(
        proc::asset(fmt::format("lib/tributos/schema/{}.xsd", message_name(remesa_.version))));
    if (!schema) return tl::unexpected(schema.error());
    for (const auto& file : open_)
      if (auto valid = schema->validate_file(file->unpublished()); !valid) return valid;
    for (std::size_t i = 0; i < open_.size(); ++i)
      open_[i]->publish(tx_, run_, ficheros_[i].adeudos, ficheros_[i].suma);
    return {};
  }

 private:
  void begin_file() {
    const auto& fichero = ficheros_[at_];
    const int number = static_cast<int>(at_) + 1;
    const std::filesystem::path out = run_.params.at("out").get<std::string>();
    open_.push_back(std::make_unique<jobs::OutputFile>(
        out,
        fmt::format("remesa-{}-{}-R{:02}-{:04}.xml", remesa_.tributo, remesa_.ejercicio, remesa_.n, number),
        std::string(message_name(remesa_.version))));
    auto* file = open_.back().get();
    writer_.emplace(
        [file](std::string_view bytes) { file->write(bytes); },
        CabeceraPain{.version = remesa_.version,
                     .msg_id = msg_id(run_.ente, remesa_.tributo, remesa_.ejercicio, remesa_.n, number),
                     .creado = text::iso_local(remesa_.preparada_en),
                     .adeudos = fichero.adeudos,
                     .suma = fichero.suma,
                     .acreedor = remesa_.acreedor});
  }

  db::Transaction& tx_;
  const jobs::RunInfo& run_;
  RemesaFrozen remesa_;
  std::vector<FicheroRemesa> ficheros_;
  std::vector<std::unique_ptr<jobs::OutputFile>> open_;
  std::optional<PainWriter> writer_;
  std::size_t at_ = 0, block_ = 0;
  std::int64_t in_block_ = 0;
};

/// Batch `tributos.remesa`: the files of a released remesa, in the folder of whoever leads it.
class RemesaKind final : public jobs::Kind {
 public:
  [[nodiscard]] std::string_view name() const override { return "tributos.remesa"; }

  [[nodiscard]] Result<std::vector<jobs::Step>> plan(db::Transaction& tx,
                                                     const jobs::RunInfo& run) const override {
    const auto id = run.params.at("emision").get<std::int64_t>();
    const auto cargo = find_cargo(tx, run.ente, id);
    if (!cargo) return tl::unexpected(cargo.error());
    if (cargo->liberada_por.empty())
      return problem(Code::wrong_state, "the remesa of run {} is prepared, not released", run_text(id));
    audit::record_run(tx, run, fmt::format("run/{}", id));
    return std::vector<jobs::Step>{{.name = "escribir", .local = true, .chunks = {{0, 0}}}};
  }

  [[nodiscard]] Result<jobs::ChunkDone> work(db::Transaction& tx, const jobs::Work& work) const override {
    const auto& run = work.run;
    const auto id = run.params.at("emision").get<std::int64_t>();
    const auto remesa = read_remesa(tx, run.ente, id);
    auto ficheros = divide(tx, run.ente, id, remesa);
    Cents suma;
    std::int64_t adeudos = 0;
    for (const auto& fichero : ficheros) suma += fichero.suma, adeudos += fichero.adeudos;
    const auto cargo = must(find_cargo(tx, run.ente, id));
    if (suma != cargo.suma_adeudos || adeudos != cargo.adeudos)
      return problem(Code::unbalanced, "the debits of run {} add up to {}, its remesa to {}", run_text(id),
                     suma.str(), cargo.suma_adeudos.str());
    const auto files = ficheros.size();
    if (!run.dry_run) {
      EscritorRemesa escritor(tx, run, remesa, std::move(ficheros));
      tx.stream(
          sql::remesa_adeudos, [&](const db::Row& row) { escritor.add(row); }, run.ente, id, remesa.n);
      if (const auto published = escritor.publish(); !published) return tl::unexpected(published.error());
    }
    return jobs::ChunkDone{.items = adeudos,
                           .sum = suma,
                           .result = Json{{"files", files}, {"debits", adeudos}, {"sum_cents", suma.value}}};
  }
};

}  // namespace

std::unique_ptr<jobs::Kind> make_ficheros_remesa() {
  return std::make_unique<RemesaKind>();
}

Result<std::vector<jobs::FileRow>> escribir_remesa(jobs::Engine& engine, std::int64_t run,
                                                   const std::filesystem::path& out) {
  const auto folder = std::filesystem::absolute(out).lexically_normal().string();
  const auto outcome = engine.run("tributos.remesa", fmt::format("{}:{}", run, folder),
                                  Json{{"emision", run}, {"out", folder}});
  if (!outcome) return tl::unexpected(outcome.error());
  return outcome->files;
}

std::string mayusculas(std::string_view tributo) {
  std::string out(tributo);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text::to_sepa(out);
}

std::string end_to_end_id(std::string_view tributo, int ejercicio, std::int64_t valor) {
  return fmt::format("{}{}-{:010}", mayusculas(tributo), ejercicio, valor);
}

std::int64_t adeudos_por_fichero(const jobs::Json& acreedor) {
  return std::max<std::int64_t>(1, std::min(acreedor.at("max_operaciones").get<std::int64_t>(),
                                            acreedor.at("max_bytes").get<std::int64_t>() / kBytesPerDebit));
}

std::string msg_id(Ente ente, std::string_view tributo, int ejercicio, int remesa, int fichero) {
  return fmt::format("{}-{}-{}-R{:02}-{:04}", ente.value, mayusculas(tributo), ejercicio, remesa, fichero);
}

}  // namespace sctf::tributos
