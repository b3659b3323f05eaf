#include "padron/fecha.hpp"

#include <fmt/format.h>

namespace sctf::padron {
namespace {

// A run of digits; -1 where one is none.
int digits_at(std::string_view text, std::size_t from, std::size_t count) {
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::chrono::year_month_day ymd(int y, int m, int d) {
  return {std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
          std::chrono::day{static_cast<unsigned>(d)}};
}

}  // namespace

std::optional<FechaParcial> FechaParcial::leer(std::string_view text) {
  if (text.size() != 8) return {};
  const FechaParcial f{digits_at(text, 0, 4), digits_at(text, 4, 2), digits_at(text, 6, 2)};
  if (f.ano < 1850 || f.ano > 2200 || f.mes < 0 || f.mes > 12 || f.dia < 0) return {};
  if (f.mes == 0 && f.dia != 0) return {};
  if (f.dia != 0 && !ymd(f.ano, f.mes, f.dia).ok()) return {};
  return f;
}

Day FechaParcial::primera() const {
  return Day{ymd(ano, mes == 0 ? 1 : mes, dia == 0 ? 1 : dia)};
}

Day FechaParcial::ultima() const {
  if (mes == 0) return Day{ymd(ano, 12, 31)};
  if (dia != 0) return Day{ymd(ano, mes, dia)};
  return Day{std::chrono::year_month_day_last{
      std::chrono::year{ano}, std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(mes)}}}};
}

std::optional<Day> leer_dia(std::string_view text) {
  const auto f = FechaParcial::leer(text);
  return f && f->entera() ? std::optional(f->primera()) : std::nullopt;
}

std::string aaaammdd(Day day) {
  const std::chrono::year_month_day d{day};
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                     static_cast<unsigned>(d.day()));
}

std::string sin_guiones(std::string_view fecha) {
  if (fecha.size() != 10 || fecha[4] != '-' || fecha[7] != '-') return std::string(fecha);
  std::string out(fecha.substr(0, 4));
  return out.append(fecha.substr(5, 2)).append(fecha.substr(8, 2));
}

std::string con_guiones(std::string_view text) {
  if (text.size() != 8) return std::string(text);
  return fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
}

int edad(const FechaParcial& nacida, Day el) {
  const std::chrono::year_month_day d{el}, n{nacida.ultima()};
  const int years = static_cast<int>(d.year()) - static_cast<int>(n.year());
  const bool reached = d.month() != n.month() ? d.month() > n.month() : d.day() >= n.day();
  return years - (reached ? 0 : 1);
}

}  // namespace sctf::padron
