#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "demo/banco.hpp"
#include "demo/random.hpp"

namespace sctf::demo {

// What goes wrong in a simulated bank: first how often, then to whom, then the records that follow from it
// and what `collect` must answer. All of it depends on the seed alone.

/// What befalls the payment of one slip.
enum class Percance : std::uint8_t {
  ninguno,
  digito,         ///< a wrong control digit
  desconocido,    ///< a referencia that nobody issued, its digits right
  duplicado,      ///< paid twice
  parcial,        ///< less than the slip asks for
  exceso,         ///< more
  tarde,          ///< weeks after the deadline
  sobre_anulado,  ///< of a valor that the caller annuls before
  anulado,        ///< taken back by the bank, further down in the file
  repetido,       ///< the same record in a second file
};
/// What befalls one debit.
enum class PercanceAdeudo : std::uint8_t {
  ninguno,
  rechazado,          ///< refused before it was credited
  devuelto_estado,    ///< credited, then taken back; a pain.002 tells
  devuelto_extracto,  ///< the account's statement tells
  devuelto_ambos,     ///< both tell: whichever is collected second repeats
  importe_ajeno,      ///< a pain.002 takes back another amount than was credited
};

/// Exactly round(n × por_mil / 1000) of each kind, the rest `ninguno`, in an order that the seed gives.
/// `invalid_argument` where they are negative or together more than n.
[[nodiscard]] SCTF_API Result<std::vector<Percance>> plan_de_problemas(
    std::size_t n, std::span<const std::pair<Percance, int>> por_mil, std::uint64_t semilla);
[[nodiscard]] SCTF_API Result<std::vector<PercanceAdeudo>> plan_de_problemas(
    std::size_t n, std::span<const std::pair<PercanceAdeudo, int>> por_mil, std::uint64_t semilla);

/// What collecting one file must answer.
struct Esperado {
  std::map<std::string, std::int64_t> resultados;  ///< outcome of norms/recaudacion 9.3: how often
  Cents suma;                                      ///< credits minus debits
  void add(const char* resultado, Cents importe) { ++resultados[resultado], suma += importe; }
  friend bool operator==(const Esperado&, const Esperado&) = default;
};

/// A slip as a carta de pago prints it.
struct SlipSimulado {
  std::string referencia, identificacion;
  Cents importe;
  Day limite;  ///< last day of the voluntary term
};
/// For whom, and when people pay: from `desde` to the slip's deadline, those that are late 15 to 25 days
/// after it.
struct ReglasSlips {
  std::string emisora, sufijo;  ///< 8 and 3 digits: Cuaderno 57; 6 and none: Cuaderno 60
  Day desde;
};

struct SlipsPlaneados {
  std::vector<PagoSimulado> primero, segundo;  ///< records of two files, to be collected in this order
  Esperado esperado_primero, esperado_segundo;
  std::vector<std::size_t> por_anular;  ///< positions of the slips whose valor the caller annuls first
};

/// Makes the records of one slip after the other. Slips must be paid one by one: unpaid, charged, of 0,02 €
/// or more, each of another valor. Documents from 9999990000 on (of Cuaderno 57 99999990000) stand for what
/// nobody issued.
class SCTF_API RealizadorSlips {
 public:
  using Tomar = std::function<void(const PagoSimulado&)>;
  /// The records of the first file go to `primero` as they come.
  RealizadorSlips(ReglasSlips reglas, std::uint64_t semilla, Tomar primero);
  /// `position` is the slip's among all of them, from 0.
  void add(const SlipSimulado& slip, Percance what, std::size_t position);
  /// The rest, its `primero` empty: annulments stand at the end of that file, after what they annul.
  SlipsPlaneados finish();

 private:
  PagoSimulado payment(const SlipSimulado& slip, Random& random);
  int next() { return ++number_ % 1'000'000; }
  void first(const PagoSimulado& pago, const char* outcome);
  void sign(PagoSimulado& pago) const;
  void wrong_digit(PagoSimulado pago);
  void unknown(PagoSimulado pago);
  void amount(PagoSimulado pago, Cents importe, const char* outcome);

  ReglasSlips reglas_;
  std::uint64_t semilla_;
  Tomar primero_;
  bool c57_;
  int number_ = 0;
  std::int64_t unknown_ = 0;
  std::vector<PagoSimulado> annulments_;
  SlipsPlaneados out_;
};

/// All at once: the records of slips and plan, one of each for each other.
[[nodiscard]] SCTF_API SlipsPlaneados realizar(std::span<const SlipSimulado> slips,
                                               std::span<const Percance> plan, const ReglasSlips& reglas,
                                               std::uint64_t semilla);

/// A debit of a remesa that was sent.
struct AdeudoEnviado {
  std::string end_to_end, bloque, mandato, deudor, iban;
  Cents importe;
};
struct ReglasAdeudos {
  Day cobro;                  ///< of the debits, and of their credit
  Day devolucion;             ///< booking of what is taken back
  bool con_detalles = false;  ///< credits name each debit (EndToEndId), not only the block
  int ajenos = 0;             ///< movements besides that name nothing of ours
};

struct AdeudosPlaneados {
  std::vector<RetornoSimulado> rechazos;      ///< escribir_rechazos(), collected first
  std::vector<ApunteSimulado> abonos;         ///< then the account's entries of the credits
  std::vector<RetornoSimulado> devoluciones;  ///< then escribir_devoluciones()
  /// Last the account's later entries: returns one by one, one sum for all that the pain.002 tells alone, and
  /// movements of others. With `abonos` they are all that moved on the account.
  std::vector<ApunteSimulado> retornos;
  /// By debit: a block counts once for each debit that it credits.
  Esperado esperado_rechazos, esperado_abonos, esperado_devoluciones, esperado_retornos;
};

/// Makes what the bank says of one debit after the other; it keeps only what is taken back, and a sum a
/// block.
class SCTF_API RealizadorAdeudos {
 public:
  RealizadorAdeudos(const ReglasAdeudos& reglas, std::uint64_t semilla);
  /// `position` is the debit's among all of them, from 0.
  void add(const AdeudoEnviado& adeudo, PercanceAdeudo what, std::size_t position);
  AdeudosPlaneados finish();

 private:
  ApunteSimulado entry(Cents importe, const char* concepto, Day day);
  void credit(const AdeudoEnviado& adeudo);
  void by_report(RetornoSimulado&& back, const char* outcome);
  void by_statement(const RetornoSimulado& back, const char* outcome);
  void stranger(int i);

  ReglasAdeudos reglas_;
  std::uint64_t semilla_;
  Weights reasons_;
  std::int64_t entries_ = 0;
  Cents lump_;
  std::map<std::string, std::size_t> blocks_;
  AdeudosPlaneados out_;
};

/// All at once.
[[nodiscard]] SCTF_API AdeudosPlaneados realizar(std::span<const AdeudoEnviado> adeudos,
                                                 std::span<const PercanceAdeudo> plan,
                                                 const ReglasAdeudos& reglas, std::uint64_t semilla);

}  // namespace sctf::demo
