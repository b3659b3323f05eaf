// sctf audit: the trail, its chain and its checkpoints.

#include <CLI/CLI.hpp>
#include <memory>

#include "audit/puntos.hpp"
#include "audit/rastro.hpp"
#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "documentos/sello.hpp"
#include "interesado/interesado.hpp"
#include "log/log.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxCertificates = std::size_t{1} << 20;

std::string audit_key(Context& ctx) {
  auto key = audit::chain_key(ctx.data_directory());
  if (key) return std::move(*key);
  throw Exit{ctx.fail(
      {.code = Code::not_allowed,
       .text = fmt::format("{} cannot be read by this account: the chain is checked by the owner of the "
                           "data folder",
                           (ctx.data_directory() / "audit.key").string())})};
}

// Who signs checkpoints: a key of its own, else the seal. Nothing where neither is configured.
std::optional<crypto::SealSource> checkpoint_signer(Context& ctx) {
  const auto& s = ctx.settings();
  const std::string section = s.get_string("audit.signer.key").empty() ? "sello" : "audit.signer";
  if (s.get_string(section + ".key").empty()) return {};
  return crypto::SealSource{.key = s.get_string(section + ".key"),
                            .certificate = s.get_string(section + ".certificate"),
                            .password_file = s.get_string(section + ".password_file")};
}

std::vector<fs::path> checkpoint_folders(Context& ctx) {
  std::vector<fs::path> out;
  for (const auto& folder : ctx.settings().get_list("audit.checkpoints.folders")) out.emplace_back(folder);
  if (out.empty()) out.push_back(ctx.data_directory() / "audit");
  return out;
}

// Who may have signed: the file of them, else the present signer alone.
Result<std::vector<crypto::Certificate>> checkpoint_certificates(
    Context& ctx, const std::optional<crypto::SealSource>& source) {
  fs::path file = ctx.settings().get_string("audit.checkpoints.certificates");
  if (file.empty() && source && !source->certificate.empty()) file = source->certificate;
  if (!file.empty()) {
    const auto pem = proc::read_file(file, kMaxCertificates);
    if (!pem) return tl::unexpected(pem.error());
    auto all = crypto::Certificate::parse_pem(*pem);
    // Of the signer's own file, its issuers sign nothing here.
    if (all && file == source.value_or(crypto::SealSource{}).certificate)
      all->erase(all->begin() + 1, all->end());
    return all;
  }
  if (!source) return std::vector<crypto::Certificate>{};
  const auto signer = crypto::Signer::start(*source);
  if (!signer) return tl::unexpected(signer.error());
  return std::vector<crypto::Certificate>{(*signer)->certificate()};
}

Json checkpoint_json(const audit::Punto& p) {
  return {{"links", p.links}, {"at", to_string(p.at)}, {"file", p.file.string()}, {"sha256", p.sha256}};
}

// Of several folders the one that goes furthest: what somebody took away in one stands in another.
Result<std::vector<audit::Punto>> fullest(Context& ctx, const std::vector<fs::path>& folders,
                                          const std::vector<crypto::Certificate>& certificates) {
  std::vector<audit::Punto> out;
  for (const auto& folder : folders) {
    auto points = audit::leer_puntos(folder, ctx.ente(), certificates);
    if (!points) return points;
    if (!points->empty() && (out.empty() || points->back().links > out.back().links))
      out = std::move(*points);
  }
  return out;
}

struct AuditVerifyArgs {
  fs::path checkpoints;
};

// What is broken, and between which checkpoints it lies.
std::string broken_text(const audit::Examen& found) {
  const auto& chain = found.cadena;
  std::string out;
  if (chain.broken_at)
    out = fmt::format(
        "the chain is broken at link {}: a row of the trail was changed or taken out, or audit.key is not "
        "the "
        "one it was made with",
        *chain.broken_at);
  else if (found.primer_malo->falta)
    out = fmt::format("the chain ends at link {}, and had {}: its tail was taken out", chain.links,
                      found.primer_malo->punto.links);
  else
    out = "the chain was written anew: its links fit one another, and are not those that were signed";
  if (found.puntos == 0) return out;
  const auto& good = found.ultimo_bueno;
  out += good ? fmt::format("; up to link {} it is as it was signed on {} ({})", good->links,
                            to_string(good->at), good->file.string())
              : std::string("; no checkpoint before it vouches for anything");
  if (const auto& bad = found.primer_malo)
    out += fmt::format("; what is wrong lies before the checkpoint of {} with {} links ({})",
                       to_string(bad->punto.at), bad->punto.links, bad->punto.file.string());
  else
    out += "; what is wrong is later than any checkpoint";
  return out;
}

