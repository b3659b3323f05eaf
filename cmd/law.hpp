#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/calendar.hpp"
#include "cmd/context.hpp"
#include "tributos/carta.hpp"
#include "tributos/cobro.hpp"
#include "tributos/contabilidad.hpp"
#include "tributos/intereses.hpp"
#include "tributos/lista.hpp"
#include "tributos/ordenanza.hpp"
#include "tributos/remesa.hpp"

namespace sctf::cmd {

// Law that changes is data: DIR first, then /etc/sctf, then what was shipped with the program.

/// `ordenanzas/<ejercicio>.yaml`, or `file` where one was named. All that is wrong with it is told, then
/// `Exit`. Warns of a file that says of itself that it is an example.
tributos::Ordenanza load_ordenanza(Context& ctx, int ejercicio,
                                   const std::optional<std::filesystem::path>& file);
/// The calendars of every year that is held.
Calendar load_calendario(Context& ctx);
tributos::TablaIntereses load_intereses(Context& ctx);
/// Warns where it is the example.
tributos::PlanContable load_plan(Context& ctx);

/// `relative` in the data directory, else in /etc/sctf, else as shipped.
std::filesystem::path law_path(Context& ctx, const std::string& relative);

/// What of a bank's file must be ours.
tributos::Recaudador configured_recaudador(Context& ctx);
/// Who issues cartas de pago; `lang` of what the tributos are called.
tributos::EmisorCartas configured_emisor(Context& ctx, const std::string& lang = "es");
/// Words of `templates/tributos/NAME.yaml` in `lang`, or in Spanish: `conceptos`, `motivos`, `pagos`.
std::map<std::string, std::string> shipped_texts(Context& ctx, const std::string& name,
                                                 const std::string& lang);
/// What `list` asks for of a run of `tributo`.
tributos::PeticionLista list_request(Context& ctx, const std::string& tributo, std::int64_t run,
                                     const std::filesystem::path& out);
/// The creditor of the configuration; warns while it is the shipped example.
tributos::Acreedor configured_acreedor(Context& ctx);

/// A day of the command line; told and ended with `Exit` where it is none.
Day day_argument(Context& ctx, const std::string& option, const std::string& text);
/// The number of a run such as `17V`.
std::int64_t run_argument(Context& ctx, const std::string& text);

}  // namespace sctf::cmd
