#include <CLI/CLI.hpp>
#include <memory>

#include "base/ids.hpp"
#include "base/nif.hpp"
#include "cmd/law.hpp"
#include "cmd/tributos.hpp"
#include "proc/assets.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"
#include "tributos/cartas.hpp"
#include "tributos/consultas.hpp"
#include "tributos/explicacion.hpp"
#include "tributos/justificante.hpp"
#include "tributos/lista.hpp"

namespace sctf::cmd {
namespace {

int run_status(Context& ctx) {
  const auto runs = db::in_transaction(
      ctx.pool(), [&](db::Transaction& tx) { return tributos::situacion(tx, ctx.ente()); });
  if (!ctx.json() && !runs.empty())
    ctx.print("{:<6} {:<12} {:>4}  {:<10} {:>7} {:>9} {:>18} {:>18}", "run", "tributo", "year", "state",
              "chunks", "valores", "sum", "pending");
  for (const auto& s : runs) {
    ctx.object({{"type", "run"},
                {"run", run_text(s.run)},
                {"load", run_text(s.censo)},
                {"tributo", s.tributo},
                {"ejercicio", s.ejercicio},
                {"complementaria", s.complementaria},
                {"state", s.estado},
                {"chunks", s.tramos},
                {"chunks_done", s.hechos},
                {"receipts", s.valores},
                {"sum_cents", s.suma.value},
                {"pending_cents", s.pendiente.value}});
    ctx.print("{:<6} {:<12} {:>4}{} {:<10} {:>3}/{:<3} {:>9} {:>18} {:>18}", run_text(s.run), s.tributo,
              s.ejercicio, s.complementaria ? "+" : " ", s.estado, s.hechos, s.tramos, s.valores,
              s.suma.human(), s.pendiente.human());
  }
  if (runs.empty()) ctx.note("nothing is issued yet: sctf tributos import, then sctf tributos issue");
  ctx.result({{"runs", runs.size()}});
  return 0;
}

void define_status(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(run_status(ctx)); });
}

struct PendingArgs {
  std::string on;
};

int run_pending(Context& ctx, const PendingArgs& args) {
  const auto day = day_argument(ctx, "--on", args.on);
  std::int64_t n = 0;
  Cents sum;
  ctx.out().raw("referencia;pendiente\n");
  db::in_transaction(ctx.pool(), [&](db::Transaction& tx) {
    tributos::pendientes(tx, ctx.caller(), day, [&](const std::string& referencia, Cents cents) {
      ++n;
      sum += cents;
      if (ctx.json())
        ctx.object({{"type", "pending"}, {"referencia", referencia}, {"pending_cents", cents.value}});
      else
        ctx.out().raw(fmt::format("{};{}\n", referencia, cents.str()));
    });
  });
  ctx.result({{"receipts", n}, {"pending_cents", sum.value}});
  ctx.talk("{} receipts, {} pending on {}", n, sum.human(), args.on);
  return 0;
}

void define_pending(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PendingArgs>();
  app.add_option("--on", args->on, "the day, YYYY-MM-DD")->required();
  app.final_callback([args, &ctx] { ctx.exit_with(run_pending(ctx, *args)); });
}

Json debido_json(const tributos::Debido& d) {
  return {{"total_cents", d.total().value},   {"principal_cents", d.principal.value},
          {"recargo_cents", d.recargo.value}, {"recargo_percent", d.recargo_porcentaje},
          {"interes_cents", d.interes.value}, {"costas_cents", d.costas.value}};
}

// What is due today, for one receipt; the tables of the law are read once for many.
class DueToday {
 public:
  explicit DueToday(Context& ctx)
      : day_(text::local_day(ctx.clock())),
        reglas_{.calendario = load_calendario(ctx), .intereses = load_intereses(ctx)} {}
  [[nodiscard]] Result<tributos::Debido> of(const tributos::Recibo& r) const {
    return tributos::amount_due(r.deuda, day_, reglas_.calendario, reglas_.intereses);
  }
  [[nodiscard]] const tributos::ReglasCobro& reglas() const { return reglas_; }
  [[nodiscard]] Day day() const { return day_; }

 private:
  Day day_;
  tributos::ReglasCobro reglas_;
};

