#include <cstdlib>
#include <fmt/format.h>

#include "demo/banco.hpp"
#include "text/sepa.hpp"

namespace sctf::demo {
namespace {

std::string banco_ddmmaa(Day day) {
  const std::chrono::year_month_day d(day);
  return fmt::format("{:02}{:02}{:02}", static_cast<unsigned>(d.day()), static_cast<unsigned>(d.month()),
                     static_cast<int>(d.year()) % 100);
}

std::string banco_aammdd(Day day) {
  const std::chrono::year_month_day d(day);
  return fmt::format("{:02}{:02}{:02}", static_cast<int>(d.year()) % 100, static_cast<unsigned>(d.month()),
                     static_cast<unsigned>(d.day()));
}

// Records of `width` columns, put together field by field.
class RegistroBanco {
 public:
  RegistroBanco(std::size_t width, std::string_view type) : text_(width, ' ') { put(1, type); }
  RegistroBanco& put(std::size_t column, std::string_view value) {
    if (column - 1 + value.size() > text_.size())
      throw Error(Code::internal, "\"{}\" does not fit at column {} of a record", value, column);
    text_.replace(column - 1, value.size(), value);
    return *this;
  }
  void write(const Salida& salida, std::string_view end) {
    text_ += end;
    salida(text_);
  }

