#include "demo/banco_plan.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "demo/random.hpp"
#include "tributos/cuaderno57.hpp"
#include "tributos/cuaderno60.hpp"

namespace sctf::demo {
namespace {

// Streams of chance, one for each thing that is chosen.
enum Azar : std::uint64_t { kAzarPlan = 7001, kAzarSlip = 7002, kAzarAdeudo = 7003, kAzarAjeno = 7004 };

template <class Kind>
Result<std::vector<Kind>> repartidos(std::size_t n, std::span<const std::pair<Kind, int>> por_mil,
                                     std::uint64_t seed) {
  std::vector<Kind> out;
  out.reserve(n);
  for (const auto& [kind, per_mille] : por_mil) {
    if (per_mille < 0 || per_mille > 1000)
      return problem(Code::invalid_argument, "a share is 0 to 1000 of a thousand, not {}", per_mille);
    const auto count = (n * static_cast<std::size_t>(per_mille) + 500) / 1000;
    if (out.size() + count > n)
      return problem(Code::invalid_argument, "the shares are together more than all {}", n);
    out.insert(out.end(), count, kind);
  }
  out.resize(n, Kind::ninguno);
  Random random(seed, kAzarPlan, static_cast<std::uint64_t>(n));
  for (std::size_t i = n; i > 1; --i) std::swap(out[i - 1], out[random.below(static_cast<std::uint32_t>(i))]);
  return out;
}

// Reasons of return and their weights (norms/recaudacion 4.8).
constexpr std::pair<const char*, int> kReasons[] = {{"AM04", 50}, {"MD06", 15}, {"AC04", 10}, {"MD01", 8},
                                                    {"MS03", 7},  {"AC06", 5},  {"AG01", 5}};

}  // namespace

Result<std::vector<Percance>> plan_de_problemas(std::size_t n,
                                                std::span<const std::pair<Percance, int>> por_mil,
                                                std::uint64_t semilla) {
  return repartidos(n, por_mil, semilla);
}
Result<std::vector<PercanceAdeudo>> plan_de_problemas(std::size_t n,
                                                      std::span<const std::pair<PercanceAdeudo, int>> por_mil,
                                                      std::uint64_t semilla) {
  return repartidos(n, por_mil, semilla);
}

RealizadorSlips::RealizadorSlips(ReglasSlips reglas, std::uint64_t semilla, Tomar primero)
    : reglas_(std::move(reglas)),
      semilla_(semilla),
      primero_(std::move(primero)),
      c57_(reglas_.emisora.size() == 8) {}

void RealizadorSlips::add(const SlipSimulado& slip, Percance what, std::size_t position) {
  Random random(semilla_, kAzarSlip, position);
  auto pago = payment(slip, random);
  switch (what) {
    case Percance::ninguno: return first(pago, "paid");
    case Percance::digito: return wrong_digit(std::move(pago));
    case Percance::desconocido: return unknown(std::move(pago));
    case Percance::duplicado:
      first(pago, "paid");
      pago.numero = next();
      return first(pago, "duplicate");
    case Percance::parcial: return amount(std::move(pago), Cents{slip.importe.value / 2}, "partial");
    case Percance::exceso:
      return amount(std::move(pago), slip.importe + Cents{random.between(1, 5000)}, "excess");
    case Percance::tarde:
      pago.dia = slip.limite + std::chrono::days{random.between(15, 25)};
      return first(pago, "late");
    case Percance::sobre_anulado: out_.por_anular.push_back(position); return first(pago, "annulled");
    case Percance::anulado:
      first(pago, "paid");
      pago.anula = true;
      return annulments_.push_back(std::move(pago));
    case Percance::repetido:
      first(pago, "paid");
      out_.esperado_segundo.add("repeated", pago.importe);
      return out_.segundo.push_back(std::move(pago));
  }
  throw Error(Code::internal, "unknown Percance");
}

SlipsPlaneados RealizadorSlips::finish() {
  for (const auto& a : annulments_) {
    out_.esperado_primero.add("cancelled", -a.importe);
    primero_(a);
  }
  return std::move(out_);
}

PagoSimulado RealizadorSlips::payment(const SlipSimulado& slip, Random& random) {
  if (slip.importe < Cents{2})
    throw Error(Code::internal, "a slip of {} cannot be paid in part", slip.importe.str());
  const auto days = std::max<std::int64_t>((slip.limite - reglas_.desde).count(), 0);
  PagoSimulado out{.referencia = slip.referencia,
                   .identificacion = slip.identificacion,
                   .importe = slip.importe,
                   .dia = reglas_.desde + std::chrono::days{random.between(0, static_cast<int>(days))}};
  out.canal = static_cast<char>('1' + random.below(3));
  out.oficina = fmt::format("{:04}", random.between(1, 60));
  out.numero = next();
  return out;
}

void RealizadorSlips::first(const PagoSimulado& pago, const char* outcome) {
  out_.esperado_primero.add(outcome, pago.importe);
  primero_(pago);
}

// The digits of the slip's own rule for another document or amount.
void RealizadorSlips::sign(PagoSimulado& pago) const {
  const auto document = pago.referencia.substr(0, pago.referencia.size() - 2);
  pago.referencia =
      document + (c57_ ? tributos::digitos_c57(reglas_.emisora, reglas_.sufijo, document, pago.identificacion,
                                               pago.importe)
                       : tributos::digitos_c60(reglas_.emisora, document, pago.identificacion, pago.importe));
}

void RealizadorSlips::wrong_digit(PagoSimulado pago) {
  auto& last = pago.referencia.back();
  last = last == '9' ? '0' : static_cast<char>(last + 1);
  first(pago, "bad_check_digit");
}

void RealizadorSlips::unknown(PagoSimulado pago) {
  pago.referencia = c57_ ? fmt::format("{:011}00", 99'999'990'000 + unknown_)
                         : fmt::format("{:010}00", 9'999'990'000 + unknown_);
  unknown_ = (unknown_ + 1) % 10'000;
  sign(pago);
  first(pago, "unknown");
}

void RealizadorSlips::amount(PagoSimulado pago, Cents importe, const char* outcome) {
  pago.importe = importe;
  sign(pago);
  first(pago, outcome);
}

RealizadorAdeudos::RealizadorAdeudos(const ReglasAdeudos& reglas, std::uint64_t semilla)
    : reglas_(reglas), semilla_(semilla) {
  for (const auto& [reason, weight] : kReasons) reasons_.add(static_cast<std::uint64_t>(weight));
}

void RealizadorAdeudos::add(const AdeudoEnviado& adeudo, PercanceAdeudo what, std::size_t position) {
  if (what != PercanceAdeudo::rechazado) credit(adeudo);
  if (what == PercanceAdeudo::ninguno) return;
  Random random(semilla_, kAzarAdeudo, position);
  RetornoSimulado back{.end_to_end = adeudo.end_to_end,
                       .bloque = adeudo.bloque,
                       .mandato = adeudo.mandato,
                       .motivo = kReasons[reasons_.pick(random)].first,
                       .importe = adeudo.importe,
                       .cobro = reglas_.cobro,
                       .deudor = adeudo.deudor,
                       .iban = adeudo.iban};
  switch (what) {
    case PercanceAdeudo::ninguno: return;
    case PercanceAdeudo::rechazado:
      out_.esperado_rechazos.add("returned", Cents{});
      return out_.rechazos.push_back(std::move(back));
    case PercanceAdeudo::devuelto_estado: return by_report(std::move(back), "returned");
    case PercanceAdeudo::devuelto_extracto: return by_statement(back, "returned");
    case PercanceAdeudo::devuelto_ambos:
      // The statement has it on its own, so it is no part of the sum that the report explains.
      out_.esperado_devoluciones.add("returned", -back.importe);
      by_statement(back, "repeated");
      return out_.devoluciones.push_back(std::move(back));
    case PercanceAdeudo::importe_ajeno:
      back.importe += Cents{1};
      return by_report(std::move(back), "unknown");
  }
  throw Error(Code::internal, "unknown PercanceAdeudo");
}

AdeudosPlaneados RealizadorAdeudos::finish() {
  if (lump_ > Cents{}) {
    out_.esperado_retornos.add("unknown", -lump_);
    out_.retornos.push_back(entry(-lump_, "14", reglas_.devolucion));
  }
  for (int i = 0; i < reglas_.ajenos; ++i) stranger(i);
  return std::move(out_);
}

ApunteSimulado RealizadorAdeudos::entry(Cents importe, const char* concepto, Day day) {
  ApunteSimulado out;
  out.importe = importe;
  out.referencia_banco = fmt::format("B{:016X}", mix64(semilla_ ^ static_cast<std::uint64_t>(++entries_)));
  out.dia = out.valor = day;
  out.concepto = concepto;
  return out;
}

void RealizadorAdeudos::credit(const AdeudoEnviado& adeudo) {
  auto found = blocks_.find(adeudo.bloque);
  if (found == blocks_.end()) {
    found = blocks_.emplace(adeudo.bloque, out_.abonos.size()).first;
    out_.abonos.push_back(entry(Cents{}, "03", reglas_.cobro));
    out_.abonos.back().bloque = adeudo.bloque;
  }
  auto& block = out_.abonos[found->second];
  block.importe += adeudo.importe;
  ++block.operaciones;
  out_.esperado_abonos.add("provisional", adeudo.importe);
  if (!reglas_.con_detalles) return;
  block.detalles.push_back(
      {.importe = adeudo.importe,
       .referencia_banco = fmt::format("{}-{:06}", block.referencia_banco, block.operaciones),
       .end_to_end = adeudo.end_to_end,
       .mandato = adeudo.mandato,
       .texto = {},
       .pagador = adeudo.deudor,
       .pagador_iban = adeudo.iban,
       .motivo = {}});
}

void RealizadorAdeudos::by_report(RetornoSimulado&& back, const char* outcome) {
  out_.esperado_devoluciones.add(outcome, -back.importe);
  lump_ += back.importe;
  out_.devoluciones.push_back(std::move(back));
}

void RealizadorAdeudos::by_statement(const RetornoSimulado& back, const char* outcome) {
  out_.esperado_retornos.add(outcome, -back.importe);
  auto debit = entry(-back.importe, "14", reglas_.devolucion);
  debit.detalles.push_back({.importe = back.importe,
                            .referencia_banco = {},
                            .end_to_end = back.end_to_end,
                            .mandato = back.mandato,
                            .texto = {},
                            .pagador = back.deudor,
                            .pagador_iban = back.iban,
                            .motivo = back.motivo});
  out_.retornos.push_back(std::move(debit));
}

// Fees and transfers of people who name nothing.
void RealizadorAdeudos::stranger(int i) {
  Random random(semilla_, kAzarAjeno, static_cast<std::uint64_t>(i));
  const bool fee = random.per_mille(400);
  const Cents importe{random.between(100, 30000)};
  auto out = entry(fee ? -importe : importe, fee ? "17" : "04", reglas_.devolucion);
  if (!fee)
    out.detalles.push_back({.importe = importe,
                            .referencia_banco = {},
                            .end_to_end = {},
                            .mandato = {},
                            .texto = "INGRESO SIN REFERENCIA",
                            .pagador = "PERSONA INVENTADA",
                            .pagador_iban = {},
                            .motivo = {}});
  out_.esperado_retornos.add("unknown", out.importe);
  out_.retornos.push_back(std::move(out));
}

SlipsPlaneados realizar(std::span<const SlipSimulado> slips, std::span<const Percance> plan,
                        const ReglasSlips& reglas, std::uint64_t semilla) {
  if (slips.size() != plan.size())
    throw Error(Code::internal, "{} slips, a plan of {}", slips.size(), plan.size());
  std::vector<PagoSimulado> primero;
  RealizadorSlips all(reglas, semilla, [&](const PagoSimulado& pago) { primero.push_back(pago); });
  for (std::size_t i = 0; i < slips.size(); ++i) all.add(slips[i], plan[i], i);
  auto out = all.finish();
  out.primero = std::move(primero);
  return out;
}

AdeudosPlaneados realizar(std::span<const AdeudoEnviado> adeudos, std::span<const PercanceAdeudo> plan,
                          const ReglasAdeudos& reglas, std::uint64_t semilla) {
  if (adeudos.size() != plan.size())
    throw Error(Code::internal, "{} debits, a plan of {}", adeudos.size(), plan.size());
  RealizadorAdeudos out(reglas, semilla);
  for (std::size_t i = 0; i < adeudos.size(); ++i) out.add(adeudos[i], plan[i], i);
  return out.finish();
}

}  // namespace sctf::demo
