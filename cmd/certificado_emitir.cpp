// sctf certificado issue, batch: documents under seal.

#include <CLI/CLI.hpp>
#include <memory>

#include "base/ids.hpp"
#include "base/nif.hpp"
#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "cmd/tsa.hpp"
#include "documentos/expedidor.hpp"
#include "identidad/partes.hpp"
#include "padron/certificado_peticion.hpp"
#include "padron/entorno.hpp"
#include "padron/lote_certificados.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"
#include "tributos/corriente.hpp"
#include "tributos/justificante.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;
using documentos::Expedido;
using documentos::Expedidor;
using documentos::Sello;

constexpr std::string_view kCorriente = "corriente";

struct IssueDocumentArgs {
  std::string kind, lang = "es";
  std::string receipt;                        // pago
  std::string person, requested_by, purpose;  // of the padrón
  std::vector<std::string> with;              // viaje
  std::string name, birth;                    // negativo
  fs::path out;
  bool dry_run = false;
};

std::shared_ptr<Sello> open_seal(Context& ctx) {
  auto seal = Sello::abrir(ctx.settings(), ctx.clock());
  if (!seal) throw Exit{ctx.fail(seal.error())};
  if (const auto days = (*seal)->caduca_en())
    ctx.out().warning({.code = Code::seal_expired,
                       .text = fmt::format("the seal \"{}\" ends in {} days: install its successor",
                                           (*seal)->certificado().name(), *days)});
  return std::move(*seal);
}

std::unique_ptr<Expedidor> open_issuer(Context& ctx, const IssueDocumentArgs& args) {
  auto issuer = Expedidor::para(open_seal(ctx), args.kind, args.lang);
  if (issuer) return std::move(*issuer);
  auto problems = std::move(issuer.error());
  const auto last = std::move(problems.back());
  problems.pop_back();
  for (const auto& problem : problems) ctx.report(problem);
  throw Exit{ctx.fail(last)};
}

/// Issues one record in the transaction that read its facts.
Result<Expedido> issue(Context& ctx, db::Transaction& tx, Expedidor& issuer, documentos::Registro& record,
                       std::vector<std::string> subjects) {
  documentos::Pedido wanted{.registro = &record,
                            .numero = issuer.reservar(tx, ctx.ente(), 1, ctx.clock()),
                            .sujetos = std::move(subjects)};
  auto made = issuer.expedir(tx, ctx.caller(), {&wanted, 1}, ctx.clock());
  if (!made) return tl::unexpected(std::move(made.error()));
  return std::move(made->front());
}

/// The proof of a receipt that is paid (RGR 41).
Result<Expedido> issue_payment(Context& ctx, db::Transaction& tx, Expedidor& issuer, audit::Event& asked,
                               const IssueDocumentArgs& args,
                               const std::map<std::string, std::string>& texts) {
  const auto receipt = tributos::find_recibo(tx, ctx.ente(), args.receipt);
  if (!receipt) return tl::unexpected(receipt.error());
  asked.object = fmt::format("valor/{}", receipt->valor);
  const auto proof = tributos::justificante_de(tx, ctx.ente(), *receipt, text::local_day(ctx.clock()), texts);
  if (!proof) return tl::unexpected(proof.error());
  auto record = issuer.registro();
  tributos::rellenar_justificante(issuer.plantilla(), record, *proof, configured_emisor(ctx, args.lang),
                                  ctx.clock(), args.lang);
  std::vector<std::string> subjects;
  if (const auto whose = identidad::find_by_nif(tx, ctx.ente(), receipt->nif))
    subjects.push_back(fmt::format("persona/{}", whose->id));
  return issue(ctx, tx, issuer, record, std::move(subjects));
}

