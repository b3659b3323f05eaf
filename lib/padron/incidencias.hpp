#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "jobs/engine.hpp"
#include "padron/lugares.hpp"

namespace sctf::padron {

/// What one of INE's marks means and asks for (norms/padron 4.3): `templates/padron/incidencias.yaml`.
struct InfoError {
  std::string clase;       ///< `invalidante depuracion gestion incidencia comunicacion`
  std::string accion;      ///< in a few words
  int plazo = 30;          ///< days from its arrival
  std::string soluciones;  ///< codes of the movements that settle it, apart by blanks
  std::string texto;       ///< what to do, for who has to do it
  std::string carta;       ///< class of the letter that the person gets (cartas.hpp); empty: none
  std::string propone;     ///< the movement that may be proposed from what INE holds; empty: none
};

/// The list of them.
class SCTF_API ListaErrores {
 public:
  /// All that is wrong with the file is one problem, with its line and column.
  [[nodiscard]] static Result<ListaErrores> cargar(const std::filesystem::path& file);
  /// 1 to 150; 0: a record without a mark. Of what is not listed, the general word of its class.
  [[nodiscard]] InfoError de(int error) const;

 private:
  std::map<int, InfoError> lista_;
  InfoError invalidantes_, otros_, sin_marca_;
};

struct Devuelto {
  std::int64_t run = 0, registros = 0, marcas = 0, desconocidos = 0;
  std::map<std::string, std::int64_t> por_error;
  bool existed = false;  ///< the same bytes came before
};

/// The batch that reads what INE sends back.
[[nodiscard]] SCTF_API std::unique_ptr<jobs::Kind> make_retorno();
/// Reads a return of 704 positions, or reparos of 749. `lines_refused` where a record is none; whatever INE
/// marked is a result. No movement is applied.
[[nodiscard]] SCTF_API Result<Devuelto> devolver(jobs::Engine& engine, const std::filesystem::path& fichero,
                                                 const Lugares& lugares, const std::filesystem::path& errores,
                                                 bool dry_run = false);

/// A field in which INE and we differ.
struct Diferencia {
  std::string campo, ine, nuestro;
};

/// A mark, and how it stands.
struct Incidencia {
  std::int64_t run = 0, linea = 0;
  int error = 0;
  std::string marca, nia, documento, clase, accion;
  /// `pendiente`; `resuelta`: a movement or an act settled it; `repetida`: a later file has it again.
  std::string estado;
  std::optional<Day> plazo, fvar;
  std::string movimiento, tipoinf, cdev, texto;
  std::string lote;                  ///< the file that it came in
  std::string fichero;               ///< the communication that a reparo names
  std::string prdp, mudp;            ///< where INE says that the person went to or came from
  std::string soluciones;            ///< codes of the movements that settle it
  std::string resuelve;              ///< the movement that did
  std::string acto, acto_documento;  ///< the act that did
  std::optional<Day> resuelta;
  std::string repetida_en;  ///< the later file that has it again
  std::string respuesta;    ///< the first file after ours was sent that has it no more: INE took it
  std::string carta;        ///< letters sent: class and day
  bool vencida = false;     ///< pending, and its term is over
  std::vector<Diferencia> diferencias;
};

/// Which marks are asked for.
struct FiltroIncidencias {
  bool todas = false;        ///< also those that are settled, or told again
  std::string clase;         ///< empty: any
  std::optional<Day> hasta;  ///< those whose term ends by then
  std::optional<int> error;
  std::string nia;
  Day hoy{};
};

/// Every mark in the order of its term, with the text and what INE holds where we hold another thing. Leaves
/// an audit row.
SCTF_API std::int64_t incidencias(db::Transaction& tx, const Caller& caller, const ListaErrores& lista,
                                  const FiltroIncidencias& filtro,
                                  const std::function<void(const Incidencia&)>& cada);

/// What was done about a mark where no movement says it.
struct ActoIncidencia {
  std::int64_t run = 0, linea = 0;
  int error = 0;
  std::string acto;   ///< `confirmada rechazada reenviada comprobada`
  std::string caleg;  ///< class of alegación, where the table leaves a choice; else empty
  Day fecha{};
  std::string documento;  ///< the paper behind it, or what is said to INE
};
/// Records it. `not_found` where no such mark is held; `unknown_value` for another word.
[[nodiscard]] SCTF_API Result<void> resolver_incidencia(db::Transaction& tx, const Caller& caller,
                                                        Instant clock, const ActoIncidencia& acto);

/// The annual figure (norms/padron 6.5): council − D − R + S = INE.
struct Cifras {
  int ejercicio = 0;
  std::int64_t ayuntamiento =
      0;  ///< records of the last C file of the year, else who was registered at 1 January
  std::int64_t d = 0, r = 0, s = 0;
  [[nodiscard]] std::int64_t ine() const { return ayuntamiento - d - r + s; }
};
[[nodiscard]] SCTF_API Cifras cifras(db::Transaction& tx, Ente ente, int ejercicio);

}  // namespace sctf::padron
