#include "tributos/cuaderno60.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace sctf::tributos {
namespace {

bool c60_digits(std::string_view text, std::size_t length) {
  return text.size() == length &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t c60_number(std::string_view digits) {
  std::int64_t out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

char c60_emisora_digit(std::string_view municipio) {
  int sum = 0;
  for (int i = 0; i < 5; ++i) sum += (municipio[static_cast<std::size_t>(i)] - '0') * (6 - i);
  const int rest = sum % 11;
  return rest == 10 ? '0' : static_cast<char>('0' + rest);
}

Result<void> c60_check_tributo(std::string_view tributo, int ejercicio) {
  if (!c60_digits(tributo, 3))
    return problem(Code::invalid_value, "a code of tributo of Cuaderno 60 is three digits, not \"{}\"",
                   tributo);
  if (tributo == "000")
    return problem(
        Code::bad_configuration,
        "the code of tributo 000 means that the bank's code was never configured: set c60.codigos");
  if (ejercicio < 1900 || ejercicio > 2200)
    return problem(Code::out_of_range, "ejercicio is 1900 to 2200, not {}", ejercicio);
  return {};
}

Result<void> c60_check_documento(const DocumentoC60& documento) {
  if (!c60_digits(documento.emisora, 6))
    return problem(Code::invalid_value, "an emisora of Cuaderno 60 is six digits, not \"{}\"",
                   documento.emisora);
  if (documento.documento < 1 || documento.documento > 9'999'999'999)
    return problem(Code::out_of_range, "a document of Cuaderno 60 is numbered 1 to 9999999999, not {}",
                   documento.documento);
  return {};
}

Result<void> c60_check_importe(Cents importe) {
  if (importe < 1_cts || importe > kMaxC60)
    return problem(Code::out_of_range, "a document of Cuaderno 60 asks for 0.01 to {} euros, not {}",
                   kMaxC60.str(), importe.str());
  return {};
}

// `year` moved by whole steps of `step` years to lie nearest `near`.
int c60_nearest_year(int year, int near, int step) {
  while (year + step / 2 < near) year += step;
  while (year - step / 2 > near) year -= step;
  return year;
}

// The deadline that one digit of year and a day of the year mean, nearest the file's date. The year is chosen
// first, then asked whether it has that day: a leap year ten years away is no answer.
Result<Day> c60_decode_limite(std::string_view digits, Day fecha) {
  const std::chrono::days after{c60_number(digits.substr(1)) - 1};
  const int last = digits[0] - '0';
  const int around = year_of(fecha);
  const auto distance = [&](int year) { return std::abs((make_day(year, 1, 1) + after - fecha).count()); };
  int best = around - 10 + ((last - around) % 10 + 10) % 10;
  for (const int year : {best + 10, best + 20})
    if (distance(year) < distance(best)) best = year;
  if (after.count() < 0 || make_day(best, 1, 1) + after >= make_day(best + 1, 1, 1))
    return problem(Code::invalid_value, "the year {} has no day {}", best, digits.substr(1));
  return make_day(best, 1, 1) + after;
}

PagoC60 c60_pago(const DocumentoC60& documento, std::string identificacion, Cents importe) {
  const auto id = fmt::format("{:010}", documento.documento);
  return {.referencia = id + digitos_c60(documento.emisora, id, identificacion, importe),
          .identificacion = std::move(identificacion),
          .importe = importe};
}

}  // namespace

Result<std::string> emisora_c60(std::string_view municipio) {
  if (!c60_digits(municipio, 5))
    return problem(Code::invalid_value, "a municipality has five INE digits, not \"{}\"", municipio);
  return std::string(municipio) + c60_emisora_digit(municipio);
}

bool emisora_c60_checks(std::string_view emisora) {
  return c60_digits(emisora, 6) && c60_emisora_digit(emisora) == emisora[5];
}

Result<std::string> identificacion_m1(std::string_view tributo, int ejercicio, int remesa) {
  if (auto ok = c60_check_tributo(tributo, ejercicio); !ok) return tl::unexpected(std::move(ok.error()));
  if (remesa < 0 || remesa > 99) return problem(Code::out_of_range, "remesa is 0 to 99, not {}", remesa);
  return fmt::format("{}{:02}{:02}", tributo, ejercicio % 100, remesa);
}

Result<std::string> identificacion_m2(DiscriminanteC60 discriminante, std::string_view tributo, int ejercicio,
                                      Day limite) {
  if (auto ok = c60_check_tributo(tributo, ejercicio); !ok) return tl::unexpected(std::move(ok.error()));
  const int year = year_of(limite);
  const auto ordinal = (limite - make_day(year, 1, 1)).count() + 1;
  return fmt::format("{}{}{:02}{}{:03}", static_cast<char>(discriminante), tributo, ejercicio % 100,
                     year % 10, ordinal);
}

Result<IdentificacionC60> decode_identificacion(std::string_view digits, Day fecha) {
  if (!c60_digits(digits, 7) && !c60_digits(digits, 10))
    return problem(Code::invalid_value,
                   "an identificación is 7 digits (modality 1) or 10 (modality 2), not \"{}\"", digits);
  IdentificacionC60 out;
  out.modalidad = digits.size() == 7 ? 1 : 2;
  const auto rest = out.modalidad == 1 ? digits : digits.substr(1);
  out.tributo = rest.substr(0, 3);
  out.ejercicio =
      c60_nearest_year(2000 + static_cast<int>(c60_number(rest.substr(3, 2))), year_of(fecha), 100);
  if (out.modalidad == 1) {
    out.remesa = static_cast<int>(c60_number(rest.substr(5)));
    return out;
  }
  if (digits[0] != '1' && digits[0] != '5' && digits[0] != '9')
    return problem(Code::invalid_value, "the discriminante is 1, 5 or 9, not {}", digits.substr(0, 1));
  out.discriminante = static_cast<DiscriminanteC60>(digits[0]);
  auto limite = c60_decode_limite(rest.substr(5), fecha);
  if (!limite) return tl::unexpected(std::move(limite.error()));
  out.limite = *limite;
  return out;
}

std::string digitos_c60(std::string_view emisora, std::string_view documento, std::string_view identificacion,
                        Cents importe) {
  if (!c60_digits(emisora, 6) || !c60_digits(documento, 10) ||
      (!c60_digits(identificacion, 7) && !c60_digits(identificacion, 10)) || importe < Cents{} ||
      importe > kMaxC60)
    throw Error(Code::internal,
                "no digits of Cuaderno 60 for emisora \"{}\", document \"{}\", identificación \"{}\"",
                emisora, documento, identificacion);
  // At most 6.4e11. The two decimals of S/97 are whole-number arithmetic, never those of a printed double.
  const std::int64_t s = c60_number(emisora) * 76 + c60_number(documento) * 9 +
                         (c60_number(identificacion) + importe.value - 1) * 55;
  return fmt::format("{:02}", 99 - 100 * (s % 97) / 97);
}

bool referencia_c60_checks(std::string_view emisora, std::string_view referencia,
                           std::string_view identificacion, Cents importe) {
  return c60_digits(emisora, 6) && c60_digits(referencia, 12) &&
         (c60_digits(identificacion, 7) || c60_digits(identificacion, 10)) && importe > Cents{} &&
         importe <= kMaxC60 &&
         digitos_c60(emisora, referencia.substr(0, 10), identificacion, importe) == referencia.substr(10);
}

Result<CodigoC60> codigo_m1(const DocumentoC60& documento, int remesa, Cents importe) {
  if (auto ok = c60_check_documento(documento); !ok) return tl::unexpected(std::move(ok.error()));
  if (auto ok = c60_check_importe(importe); !ok) return tl::unexpected(std::move(ok.error()));
  auto identificacion = identificacion_m1(documento.tributo, documento.ejercicio, remesa);
  if (!identificacion) return tl::unexpected(std::move(identificacion.error()));
  CodigoC60 out{.formato = 502, .modalidad = 1, .primero = c60_pago(documento, *identificacion, importe)};
  out.barras = fmt::format("90502{}{}{}{:08}", documento.emisora, out.primero.referencia,
                           out.primero.identificacion, importe.value);
  return out;
}

Result<CodigoC60> codigo_m2(const DocumentoC60& documento, const PlazoC60& primero,
                            const std::optional<PlazoC60>& segundo) {
  if (auto ok = c60_check_documento(documento); !ok) return tl::unexpected(std::move(ok.error()));
  if (auto ok = c60_check_importe(primero.importe); !ok) return tl::unexpected(std::move(ok.error()));
  auto first = identificacion_m2(segundo ? DiscriminanteC60::voluntario : DiscriminanteC60::unico,
                                 documento.tributo, documento.ejercicio, primero.limite);
  if (!first) return tl::unexpected(std::move(first.error()));
  CodigoC60 out{.formato = 521, .modalidad = 2, .primero = c60_pago(documento, *first, primero.importe)};
  if (!segundo) {
    out.barras = fmt::format("90521{}{}{}{:08}0", documento.emisora, out.primero.referencia,
                             out.primero.identificacion, primero.importe.value);
    return out;
  }
  if (auto ok = c60_check_importe(segundo->importe); !ok) return tl::unexpected(std::move(ok.error()));
  if (segundo->limite <= primero.limite || segundo->importe < primero.importe)
    return problem(Code::inconsistent, "the second term, {} until {}, does not follow the first, {} until {}",
                   segundo->importe.str(), sctf::to_string(segundo->limite), primero.importe.str(),
                   sctf::to_string(primero.limite));
  auto second =
      identificacion_m2(DiscriminanteC60::recargo, documento.tributo, documento.ejercicio, segundo->limite);
  if (!second) return tl::unexpected(std::move(second.error()));
  out.formato = 522;
  out.segundo = c60_pago(documento, *second, segundo->importe);
  // Discriminantes and the second tributo and ejercicio are implied by the format (Cuaderno 64).
  out.barras =
      fmt::format("90522{}{}{}{}{:08}{}{:08}", documento.emisora, out.primero.referencia,
                  out.segundo->referencia.substr(10), out.primero.identificacion.substr(1),
                  primero.importe.value, out.segundo->identificacion.substr(6), segundo->importe.value);
  return out;
}

}  // namespace sctf::tributos
