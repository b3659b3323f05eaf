#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"

namespace sctf::demo {

// A bank that does not exist: it writes the files that a real one would send, from lists of what it was asked
// to pay. No clock and no chance: the same lists give the same bytes. What goes wrong is chosen in
// demo/banco_plan.hpp. The layouts are written out here on their own, not taken from the readers'.

using Salida = std::function<void(std::string_view)>;

/// A slip paid at the counter, or such a payment taken back.
struct PagoSimulado {
  std::string referencia;      ///< 12 digits of Cuaderno 60, 13 of Cuaderno 57
  std::string identificacion;  ///< 7 or 10 digits; 6
  Cents importe;               ///< more than 0, also of an annulment
  Day dia;
  bool anula = false;
  std::string entidad = "2100", oficina = "0418";
  char canal = '1';  ///< 1 ventanilla, 2 autoservicio, 3 banca a distancia
  int numero = 0;    ///< the bank's own of the payment, 0 to 999999
};

/// Who sends a file of slips, and for whom.
struct CabeceraSlips {
  std::string emisora;  ///< 6 digits of Cuaderno 60, 8 of Cuaderno 57
  std::string sufijo;   ///< 3 digits; Cuaderno 60 has none
  Day dia;              ///< of the file
  std::string entidad = "2100";
};

/// A file of slips, payment by payment, so that a long one takes no memory: Cuaderno 57 where the emisora has
/// 8 digits and there is a sufijo, else Cuaderno 60 in the provisional shape of etc/perfiles/c60.yaml. 100
/// columns, LF, sums at both levels.
class SCTF_API EscritorSlips {
 public:
  /// Writes the heads.
  EscritorSlips(Salida salida, CabeceraSlips cabecera);
  void add(const PagoSimulado& pago);
  /// Writes the totals. Nothing may be added afterwards.
  void finish();
  [[nodiscard]] std::int64_t pagos() const { return pagos_; }

 private:
  Salida salida_;
  CabeceraSlips cabecera_;
  std::int64_t pagos_ = 0;
  Cents suma_;
};

SCTF_API void escribir_c57(const Salida& salida, const CabeceraSlips& cabecera,
                           std::span<const PagoSimulado> pagos);
SCTF_API void escribir_c60(const Salida& salida, const CabeceraSlips& cabecera,
                           std::span<const PagoSimulado> pagos);

/// One operation inside an entry of the account.
struct DetalleSimulado {
  Cents importe;                 ///< more than 0; the entry says in which direction
  std::string referencia_banco;  ///< AcctSvcrRef; empty: none of its own
  std::string end_to_end, mandato;
  std::string texto;                  ///< RmtInf/Ustrd, complement 02 of Norma 43
  std::string pagador, pagador_iban;  ///< the debtor
  std::string motivo;                 ///< reason of a return: `AM04`
};

/// An entry of the account.
struct ApunteSimulado {
  Cents importe;                 ///< in positive, out negative
  std::string referencia_banco;  ///< AcctSvcrRef
  Day dia, valor;
  std::string concepto = "02";            ///< concepto común of Norma 43
  std::string bloque;                     ///< PmtInfId of the debits that it credits
  std::int64_t operaciones = 0;           ///< of the block, where no detalles stand
  std::vector<DetalleSimulado> detalles;  ///< sum up to |importe|; may be none
};

struct CuentaSimulada {
  std::string iban;  ///< Spanish, without blanks
  std::string titular;
  Cents saldo;  ///< before the first entry
  Day desde, hasta;
};

/// Norma 43, modality 3: 80 columns, CRLF, ISO-8859-1. An entry with one detail carries its text and
/// EndToEndId (complements 01, 02 and 05); one with several or none only its block, in referencia 2.
SCTF_API void escribir_n43(const Salida& salida, const CuentaSimulada& cuenta,
                           std::span<const ApunteSimulado> apuntes);

enum class VersionCamt { v02, v08 };
/// What identifies a message, and when it was made: `2026-11-21T06:00:00`.
struct CabeceraMensaje {
  std::string msg_id, creado;
};

/// camt.053: a statement with opening and closing balance.
SCTF_API void escribir_camt053(const Salida& salida, VersionCamt version, const CabeceraMensaje& cabecera,
                               const CuentaSimulada& cuenta, std::span<const ApunteSimulado> apuntes);
/// camt.054: the same entries as a notification, without balances.
SCTF_API void escribir_camt054(const Salida& salida, VersionCamt version, const CabeceraMensaje& cabecera,
                               const CuentaSimulada& cuenta, std::span<const ApunteSimulado> apuntes);

/// A direct debit that the bank refuses or takes back.
struct RetornoSimulado {
  std::string end_to_end, bloque, mandato, motivo;
  Cents importe;
  Day cobro;  ///< ReqdColltnDt
  std::string deudor, iban;
};

enum class VersionEstado { v03, v10 };
/// pain.002.001.03 or .10. `mensaje_original` is the MsgId of the remesa.
struct CabeceraEstado {
  VersionEstado version = VersionEstado::v03;
  CabeceraMensaje mensaje;
  std::string mensaje_original, mensaje_original_tipo = "pain.008.001.02";
  std::string acreedor;  ///< AT-02
};
/// Refused before settlement: OrgnlMsgId is the remesa's; count and sum are `adeudos` and `suma` of it.
SCTF_API void escribir_rechazos(const Salida& salida, const CabeceraEstado& cabecera, std::int64_t adeudos,
                                Cents suma, std::span<const RetornoSimulado> rechazos);
/// Taken back after the credit: MsgId begins with `DA` (put in front where it does not), OrgnlMsgId with the
/// day of the booking, count and sum are this file's; operations in a row of one block share it.
SCTF_API void escribir_devoluciones(const Salida& salida, const CabeceraEstado& cabecera, Day contable,
                                    std::span<const RetornoSimulado> devoluciones);

}  // namespace sctf::demo
