// Money in deposit: whose it is, and what the office does with it.

#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/law.hpp"
#include "cmd/tributos.hpp"
#include "text/zone.hpp"
#include "tributos/depositos.hpp"

namespace sctf::cmd {
namespace {

struct DepositsArgs {
  std::string person;
};

int run_deposits(Context& ctx, const DepositsArgs& args) {
  std::optional<std::string> nif;
  if (!args.person.empty()) {
    const auto parsed = Nif::parse(args.person);
    if (!parsed) return ctx.fail(parsed.error());
    nif = parsed->str();
  }
  const auto found = db::in_transaction(
      ctx.pool(), [&](db::Transaction& tx) { return tributos::depositos(tx, ctx.caller(), nif); }, true);
  Cents sum;
  for (const auto& d : found) {
    sum += d.importe();
    ctx.object({{"type", "deposit"},
                {"referencia", d.referencia},
                {"nif", d.nif},
                {"nombre", d.nombre},
                {"iban", d.pagador_iban},
                {"importe_cents", d.importe().value},
                {"since", sctf::to_string(d.partes.front().pago)},
                {"causa", d.causa}});
    ctx.print("{}  {}  {:>12}  {}  {}", d.referencia, sctf::to_string(d.partes.front().pago),
              d.importe().human(), d.causa,
              d.nombre.empty() ? std::string("(the bank names no payer)") : d.nif + " " + d.nombre);
  }
  ctx.result({{"deposits", found.size()}, {"sum_cents", sum.value}});
  ctx.note("{} deposits, {}", found.size(), sum.human());
  return 0;
}

void define_deposits(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<DepositsArgs>();
  app.add_option("--person", args->person, "only those of this NIF");
  app.final_callback([args, &ctx] { ctx.exit_with(run_deposits(ctx, *args)); });
}

struct DepositArgs {
  std::string referencia, payer, amount, act, to, iban, requested;
  bool dry_run = false;
};

tributos::PeticionDeposito deposit_request(Context& ctx, const DepositArgs& args) {
  tributos::PeticionDeposito out{
      .referencia = args.referencia, .pagador = args.payer, .importe = {}, .acto = args.act};
  if (!args.amount.empty()) {
    const auto amount = Cents::parse(args.amount);
    if (!amount)
      throw Exit{ctx.fail({.code = Code::invalid_argument,
                           .text = "--amount: " + amount.error().text,
                           .value = args.amount})};
    out.importe = *amount;
  }
  return out;
}

void define_deposit(CLI::App& app, DepositArgs& args) {
  app.add_option("REF", args.referencia, "the receipt that the money was meant for")->required();
  app.add_option("--payer", args.payer, "NIF, name or account of its payer, where several paid");
  app.add_option("--amount", args.amount, "only this part of it, in euros");
  app.add_option("--act", args.act, "the request or the resolution")->required();
  app.add_flag("--dry-run", args.dry_run, "check, book nothing");
}

int run_apply(Context& ctx, const DepositArgs& args) {
  const auto request = deposit_request(ctx, args);
  const auto requested = args.requested.empty() ? text::local_day(ctx.clock())
                                                : day_argument(ctx, "--requested-on", args.requested);
  const tributos::ReglasCobro rules{.calendario = load_calendario(ctx), .intereses = load_intereses(ctx)};
  const audit::Event asked{
      .action = "tributos.apply", .object = audit::buscado(args.referencia), .reason = args.act};
  const auto done = access(ctx, asked, args.dry_run, [&](db::Transaction& tx, audit::Event&) {
    return tributos::aplicar_deposito(tx, ctx.caller(), request, args.to, requested, ctx.clock(), rules);
  });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"referencia", args.referencia},
              {"to", done->destino},
              {"applied_cents", done->importe.value},
              {"effect", sctf::to_string(done->efecto)},
              {"pending_cents", done->pendiente.value},
              {"existed", done->existed},
              {"dry_run", args.dry_run}});
  ctx.note("{}: {} of the deposit of {}, with effect from {}; {} pending{}{}", done->destino,
           done->importe.human(), args.referencia, sctf::to_string(done->efecto), done->pendiente.human(),
           args.dry_run ? " (rehearsed)" : "", done->existed ? " (done before)" : "");
  return 0;
}

void define_apply(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<DepositArgs>();
  define_deposit(app, *args);
  app.add_option("--to", args->to, "the receipt that gets it")->required();
  app.add_option("--requested-on", args->requested, "day of the request; today where it is not given");
  app.final_callback([args, &ctx] { ctx.exit_with(run_apply(ctx, *args)); });
}

int run_refund(Context& ctx, const DepositArgs& args) {
  const auto request = deposit_request(ctx, args);
  const auto iban = Iban::parse(args.iban);
  if (!iban) return ctx.fail(iban.error());
  const auto rates = load_intereses(ctx);
  const bool two_persons = ctx.settings().get_bool("tributos.two_persons");
  const audit::Event asked{
      .action = "tributos.refund", .object = audit::buscado(args.referencia), .reason = args.act};
  const auto done = access(ctx, asked, args.dry_run, [&](db::Transaction& tx, audit::Event&) {
    return tributos::devolver_deposito(tx, ctx.caller(), request, *iban, two_persons, ctx.clock(), rates);
  });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"referencia", args.referencia},
              {"prepared", done->preparado},
              {"refunded_cents", done->importe.value},
              {"interest_cents", done->interes.value},
              {"sum_cents", (done->importe + done->interes).value},
              {"existed", done->existed},
              {"dry_run", args.dry_run}});
  if (done->preparado)
    ctx.note("{}: refund of {} to {} prepared by {}; another account orders it with the same line",
             args.referencia, done->importe.human(), iban->masked(), ctx.caller().account);
  else
    ctx.note("{}: {} and {} of interest to {}{}{}", args.referencia, done->importe.human(),
             done->interes.human(), iban->masked(), args.dry_run ? " (rehearsed)" : "",
             done->existed ? " (ordered before)" : "");
  return 0;
}

void define_refund(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<DepositArgs>();
  define_deposit(app, *args);
  app.add_option("--iban", args->iban, "the account that gets it")->required();
  app.final_callback([args, &ctx] { ctx.exit_with(run_refund(ctx, *args)); });
}

constexpr Command kDepositoCommands[] = {
    {"tributos", "deposits", "list the money that waits for its payers' word", define_deposits},
    {"tributos", "apply", "put a deposit to a receipt", define_apply},
    {"tributos", "refund", "give a deposit back to its payer, with interest", define_refund},
};

}  // namespace

std::span<const Command> tributos_deposito_commands() {
  return kDepositoCommands;
}

}  // namespace sctf::cmd