/// That somebody is up to date, or is not (RD 1065/2007, 74), and to the clerk why not.
Result<Expedido> issue_standing(Context& ctx, db::Transaction& tx, Expedidor& issuer, audit::Event& asked,
                                const IssueDocumentArgs& args, const Nif& nif,
                                const tributos::EmisorCartas& emisor, tributos::Corriente& found) {
  const auto today = text::local_day(ctx.clock(), ctx.settings().get_string("ente.zona"));
  auto standing = tributos::situacion_tributaria(tx, ctx.caller(), nif, args.name, args.purpose, today);
  if (!standing) return tl::unexpected(standing.error());
  found = std::move(*standing);
  std::vector<std::string> subjects;
  if (found.persona) subjects.push_back(asked.object = fmt::format("persona/{}", *found.persona));
  auto record = issuer.registro();
  tributos::rellenar_corriente(issuer.plantilla(), record, found, emisor, args.purpose, today);
  return issue(ctx, tx, issuer, record, std::move(subjects));
}

void tell_standing(Context& ctx, const tributos::Corriente& c) {
  for (const auto& d : c.deudas) {
    ctx.object({{"type", "debt"},
                {"referencia", d.referencia},
                {"tributo", d.tributo},
                {"ejercicio", d.ejercicio},
                {"fin_voluntaria", sctf::to_string(*d.fin_voluntaria)},
                {"pending_cents", d.pendiente.value}});
    ctx.print("  {}  {:<10} {}  {:<10} pending {:>14}: its term ended on {}, and nothing suspends it",
              d.referencia, d.tributo, d.ejercicio, d.estado, d.pendiente.human(),
              sctf::to_string(*d.fin_voluntaria));
  }
  for (const auto& d : c.suspendidas) ctx.print("  {}  suspended: does not count", d.referencia);
  ctx.note("{}: {}", c.nif,
           c.al_corriente() ? "up to date"
                            : fmt::format("NOT up to date: {} debts in the executive period, {}",
                                          c.deudas.size(), c.total().human()));
  ctx.result({{"al_corriente", c.al_corriente()},
              {"debts", c.deudas.size()},
              {"debts_cents", c.total().value},
              {"suspended", c.suspendidas.size()}});
}

/// What a certificate of the padrón is written with.
class PadronDesk {
 public:
  PadronDesk(Context& ctx, const IssueDocumentArgs& args)
      : ctx_(ctx),
        wanted_{.clase = or_exit(ctx, padron::parse_clase_certificado(args.kind)),
                .persona = args.person,
                .solicitante = args.requested_by,
                .finalidad = args.purpose,
                .con = args.with,
                .nombre = args.name,
                .nacimiento = {}},
        office_(padron_office(ctx)),
        entorno_(padron_environment(ctx)),
        redactor_(office_.organismo, office_.unidad, entorno_.listas,
                  or_exit(ctx, padron::cargar_palabras(office_.palabras, args.lang))) {
    if (!args.birth.empty()) wanted_.nacimiento = or_exit(ctx, parse_day(args.birth));
  }

  Result<Expedido> issue(db::Transaction& tx, audit::Event& asked, Expedidor& issuer) {
    (void)find_person(tx, ctx_.ente(), wanted_.persona, asked);  // redactar_certificado tells what is wrong
    auto written = padron::redactar_certificado(tx, ctx_.caller(), redactor_, issuer.plantilla(), wanted_,
                                                text::local_day(ctx_.clock(), office_.zona));
    if (!written) return tl::unexpected(written.error());
    return cmd::issue(ctx_, tx, issuer, written->registro, std::move(written->sujetos));
  }

 private:
  Context& ctx_;
  padron::PeticionCertificado wanted_;
  padron::Oficina office_;
  padron::Entorno entorno_;
  padron::Redactor redactor_;
};

// Which options a kind takes.
Result<void> check_options(const IssueDocumentArgs& args) {
  if (args.kind == "pago") {
    if (args.receipt.empty()) return problem(Code::usage, "--kind pago needs --receipt");
    if (!args.person.empty()) return problem(Code::usage, "--kind pago takes no --person");
  } else {
    if (args.person.empty()) return problem(Code::usage, "--kind {} needs --person", args.kind);
    if (!args.receipt.empty()) return problem(Code::usage, "--receipt is of --kind pago alone");
  }
  if (!args.requested_by.empty() && args.kind == kCorriente)
    return problem(Code::usage, "--requested-by is of the padrón's kinds");
  if (!args.with.empty() && args.kind != "viaje")
    return problem(Code::usage, "--with is of --kind viaje alone");
  if (!args.birth.empty() && args.kind != "negativo")
    return problem(Code::usage, "--birth is of --kind negativo alone");
  if (!args.name.empty() && args.kind != "negativo" && args.kind != kCorriente)
    return problem(Code::usage, "--name is of --kind negativo and corriente alone");
  return {};
}

