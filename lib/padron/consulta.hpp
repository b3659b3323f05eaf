#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/campo.hpp"

namespace sctf::padron {

/// A movement, and the whole of what was known after it.
struct Inscripcion {
  int n = 0;
  std::string codigo;  ///< `ACR`; empty: the load of 1996
  Day fvar{};          ///< when it takes effect
  Instant registrado;  ///< when it was known here
  std::string origen, expediente;
  Bloque v;
  std::string nombre_mostrado;  ///< with its accents
  std::string duplicado_de;     ///< of a BDU: NIA of the record that stays
  [[nodiscard]] bool baja() const { return codigo.starts_with('B'); }
};

/// Consent of an adult of the hoja, or its end (norms/padron 1.1, 8.1.1).
struct Consentimiento {
  bool otorga = false;
  Day fecha{};
  std::string nhop, fuente;
};

/// A prevention note (norms/padron 1.1): its motive is for the office alone.
struct NotaProteccion {
  Day fecha{};
  std::string motivo, fuente;
};

/// A person of the hoja.
struct Conviviente {
  std::string nia, nombre_mostrado, documento, fnac;
  std::optional<Day> alta, domicilio;
  bool protegido = false;
  std::optional<Consentimiento> consentimiento;  ///< the last word given for this hoja
};

/// What the padrón holds of a person.
struct Ficha {
  std::string nia;
  bool inscrita = false;  ///< registered today
  /// Last alta in the municipality, and since when at the address; empty: before what was loaded.
  std::optional<Day> alta, domicilio;
  std::optional<Day> baja;        ///< of the last inscripción
  std::optional<Day> defuncion;   ///< of a BDE
  std::string documento;          ///< 12345678Z, X1234567L, a passport; empty: none
  Inscripcion actual;             ///< the last movement
  std::string codigo_postal;      ///< by its tramo; empty where it is not known
  std::vector<Conviviente> hoja;  ///< everybody registered in it, the person too; by NIA
  bool colectivo = false;         ///< a collective establishment: individual papers only
  std::optional<NotaProteccion> proteccion;
  std::optional<Consentimiento> consentimiento;
};

/// The NIA of a person by NIA, DNI, NIE or passport, as people type them (blanks, dots, hyphens, small
/// letters). Who is registered goes before who was. `not_found`; `invalid_value` for a wrong check letter;
/// `inconsistent` where two registered people have a passport of that number.
[[nodiscard]] SCTF_API Result<std::string> buscar(db::Transaction& tx, Ente ente, std::string_view documento);

/// The person's record of today. Leaves an audit row: who asks, whose, for what.
[[nodiscard]] SCTF_API Result<Ficha> ficha(db::Transaction& tx, const Caller& caller, const std::string& nia,
                                           const std::string& finalidad);

/// Whether a prevention note is on the person: who looks at them stands in the trail's review.
[[nodiscard]] SCTF_API bool protegida(db::Transaction& tx, Ente ente, const std::string& nia);

/// Every inscripción of a person in the order in which they were registered. Leaves an audit row.
[[nodiscard]] SCTF_API std::vector<Inscripcion> historia(db::Transaction& tx, const Caller& caller,
                                                         const std::string& nia,
                                                         const std::string& finalidad);

/// Which of them holds on a day, by what was known at an instant: the last registered of those that take
/// effect by then. Null before the first.
[[nodiscard]] SCTF_API const Inscripcion* vigente(const std::vector<Inscripcion>& historia, Day el,
                                                  std::optional<Instant> sabido = {});

/// Records a consent or its withdrawal. `wrong_state` for who is not registered.
[[nodiscard]] SCTF_API Result<void> consentir(db::Transaction& tx, const Caller& caller,
                                              const std::string& nia, const Consentimiento& consentimiento);
/// Puts a prevention note, or takes it away (`activa` false).
[[nodiscard]] SCTF_API Result<void> proteger(db::Transaction& tx, const Caller& caller,
                                             const std::string& nia, bool activa, const NotaProteccion& nota);

}  // namespace sctf::padron
