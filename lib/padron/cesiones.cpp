#include "padron/cesiones.hpp"

#include <array>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "crypto/hash_file.hpp"
#include "crypto/sha256.hpp"
#include "padron/consulta.hpp"
#include "padron/fecha.hpp"
#include "padron/filas.hpp"
#include "padron/sql.hpp"
#include "proc/file.hpp"
#include "sheet/libro.hpp"
#include "text/collate.hpp"
#include "text/csv.hpp"
#include "text/csv_write.hpp"

namespace sctf::padron {
namespace {

constexpr int kAntesDeResidencia = 7;  // columns of padron/cesion_residencia before the block
using Celdas = std::array<std::string, 6>;
const Celdas kColumnasCesion = {"pedido", "estado", "nombre", "domicilio", "codigo_postal", "desde_o_baja"};

/// A person who is asked for.
struct Pedida {
  std::int64_t linea = 0;
  std::string texto;  ///< as it came
  std::string documento = {}, nombre = {}, nacimiento = {};
};

/// The answer about one.
struct Respuesta {
  std::string nia, estado;
  Celdas celdas;
};

Result<std::vector<Pedida>> leer_lista(const std::filesystem::path& path,
                                       const std::function<void(const Problem&)>& refuse) {
  const auto source = proc::FileReader::open(path);
  if (!source) return tl::unexpected(source.error());
  text::CsvReader reader(**source);
  text::Record record;
  std::vector<Pedida> out;
  std::int64_t refused = 0;
  const auto tell = [&](Problem told, std::int64_t line, std::int64_t column) {
    ++refused;
    refuse(std::move(told).at(path.string(), line, column));
  };
  bool header = true, by_name = false;
  for (;;) {
    const auto more = reader.next(record);
    if (!more) {
      auto told = more.error();
      tell(told, told.line, told.column);
      continue;
    }
    if (!*more) break;
    if (header) {
      header = false;
      by_name = record.size() == 2 && record[0] == "nombre" && record[1] == "nacimiento";
      if (!by_name && !(record.size() == 1 && record[0] == "documento"))
        return tl::unexpected(Problem{.code = Code::bad_header,
                                      .text = "the first line is \"documento\" or \"nombre;nacimiento\"",
                                      .value = std::string(record.raw())}
                                  .at(path.string(), 1, 1));
      continue;
    }
    Pedida one{.linea = record.line(), .texto = std::string(record.raw())};
    if (record.size() != (by_name ? 2U : 1U)) {
      tell({.code = Code::wrong_columns,
            .text = fmt::format("{} columns, {} are wanted", record.size(), by_name ? 2 : 1)},
           one.linea, 1);
      continue;
    }
    if (by_name) {
      one.nombre = record[0];
      const auto born = parse_day(record[1]);
      if (one.nombre.empty() || !born) {
        tell({.code = Code::invalid_value,
              .text = "a name and a date of birth YYYY-MM-DD are wanted",
              .value = std::string(record[1])},
             one.linea, record.column(1));
        continue;
      }
      one.nacimiento = aaaammdd(*born);
    } else {
      one.documento = record[0];
      if (one.documento.empty()) {
        tell({.code = Code::missing_value, .text = "an empty document"}, one.linea, 1);
        continue;
      }
    }
    out.push_back(std::move(one));
  }
  if (refused > 0) return problem(Code::lines_refused, "{} lines were refused; nothing went out", refused);
  if (out.empty()) return problem(Code::empty_file, "{} names nobody", path.string());
  return out;
}

/// Looks for the people and writes what may be told of them.
class Cedente {
 public:
  Cedente(db::Transaction& tx, const Caller& caller, const PeticionCesion& p, const Listas& listas,
          const Textos& domicilio)
      : tx_(tx), caller_(caller), p_(p), listas_(listas), domicilio_(domicilio) {}

  Respuesta responder(const Pedida& pedida) {
    Respuesta out;
    out.celdas[0] = pedida.texto;
    out.estado = buscar_persona(pedida, out.nia);
    if (!out.nia.empty()) residencia(out);
    out.celdas[1] = out.estado == "reservada" ? "se_contesta_aparte" : out.estado;
    return out;
  }