/// The document as it leaves the house: with its time stamp where an authority is configured and answers. It
/// is in the store by now: nothing is lost where none comes.
std::string stamped(Context& ctx, const ConfiguredTsa& tsa, const Expedidor& issuer, const Expedido& made,
                    std::int64_t numero, documentos::SelladosTiempo& stamps) {
  const documentos::Alcance one{
      .tipo = issuer.tipo(), .ejercicio = issuer.ejercicio_de(ctx.clock()), .desde = numero, .hasta = numero};
  stamps = documentos::sellar_tiempo(ctx.pool(), ctx.ente(), tsa.authority(), one);
  warn_of_waiting(ctx, stamps);
  if (stamps.esperan > 0) return made.pdf();
  documentos::Prefijos prefixes;
  return must(db::in_transaction(ctx.pool(), [&](db::Transaction& tx) {
    return documentos::con_tiempo(tx, prefixes, ctx.ente(), one.tipo, one.ejercicio, numero);
  }));
}

int certificado_issue(Context& ctx, const IssueDocumentArgs& args) {
  if (const auto ok = check_options(args); !ok) return ctx.fail(ok.error());
  const auto tsa = ConfiguredTsa::open(ctx);
  const auto issuer = open_issuer(ctx, args);
  // Before anything is issued: a folder that cannot be written to is told now.
  std::optional<proc::AtomicFile> file;
  if (!args.dry_run) file.emplace(proc::AtomicFile::create(args.out));
  std::optional<PadronDesk> desk;
  std::map<std::string, std::string> texts;
  std::optional<Nif> nif;
  tributos::EmisorCartas emisor;
  tributos::Corriente standing;
  if (args.kind == kCorriente) {
    nif = or_exit(ctx, Nif::parse(args.person));
    emisor = configured_emisor(ctx, args.lang);
  } else if (args.kind == "pago") {
    texts = shipped_texts(ctx, "pagos", args.lang);
  } else {
    desk.emplace(ctx, args);
  }
  const auto made = audit::access(
      ctx.pool(), ctx.caller(),
      {.action = "certificado.issue",
       .object = audit::buscado(args.person.empty() ? args.receipt : args.person),
       .reason = args.purpose,
       .detail = {{"kind", args.kind}}},
      [&](db::Transaction& tx, audit::Event& asked) {
        if (nif) return issue_standing(ctx, tx, *issuer, asked, args, *nif, emisor, standing);
        return desk ? desk->issue(tx, asked, *issuer) : issue_payment(ctx, tx, *issuer, asked, args, texts);
      },
      args.dry_run ? audit::Mode::rehearsal : audit::Mode::once);
  if (!made) return ctx.fail(made.error());
  if (nif) tell_standing(ctx, standing);
  documentos::SelladosTiempo stamps;
  if (file) {
    file->write(tsa ? stamped(ctx, *tsa, *issuer, *made, made->n, stamps) : made->pdf());
    file->commit();
  }
  ctx.note("{}: {}, CSV {}{}", args.out.string(), made->numero, made->csv.grupos(),
           args.dry_run ? " (rehearsed)" : "");
  ctx.result({{"numero", made->numero},
              {"csv", made->csv.grupos()},
              {"file", args.out.string()},
              {"bytes", made->fichero.bytes()},
              {"nivel", tsa && !args.dry_run && stamps.esperan == 0 ? "B-T" : "B-B"},
              {"pendiente_sello_tiempo", stamps.esperan > 0},
              {"dry_run", args.dry_run}});
  return 0;
}

