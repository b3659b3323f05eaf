#include "padron/filas.hpp"

#include "padron/sql.hpp"

namespace sctf::padron {

void copiar_inscripcion(db::CopyIn& copy, const CabeceraInscripcion& c, const Bloque& bloque,
                        std::string_view mostrado) {
  copy.add(c.ente).add(bloque[Campo::nia]).add(c.n).add(c.fvar).add(c.registrado).add(c.cvar).add(c.cauv);
  copy.add(c.origen).add(c.expediente).add(c.run).add(c.linea);
  for (std::size_t i = 0; i < kCampos; ++i)
    if (static_cast<Campo>(i) != Campo::nia) copy.add(bloque[i]);
  copy.add(mostrado).add(c.duplicado_de).end_row();
}

void leer_bloque(const db::Row& row, int desde, Bloque& bloque) {
  for (std::size_t i = 0; i < kCampos; ++i) bloque[i].assign(row.view(desde + static_cast<int>(i)));
}

std::string nombre_completo(const Bloque& b) {
  std::string out = b[Campo::nomb];
  for (const auto campo : {Campo::part1, Campo::ape1, Campo::part2, Campo::ape2})
    if (!b[campo].empty()) out.append(" ").append(b[campo]);
  return out;
}

std::optional<PersonaActual> persona_actual(db::Transaction& tx, Ente ente, const std::string& nia) {
  constexpr int kAntesDelBloqueActual = 7;  // columns of padron/estados before it
  const db::Rows rows = tx.query(sql::estados, ente, std::vector<std::string>{nia});
  if (rows.empty()) return {};
  const auto row = rows.front();
  PersonaActual out{.nia = nia,
                    .codigo = row.get<std::string>("codigo"),
                    .mostrado = row.get<std::string>("nombre_mostrado"),
                    .viva = row.get<bool>("viva"),
                    .v = {}};
  leer_bloque(row, kAntesDelBloqueActual, out.v);
  return out;
}

}  // namespace sctf::padron
