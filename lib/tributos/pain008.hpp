#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "xml/writer.hpp"

namespace sctf::tributos {

/// Version of the message: pain.008.001.02, or pain.008.001.08.
enum class VersionPain { v02, v08 };
/// Reads `02` or `08`.
SCTF_API Result<VersionPain> parse_version_pain(std::string_view text);
/// `pain.008.001.02`: kind of the file, and end of its namespace.
SCTF_API std::string_view message_name(VersionPain version);

/// The creditor, as on the day when the remesa was prepared.
struct Acreedor {
  std::string nombre, nif, sufijo, iban, bic;
  /// AT-02 (norms/recaudacion 4.1).
  [[nodiscard]] SCTF_API std::string identificador() const;
};

/// One direct debit.
struct Adeudo {
  std::string end_to_end_id;
  Cents importe;
  std::string mandato;
  Day fecha_firma;
  std::string deudor;         ///< holder of the account
  std::string contribuyente;  ///< taxpayer, where another; else empty
  std::string iban;
  std::string concepto;
  // Amendments (norms/recaudacion 4.6); empty where there is none.
  std::string mandato_anterior;
  std::string iban_anterior;      ///< of the same bank: the old account
  bool otro_banco = false;        ///< the account moved to another bank: SMNDA
  std::string acreedor_anterior;  ///< old creditor identifier
};

struct CabeceraPain {
  VersionPain version = VersionPain::v02;
  std::string msg_id;
  std::string creado;  ///< local time `2026-05-20T09:00:00`
  std::int64_t adeudos = 0;
  Cents suma;
  Acreedor acreedor;
};

struct BloquePain {
  std::string secuencia;  ///< `FRST` or `RCUR`
  Day fecha_cobro;
  std::int64_t adeudos = 0;
  Cents suma;
};

/// Writes a direct debit initiation as it goes, in constant memory: header, then block after block, each with
/// its debits. Texts are converted to the character set of SEPA; an identifier that would not survive that
/// unchanged is our defect and throws.
///
/// Norm: norms/recaudacion 4.3 to 4.6 (AEB, SEPA direct debit implementation guide; ISO 20022).
class SCTF_API PainWriter {
 public:
  PainWriter(xml::Writer::Sink sink, CabeceraPain cabecera);
  void begin_block(const BloquePain& bloque);
  void add(const Adeudo& adeudo);
  void end_block();
  void finish();
  [[nodiscard]] std::uint64_t bytes() const { return xml_.bytes(); }

 private:
  void header();
  void mandate(const Adeudo& adeudo);
  void amendment(const Adeudo& adeudo);
  void creditor_scheme(std::string_view element, std::string_view identificador);
  void agent_unknown();

  CabeceraPain cabecera_;
  xml::Writer xml_;
  std::string acreedor_id_;
};

}  // namespace sctf::tributos
