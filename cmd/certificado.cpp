// sctf certificado: documents under seal, checked and withdrawn.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "documentos/cotejo.hpp"
#include "documentos/eni.hpp"
#include "documentos/expedidor.hpp"
#include "documentos/plantilla.hpp"
#include "documentos/sello.hpp"
#include "proc/file.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;
using documentos::Csv;

constexpr std::size_t kMaxCheckedFile = std::size_t{64} << 20;  // no document of ours comes near it

int certificado_kinds(Context& ctx) {
  const auto& settings = ctx.settings();
  std::size_t kinds = 0, approved = 0;
  for (const auto& entry : documentos::tipos_sellados()) {
    const auto& kind = entry.nombre;
    const auto resolution = documentos::resolucion_de(settings, kind);
    ++kinds;
    approved += resolution.has_value();
    ctx.print("{:18} {:10} {}", kind, fmt::format("{}", fmt::join(entry.idiomas, " ")),
              resolution ? *resolution : "not issued: no resolution is recorded");
    Json object = {{"type", "kind"}, {"kind", kind}, {"languages", entry.idiomas}};
    if (resolution) object["resolucion"] = *resolution;
    ctx.object(object);
  }
  ctx.result({{"kinds", kinds}, {"approved", approved}});
  return 0;
}

void define_certificado_kinds(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(certificado_kinds(ctx)); });
}

/// The document as design 8 shows it, with what the check found.
Json to_json(const documentos::Cotejo& cotejo) {
  Json out = {{"type", "documento"}, {"autentico", cotejo.autentico()}};
  if (const auto& kept = cotejo.guardado) {
    out["csv"] = kept->csv;
    out["estado"] = kept->anulado ? "anulado" : "autentico";
    out["tipo"] = kept->tipo;
    out["numero"] = kept->numero;
    out["organo"] = {{"dir3", kept->organo}, {"nombre", kept->organo_nombre}};
    out["emitido"] = to_string(kept->emitido);
    out["paginas"] = kept->paginas;
    out["sha256"] = kept->ultima().sha256;
    Json versions = Json::array();
    for (const auto& version : kept->versiones)
      versions.push_back({{"nivel", version.nivel}, {"sha256", version.sha256}});
    out["versiones"] = versions;
    if (kept->sellado) out["sellado"] = to_string(*kept->sellado);
    out["pendiente_sello_tiempo"] = kept->espera_tiempo;
    out["resolucion"] = kept->resolucion;
  }
  if (const auto& seal = cotejo.sello)
    out["sello"] = {{"firmante", seal->name()},
                    {"nif", seal->nif()},
                    {"emisor", seal->issuer_name()},
                    {"serie", seal->serial()},
                    {"nivel", cotejo.guardado ? cotejo.guardado->ultima().nivel : ""}};
  Json proved = Json::array(), refuted = Json::array();
  for (const auto& [good, what] : cotejo.hallazgos) (good ? proved : refuted).push_back(what);
  out["proved"] = proved;
  out["refuted"] = refuted;
  out["not_proved"] = cotejo.no_probado;
  return out;
}

int report_cotejo(Context& ctx, const documentos::Cotejo& cotejo) {
  const bool authentic = cotejo.autentico();
  ctx.print("{}", authentic ? "AUTHENTIC" : "NOT AUTHENTIC");
  if (const auto& kept = cotejo.guardado) {
    ctx.print("  document    {}, {} page(s), issued {}", kept->numero, kept->paginas,
              to_string(kept->emitido));
    ctx.print("  by          {} ({}), {}", kept->organo_nombre, kept->organo, kept->resolucion);
    for (const auto& version : kept->versiones) ctx.print("  {:11} sha256 {}", version.nivel, version.sha256);
  }
  if (const auto& seal = cotejo.sello)
    ctx.print("  seal        {}, NIF {}, number {} of {}", seal->name(), seal->nif(), seal->serial(),
              seal->issuer_name());
  for (const auto& [good, what] : cotejo.hallazgos)
    ctx.print("  {:11} {}", good ? "proved" : "REFUTED", what);
  for (const auto& what : cotejo.no_probado) ctx.print("  not proved  {}", what);
  ctx.object(to_json(cotejo));
  ctx.result({{"autentico", authentic}});
  return authentic ? 0 : info(Code::not_authentic).exit;
}

struct VerifyDocumentArgs {
  std::string what;
  fs::path pdf, eni;  // to be written, where they are named
};

/// The document of the store, for who has its code: the PDF itself, its ENI form.
void write_copies(Context& ctx, const documentos::Guardado& kept, const VerifyDocumentArgs& args) {
  if (!args.pdf.empty()) proc::write_file(args.pdf, kept.ultima().pdf);
  if (!args.eni.empty())
    proc::write_file(args.eni, documentos::documento_eni(kept, ctx.settings().get_string("ente.zona")));
}

