#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "cmd/tributos.hpp"
#include "padron/callejero.hpp"
#include "padron/consulta.hpp"
#include "padron/renovaciones.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

void show_hoja(Context& ctx, const padron::ViaHallada& via, const padron::HojaHallada& h) {
  ctx.object({{"type", "hoja"},
              {"cvia", via.cvia},
              {"nhop", h.nhop},
              {"numero", h.numero},
              {"antes", h.antes},
              {"bloq", h.bloq},
              {"port", h.port},
              {"esca", h.esca},
              {"plan", h.plan},
              {"puer", h.puer},
              {"seccion", h.dist + h.secc + h.lsecc},
              {"protected", h.protegida},
              {"nias", h.nias}});
  std::string people;
  for (const auto& nia : h.nias) people += " " + nia;
  ctx.print("      {:<6}{:<4}{:<4}{:<4}{:<4}{:<5} hoja {}  {}{}{}", h.numero, h.bloq, h.port, h.esca, h.plan,
            h.puer, h.nhop,
            h.protegida      ? "PROTECTED: ask a supervisor"
            : h.nias.empty() ? "nobody"
                             : "",
            people, h.antes.empty() ? "" : "  (it was number " + h.antes + ")");
}

struct PadronAddressArgs {
  std::vector<std::string> query;
};

void show_via(Context& ctx, const padron::ViaHallada& via) {
  ctx.object({{"type", "via"},
              {"cvia", via.cvia},
              {"cpsvia", via.cpsvia},
              {"tvia", via.tvia},
              {"nombre", via.nombre},
              {"alias", via.por},
              {"puntos", via.puntos}});
  ctx.print("{:>3}  {} {} {}{}", via.puntos, via.cvia == "00000" ? via.cpsvia : via.cvia, via.tvia,
            via.nombre, via.por.empty() ? "" : "  (" + via.por + ")");
}

// What lies in the block of a referencia catastral.
int find_block(Context& ctx, const std::string& block) {
  const auto found = db::in_transaction(
      ctx.pool(), [&](db::Transaction& tx) { return padron::buscar_manzana(tx, ctx.caller(), block); }, true);
  std::string last;
  std::size_t streets = 0;
  for (const auto& [via, hoja] : found) {
    if (const auto key = via.cvia + via.cpsvia; key != last) show_via(ctx, via), last = key, ++streets;
    show_hoja(ctx, via, hoja);
  }
  ctx.result({{"vias", streets}, {"hojas", found.size()}});
  if (!found.empty()) return 0;
  return ctx.fail({.code = Code::not_found,
                   .text = fmt::format(
                       "no dwelling lies in block {}; tramos have blocks where --territory gave them", block),
                   .value = block});
}

int run_padron_address(Context& ctx, const PadronAddressArgs& args) {
  const auto entorno = padron_environment(ctx);
  std::string typed;
  for (const auto& word : args.query) typed += (typed.empty() ? "" : " ") + word;
  if (const auto block = padron::manzana_catastral(typed); !block.empty()) return find_block(ctx, block);
  const auto address = padron::leer_direccion(typed, entorno.listas);
  std::size_t streets = 0, dwellings = 0;
  db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) {
        const auto found = padron::buscar_vias(tx, ctx.ente(), address, entorno.listas);
        streets = found.size();
        for (const auto& via : found) {
          show_via(ctx, via);
          // The dwellings of the street that is meant, where a number was typed.
          if (&via != &found.front() || address.numero.empty()) continue;
          for (const auto& hoja : padron::buscar_hojas(tx, ctx.caller(), via, address)) {
            ++dwellings;
            show_hoja(ctx, via, hoja);
          }
        }
      },
      true);
  ctx.result({{"vias", streets}, {"hojas", dwellings}});
  if (streets > 0) return 0;
  return ctx.fail(
      {.code = Code::not_found, .text = fmt::format("no street is near \"{}\"", typed), .value = typed});
}

void define_padron_address(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronAddressArgs>();
  app.add_option("QUERY", args->query,
                 "an address as it is typed: type, name, number; or a referencia catastral")
      ->required();
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_address(ctx, *args)); });
}

struct PadronRenewalsArgs {
  std::string until;
};

