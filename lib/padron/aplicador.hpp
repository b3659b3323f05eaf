#pragma once

#include <map>
#include <unordered_map>

#include "jobs/kind.hpp"
#include "padron/expedientes.hpp"
#include "padron/lectura.hpp"
#include "padron/movimiento.hpp"
#include "padron/territorio.hpp"

namespace sctf::padron {

/// Applies movements in their order: looks up who and what they are about for a thousand at a time, judges
/// each against what the ones before it left, writes the inscripciones.
class Aplicador {
 public:
  Aplicador(db::Transaction& tx, const jobs::RunInfo& run, const Marco& marco, Tramite tramite, Day registro);

  /// All of a file. `lines_refused` after each was told; nothing of the transaction is to be kept then.
  [[nodiscard]] Result<std::int64_t> aplicar(Lectura& lectura);
  /// People whose inscripción changed, by code.
  [[nodiscard]] const std::map<std::string, std::int64_t>& por_codigo() const { return por_codigo_; }

 private:
  void buscar(const std::vector<Registro>& registros);
  void buscar_hojas(const std::vector<std::string>& nhops);
  Estado* persona(const Registro& r);
  void uno(Registro& r, Fallos& fallos);
  void situar(Registro& r);
  void anotar(Registro& r, const InfoMovimiento& mov, Estado* antes);
  void comprobar_expediente(const InfoMovimiento& mov, const Estado* antes, Fallos& fallos) const;
  void comprobar_hoja(const Registro& r, const InfoMovimiento& mov, Fallos& fallos);
  void escribir();
  std::string siguiente(const char* clase, const char* formato);

  struct Fila {
    Estado estado;
    std::int64_t linea;
    std::string duplicado_de;
  };

  db::Transaction& tx_;
  const jobs::RunInfo& run_;
  const Marco& marco_;
  Tramite tramite_;
  Day registro_;
  PermisoExpediente permiso_;  ///< what the file's expediente lets be registered
  Territorio territorio_;
  std::unordered_map<std::string, Estado> personas_;
  std::unordered_map<std::string, std::string> por_documento_, titulares_;
  std::unordered_map<std::string, Hoja> hojas_;
  std::vector<std::string> reubicadas_;  ///< hojas whose address a MRD changed
  std::vector<Fila> filas_;
  std::map<std::string, std::int64_t> por_codigo_;
};

}  // namespace sctf::padron
