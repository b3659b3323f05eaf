#include "tributos/aplicacion.hpp"

#include <algorithm>

namespace sctf::tributos {
namespace {

using Clase = Asiento::Clase;
using Componente = Asiento::Componente;

Cents pendiente_de(const Deuda& deuda) {
  return deuda.principal + deuda.recargo + deuda.interes + deuda.costas;
}

bool esta_suspendido(const Deuda& deuda, Day day) {
  return std::any_of(deuda.suspensiones.begin(), deuda.suspensiones.end(),
                     [&](const Suspension& s) { return s.desde <= day && (!s.hasta || day <= *s.hasta); });
}

void asentar(Aplicacion& a, Clase clase, Componente componente, Cents importe, bool condicional = false) {
  if (importe != 0_cts) a.asientos.push_back({clase, componente, importe, condicional});
}

// The amount over the components of a debt, principal first; what is left over.
Cents imputar(Aplicacion& a, Cents importe, const Debido& debido) {
  const std::pair<Componente, Cents> orden[] = {{Componente::principal, debido.principal},
                                                {Componente::recargo, debido.recargo},
                                                {Componente::interes, debido.interes},
                                                {Componente::costas, debido.costas}};
  for (const auto& [componente, pendiente] : orden) {
    const auto parte = std::min(importe, std::max(pendiente, 0_cts));
    asentar(a, Clase::ingreso, componente, -parte);
    importe -= parte;
    a.aplicado += parte;
  }
  return importe;
}

Aplicacion espera(Resultado resultado, Cents importe, const Cobro& cobro) {
  // What an account's statement tells without naming anything of ours waits for `reconcile`, not for
  // application.
  Aplicacion a{.resultado = resultado};
  if (cobro.clase != ClaseCobro::movimiento) a.pendiente = importe;
  return a;
}

Aplicacion en_deposito(Resultado resultado, Cents importe) {
  return {.resultado = resultado, .depositado = importe};
}

// A slip, a transfer.
Result<Aplicacion> aplicar_ingreso(const Cobro& cobro, Cents importe, const SituacionValor& v,
                                   const ReglasCobro& reglas) {
  if (v.anulado) return en_deposito(Resultado::annulled, importe);
  if (esta_suspendido(v.deuda, cobro.pago)) return en_deposito(Resultado::suspended, importe);
  const auto pendiente = pendiente_de(v.deuda);
  if (pendiente <= 0_cts) return en_deposito(Resultado::duplicate, importe);
  const auto debido = amount_due(v.deuda, cobro.pago, reglas.calendario, reglas.intereses);
  if (!debido) return tl::unexpected(debido.error());
  Aplicacion a;
  asentar(a, Clase::cargo, Componente::recargo, debido->recargo - v.deuda.recargo);
  asentar(a, Clase::cargo, Componente::interes, debido->interes - v.deuda.interes);
  a.depositado = imputar(a, importe, *debido);
  if (a.depositado > 0_cts)
    a.resultado = Resultado::excess;
  else if (importe == debido->total())
    a.resultado = Resultado::paid;
  else
    a.resultado =
        v.deuda.fin_voluntaria && cobro.pago > *v.deuda.fin_voluntaria ? Resultado::late : Resultado::partial;
  return a;
}

// The credit of a debit. What a slip paid meanwhile is not paid again; the rebate fills what the debit left.
Aplicacion aplicar_abono(const Cobro& cobro, Cents importe, const SituacionValor& v) {
  const auto& adeudo = *v.adeudo;
  if (importe != adeudo.importe) return espera(Resultado::unknown, importe, cobro);
  if (adeudo.estado ==
      AdeudoVivo::Estado::transito) {  // it was returned before: that money is no longer missing
    auto a = espera(Resultado::provisional, importe, cobro);
    a.adeudo = adeudo;
    a.adeudo->estado = AdeudoVivo::Estado::devuelto;
    return a;
  }
  auto despues = adeudo;
  despues.estado = AdeudoVivo::Estado::abonado;
  despues.aplicado = despues.rebaja = 0_cts;
  despues.depositado = importe;
  const bool otra_vez = adeudo.estado == AdeudoVivo::Estado::abonado;
  if (v.anulado || otra_vez || v.deuda.principal <= 0_cts) {
    auto a = en_deposito(v.anulado ? Resultado::annulled : Resultado::duplicate, importe);
    if (!otra_vez) a.adeudo = despues;  // of two credits the first is the one that a return takes back
    return a;
  }
  Aplicacion a{.resultado = Resultado::provisional};
  despues.aplicado = a.aplicado = std::min(importe, v.deuda.principal);
  despues.depositado = a.depositado = importe - a.aplicado;
  despues.rebaja = std::min(v.rebaja - v.rebaja_vigente, v.deuda.principal - a.aplicado);
  asentar(a, Clase::ingreso, Componente::principal, -a.aplicado);
  asentar(a, Clase::data, Componente::principal, -despues.rebaja, true);
  a.adeudo = despues;
  return a;
}

// A return (importe < 0) or a rejection (0).
Aplicacion aplicar_devolucion(const Cobro& cobro, Cents importe, const SituacionValor& v) {
  const auto& adeudo = *v.adeudo;
  const bool rechazo = cobro.clase == ClaseCobro::rechazo;
  const auto original = cobro.importe_original.value_or(rechazo ? adeudo.importe : -importe);
  if (original != adeudo.importe || (!rechazo && -importe != adeudo.importe))
    return espera(Resultado::unknown, importe, cobro);
  const bool pierde = std::find(v.pierde_por.begin(), v.pierde_por.end(), cobro.motivo) != v.pierde_por.end();
  switch (adeudo.estado) {
    case AdeudoVivo::Estado::devuelto:
    case AdeudoVivo::Estado::transito:
    case AdeudoVivo::Estado::rechazado: return {.resultado = Resultado::repeated};
    case AdeudoVivo::Estado::enviado: {  // its rebate holds where the reason does not undo it
      auto a = espera(Resultado::returned, importe, cobro);
      a.adeudo = adeudo;
      a.adeudo->estado = rechazo ? AdeudoVivo::Estado::rechazado : AdeudoVivo::Estado::transito;
      if (!pierde && !v.anulado) {
        a.adeudo->rebaja = std::min(v.rebaja, std::max(v.deuda.principal, 0_cts));
        asentar(a, Clase::data, Componente::principal, -a.adeudo->rebaja, true);
      }
      return a;
    }
    case AdeudoVivo::Estado::abonado: break;
  }
  if (rechazo) return espera(Resultado::unknown, importe, cobro);  // what was credited can only be returned
  Aplicacion a{.resultado = Resultado::returned};
  a.depositado = -adeudo.depositado;
  if (v.anulado) {  // what it had paid moved on with the annulment: it is missing there, for a clerk to place
    a.pendiente = -adeudo.aplicado;
    a.adeudo = adeudo;
    a.adeudo->estado = AdeudoVivo::Estado::devuelto;
    return a;
  }
  const auto devuelto = std::min(adeudo.aplicado, v.cobrado.principal);  // the rest an annulment moved
  a.aplicado = -devuelto;
  a.pendiente = devuelto - adeudo.aplicado;
  asentar(a, Clase::ingreso, Componente::principal, devuelto);
  a.adeudo = adeudo;
  a.adeudo->estado = AdeudoVivo::Estado::devuelto;
  if (pierde) {
    asentar(a, Clase::data, Componente::principal, v.rebaja_vigente, true);
    a.adeudo->rebaja = 0_cts;
  }
  return a;
}

template <class Partes>
auto& parte_de(Partes& partes, Componente componente) {
  switch (componente) {
    case Componente::principal: return partes.principal;
    case Componente::recargo: return partes.recargo;
    case Componente::interes: return partes.interes;
    case Componente::costas: return partes.costas;
  }
  throw Error(Code::internal, "unknown component of a debt");
}

}  // namespace

std::string_view to_string(Resultado resultado) {
  switch (resultado) {
    case Resultado::repeated: return "repeated";
    case Resultado::bad_check_digit: return "bad_check_digit";
    case Resultado::unknown: return "unknown";
    case Resultado::annulled: return "annulled";
    case Resultado::returned: return "returned";
    case Resultado::cancelled: return "cancelled";
    case Resultado::suspended: return "suspended";
    case Resultado::duplicate: return "duplicate";
    case Resultado::late: return "late";
    case Resultado::excess: return "excess";
    case Resultado::partial: return "partial";
    case Resultado::provisional: return "provisional";
    case Resultado::paid: return "paid";
  }
  return {};
}

std::string_view to_string(Asiento::Clase clase) {
  switch (clase) {
    case Clase::cargo: return "cargo";
    case Clase::ingreso: return "ingreso";
    case Clase::data: return "data";
  }
  return {};
}

std::string_view to_string(Asiento::Componente componente) {
  switch (componente) {
    case Componente::principal: return "principal";
    case Componente::recargo: return "recargo";
    case Componente::interes: return "interes";
    case Componente::costas: return "costas";
  }
  return {};
}

Result<Aplicacion> aplicar(const Cobro& cobro, Cents importe, const SituacionValor* valor,
                           const ReglasCobro& reglas) {
  if (!cobro.digitos_bien) return espera(Resultado::bad_check_digit, importe, cobro);
  if (valor == nullptr || !valor->cargado) return espera(Resultado::unknown, importe, cobro);
  switch (cobro.clase) {
    case ClaseCobro::movimiento:
    case ClaseCobro::anulacion: return espera(Resultado::unknown, importe, cobro);
    case ClaseCobro::ingreso: return aplicar_ingreso(cobro, importe, *valor, reglas);
    case ClaseCobro::abono:
    case ClaseCobro::devolucion:
    case ClaseCobro::rechazo: break;
  }
  const bool suyo = valor->adeudo && (!cobro.bloque.empty() || cobro.end_to_end == valor->end_to_end);
  if (!suyo) return espera(Resultado::unknown, importe, cobro);
  return cobro.clase == ClaseCobro::abono ? aplicar_abono(cobro, importe, *valor)
                                          : aplicar_devolucion(cobro, importe, *valor);
}

Aplicacion retirar(const Aplicacion& hecha, const SituacionValor* valor) {
  Aplicacion a{.resultado = Resultado::cancelled, .depositado = -hecha.depositado};
  a.pendiente = -hecha.pendiente - hecha.aplicado;
  if (valor == nullptr || valor->anulado) return a;
  auto queda = *valor;
  for (const auto& asiento : hecha.asientos) {
    if (asiento.clase != Clase::ingreso) continue;
    const auto parte = std::min(-asiento.importe, parte_de(queda.cobrado, asiento.componente));
    a.aplicado -= parte;
    a.pendiente += parte;
    asentar(a, Clase::ingreso, asiento.componente, parte);
  }
  anotar(queda, a.asientos);
  for (const auto& asiento : hecha.asientos) {
    if (asiento.clase != Clase::cargo) continue;
    const auto sin_pagar = std::max(parte_de(queda.deuda, asiento.componente), 0_cts);
    asentar(a, Clase::cargo, asiento.componente, -std::min(asiento.importe, sin_pagar));
  }
  return a;
}

void anotar(SituacionValor& valor, const std::vector<Asiento>& asientos) {
  for (const auto& a : asientos) {
    parte_de(valor.deuda, a.componente) += a.importe;
    if (a.clase == Clase::ingreso) parte_de(valor.cobrado, a.componente) -= a.importe;
    if (a.condicional) valor.rebaja_vigente -= a.importe;
  }
}

}  // namespace sctf::tributos
