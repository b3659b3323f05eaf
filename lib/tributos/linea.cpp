#include "tributos/linea.hpp"

namespace sctf::tributos {
namespace {

std::vector<std::string_view> split_on(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool plain_code(std::string_view code) {
  for (const char c : code)
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
  return !code.empty() && code.size() <= 20;
}

// Both in force on one 1 January: the later start and the earlier end leave room for one.
bool share_a_devengo(const BeneficioLinea& a, const BeneficioLinea& b) {
  const auto from = std::max(a.desde, b.desde), until = std::min(a.hasta, b.hasta);
  const auto january = make_day(year_of(from), 1, 1);
  const auto devengo = january >= from ? january : make_day(year_of(from) + 1, 1, 1);
  return devengo <= until;
}

Result<BeneficioLinea> parse_one(std::string_view text) {
  const auto parts = split_on(text, ':');
  if (parts.size() != 4 || !plain_code(parts[0]))
    return problem(Code::invalid_value, "\"{}\" is not a benefit such as FN:50.00:2024-01-01:2027-12-31",
                   text);
  const auto percent = Decimal::parse(parts[1], 4);
  const auto from = parse_day(parts[2]), until = parse_day(parts[3]);
  if (!percent || !from || !until)
    return problem(Code::invalid_value, "\"{}\" is not a benefit such as FN:50.00:2024-01-01:2027-12-31: {}",
                   text, !percent ? percent.error().text : (!from ? from.error().text : until.error().text));
  if (percent->units <= 0 || *percent > Decimal{100, 0})
    return problem(Code::out_of_range, "\"{}\": the percent of a benefit is above 0 and up to 100", text);
  if (*from > *until) return problem(Code::inconsistent, "\"{}\": the benefit ends before it begins", text);
  return BeneficioLinea{std::string(parts[0]), *percent, *from, *until};
}

}  // namespace

Result<std::vector<BeneficioLinea>> parse_beneficios(std::string_view text) {
  std::vector<BeneficioLinea> out;
  if (text.empty()) return out;
  for (const auto part : split_on(text, ',')) {
    auto one = parse_one(part);
    if (!one) return tl::unexpected(one.error());
    for (const auto& other : out)
      if (other.codigo == one->codigo && share_a_devengo(other, *one))
        return problem(Code::duplicate, "\"{}\" is twice in force on the same 1 January", one->codigo);
    out.push_back(std::move(*one));
  }
  return out;
}

std::string_view derecho_gravado(const std::vector<LineaIbi>& inmueble) {
  static constexpr std::string_view kOrden[] = {"CA", "DS", "US", "PR"};
  for (const auto derecho : kOrden)
    for (const auto& linea : inmueble)
      if (linea.derecho == derecho) return derecho;
  return {};
}

}  // namespace sctf::tributos
