#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "proc/source.hpp"

namespace sctf::tributos {

/// What a bank sends, by the name that `collect --format` takes.
enum class FormatoCobro { c60, c57, n43, camt053, camt054, pain002 };
[[nodiscard]] SCTF_API std::string_view to_string(FormatoCobro formato);
[[nodiscard]] SCTF_API Result<FormatoCobro> parse_formato_cobro(std::string_view text);

/// What a record tells, whatever the format it came in.
enum class ClaseCobro {
  ingreso,     ///< a slip was paid (Cuaderno 60 and 57; a movement with a slip's reference; a transfer that
               ///< names one)
  anulacion,   ///< an earlier ingreso is taken back by the bank
  abono,       ///< direct debits were credited: one by its EndToEndId, or a whole block
  devolucion,  ///< a debit that had been credited is taken back
  rechazo,     ///< a debit is refused before it was ever credited: no money moves
  movimiento,  ///< money in or out that names nothing of ours
};

/// One record of a bank's file (design 7: a line 60, a line 22, a TxInfAndSts, a TxDtls, or an Ntry without
/// one).
struct Cobro {
  std::int64_t n = 0;      ///< in its file, from 1, without gaps
  std::int64_t linea = 0;  ///< of the file, for messages
  ClaseCobro clase = ClaseCobro::movimiento;
  Cents importe;  ///< what moves: in positive, out negative, 0 of a rechazo
  std::optional<Cents>
      importe_original;  ///< of a rechazo or devolucion: what the debit was, where the record says
  /// Key by which the same record is known again in another file (norms/recaudacion 9.2, design 7); records
  /// that are alike within one file are told apart by `#2`, `#3`.
  std::string clave;
  std::string clave_apunte;  ///< camt: key of the Ntry around it (its own where it has no TxDtls)
  bool detalle = false;      ///< camt: it is a TxDtls

  // By what it may find its valor; what does not apply is empty.
  /// Of a slip, digits as they came. A referencia without emisora (a movement, a transfer) stood alone: any
  /// number may look like it, and it finds a receipt only by the check digits of the receipt's own.
  std::string emisora, sufijo, referencia, identificacion;
  int modalidad = 0;  ///< of a Cuaderno 60 slip: 1 or 2
  bool digitos_bien =
      true;  ///< whether the control digits fit emisora, referencia, identificación and amount
  std::string end_to_end, mandato;  ///< EndToEndId, MndtId: of one debit
  std::string bloque;  ///< PmtInfId of an abono or rechazo of all its debits; empty where one alone is named
  /// OrgnlMsgId of a rechazo that refuses a whole remesa: it names neither debits nor blocks.
  std::string mensaje_original;
  std::vector<std::string> texto;  ///< RmtInf/Ustrd, or the concepts of records 23

  std::string motivo;  ///< reason of a return: `AM04`; `MS03` where the bank gives none
  Day pago;            ///< the day that binds (RGR 34.4): payment, or booking where no other is told
  std::optional<Day> valor_fecha;
  std::string entidad, oficina, canal;  ///< who collected, in the format's own codes
  std::string pagador, pagador_iban;    ///< who paid, where the bank says so
};

/// What the heads and totals of a file told.
struct FicheroCobro {
  FormatoCobro formato = FormatoCobro::c60;
  std::int64_t registros = 0;
  Cents suma;                ///< of all records: credits minus debits
  Day fecha;                 ///< of the file
  std::string mensaje;       ///< MsgId, or what identifies the file to the bank
  bool provisional = false;  ///< read by a layout that is marked provisional (norms/recaudacion 2.7)
  std::vector<Problem>
      avisos;  ///< worth telling, no reason to refuse: a referencia 1 of Norma 43 that does not check
};

/// What is ours: a file for another account, creditor or emisora is refused.
struct Recaudador {
  std::string iban;                     ///< restricted account, without blanks
  std::string acreedor;                 ///< AT-02: ES97000P3803800F
  std::string emisora_c60;              ///< 6 digits
  std::string emisora_c57, sufijo_c57;  ///< 8 and 3 digits
};

using TomarCobro = std::function<void(Cobro&&)>;

/// Reads a bank's file from front to back and hands over its records in their order. Refused whole, with line
/// and field: what the norm of the format does not allow, totals that do not fit, a file that ends in the
/// middle, what is not ours. A refusal may come at the very end: what was handed over until then counts for
/// nothing. `name` is the file, for messages; `perfil_c60` the layout of Cuaderno 60 (a YAML profile's path).
[[nodiscard]] SCTF_API Result<FicheroCobro> leer_cobros(FormatoCobro formato, proc::ByteSource& source,
                                                        const std::string& name, const Recaudador& nuestro,
                                                        const std::string& perfil_c60,
                                                        const TomarCobro& tomar);

}  // namespace sctf::tributos