void define_certificado_issue(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<IssueDocumentArgs>();
  app.add_option("--kind", args->kind, "what is certified: see certificado kinds")->required();
  app.add_option("--person", args->person, "whom it is about: DNI, NIE, passport or NIA");
  app.add_option("--requested-by", args->requested_by,
                 "who asks, where it is not the person: a parent, an heir");
  app.add_option("--with", args->with, "viaje: a minor of the same hoja; may be repeated");
  app.add_option("--finalidad", args->purpose, "what it is wanted for; printed");
  app.add_option("--name", args->name, "negativo, corriente: the name of whom nobody has heard");
  app.add_option("--birth", args->birth, "negativo: date of birth");
  app.add_option("--receipt", args->receipt, "pago: the receipt, twelve digits or the first ten");
  app.add_option("--lang", args->lang, "es, en or de; Spanish where the kind lacks it");
  app.add_option("--out", args->out, "the PDF to write")->required();
  app.add_flag("--dry-run", args->dry_run, "do all but issue it");
  app.final_callback([args, &ctx] { ctx.exit_with(certificado_issue(ctx, *args)); });
}

struct BatchArgs {
  std::string kind, input, lang = "es", purpose;
  fs::path out;
  bool dry_run = false;
};

int certificado_batch(Context& ctx, const BatchArgs& args) {
  const auto kind = padron::parse_clase_certificado(args.kind);
  if (!kind || *kind == padron::ClaseCertificado::negativo)
    return ctx.fail(
        {.code = Code::invalid_argument, .text = fmt::format("\"{}\" is not issued in batches", args.kind)});
  if (const auto approved = documentos::resolucion_de(ctx.settings(), args.kind); !approved)
    return ctx.fail(approved.error());
  padron::PeticionLote wanted{.clase = *kind,
                              .lang = args.lang,
                              .finalidad = args.purpose,
                              .fichero = {},
                              .out = args.out,
                              .oficina = padron_office(ctx)};
  if (args.input != "all") wanted.fichero = args.input;
  const auto tsa = ConfiguredTsa::open(ctx);
  const auto done = padron::expedir_lote(ctx.engine(), wanted, args.dry_run);
  if (!done) return ctx.fail(done.error());
  documentos::SelladosTiempo stamps;
  if (tsa && !args.dry_run)
    stamps = padron::sellar_lote(ctx.pool(), done->info, tsa->authority(), [&ctx] { ctx.check_stop(); });
  warn_of_waiting(ctx, stamps);
  ctx.note("run {}: {} issued, {} skipped{}", run_text(done->run), done->expedidos, done->otros,
           args.dry_run    ? " (rehearsed)"
           : done->existed ? " (issued before)"
                           : "");
  ctx.result({{"run", run_text(done->run)},
              {"issued", done->expedidos},
              {"skipped", done->otros},
              {"sellados_tiempo", stamps.sellados},
              {"pendientes_sello_tiempo", stamps.esperan},
              {"dry_run", args.dry_run}});
  return wanted.fichero && done->otros > 0 ? info(Code::lines_refused).exit : 0;
}

void define_certificado_batch(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<BatchArgs>();
  app.add_option("--kind", args->kind, "what is certified: see certificado kinds")->required();
  app.add_option("--input", args->input,
                 "a DNI, NIE, passport or NIA a line; all: everybody who needs no officer")
      ->required();
  app.add_option("--finalidad", args->purpose, "what they are wanted for; printed");
  app.add_option("--lang", args->lang, "es, en or de; Spanish where the kind lacks it");
  app.add_option("--out", args->out, "folder: a PDF each, a thousand to a folder")->required();
  app.add_flag("--dry-run", args->dry_run, "do all but issue them");
  app.final_callback([args, &ctx] { ctx.exit_with(certificado_batch(ctx, *args)); });
}

constexpr Command kIssueCommands[] = {
    {"certificado", "issue", "issue a document under seal", define_certificado_issue},
    {"certificado", "batch", "issue certificates for many people", define_certificado_batch},
};

}  // namespace

std::span<const Command> certificado_issue_commands() {
  return kIssueCommands;
}

}  // namespace sctf::cmd
