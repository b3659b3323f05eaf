#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

#include "tributos/cobro_lineas.hpp"
#include "tributos/cobro_partes.hpp"
#include "tributos/cuaderno57.hpp"
#include "tributos/cuaderno60.hpp"

namespace sctf::tributos {
namespace {

constexpr std::int64_t kMaxRegistros88 = 1'000'000;  // six digits: more wrap round

// Whether the last of the twelve digits of a referencia 1 checks (norms/recaudacion 6).
bool referencia1_checks(std::string_view digits) {
  constexpr std::array<int, 11> kWeights = {4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (digits[i] - '0') * kWeights[i];
  return sum % 11 % 10 == digits[11] - '0';
}

// A day and the number of movements that it had so far: the order of the statement is all that tells them
// apart.
class OrdinalesN43 {
 public:
  std::int64_t next(Day day) {
    if (last_ == nullptr || day != last_day_) last_ = &days_[day], last_day_ = day;
    return ++*last_;
  }

 private:
  std::map<Day, std::int64_t> days_;
  Day last_day_;
  std::int64_t* last_ = nullptr;
};

// A slip's own digits where a bank may have put them: whole, as in its barcode, or emisora and referencia.
class ReferenciaN43 {
 public:
  ReferenciaN43(const Recaudador& nuestro, Cobro& cobro) : nuestro_(nuestro), cobro_(cobro) {}
  // Whether one was found; fills in what it tells.
  bool in_text(std::string_view text) {
    std::string_view before;
    for (std::size_t from = 0; from < text.size();) {
      from = text.find_first_of("0123456789", from);
      if (from == std::string_view::npos) return false;
      auto to = text.find_first_not_of("0123456789", from);
      if (to == std::string_view::npos) to = text.size();
      const auto word = text.substr(from, to - from);
      if (barcode(word)) return true;
      if (!nuestro_.emisora_c60.empty() && before == nuestro_.emisora_c60 && word.size() == 12) {
        c60(nuestro_.emisora_c60, word, {});
        return true;
      }
      before = word;
      from = to;
    }
    return false;
  }

 private:
  // Formats 502, 521 and 507 of Cuaderno 64.
  bool barcode(std::string_view w) {
    const auto emisora = [&](const std::string& ours) {
      return !ours.empty() && w.substr(5).starts_with(ours);
    };
    if (w.size() == 38 && w.starts_with("90502") && emisora(nuestro_.emisora_c60))
      return c60(w.substr(5, 6), w.substr(11, 12), w.substr(23, 7));
    if (w.size() == 42 && w.starts_with("90521") && emisora(nuestro_.emisora_c60))
      return c60(w.substr(5, 6), w.substr(11, 12), w.substr(23, 10));
    if (w.size() == 46 && w.starts_with("90507") && emisora(nuestro_.emisora_c57 + nuestro_.sufijo_c57)) {
      cobro_.emisora = w.substr(5, 8);
      cobro_.sufijo = w.substr(13, 3);
      cobro_.referencia = w.substr(16, 13);
      cobro_.identificacion = w.substr(29, 6);
      cobro_.digitos_bien = referencia_c57_checks(cobro_.emisora, cobro_.sufijo, cobro_.referencia,
                                                  cobro_.identificacion, cobro_.importe);
      return true;
    }
    return false;
  }
  bool c60(std::string_view emisora, std::string_view referencia, std::string_view identificacion) {
    cobro_.emisora = emisora;
    cobro_.referencia = referencia;
    cobro_.identificacion = identificacion;
    cobro_.modalidad = identificacion.empty() ? 0 : identificacion.size() == 7 ? 1 : 2;
    if (!identificacion.empty())
      cobro_.digitos_bien = referencia_c60_checks(emisora, referencia, identificacion, cobro_.importe);
    return true;
  }

  const Recaudador& nuestro_;
  Cobro& cobro_;
};

class LectorN43 {
 public:
  explicit LectorN43(LecturaCobro& lectura) : lectura_(lectura), lineas_(lectura.source, lectura.name, 80) {}
  Result<void> leer();

 private:
  Result<void> registro();
  Result<void> cuenta();
  Result<void> movimiento();
  Result<void> complemento();
  Result<void> equivalencia();
  Result<void> fin_cuenta();
  Result<void> fin_fichero();
  Result<void> entregar();
  Result<void> nuestra();
  Result<void> moneda(Tramo t);
  Result<Cents> con_signo(Tramo clave, Tramo importe, std::string_view que);
  Result<void> totales();
  void clasificar();
  [[nodiscard]] bool buscar_referencia();
  void avisar(Tramo t, std::string text) {
    lectura_.avisos.put(Code::invalid_value, lineas_.numero(), t.desde, lineas_.texto(t), std::move(text));
  }
  [[nodiscard]] tl::unexpected<Problem> esperaba(std::string_view que) const {
    return lineas_.rechazo(Code::invalid_value, {1, 2}, fmt::format("{} must come here", que));
  }

  LecturaCobro& lectura_;
  LineasFijas lineas_;
  OrdinalesN43 ordinales_;
  std::int64_t registros_ = 0;
  std::int64_t cuentas_ = 0;
  bool en_cuenta_ = false, fin_ = false;
  // Of the account that is open.
  Day desde_, hasta_;
  Cents saldo_, debe_, haber_;
  std::int64_t n_debe_ = 0, n_haber_ = 0;
  std::string cabecera_;
  std::set<std::string> vistas_;  // head and total of each account with movements
  // The movement that is open: records 23 and 24 may follow.
  std::optional<Cobro> abierto_;
  std::string concepto_, referencia1_, referencia2_, end_to_end_, mandato_;
  int complementos_ = 0, equivalencias_ = 0;
};

Result<void> LectorN43::leer() {
  for (;;) {
    auto more = lineas_.next();
    if (!more) return tl::unexpected(std::move(more.error()));
    if (!*more) break;
    if (auto ok = registro(); !ok) return ok;
    ++registros_;
  }
  if (fin_) return {};
  if (en_cuenta_ || cuentas_ == 0)
    return lineas_.cortado("the file ends in the middle: no end of the account (33) follows");
  // All accounts are whole, with sums that fit: nothing of them is lost. Some banks write no 88.
  lectura_.avisos.put(Code::truncated, lineas_.numero(), 1, {},
                      "no end of the file (88): its number of records is not checked");
  return {};
}

Result<void> LectorN43::registro() {
  const auto code = lineas_.campo({1, 2});
  if (fin_) return lineas_.rechazo(Code::invalid_value, {1, 2}, "a record after the end of the file (88)");
  if (!en_cuenta_) {
    if (code == "11") return cuenta();
    if (code == "88" && cuentas_ > 0) return fin_fichero();
    return esperaba(cuentas_ > 0 ? "an account (11) or the end of the file (88)" : "an account (11)");
  }
  if (code == "23" && abierto_) return complemento();
  if (code == "24" && abierto_) return equivalencia();
  if (auto ok = entregar(); !ok) return ok;
  if (code == "22") return movimiento();
  if (code == "33") return fin_cuenta();
  return esperaba("a movement (22), its complements (23, 24) or the end of the account (33)");
}

Result<void> LectorN43::nuestra() {
  const auto& iban = lectura_.nuestro.iban;
  const bool spanish = iban.size() == 24 && iban.starts_with("ES");
  const auto is = [&](Tramo t, std::size_t at, std::size_t size) {
    return spanish && lineas_.campo(t) == std::string_view(iban).substr(at, size);
  };
  if (is({3, 6}, 4, 4) && is({7, 10}, 8, 4) && is({11, 20}, 14, 10)) return {};
  return lineas_.rechazo(Code::unknown_value, {3, 20}, fmt::format("the account is not ours, {}", iban));
}

Result<void> LectorN43::moneda(Tramo t) {
  if (lineas_.campo(t) == "978") return {};
  return lineas_.rechazo(Code::unknown_value, t, "the currency must be 978, euros");
}

// 1 is debit, out; 2 is credit, in.
Result<Cents> LectorN43::con_signo(Tramo clave, Tramo importe, std::string_view que) {
  const auto sign = lineas_.campo(clave);
  if (sign != "1" && sign != "2")
    return lineas_.rechazo(Code::unknown_value, clave, "the key is 1 (debit) or 2 (credit)");
  auto amount = lineas_.importe(importe, que);
  if (!amount || sign == "2") return amount;
  return -*amount;
}

Result<void> LectorN43::cuenta() {
  if (auto ok = nuestra(); !ok) return ok;
  const auto from = lineas_.fecha({21, 26}, FormatoFecha::aammdd, "the first day of the statement");
  if (!from) return tl::unexpected(from.error());
  const auto to = lineas_.fecha({27, 32}, FormatoFecha::aammdd, "the last day of the statement");
  if (!to) return tl::unexpected(to.error());
  if (*to < *from)
    return lineas_.rechazo(Code::inconsistent, {27, 32}, "the statement ends before it begins");
  const auto opening = con_signo({33, 33}, {34, 47}, "the opening balance");
  if (!opening) return tl::unexpected(opening.error());
  if (auto ok = moneda({48, 50}); !ok) return ok;
  const auto modality = lineas_.campo({51, 51});
  if (modality != "1" && modality != "2" && modality != "3") avisar({51, 51}, "the modality is 1, 2 or 3");
  if (cuentas_ > 0 && *opening != saldo_)
    avisar({34, 47},
           fmt::format("does not open with what the statement before it closed with, {}", saldo_.str()));
  en_cuenta_ = true;
  ++cuentas_;
  desde_ = *from, hasta_ = *to, saldo_ = *opening;
  debe_ = haber_ = Cents{};
  n_debe_ = n_haber_ = 0;
  cabecera_ = lineas_.campo({3, 51});
  auto& fichero = lectura_.fichero;
  fichero.fecha = std::max(cuentas_ == 1 ? *to : fichero.fecha, *to);
  if (cuentas_ == 1)
    fichero.mensaje =
        fmt::format("{} {} {}", lectura_.nuestro.iban, sctf::to_string(*from), sctf::to_string(*to));
  return {};
}

Result<void> LectorN43::movimiento() {
  Cobro out;
  out.linea = lineas_.numero();
  const auto booked = lineas_.fecha({11, 16}, FormatoFecha::aammdd, "the day of the operation");
  if (!booked) return tl::unexpected(booked.error());
  const auto value = lineas_.fecha({17, 22}, FormatoFecha::aammdd, "the value date");
  if (!value) return tl::unexpected(value.error());
  const auto amount = con_signo({28, 28}, {29, 42}, "the amount");
  if (!amount) return tl::unexpected(amount.error());
  if (*booked < desde_ || *booked > hasta_) avisar({11, 16}, "the day lies outside the statement");
  concepto_ = lineas_.texto({23, 24});
  if (const auto c = numero_de(concepto_); c < 1 || (c > 17 && c != 98 && c != 99))
    avisar({23, 24}, "the concepto común is not in the list of Cuaderno 43");
  referencia1_ = lineas_.campo({53, 64});
  if (numero_de(referencia1_) > 0 && !referencia1_checks(referencia1_))
    avisar({53, 64}, "the check digit of referencia 1 does not fit");
  referencia2_ = sin_blancos(lineas_.texto({65, 80}));
  out.pago = *booked;
  out.valor_fecha = *value;
  out.importe = *amount;
  out.entidad = cabecera_.substr(0, 4);
  out.oficina = lineas_.texto({7, 10});
  out.canal = concepto_;
  const bool debit = lineas_.campo({28, 28}) == "1";
  (debit ? n_debe_ : n_haber_) += 1;
  if (auto ok = sumar(saldo_, *amount); !ok)
    return lineas_.rechazo(Code::out_of_range, {29, 42}, std::move(ok.error().text));
  if (auto ok = debit ? sumar(debe_, -*amount) : sumar(haber_, *amount); !ok)
    return lineas_.rechazo(Code::out_of_range, {29, 42}, std::move(ok.error().text));
  // Account, day and ordinal (norms/recaudacion 9.2), and the amount: a movement that the bank books late, on
  // a day that an earlier statement closed, has the ordinal of another.
  out.clave = fmt::format("n43|{}|{}|{}|{}", lectura_.nuestro.iban, sctf::to_string(*booked),
                          ordinales_.next(*booked), amount->value);
  end_to_end_.clear(), mandato_.clear();
  complementos_ = equivalencias_ = 0;
  abierto_ = std::move(out);
  return {};
}

Result<void> LectorN43::complemento() {
  const auto code = lineas_.campo({3, 4});
  if (code < "01" || code > "05" || numero_de(code) < 0)
    return lineas_.rechazo(Code::unknown_value, {3, 4}, "a complement (23) is numbered 01 to 05");
  if (++complementos_ > 5)
    return lineas_.rechazo(Code::invalid_value, {1, 2}, "a movement has at most five complements (23)");
  if (auto text = lineas_.texto({5, 80}); !text.empty()) abierto_->texto.push_back(std::move(text));
  // Annex 4: the creditor's reference of a debit, and its mandate.
  if (code == "05") {
    const auto reference = sin_blancos(lineas_.campo({5, 39}));
    end_to_end_ = reference.substr(0, reference.find(' '));
  }
  if (code == "02") mandato_ = sin_blancos(lineas_.texto({40, 74}));
  return {};
}

Result<void> LectorN43::equivalencia() {
  if (lineas_.campo({3, 4}) != "01")
    return lineas_.rechazo(Code::unknown_value, {3, 4}, "an equivalence (24) is numbered 01");
  if (++equivalencias_ > 1)
    return lineas_.rechazo(Code::invalid_value, {1, 2}, "a movement has at most one equivalence (24)");
  if (const auto amount = lineas_.importe({8, 21}, "the original amount"); !amount)
    return tl::unexpected(amount.error());
  return {};
}

void LectorN43::clasificar() {
  auto& c = *abierto_;
  if (es_end_to_end_nuestro(end_to_end_)) {
    c.end_to_end = end_to_end_;
    c.mandato = mandato_;
    c.clase = c.importe < Cents{} ? ClaseCobro::devolucion : ClaseCobro::abono;
    if (c.clase == ClaseCobro::devolucion) c.motivo = "MS03", c.importe_original = -c.importe;
  } else if (c.importe > Cents{} && buscar_referencia()) {
    c.clase = ClaseCobro::ingreso;
  }
}

// Whole digits of ours; else a number that stands alone in referencia 2, the texts, referencia 1.
bool LectorN43::buscar_referencia() {
  auto& c = *abierto_;
  const auto& ours = lectura_.nuestro.emisora_c60;
  for (const auto& text : c.texto)
    if (ReferenciaN43(lectura_.nuestro, c).in_text(text)) return true;
  // A barcode cut at sixteen digits, whose document then stands in referencia 1 with the check digit of this
  // norm.
  for (const std::string_view format : {"90502", "90521", "90522"})
    if (!ours.empty() && referencia2_.starts_with(std::string(format) + ours) &&
        referencia1_.starts_with('0') && numero_de(referencia1_) > 0 && referencia1_checks(referencia1_)) {
      c.emisora = ours;
      c.referencia = referencia1_.substr(1, 10);
      return true;
    }
  std::vector<std::string_view> texts = {referencia2_};
  texts.insert(texts.end(), c.texto.begin(), c.texto.end());
  if (numero_de(referencia1_) > 0) texts.emplace_back(referencia1_);
  c.referencia = numero_suelto(texts, false);
  return !c.referencia.empty();
}

Result<void> LectorN43::entregar() {
  if (!abierto_) return {};
  clasificar();
  Cobro out = std::move(*abierto_);
  abierto_.reset();
  return lectura_.salida.put(std::move(out), true);
}

Result<void> LectorN43::fin_cuenta() {
  if (auto ok = nuestra(); !ok) return ok;
  if (auto ok = totales(); !ok) return ok;
  if (auto ok = moneda({74, 76}); !ok) return ok;
  en_cuenta_ = false;
  if (n_debe_ + n_haber_ > 0 && !vistas_.insert(cabecera_ + std::string(lineas_.campo({21, 76}))).second)
    return lineas_.rechazo(Code::duplicate, {1, 80}, "the same statement stands twice in the file");
  return {};
}

Result<void> LectorN43::totales() {
  const auto count = [&](Tramo t, std::int64_t counted, std::string_view what) -> Result<void> {
    const auto said = lineas_.entero(t, fmt::format("the number of {}", what));
    if (!said) return tl::unexpected(said.error());
    if (*said == counted) return {};
    return lineas_.rechazo(Code::inconsistent, t,
                           fmt::format("says {} {}, there are {}", *said, what, counted));
  };
  const auto sum = [&](Tramo t, Cents summed, std::string_view what) -> Result<void> {
    const auto said = lineas_.importe(t, fmt::format("the sum of {}", what));
    if (!said) return tl::unexpected(said.error());
    if (*said == summed) return {};
    return lineas_.rechazo(Code::inconsistent, t,
                           fmt::format("says {} of {}, they sum up to {}", said->str(), what, summed.str()));
  };
  if (auto ok = count({21, 25}, n_debe_ % 100'000, "debits"); !ok) return ok;
  if (auto ok = sum({26, 39}, debe_, "debits"); !ok) return ok;
  if (auto ok = count({40, 44}, n_haber_ % 100'000, "credits"); !ok) return ok;
  if (auto ok = sum({45, 58}, haber_, "credits"); !ok) return ok;
  const auto closing = con_signo({59, 59}, {60, 73}, "the closing balance");
  if (!closing) return tl::unexpected(closing.error());
  if (*closing == saldo_) return {};
  return lineas_.rechazo(
      Code::inconsistent, {59, 73},
      fmt::format("closes with {}; opening balance and movements give {}", closing->str(), saldo_.str()));
}

Result<void> LectorN43::fin_fichero() {
  if (lineas_.campo({3, 20}) != "999999999999999999")
    return lineas_.rechazo(Code::invalid_value, {3, 20}, "the end of the file (88) has eighteen nines here");
  const auto said = lineas_.entero({21, 26}, "the number of records");
  if (!said) return tl::unexpected(said.error());
  if (*said != registros_ % kMaxRegistros88)
    return lineas_.rechazo(Code::inconsistent, {21, 26},
                           fmt::format("says {} records without this one, there are {}", *said, registros_));
  fin_ = true;
  return {};
}

}  // namespace

Result<void> leer_n43(LecturaCobro& lectura) {
  return LectorN43(lectura).leer();
}

}  // namespace sctf::tributos