// A check shows whose document it is, and may hand it out: in the trail, also of what is not ours.
template <class Work>
Result<documentos::Cotejo> checked(Context& ctx, const std::string& what, const Work& work) {
  return access(ctx, {.action = "documento.coteja", .object = audit::buscado(what)}, false,
                [&](db::Transaction& tx, audit::Event& asked) -> Result<documentos::Cotejo> {
                  auto found = work(tx);
                  if (!found) return found;
                  if (found->guardado) asked.object = "documento/" + found->guardado->numero;
                  audit::record(tx, ctx.caller(), asked);
                  return found;
                });
}

int verify_file(Context& ctx, const std::string& file) {
  const auto bytes = proc::read_file(file, kMaxCheckedFile);
  if (!bytes) return ctx.fail(bytes.error());
  const auto found = checked(ctx, fs::path(file).filename().string(), [&](db::Transaction& tx) {
    return documentos::cotejar_fichero(tx, ctx.ente(), *bytes);
  });
  if (found) return report_cotejo(ctx, *found);
  auto refused = found.error();
  return ctx.fail(std::move(refused).at(file, 0, 0));
}

int certificado_verify(Context& ctx, const VerifyDocumentArgs& args) {
  std::error_code ignored;
  const auto& what = args.what;
  const bool is_file = fs::exists(what, ignored);
  if (is_file && (!args.pdf.empty() || !args.eni.empty()))
    return ctx.fail({.code = Code::usage, .text = "--pdf and --eni go with a CSV, not with a file"});
  if (is_file) return verify_file(ctx, what);
  if (what.find('/') != std::string::npos || what.ends_with(".pdf"))
    return ctx.fail({.code = Code::no_input, .text = fmt::format("{} is not there", what), .value = what});
  const auto csv = Csv::parse(what);
  if (!csv) return ctx.fail(csv.error());
  const auto found = checked(ctx, csv->str(),
                             [&](db::Transaction& tx) { return documentos::cotejar(tx, ctx.ente(), *csv); });
  if (!found) return ctx.fail(found.error());
  write_copies(ctx, *found->guardado, args);
  return report_cotejo(ctx, *found);
}

void define_certificado_verify(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<VerifyDocumentArgs>();
  app.add_option("CSV|FILE", args->what, "a código seguro de verificación, or a PDF that somebody sends")
      ->required();
  app.add_option("--pdf", args->pdf, "write the document of the CSV, as it was issued");
  app.add_option("--eni", args->eni, "write it as XML of the ENI, as administrations exchange documents");
  app.final_callback([args, &ctx] { ctx.exit_with(certificado_verify(ctx, *args)); });
}

struct RevokeDocumentArgs {
  std::string csv, cause;
  bool dry_run = false;
};

int certificado_revoke(Context& ctx, const RevokeDocumentArgs& args) {
  const auto csv = Csv::parse(args.csv);
  if (!csv) return ctx.fail(csv.error());
  if (args.cause.find_first_not_of(' ') == std::string::npos)
    return ctx.fail({.code = Code::usage, .text = "--cause is blank: say why the document is withdrawn"});
  const auto done =
      access(ctx, {.action = "documento.anula", .object = audit::buscado(csv->str()), .reason = args.cause},
             args.dry_run, [&](db::Transaction& tx, audit::Event&) {
               return documentos::anular(tx, ctx.caller(), *csv, args.cause, ctx.clock());
             });
  if (!done) return ctx.fail(done.error());
  ctx.note("{}: {}{}", csv->grupos(), *done ? "withdrawn" : "was withdrawn before",
           args.dry_run ? " (rehearsed)" : "");
  ctx.result({{"csv", csv->grupos()}, {"revoked", *done}, {"dry_run", args.dry_run}});
  return 0;
}

void define_certificado_revoke(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<RevokeDocumentArgs>();
  app.add_option("CSV", args->csv, "the code of the document")->required();
  app.add_option("--cause", args->cause, "why it is withdrawn; who checks the document reads it")->required();
  app.add_flag("--dry-run", args->dry_run, "check, withdraw nothing");
  app.final_callback([args, &ctx] { ctx.exit_with(certificado_revoke(ctx, *args)); });
}

constexpr Command kCertificadoCommands[] = {
    {"certificado", "kinds", "list what is issued under seal, and by which resolution",
     define_certificado_kinds},
    {"certificado", "verify", "say what is and is not proved of a document", define_certificado_verify},
    {"certificado", "revoke", "withdraw a document", define_certificado_revoke},
};

}  // namespace

std::span<const Command> certificado_commands() {
  return kCertificadoCommands;
}

}  // namespace sctf::cmd