Json recibo_json(const tributos::Recibo& r, const tributos::Debido& due) {
  Json out = {{"type", "receipt"},
              {"referencia", r.referencia},
              {"run", run_text(r.run)},
              {"tributo", r.tributo},
              {"ejercicio", r.ejercicio},
              {"clase_valor", r.clase_valor},
              {"objeto", r.objeto},
              {"nif", r.nif},
              {"estado", r.estado},
              {"cuota_liquida_cents", r.liquida.value},
              {"importe_cents", r.importe.value},
              {"pending_cents", r.pendiente.value},
              {"domiciliado", r.domiciliado},
              {"due_today", debido_json(due)}};
  if (r.fin_voluntaria) out["fin_voluntaria"] = sctf::to_string(*r.fin_voluntaria);
  return out;
}

void add_reason(CLI::App& app, std::string& reason) {
  app.add_option("--reason", reason, "why it is asked, for the audit row");
}

struct ReferenciaArgs {
  std::string referencia, pdf, lang = "es", reason;
};

// Of what is paid, the proof.
Result<void> write_proof(Context& ctx, const ReferenciaArgs& args, const tributos::Recibo& recibo) {
  const auto textos = shipped_texts(ctx, "pagos", args.lang);
  const auto proof = db::in_transaction(ctx.pool(), [&](db::Transaction& tx) {
    return tributos::justificante_de(tx, ctx.ente(), recibo, text::local_day(ctx.clock()), textos);
  });
  if (!proof) return tl::unexpected(proof.error());
  const auto bytes =
      tributos::justificante_pdf(*proof, configured_emisor(ctx, args.lang), ctx.clock(), args.lang);
  if (!bytes) return tl::unexpected(bytes.error());
  proc::write_file(args.pdf, *bytes);
  ctx.note("{}: proof of payment{}", args.pdf,
           proof->provisional_hasta
               ? fmt::format(", provisional until {}", sctf::to_string(*proof->provisional_hasta))
               : "");
  return {};
}

// The carta de pago of what is due today.
Result<void> write_slip(Context& ctx, const ReferenciaArgs& args, const tributos::ReglasCobro& reglas) {
  const auto carta = db::in_transaction(ctx.pool(), [&](db::Transaction& tx) {
    return tributos::carta_del_dia(tx, ctx.ente(), args.referencia, text::local_day(ctx.clock()), reglas);
  });
  if (!carta) return tl::unexpected(carta.error());
  const auto bytes = tributos::carta_pdf(*carta, configured_emisor(ctx, args.lang), ctx.clock(), args.lang);
  if (!bytes) return tl::unexpected(bytes.error());
  proc::write_file(args.pdf, *bytes);
  ctx.note("{}", args.pdf);
  return {};
}

int run_receipt(Context& ctx, const ReferenciaArgs& args) {
  const auto recibo = access(ctx,
                             {.action = "tributos.receipt",
                              .object = audit::buscado(args.referencia),
                              .reason = args.reason,
                              .detail = {{"pdf", !args.pdf.empty()}}},
                             false, [&](db::Transaction& tx, audit::Event& asked) {
                               auto found = tributos::find_recibo(tx, ctx.ente(), args.referencia);
                               if (!found) return found;
                               asked.object = fmt::format("valor/{}", found->valor);
                               audit::record(tx, ctx.caller(), asked);
                               return found;
                             });
  if (!recibo) return ctx.fail(recibo.error());
  const DueToday due(ctx);
  const auto debido = due.of(*recibo);
  if (!debido) return ctx.fail(debido.error());
  ctx.object(recibo_json(*recibo, *debido));
  ctx.print("{}  {} {}  {}", recibo->referencia, recibo->tributo, recibo->ejercicio, recibo->estado);
  ctx.print("  for        {} ({})", recibo->objeto, recibo->clase_valor);
  ctx.print("  cuota      {}", recibo->liquida.human());
  if (recibo->domiciliado)
    ctx.print("  debited    {} (rebate {})", recibo->importe.human(), recibo->rebaja.human());
  ctx.print("  pending    {}", recibo->pendiente.human());
  ctx.print(
      "  due today  {}{}", debido->total().human(),
      debido->recargo_porcentaje > 0 ? fmt::format(" (recargo of {} %)", debido->recargo_porcentaje) : "");
  if (recibo->fin_voluntaria) ctx.print("  term       until {}", sctf::to_string(*recibo->fin_voluntaria));
  if (!args.pdf.empty())
    if (const auto written = recibo->estado == "pagado" ? write_proof(ctx, args, *recibo)
                                                        : write_slip(ctx, args, due.reglas());
        !written)
      return ctx.fail(written.error());
  ctx.result({{"referencia", recibo->referencia},
              {"estado", recibo->estado},
              {"pending_cents", recibo->pendiente.value}});
  return 0;
}

