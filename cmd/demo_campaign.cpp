// sctf demo campaign: from a census to the bank file and back, as the office would do it by hand, verb after
// verb.

#include <CLI/CLI.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <set>

#include "base/ids.hpp"
#include "cmd/campaign_report.hpp"
#include "cmd/demo_bank.hpp"
#include "cmd/law.hpp"
#include "cmd/manifest.hpp"
#include "cmd/setup.hpp"
#include "cmd/tributos.hpp"
#include "text/zone.hpp"
#include "tributos/calculo.hpp"
#include "tributos/cartas.hpp"
#include "tributos/censo.hpp"
#include "tributos/consultas.hpp"
#include "tributos/emision.hpp"
#include "tributos/lista.hpp"
#include "tributos/remesa.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;

struct CampaignArgs {
  std::string city, out;
  std::vector<std::string> tributos = {"ibi"};
  int ejercicio = 2026;
};

/// One campaign; each step is safe to repeat, so the same line again goes on where it stopped.
class Campaign {
 public:
  Campaign(Context& ctx, const CampaignArgs& args)
      : ctx_(ctx), args_(args), out_(fs::absolute(args.out).lexically_normal()) {}

  int run() {
    ctx_.override_setting("tributos.two_persons", "false");
    ctx_.override_setting("tributos.pago_url", "https://sede.ejemplo.es/pago");
    own_ = !ctx_.globals().data;
    if (own_) ctx_.use_data(out_ / ".datos");
    ordenanza_ = load_ordenanza(ctx_, args_.ejercicio, std::nullopt);
    for (const auto& tributo : args_.tributos) {
      const auto marco = tributos::marco_de(ordenanza_, tributo);
      if (!marco) return ctx_.fail(marco.error());
      if (tributo == args_.tributos.front()) ctx_.default_clock(text::start_of_day(marco->periodo.desde));
    }
    step("base de datos", [&]() -> Result<std::string> {
      started_ = prepare_database(ctx_).started;
      return ctx_.data_directory().string();
    });
    for (const auto& tributo : args_.tributos)
      if (const auto problem = collect(tributo)) return ended(*problem);
    if (const auto problem = step("cuadrar las cuentas", [&] { return balance(); })) return ended(*problem);
    finish();
    stop_database();
    return 0;
  }

  /// Stops the server if it is the campaign's own, or was started by it.
  void stop_database() {
    ctx_.extend_audit_chain();
    ctx_.close_pool();
    if ((own_ && ctx_.private_database() && ctx_.cluster().exists()) || started_) ctx_.cluster().stop();
  }

