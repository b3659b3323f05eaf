#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documentos/plantilla.hpp"
#include "documentos/registro.hpp"
#include "padron/consulta.hpp"
#include "padron/listas.hpp"
#include "padron/textos.hpp"

namespace sctf::padron {

/// What the padrón certifies (norms/padron 8.2). Each has its folder in templates/certificados.
enum class ClaseCertificado {
  volante,          ///< informative; no proof by itself (RPDT 61)
  empadronamiento,  ///< one person, where and since when
  convivencia,      ///< everybody of the hoja, or no certificate
  historico,        ///< every period of one person
  negativo,         ///< that a person is not registered
  viaje,            ///< residence for transport: six months; one person, or with the minors of the hoja
  baja,             ///< an inscription that has ended
};
[[nodiscard]] SCTF_API std::string_view to_string(ClaseCertificado clase);
/// `invalid_argument` for any other word.
[[nodiscard]] SCTF_API Result<ClaseCertificado> parse_clase_certificado(std::string_view text);

/// From this age a person acts alone before the padrón (PR 2.2).
inline constexpr std::chrono::years kPideSolo{16};

/// What is asked for, by whom.
struct Solicitud {
  ClaseCertificado clase = ClaseCertificado::volante;
  /// NIA of who asks where it is not the person; of a deceased's heir, who may be of no padrón, anything.
  std::string solicitante;
  std::string finalidad;
  Day hoy{};
};

/// Whether an automated act may give this of this person to who asks (PR 17-02-2020, 8.1; norms/padron 8.2,
/// 8.5; oficinas 2). `not_allowed` for what an officer must decide: protected people, minors without a parent
/// of the hoja, somebody else's data, convivencia without the consent of all; `wrong_state` where the padrón
/// does not hold what would be certified, with the kind that does; `missing_value` without a whole date of
/// birth.
[[nodiscard]] SCTF_API Result<void> admisible(const Solicitud& solicitud, const Ficha& ficha);
/// Whether this person of the hoja may stand on the travel certificate that `ficha`'s asks for: a minor.
[[nodiscard]] SCTF_API Result<void> acompana(const Solicitud& solicitud, const Ficha& ficha,
                                             const Conviviente& otra);

/// Whose data the document shows, as documentos::Pedido wants them: everybody of the hoja where it is about
/// them.
[[nodiscard]] SCTF_API std::vector<std::string> sujetos_de(ClaseCertificado clase, const Ficha& ficha);

/// A person whom a certificate says not to be registered.
struct NoInscrita {
  std::string nombre, documento;
  std::optional<Day> nacimiento;
};

/// Writes the facts of certificates into records of their templates, in one language.
class SCTF_API Redactor {
 public:
  struct Palabras {
    Textos domicilio, movimientos, certificados;
  };
  /// @param organismo  the body, and the unit that keeps the padrón
  Redactor(std::string organismo, std::string unidad, const Listas& listas, Palabras palabras)
      : organismo_(std::move(organismo)),
        unidad_(std::move(unidad)),
        listas_(listas),
        palabras_(std::move(palabras)) {}

  /// One that is admisible(). `historia` only matters to the histórico; `acompanan` to the travel one.
  void redactar(const documentos::Plantilla& plantilla, const Solicitud& solicitud, const Ficha& ficha,
                const std::vector<Inscripcion>& historia, const std::vector<Ficha>& acompanan,
                documentos::Registro& registro) const;
  void redactar(const documentos::Plantilla& plantilla, const Solicitud& solicitud, const NoInscrita& persona,
                documentos::Registro& registro) const;

 private:
  class Escritor;
  std::string organismo_, unidad_;
  const Listas& listas_;
  Palabras palabras_;
};

/// A stay at one address.
struct Periodo {
  const Inscripcion* desde = nullptr;
  const Inscripcion* hasta = nullptr;  ///< the movement that ended it; null: it goes on
};
/// The stays of a person, oldest first, by when each movement takes effect.
[[nodiscard]] SCTF_API std::vector<Periodo> periodos(const std::vector<Inscripcion>& historia);

}  // namespace sctf::padron
