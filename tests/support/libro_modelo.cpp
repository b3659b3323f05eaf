#include "support/libro_modelo.hpp"

#include <algorithm>

namespace sctf::test {
namespace {

const Day kFinVoluntaria = make_day(2026, 7, 22);
const Day kSinFin = make_day(2199, 1, 1);

}  // namespace

ValorModelo::ValorModelo(ReciboCargado recibo, bool con_plazo)
    : recibo_(std::move(recibo)), con_plazo_(con_plazo), principal_(recibo_.cuota) {
  if (recibo_.domiciliado) adeudo_ = Adeudo::enviado;
}

const char* ValorModelo::estado() const {
  if (anulado_) return "anulado";
  if (pendiente() <= 0_cts) return "pagado";
  if (cobrado() > 0_cts) return "parcial";
  if (adeudo_ == Adeudo::devuelto || adeudo_ == Adeudo::transito || adeudo_ == Adeudo::rechazado)
    return "devuelto";
  return "cargado";
}

bool ValorModelo::suspendido_el(Day day) const {
  return std::any_of(suspensiones_.begin(), suspensiones_.end(),
                     [&](const auto& s) { return s.first <= day && day <= s.second; });
}

Cents ValorModelo::recargo_nuevo(Day day) const {
  if (!con_plazo_ || day <= kFinVoluntaria || principal_ <= 0_cts || recargo_ != 0_cts || suspendido_el(day))
    return {};
  return {(principal_.value * 5 + 50) / 100};
}

void ValorModelo::ingreso(Cents importe, Day day, const demo::PagoSimulado* slip, bool c57) {
  PagoModelo pago;
  if (anulado_ || suspendido_el(day) || pendiente() <= 0_cts) {
    pago.depositado = importe;
  } else {
    pago.recargo_cargado = recargo_nuevo(day);
    recargo_ += pago.recargo_cargado;
    pago.principal = std::min(importe, principal_);
    pago.recargo = std::min(importe - pago.principal, recargo_);
    pago.depositado = importe - pago.principal - pago.recargo;
    principal_ -= pago.principal, cobrado_principal_ += pago.principal;
    recargo_ -= pago.recargo, cobrado_recargo_ += pago.recargo;
  }
  depositado_ += pago.depositado;
  if (slip == nullptr) return;
  pago.slip = *slip, pago.c57 = c57;
  pagos_.push_back(std::move(pago));
}

Cents ValorModelo::quitar(Cents importe) {
  const auto hay = anulado_ ? 0_cts : std::min(importe, cobrado_principal_);
  cobrado_principal_ -= hay, principal_ += hay;
  return importe - hay;
}

void ValorModelo::anulacion(const demo::PagoSimulado& slip, bool c57) {
  const auto found = std::find_if(pagos_.rbegin(), pagos_.rend(), [&](const PagoModelo& p) {
    return !p.anulado && p.c57 == c57 && p.slip.referencia == slip.referencia &&
           p.slip.importe == slip.importe;
  });
  if (found == pagos_.rend()) {
    espera_ -= slip.importe;
    return;
  }
  found->anulado = true;
  depositado_ -= found->depositado;
  espera_ -= quitar(found->principal);
  const auto recargo = anulado_ ? 0_cts : std::min(found->recargo, cobrado_recargo_);
  cobrado_recargo_ -= recargo, recargo_ += recargo;
  espera_ -= found->recargo - recargo;
  if (!anulado_) recargo_ -= std::min(found->recargo_cargado, recargo_);
}

void ValorModelo::abono(Cents importe) {
  if (adeudo_ == Adeudo::ninguno || importe != recibo_.importe) {
    espera_ += importe;
    return;
  }
  if (adeudo_ == Adeudo::transito) {
    espera_ += importe;
    adeudo_ = Adeudo::devuelto;
    return;
  }
  if (adeudo_ == Adeudo::abonado) {
    depositado_ += importe;
    return;
  }
  adeudo_ = Adeudo::abonado;
  aplicado_ = anulado_ ? 0_cts : std::min(importe, principal_);
  adeudo_depositado_ = importe - aplicado_;
  depositado_ += adeudo_depositado_;
  principal_ -= aplicado_, cobrado_principal_ += aplicado_;
  if (anulado_ || aplicado_ == 0_cts) return;
  const auto rebaja = std::min(recibo_.rebaja - rebaja_, principal_);
  principal_ -= rebaja, rebaja_ += rebaja;
}

bool ValorModelo::devolucion_mueve(Cents importe) const {
  return adeudo_ == Adeudo::ninguno || importe != recibo_.importe || adeudo_ == Adeudo::enviado ||
         adeudo_ == Adeudo::abonado;
}

void ValorModelo::devolucion(Cents importe, bool pierde) {
  if (adeudo_ == Adeudo::ninguno || importe != recibo_.importe) {
    espera_ -= importe;
    return;
  }
  if (adeudo_ == Adeudo::enviado) {
    adeudo_ = Adeudo::transito;
    espera_ -= importe;
    if (pierde || anulado_) return;
    rebaja_ = std::min(recibo_.rebaja, principal_);
    principal_ -= rebaja_;
    return;
  }
  if (adeudo_ != Adeudo::abonado) return;  // repeated: it moves nothing
  adeudo_ = Adeudo::devuelto;
  depositado_ -= adeudo_depositado_;
  espera_ -= quitar(aplicado_);
  if (!pierde || anulado_) return;
  principal_ += rebaja_;
  rebaja_ = 0_cts;
}

void ValorModelo::rechazo(bool pierde) {
  if (adeudo_ != Adeudo::enviado) return;
  adeudo_ = Adeudo::rechazado;
  rechazado_ = true;
  if (pierde || anulado_) return;
  rebaja_ = std::min(recibo_.rebaja, principal_);
  principal_ -= rebaja_;
}

Cents ValorModelo::anular() {
  const auto pagado = cobrado();
  anulado_ = true;
  principal_ = recargo_ = cobrado_principal_ = cobrado_recargo_ = 0_cts;
  return pagado;
}

void ValorModelo::anular_parte(Cents parte) {
  if (parte > principal_) {
    const auto mueve = parte - principal_;
    quitar(mueve);
    depositado_ += mueve;
  }
  principal_ -= parte;
}

void ValorModelo::trasladado(Cents importe) {
  principal_ -= importe, cobrado_principal_ += importe;
}

void ValorModelo::suspender(Day day) {
  suspendido_ = true;
  suspensiones_.emplace_back(day, kSinFin);
}

void ValorModelo::reanudar(Day day) {
  suspendido_ = false;
  suspensiones_.back().second = day;
}

}  // namespace sctf::test
