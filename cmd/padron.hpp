#pragma once

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "padron/entorno.hpp"
#include "padron/lote_certificados.hpp"
#include "padron/lugares.hpp"
#include "padron/procedimientos.hpp"
#include "padron/renovaciones.hpp"

namespace sctf::cmd {

// The verbs of `padron`, by what they deal with.
std::span<const Command> padron_carga_commands();        ///< what comes in: files, movements
std::span<const Command> padron_ine_commands();          ///< what goes to INE and comes back
std::span<const Command> padron_mostrador_commands();    ///< the desk: addresses, renewals, consents, notes
std::span<const Command> padron_consulta_commands();     ///< what stands
std::span<const Command> padron_incidencias_commands();  ///< INE's marks
std::span<const Command> padron_oficina_commands();      ///< expedientes
std::span<const Command> padron_cartas_commands();       ///< letters
std::span<const Command> padron_cesion_commands();       ///< data for other administrations

/// Layouts and code lists: DIR first, then /etc/sctf, then what was shipped with the program.
padron::Lugares padron_places(Context& ctx);
/// They, read.
padron::Entorno padron_environment(Context& ctx);
/// Terms in months, and the procedures of the office.
padron::PlazosPadron padron_terms(Context& ctx);
padron::Procedimientos padron_procedures(Context& ctx);
/// What each of INE's marks asks for.
std::filesystem::path padron_errors_file();
/// Who certifies, in which words.
padron::Oficina padron_office(Context& ctx);

/// The NIA of who is asked for; the trail speaks of them from now on.
Result<std::string> find_person(db::Transaction& tx, Ente ente, const std::string& typed,
                                audit::Event& asked);

template <class T>
T or_exit(Context& ctx, Result<T> result) {
  if (!result) throw Exit{ctx.fail(result.error())};
  return std::move(*result);
}

}  // namespace sctf::cmd