int audit_verify(Context& ctx, const AuditVerifyArgs& args) {
  auto& pool = ctx.pool();
  const auto key = audit_key(ctx);
  const auto source = checkpoint_signer(ctx);
  const auto certificates = checkpoint_certificates(ctx, source);
  if (!certificates) return ctx.fail(certificates.error());
  const auto points = fullest(
      ctx, args.checkpoints.empty() ? checkpoint_folders(ctx) : std::vector{args.checkpoints}, *certificates);
  if (!points) return ctx.fail(points.error());
  if (!args.checkpoints.empty() && points->empty())
    return ctx.fail(
        {.code = Code::no_input, .text = fmt::format("{} holds no checkpoint", args.checkpoints.string())});
  // What waits for its link gets it first, or a row that was taken out while it waited would not be missed.
  ctx.extend_audit_chain(audit::Reach::whole);
  const auto found = db::in_transaction(
      pool, [&](db::Transaction& tx) { return audit::examinar(tx, ctx.ente(), key, *points); });
  Json fields = {
      {"links", found.cadena.links}, {"unchained", found.cadena.unchained}, {"checkpoints", found.puntos}};
  if (found.cadena.broken_at) fields["broken_at"] = *found.cadena.broken_at;
  if (found.ultimo_bueno) fields["sound_until"] = checkpoint_json(*found.ultimo_bueno);
  if (found.primer_malo) fields["broken_before"] = checkpoint_json(found.primer_malo->punto);
  ctx.result(fields);
  if (!found.entera()) return ctx.fail({.code = Code::inconsistent, .text = broken_text(found)});
  ctx.note("the chain holds: {} links, {} checkpoints", found.cadena.links, found.puntos);
  if (found.puntos == 0)
    ctx.note(
        "no checkpoint vouches for it: who has the database and audit.key could have written it anew; see "
        "sctf audit "
        "checkpoint");
  return 0;
}

void define_audit_verify(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<AuditVerifyArgs>();
  app.add_option("--checkpoints", args->checkpoints, "a folder of checkpoints that was kept elsewhere");
  app.final_callback([args, &ctx] { ctx.exit_with(audit_verify(ctx, *args)); });
}

int audit_checkpoint(Context& ctx, bool dry_run) {
  const auto source = checkpoint_signer(ctx);
  if (!source)
    return ctx.fail(
        {.code = Code::seal_not_configured,
         .text = "no key signs checkpoints: neither audit.signer.key nor sello.key is configured"});
  const auto signer = crypto::Signer::start(*source);
  if (!signer) return ctx.fail(signer.error());
  const auto& certificate = (*signer)->certificate();
  if (ctx.clock() < certificate.not_before() || ctx.clock() > certificate.not_after())
    return ctx.fail({.code = Code::seal_expired,
                     .text = fmt::format("\"{}\" is valid from {} to {}, not on {}", certificate.name(),
                                         to_string(certificate.not_before()),
                                         to_string(certificate.not_after()), to_string(ctx.clock()))});
  const auto key = audit_key(ctx);
  auto certificates = checkpoint_certificates(ctx, source);
  if (!certificates) return ctx.fail(certificates.error());
  const auto folders = checkpoint_folders(ctx);
  const auto points = fullest(ctx, folders, *certificates);
  if (!points) return ctx.fail(points.error());
  const auto next =
      db::in_transaction(ctx.pool(), [&](db::Transaction& tx) -> Result<std::optional<audit::Punto>> {
        audit::extend_chain(tx, ctx.ente(), key);
        return audit::siguiente_punto(tx, ctx.ente(), *points, ctx.clock());
      });
  if (!next) return ctx.fail(next.error());
  ctx.result({{"new", next->has_value()}, {"dry_run", dry_run}});
  if (!*next) {
    ctx.note("nothing to sign: the chain has not grown");
    return 0;
  }
  auto point = **next;
  if (!dry_run) {
    auto signed_one = audit::firmar_punto(**signer, point, ctx.ente(), folders);
    if (!signed_one) return ctx.fail(signed_one.error());
    point = std::move(*signed_one);
    log::info("AUDIT_CHECKPOINT", {{"links", point.links}, {"mac", point.mac}, {"sha256", point.sha256}});
  }
  ctx.result(checkpoint_json(point));
  ctx.note("{} links{}", point.links, dry_run ? " (rehearsed)" : ": " + point.file.string());
  return 0;
}