void define_receipt(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ReferenciaArgs>();
  app.add_option("REF", args->referencia,
                 "the receipt: twelve digits, the first ten, or as load-pending had it")
      ->required();
  app.add_option("--pdf", args->pdf,
                 "write the carta de pago of what is due today into this file; of a paid receipt, its proof");
  app.add_option("--lang", args->lang, "language of it: es or en")->check(CLI::IsMember({"es", "en"}));
  add_reason(app, args->reason);
  app.final_callback([args, &ctx] { ctx.exit_with(run_receipt(ctx, *args)); });
}

int run_explain_receipt(Context& ctx, const ReferenciaArgs& args) {
  std::int64_t valor = 0;
  const auto e = access(
      ctx, {.action = "tributos.explain", .object = audit::buscado(args.referencia), .reason = args.reason},
      false, [&](db::Transaction& tx, audit::Event& asked) -> Result<tributos::Explicacion> {
        const auto recibo = tributos::find_recibo(tx, ctx.ente(), args.referencia);
        if (!recibo) return tl::unexpected(recibo.error());
        asked.object = fmt::format("valor/{}", recibo->valor);
        if (recibo->clase_valor == "pendiente")
          return problem(
              Code::wrong_state,
              "receipt {} is of an earlier year and was loaded as it was: nothing was calculated here",
              recibo->referencia);
        valor = recibo->valor;
        return tributos::explicar(tx, ctx.caller(), valor, args.reason);
      });
  if (!e) return ctx.fail(e.error());
  const auto template_text = proc::read_file(proc::asset("templates/tributos/explicacion.es.txt"), 1 << 16);
  if (!template_text) return ctx.fail(template_text.error());
  const auto rendered = text::render(*template_text, tributos::plantilla_de(*e), text::Escape::none);
  if (!rendered) return ctx.fail(rendered.error());
  const auto told = text::single_blank_lines(*rendered);
  ctx.out().raw(told);
  ctx.object({{"type", "explanation"},
              {"referencia", referencia_text(valor)},
              {"cuota_integra_cents", e->cuota.integra.value},
              {"cuota_liquida_cents", e->calculado.liquida.value},
              {"importe_cents", e->calculado.importe.value},
              {"tipo", e->cuota.tipo},
              {"census_line", e->linea.linea},
              {"text", told}});
  ctx.result({{"referencia", referencia_text(valor)}, {"importe_cents", e->calculado.importe.value}});
  return 0;
}

void define_explain_receipt(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ReferenciaArgs>();
  app.add_option("REF", args->referencia, "the receipt: twelve digits, or the first ten")->required();
  add_reason(app, args->reason);
  app.final_callback([args, &ctx] { ctx.exit_with(run_explain_receipt(ctx, *args)); });
}

struct TaxpayerArgs {
  std::string nif, reason;
};

int run_taxpayer(Context& ctx, const TaxpayerArgs& args) {
  const auto nif = Nif::parse(args.nif);
  if (!nif) return ctx.fail(nif.error());
  const DueToday due(ctx);
  const auto c = access(
      ctx, {.action = "tributos.taxpayer", .object = audit::buscado(nif->str()), .reason = args.reason},
      false, [&](db::Transaction& tx, audit::Event&) {
        return tributos::contribuyente(tx, ctx.caller(), nif->str(), due.day(), args.reason);
      });
  if (!c) return ctx.fail(c.error());
  ctx.print(
      "{}  {}{}", nif->str(), c->persona.nombre,
      c->persona.fallecida_el ? fmt::format("  (died {})", sctf::to_string(*c->persona.fallecida_el)) : "");
  Cents pending, today;
  for (const auto& r : c->recibos) {
    const auto debido = due.of(r);
    if (!debido) return ctx.fail(debido.error());
    const auto owed = r.pendiente > 0_cts ? debido->total() : Cents{};
    pending += r.pendiente;
    today += owed;
    ctx.object(recibo_json(r, *debido));
    ctx.print("  {}  {:<10} {}  {:<10} {:>14}  pending {:>14}  due today {:>14}", r.referencia, r.tributo,
              r.ejercicio, r.estado, r.liquida.human(), r.pendiente.human(), owed.human());
  }
  for (const auto& m : c->mandatos) {
    ctx.object({{"type", "mandate"},
                {"mandate", m.referencia},
                {"iban", m.iban},
                {"signed", sctf::to_string(m.fecha_firma)},
                {"state", m.situacion}});
    ctx.print("  mandate {}  {}  signed {}  {}", m.referencia, m.iban, sctf::to_string(m.fecha_firma),
              m.situacion);
  }
  ctx.print("  pending {}, due today {}, deposits {}", pending.human(), today.human(), c->depositos.human());
  ctx.result({{"receipts", c->recibos.size()},
              {"pending_cents", pending.value},
              {"due_today_cents", today.value},
              {"deposits_cents", c->depositos.value}});
  return 0;
}

