#include "tributos/cuaderno57.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace sctf::tributos {
namespace {

bool c57_digits(std::string_view text, std::size_t length) {
  return text.size() == length &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t c57_number(std::string_view digits) {
  std::int64_t out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

}  // namespace

std::string digitos_c57(std::string_view emisora, std::string_view sufijo, std::string_view documento,
                        std::string_view identificacion, Cents importe) {
  if (!c57_digits(emisora, 8) || !c57_digits(sufijo, 3) || !c57_digits(documento, 11) ||
      !c57_digits(identificacion, 6) || importe < Cents{} || importe.value > 999'999'999'999)
    throw Error(Code::internal, "no digits of Cuaderno 57 for emisora \"{}\", sufijo \"{}\", document \"{}\"",
                emisora, sufijo, documento);
  const auto s = c57_number(documento) + c57_number(emisora) + c57_number(sufijo) +
                 c57_number(identificacion) + importe.value;
  return fmt::format("{:02}", (100 - 100 * (s % 97) / 97) % 100);
}

bool referencia_c57_checks(std::string_view emisora, std::string_view sufijo, std::string_view referencia,
                           std::string_view identificacion, Cents importe) {
  return c57_digits(emisora, 8) && c57_digits(sufijo, 3) && c57_digits(referencia, 13) &&
         c57_digits(identificacion, 6) && importe > Cents{} && importe.value <= 999'999'999'999 &&
         digitos_c57(emisora, sufijo, referencia.substr(0, 11), identificacion, importe) ==
             referencia.substr(11);
}

Result<CodigoC57> codigo_c57(const DocumentoC57& documento, Day limite, Cents importe) {
  if (!c57_digits(documento.emisora, 8))
    return problem(Code::invalid_value, "an emisora of Cuaderno 57 is eight digits, not \"{}\"",
                   documento.emisora);
  if (!c57_digits(documento.sufijo, 3))
    return problem(Code::invalid_value, "a sufijo is three digits, not \"{}\"", documento.sufijo);
  if (documento.documento < 1 || documento.documento > 99'999'999'999)
    return problem(Code::out_of_range, "a document of Cuaderno 57 is numbered 1 to 99999999999, not {}",
                   documento.documento);
  if (importe < 1_cts || importe > kMaxC57)
    return problem(Code::out_of_range, "a slip of Cuaderno 57 asks for 0.01 to {} euros, not {}",
                   kMaxC57.str(), importe.str());
  const std::chrono::year_month_day date(limite);
  CodigoC57 out;
  out.identificacion = fmt::format("{:02}{:02}{:02}", static_cast<unsigned>(date.day()),
                                   static_cast<unsigned>(date.month()), year_of(limite) % 100);
  const auto id = fmt::format("{:011}", documento.documento);
  out.referencia = id + digitos_c57(documento.emisora, documento.sufijo, id, out.identificacion, importe);
  out.importe = importe;
  // Referencia, then identificación (Cuaderno 64): some swap them.
  out.barras = fmt::format("90507{}{}{}{}{:010}0", documento.emisora, documento.sufijo, out.referencia,
                           out.identificacion, importe.value);
  return out;
}

}  // namespace sctf::tributos