int run_padron_renewals(Context& ctx, const PadronRenewalsArgs& args) {
  const auto entorno = padron_environment(ctx);
  const auto plazos = padron_terms(ctx);
  const auto until = args.until.empty() ? add_months(text::local_day(ctx.clock()), plazos.preaviso)
                                        : day_argument(ctx, "--until", args.until);
  ctx.out().raw("nia;documento;nombre;naci;clase;movimiento;desde;preaviso;vence\n");
  std::int64_t encsarp = 0;
  const auto n = db::in_transaction(
      ctx.pool(),
      [&](db::Transaction& tx) {
        encsarp = 0;
        return padron::renovaciones(
            tx, ctx.caller(), entorno.listas, plazos, until, [&](const padron::Renovacion& r) {
              encsarp += r.clase == "ENCSARP" ? 1 : 0;
              ctx.object({{"type", "renewal"},
                          {"nia", r.nia},
                          {"documento", r.documento},
                          {"naci", r.naci},
                          {"nhop", r.nhop},
                          {"clase", r.clase},
                          {"movimiento", r.codigo},
                          {"desde", sctf::to_string(r.desde)},
                          {"preaviso", sctf::to_string(r.preaviso)},
                          {"vence", sctf::to_string(r.vence)}});
              ctx.out().raw(
                  csv_line({r.nia, r.documento, r.nombre, r.naci, r.clase, r.codigo, sctf::to_string(r.desde),
                            sctf::to_string(r.preaviso), sctf::to_string(r.vence)}));
            });
      },
      true);
  ctx.result({{"renewals", n}, {"encsarp", encsarp}, {"until", sctf::to_string(until)}});
  ctx.talk("{} by {}: {} to renew or expire, {} to confirm", n, sctf::to_string(until), encsarp, n - encsarp);
  return 0;
}

void define_padron_renewals(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronRenewalsArgs>();
  app.add_option("--until", args->until, "those due by this day (default: in three months)");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_renewals(ctx, *args)); });
}

struct PadronNoteArgs {
  std::string person, source, reason, date;
  bool end = false, dry_run = false;
};

Day padron_date_or_today(Context& ctx, const std::string& text) {
  return text.empty() ? text::local_day(ctx.clock()) : day_argument(ctx, "--date", text);
}

// Consents and prevention notes: found, recorded, told alike.
template <class Record>
int run_padron_note(Context& ctx, const PadronNoteArgs& args, const char* action, const char* what,
                    const Record& record) {
  const auto done =
      access(ctx, {.action = action, .object = audit::buscado(args.person), .reason = args.source},
             args.dry_run, [&](db::Transaction& tx, audit::Event& asked) -> Result<std::string> {
               const auto nia = find_person(tx, ctx.ente(), args.person, asked);
               if (!nia) return tl::unexpected(nia.error());
               if (const auto ok = record(tx, *nia); !ok) return tl::unexpected(ok.error());
               return *nia;
             });
  if (!done) return ctx.fail(done.error());
  ctx.result({{"nia", *done}, {"in_force", !args.end}, {"dry_run", args.dry_run}});
  ctx.note("NIA {}: {} {}{}", *done, what, args.end ? "ended" : "recorded",
           args.dry_run ? " (rehearsed)" : "");
  return 0;
}

int run_padron_consent(Context& ctx, const PadronNoteArgs& args) {
  const auto date = padron_date_or_today(ctx, args.date);
  return run_padron_note(
      ctx, args, "padron.consent", "consent", [&](db::Transaction& tx, const std::string& nia) {
        return padron::consentir(tx, ctx.caller(), nia,
                                 {.otorga = !args.end, .fecha = date, .nhop = {}, .fuente = args.source});
      });
}

int run_padron_protect(Context& ctx, const PadronNoteArgs& args) {
  const auto date = padron_date_or_today(ctx, args.date);
  return run_padron_note(
      ctx, args, "padron.protect", "prevention note", [&](db::Transaction& tx, const std::string& nia) {
        return padron::proteger(tx, ctx.caller(), nia, !args.end,
                                {.fecha = date, .motivo = args.reason, .fuente = args.source});
      });
}

void padron_add_note(CLI::App& app, PadronNoteArgs& args) {
  app.add_option("PERSON", args.person, "a NIA, DNI, NIE or passport")->required();
  app.add_option("--source", args.source, "the paper behind it: hoja padronal, order, expediente")
      ->required();
  app.add_option("--date", args.date, "its date (default: today)");
  app.add_flag("--end", args.end, "it holds no longer");
  app.add_flag("--dry-run", args.dry_run, "check, record nothing");
}

void define_padron_consent(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronNoteArgs>();
  padron_add_note(app, *args);
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_consent(ctx, *args)); });
}

void define_padron_protect(CLI::App& app, Context& ctx) {
  const auto args = std::make_shared<PadronNoteArgs>();
  padron_add_note(app, *args);
  app.add_option("--reason", args->reason, "why: for the office alone");
  app.final_callback([args, &ctx] { ctx.exit_with(run_padron_protect(ctx, *args)); });
}

constexpr Command kPadronMostradorCommands[] = {
    {"padron", "address", "find a street as it is typed, and who is registered there", define_padron_address},
    {"padron", "renewals", "list inscriptions to renew or to confirm", define_padron_renewals},
    {"padron", "consent", "record a consent for the papers of the hoja, or its end", define_padron_consent},
    {"padron", "protect", "put a prevention note on a person, or end it", define_padron_protect},
};

}  // namespace

std::span<const Command> padron_mostrador_commands() {
  return kPadronMostradorCommands;
}

}  // namespace sctf::cmd
