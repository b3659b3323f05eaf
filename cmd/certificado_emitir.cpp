// sctf certificado issue: one document under seal.

#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "cmd/law.hpp"
#include "documentos/expedidor.hpp"
#include "identidad/partes.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"
#include "tributos/justificante.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;
using documentos::Expedido;
using documentos::Expedidor;
using documentos::Sello;

struct IssueDocumentArgs {
  std::string kind, receipt, lang = "es";
  fs::path out;
  bool dry_run = false;
};

/// The proof of a receipt that is paid (RGR 41), in the transaction that reads it.
Result<Expedido> issue_payment(Context& ctx, db::Transaction& tx, Expedidor& issuer,
                               const IssueDocumentArgs& args,
                               const std::map<std::string, std::string>& texts) {
  const auto receipt = tributos::find_recibo(tx, ctx.ente(), args.receipt);
  if (!receipt) return tl::unexpected(receipt.error());
  const auto proof = tributos::justificante_de(tx, ctx.ente(), *receipt, text::local_day(ctx.clock()), texts);
  if (!proof) return tl::unexpected(proof.error());
  auto record = issuer.registro();
  tributos::rellenar_justificante(issuer.plantilla(), record, *proof, configured_emisor(ctx, args.lang),
                                  ctx.clock(), args.lang);
  documentos::Pedido wanted{
      .registro = &record, .numero = issuer.reservar(tx, ctx.ente(), 1, ctx.clock()), .sujetos = {}};
  if (const auto whose = identidad::find_by_nif(tx, ctx.ente(), receipt->nif))
    wanted.sujetos.push_back(whose->id);
  auto made = issuer.expedir(tx, ctx.caller(), {&wanted, 1}, ctx.clock());
  if (!made) return tl::unexpected(std::move(made.error()));
  return std::move(made->front());
}

int certificado_issue(Context& ctx, const IssueDocumentArgs& args) {
  const auto seal = Sello::abrir(ctx.settings(), ctx.clock());
  if (!seal) return ctx.fail(seal.error());
  if (const auto days = (*seal)->caduca_en())
    ctx.out().warning({.code = Code::seal_expired,
                       .text = fmt::format("the seal \"{}\" ends in {} days: install its successor",
                                           (*seal)->certificado().name(), *days)});
  auto issuer = Expedidor::para(*seal, args.kind, args.lang);
  if (!issuer) {
    auto problems = std::move(issuer.error());
    const auto last = std::move(problems.back());
    problems.pop_back();
    for (const auto& problem : problems) ctx.report(problem);
    return ctx.fail(last);
  }
  const auto texts = shipped_texts(ctx, "pagos", args.lang);
  // Before anything is issued: a folder that cannot be written to is told now.
  std::optional<proc::AtomicFile> file;
  if (!args.dry_run) file.emplace(proc::AtomicFile::create(args.out));
  const auto work = [&](db::Transaction& tx) { return issue_payment(ctx, tx, **issuer, args, texts); };
  const auto made =
      args.dry_run ? in_command_transaction(ctx, true, work) : db::in_transaction(ctx.pool(), work);
  if (!made) return ctx.fail(made.error());
  if (file) {
    file->write(made->pdf());
    file->commit();
  }
  ctx.note("{}: {}, CSV {}{}", args.out.string(), made->numero, made->csv.grupos(),
           args.dry_run ? " (rehearsed)" : "");
  ctx.result({{"numero", made->numero},
              {"csv", made->csv.grupos()},
              {"file", args.out.string()},
              {"bytes", made->fichero.bytes()},
              {"dry_run", args.dry_run}});
  return 0;
}

void define_certificado_issue(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<IssueDocumentArgs>();
  app.add_option("--kind", args->kind, "pago: that a receipt was paid")
      ->required()
      ->check(CLI::IsMember({"pago"}));
  app.add_option("--receipt", args->receipt, "the receipt: twelve digits, or the first ten")->required();
  app.add_option("--lang", args->lang, "es or en")->check(CLI::IsMember({"es", "en"}));
  app.add_option("--out", args->out, "the PDF to write")->required();
  app.add_flag("--dry-run", args->dry_run, "do all but issue it");
  app.final_callback([args, &ctx] { ctx.exit_with(certificado_issue(ctx, *args)); });
}

constexpr Command kIssueCommands[] = {
    {"certificado", "issue", "issue a document under seal", define_certificado_issue},
};

}  // namespace

std::span<const Command> certificado_issue_commands() {
  return kIssueCommands;
}

}  // namespace sctf::cmd