void define_audit_checkpoint(CLI::App& app, Context& ctx) {
  auto dry_run = std::make_shared<bool>(false);
  app.add_flag("--dry-run", *dry_run, "check, sign nothing");
  app.final_callback([dry_run, &ctx] { ctx.exit_with(audit_checkpoint(ctx, *dry_run)); });
}

struct AuditSearchArgs {
  std::string person, object, account, action, channel, request, from, until, reason;
  bool refused = false;
  std::int64_t before = 0, limit = 100;
};

// A day, or a time.
Instant instant_argument(Context& ctx, const std::string& option, const std::string& text, bool end_of_day) {
  if (text.find('T') == std::string::npos) {
    const auto day = day_argument(ctx, option, text);
    return text::start_of_day(end_of_day ? day + std::chrono::days(1) : day,
                              ctx.settings().get_string("ente.zona"));
  }
  const auto at = parse_instant(text);
  if (at) return *at;
  throw Exit{ctx.fail({.code = Code::invalid_argument,
                       .text = fmt::format("{}: {}", option, at.error().text),
                       .value = text})};
}

Json row_json(const audit::Fila& f) {
  Json out = {{"type", "row"},        {"id", f.id},           {"at", to_string(f.at)}, {"account", f.account},
              {"channel", f.channel}, {"level", f.level},     {"action", f.action},    {"object", f.object},
              {"reason", f.reason},   {"request", f.request}, {"detail", f.detail}};
  if (!f.refusal.empty()) out["refused"] = f.refusal;
  return out;
}

void print_row(Context& ctx, const audit::Fila& f) {
  ctx.print("{:>9}  {}  {:<12} {:<6} {:<22} {}{}{}", f.id, to_string(f.at).substr(0, 19), f.account,
            f.channel, f.action, f.object, f.refusal.empty() ? "" : "  REFUSED " + f.refusal,
            f.reason.empty() ? "" : "  (" + f.reason + ")");
}

int audit_search(Context& ctx, const AuditSearchArgs& args) {
  audit::Busqueda wanted{.objects = {},
                         .account = args.account,
                         .action = args.action,
                         .channel = args.channel,
                         .request = args.request,
                         .from = {},
                         .until = {},
                         .refused = args.refused,
                         .before = {},
                         .limit = args.limit};
  if (!args.from.empty()) wanted.from = instant_argument(ctx, "--from", args.from, false);
  if (!args.until.empty()) wanted.until = instant_argument(ctx, "--until", args.until, true);
  if (args.before > 0) wanted.before = args.before;
  if (!args.object.empty()) wanted.objects.push_back(args.object);
  std::int64_t last = 0;
  const auto rows = access(ctx,
                           {.action = "audit.search",
                            .object = args.person.empty() ? "audit" : audit::buscado(args.person),
                            .reason = args.reason},
                           false, [&](db::Transaction& tx, audit::Event&) -> Result<std::int64_t> {
                             if (!args.person.empty()) {
                               const auto who = interesado::localizar(tx, ctx.ente(), args.person);
                               if (!who) return tl::unexpected(who.error());
                               wanted.objects = interesado::objetos_de(tx, ctx.ente(), *who);
                             }
                             return audit::buscar_filas(tx, ctx.caller(), wanted, args.reason,
                                                        [&](const audit::Fila& fila) {
                                                          ctx.object(row_json(fila));
                                                          print_row(ctx, fila);
                                                          last = fila.id;
                                                        });
                           });
  if (!rows) return ctx.fail(rows.error());
  ctx.result({{"rows", *rows}, {"limit", args.limit}});
  if (*rows == args.limit) {
    ctx.result({{"next", last}});
    ctx.note("there may be more: --before {}", last);
  }
  if (*rows == 0) ctx.note("the trail has no such row");
  return 0;
}

