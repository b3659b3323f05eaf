#pragma once

// Inside lib/tributos only: what the print files of cartas de pago, liquidaciones and letters share.

#include <memory>
#include <string>

#include "db/rows.hpp"
#include "documentos/tirada.hpp"
#include "jobs/kind.hpp"
#include "tributos/carta.hpp"
#include "tributos/cartas.hpp"
#include "tributos/emision.hpp"

namespace sctf::tributos {

inline constexpr std::string_view kPlantillaCarta = "cartas/carta_pago";

/// A template that the program itself needs: what is wrong with it is thrown.
std::shared_ptr<const documentos::Plantilla> plantilla_or_throw(std::string_view nombre,
                                                                const std::string& lang);
Municipios municipios_or_throw();

/// The carta de pago of a row of sql/cartas.sql.
Carta carta_de(const db::Row& row, const Emision& emision, const Periodo& periodo, bool liquidacion);

/// `-C1` of the first complementary run of a tributo and year: it has files of its own.
std::string serie_de(db::Transaction& tx, Ente ente, std::int64_t emision);

/// What each record of a print file carries of who issues it.
pdf::Metadata metadata_de(const jobs::RunInfo& run, const std::string& titulo, const std::string& nombre);

/// What a run of print files gave; of a rehearsal its counts alone.
Result<CartasEscritas> escritas_de(jobs::Engine& engine, db::Pool& pool, const Result<jobs::Outcome>& outcome,
                                   bool dry_run);

/// A record filled by the names of its fields, as papers are that are printed by the hundred.
class Hoja {
 public:
  Hoja(const documentos::Plantilla& plantilla, documentos::Registro& registro)
      : plantilla_(plantilla), registro_(registro) {}
  /// An empty text leaves its field out.
  void put(std::string_view campo, std::string_view text) {
    if (!text.empty()) registro_.set(plantilla_.campo(campo), text);
  }
  template <class T>
  void set(std::string_view campo, const T& value) {
    registro_.set(plantilla_.campo(campo), value);
  }
  /// Who writes to whom about which debt: what every paper begins with. `deuda` is a Carta or a Recibo.
  template <class Deuda>
  void cabecera(const EmisorCartas& emisor, const Municipios& municipios, const Deuda& deuda,
                std::string_view periodo = "Anual") {
    put("organismo", emisor.organismo);
    put("organismo_nif", emisor.nif);
    put("nombre", deuda.nombre);
    put("nif", deuda.nif);
    put("domicilio_fiscal", deuda.domicilio_fiscal);
    put("codigo_postal", deuda.codigo_postal);
    put("municipio", municipios.nombre(deuda.municipio));
    put("concepto", emisor.concepto(deuda.tributo));
    put("ejercicio", std::to_string(deuda.ejercicio));
    put("periodo", periodo);
    put("referencia", deuda.referencia);
  }
  /// How it is paid.
  void pago(const EmisorCartas& emisor, const std::string& referencia) {
    put("pago_url", emisor.pago_url_de(referencia));
    put("entidades", emisor.entidades);
    put("canales", emisor.canales);
  }
  /// The rows of what an amount is made of.
  void detalle(const std::vector<Detalle>& detalle) {
    for (const auto& d : detalle) {
      auto& fila = registro_.fila(plantilla_.filas("detalle"));
      fila.set(plantilla_.campo("detalle.concepto"), d.concepto);
      fila.set(plantilla_.campo("detalle.importe"), d.importe);
    }
  }

 private:
  const documentos::Plantilla& plantilla_;
  documentos::Registro& registro_;
};

/// A print file in which each letter is followed by its carta de pago, a document each.
class Parejas {
 public:
  Parejas(std::shared_ptr<const documentos::Plantilla> escrito, const Cartero& cartero,
          pdf::Metadata metadata, pdf::Writer::Sink sink);
  /// The letter's record: to be filled, then `add`.
  documentos::Registro& escrito() { return escrito_; }
  /// Both, or none of them.
  Result<void> add(const Carta& carta);
  void finish() { tirada_.finish(); }

 private:
  const Cartero& cartero_;
  documentos::Registro escrito_, carta_;
  documentos::Compositor compositor_escrito_, compositor_carta_;
  documentos::Tirada tirada_;
};

}  // namespace sctf::tributos