 private:
  template <class Work>
  std::optional<Problem> step(const std::string& name, Work&& work) {
    const auto begin = std::chrono::steady_clock::now();
    ctx_.talk("{} …", name);
    const Result<std::string> done = work();
    if (!done) return done.error();
    report_.steps.push_back(
        {name, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), *done});
    return std::nullopt;
  }

  std::optional<Problem> collect(const std::string& tributo) {
    const auto label = [&](const char* what) { return fmt::format("{}: {}", tributo, what); };
    auto& sums = report_.tributos.emplace_back();
    sums.tributo = tributo;
    std::int64_t load = 0, run = 0;
    if (auto p = step(label("cargar el censo"), [&] { return import(tributo, load); })) return p;
    if (auto p = step(label("calcular y emitir"), [&] { return issue(tributo, load, run, sums); })) return p;
    if (auto p = step(label("lista cobratoria"), [&] { return list(tributo, run); })) return p;
    if (auto p = step(label("aprobar"), [&] { return approve(tributo, run); })) return p;
    if (auto p = step(label("cargo y remesa"), [&] { return charge(run, sums); })) return p;
    if (auto p = step(label("cartas de pago"), [&] { return notices(run, sums); })) return p;
    CampaignBank bank(ctx_, out_ / "banco");
    if (auto p = step(label("responde el banco"), [&] { return bank.answer(run); })) return p;
    keep("banco", bank.files());
    if (auto p = step(label("anular y suspender"), [&] { return bank.prepare(); })) return p;
    if (auto p = step(label("cobrar"), [&] { return bank.collect(); })) return p;
    sums.resultados = bank.outcomes();
    return step(label("conciliar la cuenta"), [&] { return bank.reconcile(); });
  }

  Result<std::string> import(const std::string& tributo, std::int64_t& load) {
    const auto censo = tributos::censo_de(tributo);
    const auto file = fs::path(args_.city) / fmt::format("{}.csv", tributos::to_string(censo));
    const auto carga = tributos::cargar(ctx_.engine(), {.censo = censo, .file = file});
    if (!carga) return tl::unexpected(carga.error());
    load = carga->id;
    return fmt::format("{} líneas", thousands(carga->lineas));
  }

  Result<std::string> issue(const std::string& tributo, std::int64_t load, std::int64_t& run,
                            CampaignTributo& sums) {
    const auto emitida = tributos::emitir(ctx_.engine(), ctx_.pool(),
                                          {.tributo = tributo,
                                           .ejercicio = args_.ejercicio,
                                           .carga = load,
                                           .ordenanza = ordenanza_,
                                           .ordenanza_shown = fmt::format("{}.yaml", args_.ejercicio)});
    if (!emitida) return tl::unexpected(emitida.error());
    run = emitida->run;
    sums.recibos = emitida->recibos;
    sums.liquidaciones = emitida->liquidaciones;
    sums.minimo = emitida->minimo;
    sums.suma = emitida->suma;
    sums.importe = emitida->importe;
    sums.ejemplo = referencia_text(emitida->primero);
    return fmt::format("{} valores, {}", thousands(emitida->recibos), emitida->suma.human());
  }

  Result<std::string> list(const std::string& tributo, std::int64_t run) {
    const auto files =
        tributos::escribir_lista(ctx_.engine(), list_request(ctx_, tributo, run, out_ / "lista"));
    if (!files) return tl::unexpected(files.error());
    keep("lista", *files);
    return fmt::format("{} ficheros en lista/", files->size());
  }

  // Example acts, two months before the term, so that the whole way is walked; marked for what they are.
  Result<std::string> approve(const std::string& tributo, std::int64_t run) {
    const auto desde = must(tributos::marco_de(ordenanza_, tributo)).periodo.desde;
    const tributos::Aprobacion a{.acto = "Resolución de ejemplo (demostración)",
                                 .fecha = add_months(desde, -3),
                                 .boletin = "Boletín de ejemplo (demostración)",
                                 .expuesta_desde = add_months(desde, -2),
                                 .expuesta_hasta = add_months(desde, -1)};
    const auto done = db::in_transaction(
        ctx_.pool(),
        [&](db::Transaction& tx) { return tributos::aprobar(tx, ctx_.caller(), run, a, ctx_.clock()); },
        true);
    if (!done) return tl::unexpected(done.error());
    return a.acto;
  }

  Result<std::string> charge(std::int64_t run, CampaignTributo& sums) {
    const auto& settings = ctx_.settings();
    const auto version = tributos::parse_version_pain(settings.get_string("tributos.remesa.version"));
    if (!version) return tl::unexpected(version.error());
    const auto cargo =
        tributos::cargar_emision(ctx_.engine(), ctx_.pool(),
                                 {.run = run,
                                  .fecha_cobro = {},
                                  .version = *version,
                                  .acreedor = configured_acreedor(ctx_),
                                  .max_operaciones = settings.get_int("tributos.remesa.max_operaciones"),
                                  .max_bytes = settings.get_int("tributos.remesa.max_bytes"),
                                  .smnda_secuencia = settings.get_string("tributos.remesa.smnda_seqtp")});
    if (!cargo) return tl::unexpected(cargo.error());
    const auto released = db::in_transaction(
        ctx_.pool(),
        [&](db::Transaction& tx) {
          return tributos::liberar_remesa(tx, ctx_.caller(), run, false, ctx_.clock());
        },
        true);
    if (!released) return tl::unexpected(released.error());
    const auto files = tributos::escribir_remesa(ctx_.engine(), run, out_ / "remesa");
    if (!files) return tl::unexpected(files.error());
    keep("remesa", *files);
    sums.adeudos = cargo->adeudos;
    sums.suma_adeudos = cargo->suma_adeudos;
    sums.fecha_cobro = cargo->fecha_cobro;
    return fmt::format("{} adeudos, {}", thousands(cargo->adeudos), cargo->suma_adeudos.human());
  }

  Result<std::string> notices(std::int64_t run, CampaignTributo& sums) {
    const auto written =
        tributos::escribir_cartas(ctx_.engine(), ctx_.pool(),
                                  {.run = run,
                                   .out = out_ / "cartas",
                                   .emisor = configured_emisor(ctx_),
                                   .por_fichero = ctx_.settings().get_int("tributos.cartas.por_fichero")});
    if (!written) return tl::unexpected(written.error());
    keep("cartas", written->ficheros);
    for (const auto& file : written->ficheros) sums.cartas += file.items;
    return fmt::format("{} cartas en {} ficheros", thousands(sums.cartas), written->ficheros.size());
  }

  Result<std::string> balance() {
    Cents difference;
    for (const auto& c : db::in_transaction(
             ctx_.pool(), [&](db::Transaction& tx) { return tributos::cuadrar_libros(tx, ctx_.ente()); }))
      difference += c.diferencia();
    if (difference != 0_cts) return problem(Code::unbalanced, "the books differ by {}", difference.str());
    return std::string("diferencia 0,00 €");
  }

  void keep(const std::string& folder, const std::vector<jobs::FileRow>& files) {
    for (const auto& file : files) known_[folder + "/" + file.path] = file;
  }

  void finish() {
    report_.ejercicio = args_.ejercicio;
    report_.ejemplo = ordenanza_.ejemplo;
    report_.data = ctx_.data_directory().string();
    report_.files = list_folder(out_, known_);
    write_manifest(out_, report_.files);
    write_report(out_, report_);
    ctx_.note("{}", (out_ / "informe.txt").string());
    Cents sum;
    std::int64_t recibos = 0;
    for (const auto& t : report_.tributos) sum += t.suma, recibos += t.recibos;
    ctx_.result({{"receipts", recibos},
                 {"sum_cents", sum.value},
                 {"files", report_.files.size()},
                 {"difference_cents", 0}});
  }

  int ended(const Problem& problem) {
    const int status = ctx_.fail(problem);
    if (problem.code != Code::already_running) stop_database();  // another copy works with it
    return status;
  }

  Context& ctx_;
  const CampaignArgs& args_;
  fs::path out_;
  tributos::Ordenanza ordenanza_;
  bool own_ = false, started_ = false;
  CampaignReport report_;
  std::map<std::string, jobs::FileRow> known_;
};

void define_campaign(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<CampaignArgs>();
  app.add_option("--city", args->city, "folder that `demo city` wrote")->required();
  app.add_option("--out", args->out, "folder for what the campaign makes, its database among it")->required();
  app.add_option("--tributo", args->tributos, "ibi, ivtm or a tasa, once for each; ibi unless told");
  app.add_option("--ejercicio", args->ejercicio, "tax year")->check(CLI::Range(2000, 2100));
  app.final_callback([args, &ctx] {
    Campaign campaign(ctx, *args);
    try {
      ctx.exit_with(campaign.run());
    } catch (...) {  // interrupted, too: a demonstration leaves nothing running
      campaign.stop_database();
      throw;
    }
  });
}

constexpr Command kCampaignCommands[] = {
    {"demo", "campaign", "run a whole campaign on an invented city, from census to bank file",
     define_campaign},
};

}  // namespace

std::span<const Command> campaign_commands() {
  return kCampaignCommands;
}

}  // namespace sctf::cmd