 private:
  std::string text_;
};

RegistroBanco registro_slips(const CabeceraSlips& cabecera, std::string_view type) {
  RegistroBanco out(100, type);
  out.put(11, cabecera.emisora);
  return out;
}

void total_slips(const Salida& salida, RegistroBanco record, std::int64_t count, Cents sum) {
  record.put(23, fmt::format("{:06}", count))
      .put(37, fmt::format("{:012}", std::abs(sum.value)))
      .put(76, sum < Cents{} ? "1" : "0")
      .write(salida, "\n");
}

void escribir_slips(const Salida& salida, const CabeceraSlips& cabecera,
                    std::span<const PagoSimulado> pagos) {
  EscritorSlips out(salida, cabecera);
  for (const auto& p : pagos) out.add(p);
  out.finish();
}

// Capitals of a field that is cut where it ends: the names here are of the character set of SEPA.
std::string field43(std::string_view text, std::size_t width) {
  auto out = text::sepa_truncated(text, width);
  for (auto& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

class EscritorN43 {
 public:
  EscritorN43(const Salida& salida, const CuentaSimulada& cuenta) : salida_(salida), cuenta_(cuenta) {
    if (cuenta.iban.size() != 24) throw Error(Code::internal, "\"{}\" is no Spanish account", cuenta.iban);
    account_ = cuenta.iban.substr(4, 8) + cuenta.iban.substr(14);
  }

  void write(std::span<const ApunteSimulado> apuntes) {
    put(RegistroBanco(80, "11")
            .put(3, account_)
            .put(21, banco_aammdd(cuenta_.desde) + banco_aammdd(cuenta_.hasta))
            .put(33, signed_amount(cuenta_.saldo))
            .put(48, "9783")
            .put(52, field43(cuenta_.titular, 26)));
    Cents balance = cuenta_.saldo, debits, credits;
    std::int64_t n_debits = 0, n_credits = 0, n = 0;
    for (const auto& a : apuntes) {
      entry(a, ++n);
      balance += a.importe;
      (a.importe < Cents{} ? n_debits : n_credits) += 1;
      (a.importe < Cents{} ? debits : credits) += a.importe < Cents{} ? -a.importe : a.importe;
    }
    put(RegistroBanco(80, "33")
            .put(3, account_)
            .put(21, fmt::format("{:05}{:014}{:05}{:014}", n_debits % 100'000, debits.value,
                                 n_credits % 100'000, credits.value))
            .put(59, signed_amount(balance))
            .put(74, "978"));
    put(RegistroBanco(80, "88")
            .put(3, std::string(18, '9'))
            .put(21, fmt::format("{:06}", records_ % 1'000'000)));
  }

 private:
  static std::string signed_amount(Cents amount) {
    return fmt::format("{}{:014}", amount < Cents{} ? 1 : 2, std::abs(amount.value));
  }
  void put(RegistroBanco& record) {
    record.write(salida_, "\r\n");
    ++records_;
  }
  void put(RegistroBanco&& record) { put(record); }

  void entry(const ApunteSimulado& a, std::int64_t n) {
    put(RegistroBanco(80, "22")
            .put(7, "0418" + banco_aammdd(a.dia) + banco_aammdd(a.valor) + a.concepto + "000")
            .put(28, signed_amount(a.importe))
            .put(43, fmt::format("{:010}", n % 10'000'000'000))
            .put(53, std::string(12, '0'))
            .put(65, field43(a.bloque, 16)));
    if (a.detalles.size() != 1) return;
    const auto& d = a.detalles.front();
    if (!d.pagador.empty()) put(RegistroBanco(80, "2301").put(5, field43(d.pagador, 66)));
    // Of a debit: creditor's identifier and mandate; of a transfer its text.
    if (!d.mandato.empty()) put(RegistroBanco(80, "2302").put(40, d.mandato));
    if (!d.texto.empty()) put(RegistroBanco(80, "2303").put(5, field43(d.texto, 76)));
    if (!d.end_to_end.empty()) put(RegistroBanco(80, "2305").put(5, d.end_to_end));
  }

  const Salida& salida_;
  const CuentaSimulada& cuenta_;
  std::string account_;
  std::int64_t records_ = 0;
};

}  // namespace

// Both cuadernos have the same shape; what differs is how long emisora and referencia are.
EscritorSlips::EscritorSlips(Salida salida, CabeceraSlips cabecera)
    : salida_(std::move(salida)), cabecera_(std::move(cabecera)) {
  const auto day = banco_ddmmaa(cabecera_.dia);
  registro_slips(cabecera_, "0100").put(23, cabecera_.entidad).put(37, day).write(salida_, "\n");
  registro_slips(cabecera_, "0200").put(19, cabecera_.sufijo).put(37, day).write(salida_, "\n");
}

void EscritorSlips::add(const PagoSimulado& p) {
  if (p.importe <= Cents{}) throw Error(Code::internal, "a payment of {}", p.importe.str());
  registro_slips(cabecera_, "6000")
      .put(19, cabecera_.sufijo)
      .put(22, std::string(1, p.canal))
      .put(23, p.entidad)
      .put(27, p.oficina)
      .put(31, banco_ddmmaa(p.dia))
      .put(37, fmt::format("{:012}{:06}", p.importe.value, p.numero))
      .put(55, std::string(20, '0'))
      .put(75, p.anula ? "01" : "00")
      .put(77, p.referencia)
      .put(90, p.identificacion)
      .write(salida_, "\n");
  ++pagos_;
  suma_ += p.anula ? -p.importe : p.importe;
}

void EscritorSlips::finish() {
  total_slips(salida_, registro_slips(cabecera_, "8000").put(19, cabecera_.sufijo), pagos_, suma_);
  total_slips(salida_, registro_slips(cabecera_, "9000"), pagos_ + 4, suma_);
}

void escribir_c57(const Salida& salida, const CabeceraSlips& cabecera, std::span<const PagoSimulado> pagos) {
  if (cabecera.emisora.size() != 8 || cabecera.sufijo.size() != 3)
    throw Error(Code::internal, "Cuaderno 57 wants an emisora of 8 digits and a sufijo of 3");
  escribir_slips(salida, cabecera, pagos);
}

void escribir_c60(const Salida& salida, const CabeceraSlips& cabecera, std::span<const PagoSimulado> pagos) {
  if (cabecera.emisora.size() != 6 || !cabecera.sufijo.empty())
    throw Error(Code::internal, "Cuaderno 60 wants an emisora of 6 digits and no sufijo");
  escribir_slips(salida, cabecera, pagos);
}

void escribir_n43(const Salida& salida, const CuentaSimulada& cuenta,
                  std::span<const ApunteSimulado> apuntes) {
  EscritorN43(salida, cuenta).write(apuntes);
}

}  // namespace sctf::demo
