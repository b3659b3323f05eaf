#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "documentos/sello.hpp"
#include "documentos/tiempo.hpp"
#include "jobs/engine.hpp"
#include "padron/certificado.hpp"
#include "padron/lugares.hpp"

namespace sctf::padron {

/// Who certifies, in which time zone, with which words.
struct Oficina {
  std::string organismo, unidad;
  std::string zona = "Atlantic/Canary";
  std::string palabras;  ///< the folder templates/padron
  Lugares lugares;
};
/// The words of certificates in a language.
[[nodiscard]] SCTF_API Result<Redactor::Palabras> cargar_palabras(const std::string& carpeta,
                                                                  const std::string& lang);

/// Opens the seal on the day of a run.
using AbrirSello = std::function<Result<std::shared_ptr<documentos::Sello>>(Instant clock)>;
/// The batch that issues certificates of one kind, a file each.
[[nodiscard]] SCTF_API std::unique_ptr<jobs::Kind> make_lote_certificados(AbrirSello abrir);

/// What `certificado batch` is asked for.
struct PeticionLote {
  ClaseCertificado clase = ClaseCertificado::volante;  ///< not negativo
  std::string lang = "es", finalidad;
  /// A document or NIA a line; none: everybody registered who needs no officer.
  std::optional<std::filesystem::path> fichero;
  std::filesystem::path out;
  Oficina oficina;
};
struct LoteEscrito {
  std::int64_t run = 0;
  jobs::RunInfo info;
  std::int64_t expedidos = 0;
  std::int64_t otros = 0;  ///< asked for, and not issued: an officer must look, or the line is wrong
  bool existed = false;
};
/// Each document has the number that its place in the list gives it, so that a batch that was killed comes to
/// the same codes; `NNNN/KIND-YEAR-NUMBER.pdf`, a thousand to a folder. The same list into the same folder is
/// the same batch. A line that cannot be served is told and left out.
[[nodiscard]] SCTF_API Result<LoteEscrito> expedir_lote(jobs::Engine& engine, const PeticionLote& peticion,
                                                        bool dry_run = false);

/// Has the documents of a batch time-stamped and writes their files again with it: after expedir_lote, and
/// again by the same line until none waits. Killed at any moment, the next call goes on.
///
/// @param entre  called between groups; may throw to stop
[[nodiscard]] SCTF_API documentos::SelladosTiempo sellar_lote(db::Pool& pool, const jobs::RunInfo& run,
                                                              const documentos::AutoridadTiempo& autoridad,
                                                              const std::function<void()>& entre);

}  // namespace sctf::padron
