#include "cmd/padron.hpp"

#include "cmd/law.hpp"
#include "padron/consulta.hpp"
#include "proc/assets.hpp"

namespace sctf::cmd {

std::span<const Command> padron_commands() {
  static const auto commands = [] {
    std::vector<Command> all;
    for (const auto table : {padron_carga_commands(), padron_ine_commands(), padron_incidencias_commands(),
                             padron_consulta_commands(), padron_mostrador_commands(),
                             padron_oficina_commands(), padron_cartas_commands(), padron_cesion_commands()})
      all.insert(all.end(), table.begin(), table.end());
    return all;
  }();
  return commands;
}

padron::Lugares padron_places(Context& ctx) {
  padron::Lugares out;
  out.trazados = {(ctx.data_directory() / "perfiles").string(), "/etc/sctf/perfiles",
                  proc::asset("etc/perfiles").string()};
  for (const auto* list : padron::kListas) out.listas[list] = law_path(ctx, list).string();
  return out;
}

padron::Entorno padron_environment(Context& ctx) {
  return or_exit(ctx, padron::Entorno::cargar(padron_places(ctx)));
}

Result<std::string> find_person(db::Transaction& tx, Ente ente, const std::string& typed,
                                audit::Event& asked) {
  auto nia = padron::buscar(tx, ente, typed);
  if (!nia) return nia;
  asked.object = "habitante/" + *nia;
  asked.detail["protegido"] = padron::protegida(tx, ente, *nia);
  return nia;
}

padron::PlazosPadron padron_terms(Context& ctx) {
  return or_exit(ctx, padron::PlazosPadron::cargar(law_path(ctx, "padron/plazos.yaml")));
}

padron::Procedimientos padron_procedures(Context& ctx) {
  return or_exit(ctx, padron::Procedimientos::cargar(law_path(ctx, "padron/procedimientos.yaml")));
}

std::filesystem::path padron_errors_file() {
  return proc::asset("templates/padron/incidencias.yaml");
}

padron::Oficina padron_office(Context& ctx) {
  return {.organismo = ctx.settings().get_string("ente.nombre"),
          .unidad = ctx.settings().get_string("padron.unidad"),
          .zona = ctx.settings().get_string("ente.zona"),
          .palabras = proc::asset("templates/padron").string(),
          .lugares = padron_places(ctx)};
}

}  // namespace sctf::cmd