 private:
  // `no_consta`, `varias`, or nothing yet where one was found.
  std::string buscar_persona(const Pedida& pedida, std::string& nia) {
    if (!pedida.documento.empty()) {
      const auto found = buscar(tx_, caller_.ente, pedida.documento);
      if (!found) return found.error().code == Code::inconsistent ? "varias" : "no_consta";
      nia = *found;
      return {};
    }
    std::string words;
    for (const char c : text::fold(pedida.nombre))
      words += (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : ' ';
    const db::Rows rows = tx_.query(sql::cesion_por_nombre, caller_.ente, words, pedida.nacimiento);
    if (rows.empty()) return "no_consta";
    if (rows.size() > 1 && rows[1].get<bool>("viva") == rows[0].get<bool>("viva")) return "varias";
    nia = rows.front().get<std::string>("nia");
    return {};
  }

  void residencia(Respuesta& out) {
    const db::Rows rows = tx_.query(sql::cesion_residencia, caller_.ente, out.nia);
    const auto row = rows.front();
    const bool lives = row.get<bool>("viva");
    out.estado = row.get<bool>("reservada") ? "reservada" : lives ? "inscrita" : "baja";
    audit::record(
        tx_, caller_,
        {.action = "padron.disclose",
         .object = fmt::format("habitante/{}", out.nia),
         .reason = fmt::format("{}; {}", p_.base, p_.finalidad),
         .detail = {{"organismo", p_.organismo}, {"expediente", p_.expediente}, {"estado", out.estado}}});
    if (out.estado == "reservada") return;
    const auto when = row.get<std::optional<Day>>(lives ? "domicilio" : "baja");
    out.celdas[2] = row.get<std::string>("nombre_mostrado");
    out.celdas[5] = when ? sctf::to_string(*when) : std::string();
    if (!lives) return;
    Bloque v;
    leer_bloque(row, kAntesDeResidencia, v);
    out.celdas[3] = domicilio_en_palabras(v, listas_, domicilio_);
    out.celdas[4] = row.get<std::string>("cpos");
  }

  db::Transaction& tx_;
  const Caller& caller_;
  const PeticionCesion& p_;
  const Listas& listas_;
  const Textos& domicilio_;
};

std::string en_csv(const std::vector<Celdas>& filas) {
  std::string out;
  for (const auto& fila : filas)
    for (std::size_t i = 0; i < fila.size(); ++i) {
      text::append_csv(out, fila[i]);
      out += i + 1 < fila.size() ? ';' : '\n';
    }
  return out;
}

}  // namespace

Result<Cedido> ceder(db::Transaction& tx, const Caller& caller, Instant clock, const PeticionCesion& p,
                     const Listas& listas, const Textos& domicilio,
                     const std::function<void(const Problem&)>& refuse) {
  if (p.organismo.empty() || p.base.empty() || p.finalidad.empty())
    return problem(Code::missing_value, "who asks, by which rule and for what must be said (LBRL 16.3)");
  const auto kind = p.salida.extension();
  if (kind != ".csv" && kind != ".xlsx")
    return problem(Code::invalid_value, "the answer is a .csv or a .xlsx, not \"{}\"", p.salida.string());
  const auto lista = leer_lista(p.fichero, refuse);
  if (!lista) return tl::unexpected(lista.error());
  const auto came = crypto::hash_file(p.fichero);
  if (!came) return tl::unexpected(came.error());
  Cedente cedente(tx, caller, p, listas, domicilio);
  std::vector<Respuesta> all;
  Cedido out{.filas = {kColumnasCesion}};
  for (const auto& pedida : *lista) {
    all.push_back(cedente.responder(pedida));
    out.filas.push_back(all.back().celdas);
    ++out.personas;
    const auto& estado = all.back().estado;
    out.inscritas += estado == "inscrita" ? 1 : 0;
    out.reservadas += estado == "reservada" ? 1 : 0;
    out.no_constan += estado == "no_consta" || estado == "varias" ? 1 : 0;
  }
  out.cesion = tx.query(sql::cesion_insert, caller.ente, p.organismo, p.base, p.finalidad, p.expediente,
                        *came, crypto::sha256_hex(en_csv(out.filas)), caller.account, clock)
                   .front()
                   .get<std::int64_t>(0);
  auto copy = tx.copy_in(sql::cesion_persona_copy);
  for (std::size_t i = 0; i < all.size(); ++i)
    copy.add(caller.ente).add(out.cesion).add((*lista)[i].linea).add(all[i].nia).add(all[i].estado).end_row();
  copy.finish();
  audit::record(tx, caller,
                {.action = "padron.disclose",
                 .object = fmt::format("cesion/{}", out.cesion),
                 .reason = fmt::format("{}; {}", p.base, p.finalidad),
                 .detail = {{"organismo", p.organismo},
                            {"expediente", p.expediente},
                            {"personas", out.personas},
                            {"sha256", *came}}});
  return out;
}

void escribir_cesion(const Cedido& cedido, const std::filesystem::path& salida, Instant clock) {
  if (!salida.parent_path().empty()) proc::make_folders(salida.parent_path());
  if (salida.extension() == ".csv") return proc::write_file(salida, en_csv(cedido.filas));
  sheet::Libro libro(salida, "Residencia", clock);
  for (const auto& fila : cedido.filas) libro.fila(std::vector<std::string_view>(fila.begin(), fila.end()));
  libro.commit();
}

}  // namespace sctf::padron
