#include "tributos/cobro_bloque.hpp"

#include <fmt/format.h>

#include "tributos/cobro_partes.hpp"
#include "tributos/remesa.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

constexpr std::string_view kTodas = "*";  // in place of the sequence type of a block

}  // namespace

std::string todos_los_bloques(std::string_view mensaje) {
  return fmt::format("{}-{}", mensaje, kTodas);
}

std::optional<BloqueRemesa> find_bloque(db::Transaction& tx, Ente ente, std::string_view pmt_inf_id) {
  // <msg_id>-<secuencia>, and msg_id ends in -R<n>-<file>
  const auto cut = [&](std::string_view& rest) {
    const auto dash = rest.rfind('-');
    if (dash == std::string_view::npos) return std::string_view{};
    const auto last = rest.substr(dash + 1);
    rest = rest.substr(0, dash);
    return last;
  };
  auto rest = pmt_inf_id;
  const auto secuencia = cut(rest);
  const auto msg = rest;
  const auto fichero = id_de_valor(cut(rest));
  auto numero = cut(rest);
  const auto ejercicio = id_de_valor(cut(rest));
  if (!fichero || !ejercicio || *ejercicio > 9999 || !numero.starts_with('R')) return {};
  const auto n = id_de_valor(numero.substr(1));
  if (!n) return {};
  for (const auto& row : tx.query(sql::remesa_find, ente, *ejercicio, *n)) {
    const auto tributo = row.get<std::string>("tributo");
    if (msg_id(ente, tributo, static_cast<int>(*ejercicio), static_cast<int>(*n),
               static_cast<int>(*fichero)) != msg)
      continue;
    return BloqueRemesa{.run = row.get<std::int64_t>("run"),
                        .remesa = row.get<int>("n"),
                        .secuencia = secuencia == kTodas ? std::string() : std::string(secuencia),
                        .fichero = *fichero,
                        .por_fichero = adeudos_por_fichero(must(json::parse(row.view("acreedor"))))};
  }
  return {};
}

}  // namespace sctf::tributos
