#pragma once

#include <optional>
#include <vector>

#include "support/oficina.hpp"

namespace sctf::test {

/// A payment as the model keeps it, to be taken back or repeated.
struct PagoModelo {
  demo::PagoSimulado slip;
  bool c57 = false;
  Cents principal, recargo;  ///< applied
  Cents recargo_cargado;     ///< booked by it
  Cents depositado;
  bool anulado = false;
};

/// What one receipt must be, computed from the records that name it and the acts on it, and from nothing that
/// the program wrote. The rules are written here a second time: design 7, norms/recaudacion 9.3, LGT 28.
class ValorModelo {
 public:
  explicit ValorModelo(ReciboCargado recibo, bool con_plazo = true);

  [[nodiscard]] const ReciboCargado& recibo() const { return recibo_; }
  [[nodiscard]] Cents principal() const { return principal_; }
  [[nodiscard]] Cents recargo() const { return recargo_; }
  [[nodiscard]] Cents pendiente() const { return principal_ + recargo_; }
  [[nodiscard]] Cents cobrado() const { return cobrado_principal_ + cobrado_recargo_; }
  [[nodiscard]] Cents cobrado_principal() const { return cobrado_principal_; }
  [[nodiscard]] bool con_plazo() const { return con_plazo_; }
  [[nodiscard]] Cents depositado() const { return depositado_; }
  [[nodiscard]] Cents espera() const { return espera_; }
  [[nodiscard]] bool anulado() const { return anulado_; }
  [[nodiscard]] bool suspendido() const { return suspendido_; }
  [[nodiscard]] bool rechazado() const { return rechazado_; }
  [[nodiscard]] const char* estado() const;
  /// What is due on a day.
  [[nodiscard]] Cents debido(Day day) const { return pendiente() + recargo_nuevo(day); }
  [[nodiscard]] std::vector<PagoModelo>& pagos() { return pagos_; }

  void ingreso(Cents importe, Day day, const demo::PagoSimulado* slip = nullptr, bool c57 = false);
  /// The bank takes back the last payment that stands of this slip.
  void anulacion(const demo::PagoSimulado& slip, bool c57);
  /// Whether such a return moves anything: a debit is returned once.
  [[nodiscard]] bool devolucion_mueve(Cents importe) const;
  void abono(Cents importe);
  void devolucion(Cents importe, bool pierde);
  void rechazo(bool pierde);
  /// What was paid moves; returns how much, for what replaces it. The rest comes back through depositar().
  Cents anular();
  void anular_parte(Cents parte);
  void trasladado(Cents importe);
  void depositar(Cents importe) { depositado_ += importe; }
  void suspender(Day day);
  void reanudar(Day day);

 private:
  enum class Adeudo { ninguno, enviado, abonado, devuelto, transito, rechazado };
  [[nodiscard]] Cents recargo_nuevo(Day day) const;
  [[nodiscard]] bool suspendido_el(Day day) const;
  Cents quitar(Cents importe);  // of what was paid of the principal; what is missing

  ReciboCargado recibo_;
  bool con_plazo_;
  Cents principal_, recargo_, cobrado_principal_, cobrado_recargo_, depositado_, espera_, rebaja_;
  bool anulado_ = false, suspendido_ = false, rechazado_ = false;
  Adeudo adeudo_ = Adeudo::ninguno;
  Cents aplicado_, adeudo_depositado_;
  std::vector<std::pair<Day, Day>> suspensiones_;
  std::vector<PagoModelo> pagos_;
};

}  // namespace sctf::test
