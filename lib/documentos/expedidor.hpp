#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "db/transaction.hpp"
#include "documentos/sellador.hpp"

namespace sctf::documentos {

/// A document to be issued.
struct Pedido {
  Registro* registro = nullptr;      ///< its facts; what only issuing knows is set in it
  std::int64_t numero = 0;           ///< of its kind and year, from reservar_numeros()
  std::vector<std::string> sujetos;  ///< whose data it shows: `habitante/NIA`, `persona/ID`
  const Documento* detras =
      nullptr;  ///< pages behind it in the same file: the carta de pago of a liquidación
};

/// One that was issued.
struct Expedido {
  std::string numero;  ///< `empadronamiento-2026-000123`
  std::int64_t n = 0;  ///< the last part of it
  Csv csv;
  Sellado fichero;
  int paginas = 0;
  [[nodiscard]] std::string pdf() const { return fichero.prefijo->bytes() + fichero.cola; }
};

/// Which template a kind of sealed document has: `certificados/KIND`, or one of its own.
[[nodiscard]] SCTF_API std::string plantilla_de_tipo(std::string_view tipo);
/// Every kind there is, by its name, with the languages of its template.
[[nodiscard]] SCTF_API std::vector<Plantilla::Entrada> tipos_sellados();

/// `empadronamiento-2026-000123`.
[[nodiscard]] SCTF_API std::string numero_de_documento(std::string_view tipo, int ejercicio,
                                                       std::int64_t numero);

/// The first of `cuantos` numbers in a row. Given inside the transaction that uses them: none is lost or used
/// twice. A batch takes them in its plan, so that a chunk that is run again has the same.
[[nodiscard]] SCTF_API std::int64_t reservar_numeros(db::Transaction& tx, Ente ente, std::string_view tipo,
                                                     int ejercicio, std::int64_t cuantos);

/// Issues documents of one kind in one language. One thread at a time; make
/// one for each.
class SCTF_API Expedidor {
 public:
  /// `not_found` where there is no such kind, `kind_not_approved` where no resolution is recorded for it, all
  /// that is wrong with its template. `detras`: of what goes behind its documents.
  [[nodiscard]] static config::Loaded<std::unique_ptr<Expedidor>> para(std::shared_ptr<Sello> sello,
                                                                       std::string tipo,
                                                                       std::string_view lang,
                                                                       const Plantilla* detras = nullptr);

  /// To be filled and handed to expedir(), again and again.
  [[nodiscard]] Registro registro() const { return Registro(*plantilla_); }
  [[nodiscard]] const Plantilla& plantilla() const { return *plantilla_; }
  [[nodiscard]] const std::string& tipo() const { return tipo_; }
  /// The year whose numbers a document of that instant takes.
  [[nodiscard]] int ejercicio_de(Instant clock) const;

  /// The first of `cuantos` numbers of its kind, in the year of the clock: as reservar_numeros().
  [[nodiscard]] std::int64_t reservar(db::Transaction& tx, Ente ente, std::int64_t cuantos,
                                      Instant clock) const {
    return reservar_numeros(tx, ente, tipo_, ejercicio_de(clock), cuantos);
  }

  /// Lays out, gives CSVs, seals, and stores the documents with their seal, resolution and subjects, in the
  /// caller's transaction; one audit row `documento.expide`. Any number of them, in memory for about 20 kB
  /// each: ask for some hundreds at once.
  ///
  /// @param clock  of the run: the same facts, number and clock give the same CSV
  /// @return       for each request its document, or why it was refused (as Compositor): the others are
  /// issued.
  ///               `seal_unavailable`, `seal_expired`: none is
  [[nodiscard]] Result<std::vector<Result<Expedido>>> expedir(db::Transaction& tx, const Caller& caller,
                                                              std::span<Pedido> pedidos, Instant clock);

 private:
  Expedidor(std::shared_ptr<Sello> sello, std::shared_ptr<const Plantilla> plantilla, std::string tipo,
            std::string resolucion, const Plantilla* detras);
  struct Campos {
    CampoId numero, expedido, organo, resolucion, csv, csv_direccion, csv_qr;
  };
  [[nodiscard]] Csv poner_propios(Registro& registro, const std::string& numero, const crypto::Digest& digest,
                                  Instant clock) const;
  [[nodiscard]] int actuacion(db::Transaction& tx, Ente ente) const;
  struct Fila;
  void guardar(db::Transaction& tx, const Caller& caller, std::span<const Fila> rows, Instant clock) const;
  void guardar_bases(db::Transaction& tx, Ente ente, const pdf::Prefix& prefix) const;

  std::shared_ptr<Sello> sello_;
  std::shared_ptr<const Plantilla> plantilla_;
  std::string tipo_, resolucion_;
  Compositor compositor_;
  Sellador sellador_;
  Campos campos_;
};

}  // namespace sctf::documentos