void define_audit_search(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<AuditSearchArgs>();
  auto* person = app.add_option("--person", args->person, "about whom: DNI, NIE, passport, NIA or NIF");
  app.add_option("--object", args->object, "about what: valor/123, run/17, habitante/NIA")->excludes(person);
  app.add_option("--account", args->account, "who did it");
  app.add_option("--action", args->action, "what was done: padron.show");
  app.add_option("--channel", args->channel, "through which channel: cli, batch");
  app.add_option("--request", args->request, "by which command or run: run/17");
  app.add_option("--from", args->from, "since this day or time");
  app.add_option("--until", args->until, "until this day, included, or time");
  app.add_flag("--refused", args->refused, "only what was refused");
  app.add_option("--before", args->before, "go on after this row: the next page")->check(CLI::PositiveNumber);
  app.add_option("--limit", args->limit, "rows at most")->check(CLI::Range(1, 10000));
  app.add_option("--reason", args->reason, "why it is asked, for the audit row");
  app.final_callback([args, &ctx] { ctx.exit_with(audit_search(ctx, *args)); });
}

struct AuditReportArgs {
  std::string from, until;
  std::int64_t limit = 200;
};

// The holidays among those days, of the calendars that are held.
std::vector<std::string> holidays(Context& ctx) {
  std::vector<std::string> out;
  const auto calendar = load_calendario(ctx);
  for (const auto& [year, days] : calendar.years())
    for (const auto day : days) out.push_back(sctf::to_string(day));
  return out;
}

void show_rows(Context& ctx, const char* title, const char* type, const std::vector<audit::Fila>& rows) {
  ctx.print("{}: {}", title, rows.size());
  for (const auto& fila : rows) {
    auto object = row_json(fila);
    object["type"] = type;
    ctx.object(object);
    print_row(ctx, fila);
  }
}

int audit_report(Context& ctx, const AuditReportArgs& args) {
  const auto from = instant_argument(ctx, "--from", args.from, false);
  const auto until = args.until.empty() ? ctx.clock() : instant_argument(ctx, "--until", args.until, true);
  if (until <= from) return ctx.fail({.code = Code::usage, .text = "--until is before --from"});
  auto hours =
      audit::Horario::leer(ctx.settings().get_string("audit.hours"), ctx.settings().get_string("ente.zona"));
  hours.festivos = holidays(ctx);
  const auto found = db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) { return audit::informe(tx, ctx.caller(), from, until, hours, args.limit); },
      true);
  std::int64_t rows = 0;
  ctx.print("{:<20} {:>9} {:>9} {:>9} {:>13} {:>10}", "account", "rows", "objects", "refused", "out of hours",
            "protected");
  for (const auto& c : found.cuentas) {
    rows += c.rows;
    ctx.object({{"type", "account"},
                {"account", c.account},
                {"rows", c.rows},
                {"objects", c.objects},
                {"refused", c.refused},
                {"out_of_hours", c.fuera_horas},
                {"protected", c.protegidas},
                {"first", to_string(c.first)},
                {"last", to_string(c.last)}});
    ctx.print("{:<20} {:>9} {:>9} {:>9} {:>13} {:>10}", c.account, c.rows, c.objects, c.refused,
              c.fuera_horas, c.protegidas);
  }
  ctx.print("{:<30} {:>9} {:>9} {:>9}", "action", "rows", "refused", "accounts");
  for (const auto& a : found.acciones) {
    ctx.object({{"type", "action"},
                {"action", a.action},
                {"rows", a.rows},
                {"refused", a.refused},
                {"accounts", a.accounts}});
    ctx.print("{:<30} {:>9} {:>9} {:>9}", a.action, a.rows, a.refused, a.accounts);
  }
  show_rows(ctx, "looks at people with a prevention note", "protected", found.protegidas);
  show_rows(ctx, "outside working hours", "out_of_hours", found.fuera_horas);
  ctx.result({{"rows", rows},
              {"accounts", found.cuentas.size()},
              {"protected", found.protegidas.size()},
              {"out_of_hours", found.fuera_horas.size()}});
  return 0;
}

void define_audit_report(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<AuditReportArgs>();
  app.add_option("--from", args->from, "since this day or time")->required();
  app.add_option("--until", args->until, "until this day, included, or time (default: now)");
  app.add_option("--limit", args->limit, "rows of each list at most")->check(CLI::Range(1, 10000));
  app.final_callback([args, &ctx] { ctx.exit_with(audit_report(ctx, *args)); });
}

constexpr Command kAuditCommands[] = {
    {"audit", "verify", "check that no row of the trail was changed or taken out", define_audit_verify},
    {"audit", "checkpoint", "sign what the chain has come to", define_audit_checkpoint},
    {"audit", "search", "look through the trail", define_audit_search},
    {"audit", "report", "review who did what: protected people, out of hours, by account",
     define_audit_report},
};

}  // namespace

std::span<const Command> audit_commands() {
  return kAuditCommands;
}

}  // namespace sctf::cmd
