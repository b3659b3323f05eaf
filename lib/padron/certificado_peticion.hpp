#pragma once

#include <optional>
#include <string>
#include <vector>

#include "padron/certificado.hpp"

namespace sctf::padron {

/// What is asked for at a desk, documents as people type them.
struct PeticionCertificado {
  ClaseCertificado clase = ClaseCertificado::volante;
  std::string persona;      ///< DNI, NIE, passport or NIA
  std::string solicitante;  ///< who asks where it is not the person; an heir may be of no padrón
  std::string finalidad;
  std::vector<std::string> con;   ///< viaje: minors of the hoja on the same paper
  std::string nombre;             ///< negativo: of whom the padrón has never heard
  std::optional<Day> nacimiento;  ///< likewise
};

/// Facts that may be certified, written; ready for documentos::Expedidor.
struct Redactado {
  documentos::Registro registro;
  std::vector<std::string> sujetos;
};

/// Finds the people, asks admisible() and writes the facts, in one transaction with the audit rows of whom it
/// looked at. What buscar(), admisible() and acompana() refuse; `not_allowed` for a companion of another
/// hoja, `missing_value` for a negativo of an unknown person without a name.
[[nodiscard]] SCTF_API Result<Redactado> redactar_certificado(db::Transaction& tx, const Caller& caller,
                                                              const Redactor& redactor,
                                                              const documentos::Plantilla& plantilla,
                                                              const PeticionCertificado& peticion, Day hoy);

}  // namespace sctf::padron
