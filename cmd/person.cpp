// sctf person: what is held of a person, and who looked at it.

#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "cmd/law.hpp"
#include "cmd/padron.hpp"
#include "interesado/informe.hpp"
#include "padron/textos.hpp"
#include "proc/assets.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"

namespace sctf::cmd {
namespace {

struct PersonArgs {
  std::string document, reason, from, until, lang = "es";
  std::filesystem::path out;
  std::int64_t limit = 2000;
};

// A look needs its purpose (norms/seguridad, mp.info.1).
bool blank(const std::string& text) {
  return text.find_first_not_of(' ') == std::string::npos;
}

Json padron_json(const padron::Ficha& f, const std::string& address) {
  return {{"type", "padron"},
          {"nia", f.nia},
          {"registered", f.inscrita},
          {"documento", f.documento},
          {"nombre_mostrado", f.actual.nombre_mostrado},
          {"domicilio", address},
          {"codigo_postal", f.codigo_postal},
          {"nhop", f.actual.v[padron::Campo::nhop]},
          {"alta", f.alta ? sctf::to_string(*f.alta) : ""},
          {"baja", f.baja ? sctf::to_string(*f.baja) : ""},
          {"protected", f.proteccion.has_value()}};
}

void show_padron(Context& ctx, const padron::Ficha& f) {
  const auto environment = padron_environment(ctx);
  const auto words =
      or_exit(ctx, padron::Textos::cargar(proc::asset("templates/padron/domicilio.yaml"), "es"));
  const auto address = padron::domicilio_en_palabras(f.actual.v, environment.listas, words);
  ctx.object(padron_json(f, address));
  ctx.print("padrón    NIA {}, {}", f.nia, f.actual.nombre_mostrado);
  if (f.inscrita)
    ctx.print("  lives at   {}", address);
  else
    ctx.print("  NOT registered: {} of {}", f.actual.codigo, f.baja ? sctf::to_string(*f.baja) : "");
  if (f.proteccion) ctx.print("  PROTECTED: prevention note; nothing is given out without a supervisor");
}

void show_party(Context& ctx, const tributos::Contribuyente& party) {
  Cents pending;
  for (const auto& r : party.recibos) pending += r.pendiente;
  ctx.object({{"type", "party"},
              {"persona", party.persona.id},
              {"nombre", party.persona.nombre},
              {"receipts", party.recibos.size()},
              {"pending_cents", pending.value},
              {"deposits_cents", party.depositos.value},
              {"mandates", party.mandatos.size()}});
  ctx.print("tributos  {}: {} receipts, pending {}, {} mandates, deposits {}", party.persona.nombre,
            party.recibos.size(), pending.human(), party.mandatos.size(), party.depositos.human());
  for (const auto& r : party.recibos) {
    ctx.object({{"type", "receipt"},
                {"referencia", r.referencia},
                {"tributo", r.tributo},
                {"ejercicio", r.ejercicio},
                {"estado", r.estado},
                {"pending_cents", r.pendiente.value}});
    ctx.print("  {}  {:<10} {}  {:<10} pending {:>14}", r.referencia, r.tributo, r.ejercicio, r.estado,
              r.pendiente.human());
  }
}

int person_show(Context& ctx, const PersonArgs& args) {
  if (blank(args.reason))
    return ctx.fail({.code = Code::usage, .text = "--reason is blank: say why the person is looked up"});
  const auto today = text::local_day(ctx.clock(), ctx.settings().get_string("ente.zona"));
  const auto found = access(
      ctx, {.action = "person.show", .object = audit::buscado(args.document), .reason = args.reason}, false,
      [&](db::Transaction& tx, audit::Event& asked) {
        if (const auto who = interesado::localizar(tx, ctx.ente(), args.document); who && !who->nias.empty())
          asked.object = "habitante/" + who->nias.front();
        return interesado::exponer(tx, ctx.caller(), args.document, args.reason, today);
      });
  if (!found) return ctx.fail(found.error());
  if (found->padron) show_padron(ctx, *found->padron);
  for (const auto& party : found->tributos) show_party(ctx, party);
  for (const auto& document : found->documentos) {
    ctx.object({{"type", "document"},
                {"numero", document.numero},
                {"emitido", to_string(document.emitido)},
                {"anulado", document.anulado}});
    ctx.print("document  {}  {}{}", document.numero, to_string(document.emitido).substr(0, 10),
              document.anulado ? "  withdrawn" : "");
  }
  ctx.result({{"nias", found->quien.nias},
              {"parties", found->tributos.size()},
              {"documents", found->documentos.size()}});
  return 0;
}

void add_document(CLI::App& app, PersonArgs& args) {
  app.add_option("DOCUMENT", args.document, "DNI, NIE, passport, NIA or NIF")->required();
}

void define_person_show(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<PersonArgs>();
  add_document(app, *args);
  app.add_option("--reason", args->reason, "why it is asked, for the audit row")->required();
  app.final_callback([args, &ctx] { ctx.exit_with(person_show(ctx, *args)); });
}

int person_report(Context& ctx, const PersonArgs& args) {
  const auto zone = ctx.settings().get_string("ente.zona");
  interesado::CabeceraInforme head{.organismo = ctx.settings().get_string("ente.nombre"),
                                   .documento = args.document,
                                   .zona = zone,
                                   .lang = args.lang,
                                   .desde = {},
                                   .hasta = text::local_day(ctx.clock(), zone),
                                   .recortado = {},
                                   .clock = ctx.clock()};
  std::optional<Instant> from;
  if (!args.from.empty()) {
    head.desde = day_argument(ctx, "--from", args.from);
    from = text::start_of_day(*head.desde, zone);
  }
  std::optional<Instant> until;
  if (!args.until.empty()) {
    head.hasta = day_argument(ctx, "--until", args.until);
    until = text::start_of_day(head.hasta + std::chrono::days(1), zone);
  }
  if (head.desde && *head.desde > head.hasta)
    return ctx.fail({.code = Code::usage, .text = "--until is before --from"});
  const auto actions =
      or_exit(ctx, interesado::Acciones::cargar(proc::asset("templates/rastro/acciones.yaml"), args.lang));
  std::optional<proc::AtomicFile> file;
  if (!args.out.empty()) file.emplace(proc::AtomicFile::create(args.out));
  const auto found = access(
      ctx, {.action = "person.report", .object = audit::buscado(args.document), .reason = args.reason}, false,
      [&](db::Transaction& tx, audit::Event&) {
        return interesado::accesos(tx, ctx.caller(), args.document, args.reason, from, until, args.limit);
      });
  if (!found) return ctx.fail(found.error());
  if (found->hay_mas) head.recortado = args.limit;
  if (!found->quien.documentos.empty()) head.documento = found->quien.documentos.front();
  const auto told = interesado::contar(*found, actions);
  for (const auto& one : told) {
    ctx.object({{"type", "access"},
                {"at", to_string(one.at)},
                {"what", one.que},
                {"reason", one.para},
                {"channel", one.canal},
                {"refused", one.denegado}});
    if (!file)
      ctx.print("{}  {}{}{}", to_string(one.at).substr(0, 19), one.que,
                one.para.empty() ? "" : " (" + one.para + ")",
                one.denegado ? "  " + actions.texto("denegada") : "");
  }
  if (file) {
    const auto bytes = interesado::informe_pdf(told, actions, head);
    if (!bytes) return ctx.fail(bytes.error());
    file->write(*bytes);
    file->commit();
    ctx.note("{}: {} accesses", args.out.string(), told.size());
  }
  ctx.result({{"accesses", told.size()},
              {"kept_back", found->filas.size() - told.size()},
              {"more", found->hay_mas}});
  return 0;
}

void define_person_report(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<PersonArgs>();
  add_document(app, *args);
  app.add_option("--out", args->out, "the PDF to write, for the person");
  app.add_option("--from", args->from, "since this day");
  app.add_option("--until", args->until, "until this day, included (default: today)");
  app.add_option("--limit", args->limit, "accesses at most, the latest")->check(CLI::Range(1, 10000));
  app.add_option("--lang", args->lang, "es or en")->check(CLI::IsMember({"es", "en"}));
  app.add_option("--reason", args->reason, "who asks for it, for the audit row");
  app.final_callback([args, &ctx] { ctx.exit_with(person_report(ctx, *args)); });
}

constexpr Command kPersonCommands[] = {
    {"person", "show", "show all that is held of a person", define_person_show},
    {"person", "report", "tell a person who looked at their data", define_person_report},
};

}  // namespace

std::span<const Command> person_commands() {
  return kPersonCommands;
}

}  // namespace sctf::cmd