void define_taxpayer(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<TaxpayerArgs>();
  app.add_option("NIF", args->nif, "of the taxpayer")->required();
  add_reason(app, args->reason);
  app.final_callback([args, &ctx] { ctx.exit_with(run_taxpayer(ctx, *args)); });
}

int run_balance(Context& ctx) {
  const auto cuadres = db::in_snapshot(
      ctx.pool(), [&](db::Transaction& tx) { return tributos::cuadrar_libros(tx, ctx.ente()); });
  Cents difference;
  for (const auto& c : cuadres) {
    difference += c.diferencia();
    ctx.object({{"type", "check"},
                {"check", c.prueba},
                {"scope", c.ambito},
                {"expected_cents", c.esperado.value},
                {"found_cents", c.hallado.value},
                {"difference_cents", c.diferencia().value}});
    ctx.print("{}  {:<32} {:<28} {:>18}{}", c.diferencia() == 0_cts ? "ok " : "BAD", c.prueba, c.ambito,
              c.hallado.human(),
              c.diferencia() == 0_cts ? "" : fmt::format("  expected {}", c.esperado.human()));
  }
  ctx.print("difference: {}", difference.human());
  ctx.result({{"difference_cents", difference.value}, {"checks", cuadres.size()}});
  if (difference == 0_cts) return 0;
  return ctx.fail(
      {.code = Code::unbalanced, .text = fmt::format("the books differ by {}", difference.str())});
}

void define_balance(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(run_balance(ctx)); });
}

struct ExportArgs {
  std::string run, format = "csv", out;
};

int run_export(Context& ctx, const ExportArgs& args) {
  const auto run = run_argument(ctx, args.run);
  std::optional<proc::AtomicFile> file;
  if (!args.out.empty()) file.emplace(proc::AtomicFile::create(args.out));
  if (ctx.json() && !file)
    return ctx.fail(
        {.code = Code::usage, .text = "with --json the CSV goes to a file: name it with --out FILE"});
  const auto write = [&](std::string_view line) {
    const auto whole = fmt::format("{}\n", line);
    if (file)
      file->write(whole);
    else
      ctx.out().raw(whole);
  };
  const auto n = db::in_transaction(ctx.pool(), [&](db::Transaction& tx) -> Result<std::int64_t> {
    bool header = false;
    auto lines = tributos::exportar(tx, ctx.caller(), run, [&](std::string_view line) {
      if (!header) write(tributos::export_header());
      header = true;
      write(line);
    });
    if (lines && !header) write(tributos::export_header());
    return lines;
  });
  if (!n) return ctx.fail(n.error());
  if (file) file->commit();
  ctx.result({{"run", run_text(run)}, {"lines", *n}});
  return 0;
}

void define_export(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<ExportArgs>();
  app.add_option("RUN", args->run, "the run of issue")->required();
  app.add_option("--format", args->format, "csv")->check(CLI::IsMember({"csv"}));
  app.add_option("--out", args->out, "a file instead of standard output");
  app.final_callback([args, &ctx] { ctx.exit_with(run_export(ctx, *args)); });
}

constexpr Command kConsultaCommands[] = {
    {"tributos", "status", "show the runs of issue and where each stands", define_status},
    {"tributos", "pending", "list what is pending on a day", define_pending},
    {"tributos", "receipt", "show one receipt and what is due today", define_receipt},
    {"tributos", "explain", "explain a receipt from its census line to the euro", define_explain_receipt},
    {"tributos", "taxpayer", "show all that one taxpayer owes, paid and domiciled", define_taxpayer},
    {"tributos", "balance", "prove that the books square", define_balance},
    {"tributos", "export", "write every charged line of a run", define_export},
};

}  // namespace

std::span<const Command> tributos_consulta_commands() {
  return kConsultaCommands;
}

}  // namespace sctf::cmd
