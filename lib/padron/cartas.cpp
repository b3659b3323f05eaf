#include "padron/cartas.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "audit/audit.hpp"
#include "documentos/tirada.hpp"
#include "json/json.hpp"
#include "padron/expedientes.hpp"
#include "padron/fecha.hpp"
#include "padron/filas.hpp"
#include "padron/municipio.hpp"
#include "padron/sql.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"

namespace sctf::padron {
namespace {

using json::Json;

constexpr const char* kPlantillaCartas = "cartas/padron";
constexpr int kMayoriaCartas = 18;
constexpr int kMostParrafos = 8;
constexpr int kAntesDelBloqueCarta = 7;  // columns of padron/destinatarios before the block
constexpr std::size_t kDestinatariosDeUnaVez = 1000;

using Huecos = std::map<std::string, std::string>;

/// A letter that somebody is owed.
struct Debida {
  std::string clase;  ///< of the words in templates/padron/cartas.yaml
  std::string nia, motivo, expediente;
  Huecos huecos;
  std::optional<Day> plazo;
};

std::string rellenar_huecos(std::string text, const Huecos& huecos) {
  for (const auto& [name, value] : huecos) {
    const auto hole = "{" + name + "}";
    for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole, at + value.size()))
      text.replace(at, hole.size(), value);
  }
  return text;
}

std::vector<Debida> de_renovaciones(db::Transaction& tx, const Caller& caller, const Escribania& con,
                                    std::string_view wanted, Day hasta, Day hoy) {
  std::vector<Debida> out;
  renovaciones(tx, caller, con.listas, con.plazos, hasta, [&](const Renovacion& r) {
    const bool expires = r.clase == "ENCSARP";
    if (expires != (wanted == "renovacion")) return;
    if (expires && r.vence <= hoy) return;  // too late to renew: what follows is a caducidad
    Debida one{.clase = std::string(wanted),
               .nia = r.nia,
               .motivo = fmt::format("{}/{}", r.codigo, sctf::to_string(r.vence)),
               .expediente = {},
               .huecos = {},
               .plazo = {}};
    one.huecos["fecha"] = human_day(expires ? r.vence : r.desde);
    if (expires) one.plazo = r.vence;
    out.push_back(std::move(one));
  });
  return out;
}

std::vector<Debida> de_expedientes(db::Transaction& tx, const Caller& caller, const Escribania& con) {
  std::vector<Debida> out;
  expedientes_padron(tx, caller, "", true, [&](const ExpedientePadron& e) {
    const auto* paso = con.reglas.paso(e.clase, e.ultimo().paso);
    if (paso == nullptr || paso->carta.empty()) return;
    for (const auto& who : e.interesados) {
      if (who.nia.empty()) continue;
      Debida one{.clase = paso->carta,
                 .nia = who.nia,
                 .motivo = fmt::format("expediente/{}/{}", e.numero, e.pasos.size()),
                 .expediente = e.numero,
                 .huecos = {},
                 .plazo = {}};
      one.huecos["expediente"] = e.numero;
      one.huecos["causa"] = e.causa;
      one.huecos["fecha"] = human_day(e.ultimo().fecha);
      out.push_back(std::move(one));
    }
  });
  return out;
}

std::vector<Debida> de_incidencias(db::Transaction& tx, const Caller& caller, const Escribania& con,
                                   Day hoy) {
  std::vector<Debida> out;
  incidencias(tx, caller, con.errores,
              {.todas = false, .clase = {}, .hasta = {}, .error = {}, .nia = {}, .hoy = hoy},
              [&](const Incidencia& i) {
                const auto letter = con.errores.de(i.error).carta;
                if (letter.empty() || i.nia.empty()) return;
                Debida one{.clase = letter,
                           .nia = i.nia,
                           .motivo = fmt::format("incidencia/{}/{}/{}", i.run, i.linea, i.error),
                           .expediente = {},
                           .huecos = {},
                           .plazo = {}};
                one.huecos["fecha"] = i.fvar ? human_day(*i.fvar) : std::string();
                if (i.plazo && *i.plazo > hoy) one.plazo = i.plazo;
                out.push_back(std::move(one));
              });
  return out;
}

std::vector<Debida> de_informacion(db::Transaction& tx, const Caller& caller, const Escribania& con,
                                   Day hoy) {
  std::vector<Debida> out;
  no_informadas(tx, caller, add_months(hoy, -con.plazos.informar), [&](const NoInformada& n) {
    out.push_back({.clase = "informacion",
                   .nia = n.nia,
                   .motivo = fmt::format("informacion/{}", sctf::to_string(n.ultima)),
                   .expediente = {},
                   .huecos = {},
                   .plazo = {}});
  });
  return out;
}

/// Writes what letters say, for people who are still registered.
class Escribiente {
 public:
  Escribiente(db::Transaction& tx, const Caller& caller, const Escribania& con, Day hoy)
      : tx_(tx), caller_(caller), con_(con), hoy_(hoy) {}

  // Fills the letters of these people; leaves out who has a note, and who is registered no more.
  std::vector<std::pair<Debida, Json>> escribir(std::vector<Debida> debidas) {
    std::vector<std::pair<Debida, Json>> out;
    for (std::size_t from = 0; from < debidas.size(); from += kDestinatariosDeUnaVez) {
      const auto to = std::min(from + kDestinatariosDeUnaVez, debidas.size());
      std::vector<std::string> nias;
      for (auto i = from; i < to; ++i) nias.push_back(debidas[i].nia);
      std::map<std::string, Json> heads;
      std::map<std::string, Huecos> facts;
      std::set<std::string> reserved;
      for (const auto& row : tx_.query(sql::destinatarios, caller_.ente, nias)) {
        const auto nia = row.get<std::string>("nia");
        if (row.get<bool>("protegida"))
          reserved.insert(nia);
        else
          persona(row, heads[nia], facts[nia]);
      }
      for (auto i = from; i < to; ++i) {
        auto& one = debidas[i];
        if (reserved.contains(one.nia)) ++reservadas_;
        const auto head = heads.find(one.nia);
        if (head != heads.end()) out.emplace_back(one, cuerpo(one, head->second, facts[one.nia]));
      }
    }
    return out;
  }
  [[nodiscard]] std::int64_t reservadas() const { return reservadas_; }

 private:
  void persona(const db::Row& row, Json& head, Huecos& facts) const {
    Bloque v;
    leer_bloque(row, kAntesDelBloqueCarta, v);
    const auto name = row.get<std::string>("nombre_mostrado");
    const auto born = FechaParcial::leer(row.view("fnac"));
    facts["nombre"] = name;
    facts["documento"] = row.get<std::string>("documento");
    if (facts["documento"].empty()) facts["documento"] = "-";
    facts["nacimiento"] = con_guiones(row.view("fnac"));
    facts["domicilio"] = domicilio_en_palabras(v, con_.listas, con_.domicilio);
    facts["personas"] = row.get<std::string>("personas");
    const bool minor = born && edad(*born, hoy_) < kMayoriaCartas;
    const auto town = std::string(con_.listas.nombre_municipio(std::string(kCpro) + kCmun));
    const auto postcode = row.get<std::string>("cpos");
    head = Json{{"destinatario", minor ? rellenar_huecos(con_.cartas.de("menor"), facts) : name},
                {"domicilio", facts["domicilio"]},
                {"municipio", postcode.empty() ? town : postcode + " " + town},
                {"organismo", con_.organismo},
                {"unidad", con_.unidad},
                {"oficina", con_.cartas.de("oficina")},
                {"lang", con_.lang},
                {"fecha", sctf::to_string(hoy_)}};
  }

  Json cuerpo(const Debida& one, const Json& head, Huecos facts) const {
    facts.insert(one.huecos.begin(), one.huecos.end());
    auto out = head;
    out["asunto"] = con_.cartas.de(one.clase + "_asunto");
    if (!one.expediente.empty()) out["expediente"] = one.expediente;
    if (one.plazo) out["plazo"] = sctf::to_string(*one.plazo);
    auto paragraphs = Json::array();
    for (int n = 1; n <= kMostParrafos; ++n)
      if (const auto key = fmt::format("{}_{}", one.clase, n); con_.cartas.tiene(key))
        paragraphs.push_back(rellenar_huecos(con_.cartas.de(key), facts));
    out["parrafos"] = std::move(paragraphs);
    return out;
  }

  db::Transaction& tx_;
  const Caller& caller_;
  const Escribania& con_;
  Day hoy_;
  std::int64_t reservadas_ = 0;
};

void llenar_carta(const documentos::Plantilla& plantilla, const Json& campos, documentos::Registro& r) {
  r.clear();
  for (const char* name :
       {"organismo", "unidad", "asunto", "destinatario", "domicilio", "municipio", "expediente", "oficina"})
    if (campos.contains(name)) r.set(plantilla.campo(name), campos.at(name).get<std::string>());
  for (const char* name : {"plazo", "fecha"})
    if (campos.contains(name))
      r.set(plantilla.campo(name), must(parse_day(campos.at(name).get<std::string>())));
  for (const auto& text : campos.at("parrafos"))
    r.fila(plantilla.filas("parrafos")).set(plantilla.campo("parrafos.texto"), text.get<std::string>());
}

}  // namespace

Result<CartasPadron> preparar_cartas(db::Transaction& tx, const Caller& caller, Instant clock,
                                     const Escribania& con, const std::string& clase, Day hasta) {
  tx.exec(sql::padron_lock, caller.ente);  // two clerks must not write to the same people
  const auto hoy = text::local_day(clock);
  std::vector<Debida> debidas;
  if (clase == "renovacion" || clase == "comprobacion")
    debidas = de_renovaciones(tx, caller, con, clase, hasta, hoy);
  else if (clase == "expedientes")
    debidas = de_expedientes(tx, caller, con);
  else if (clase == "incidencias")
    debidas = de_incidencias(tx, caller, con, hoy);
  else if (clase == "informacion")
    debidas = de_informacion(tx, caller, con, hoy);
  else
    return problem(Code::unknown_value, "\"{}\" is no class of letters", clase);
  std::set<std::pair<std::string, std::string>> written;
  for (const auto& row : tx.query(sql::cartas_de_clase, caller.ente, clase))
    written.emplace(row.get<std::string>(0), row.get<std::string>(1));
  debidas.erase(std::remove_if(debidas.begin(), debidas.end(),
                               [&](const Debida& d) {
                                 return written.contains({d.nia, d.motivo});
                               }),
                debidas.end());
  Escribiente escribiente(tx, caller, con, hoy);
  const auto cartas = escribiente.escribir(std::move(debidas));
  CartasPadron out{.cartas = static_cast<std::int64_t>(cartas.size()),
                   .reservadas = escribiente.reservadas()};
  if (cartas.empty()) {
    const db::Rows last = tx.query(sql::lote_carta_ultimo, caller.ente, clase);
    if (!last.empty())
      out.lote = last.front().get<std::int64_t>("id"), out.cartas = last.front().get<std::int64_t>("cartas");
    out.repetido = !last.empty();
    return out;
  }
  out.lote = tx.query(sql::lote_carta_insert, caller.ente, clase, hoy, out.cartas, clock, caller.account)
                 .front()
                 .get<std::int64_t>(0);
  auto copy = tx.copy_in(sql::carta_copy);
  int n = 0;
  for (const auto& [debida, campos] : cartas)
    copy.add(caller.ente)
        .add(clase)
        .add(debida.nia)
        .add(debida.motivo)
        .add(out.lote)
        .add(++n)
        .add(json::dump(campos))
        .end_row();
  copy.finish();
  audit::record(tx, caller,
                {.action = "padron.letters",
                 .object = fmt::format("cartas/{}", out.lote),
                 .reason = clase,
                 .detail = {{"cartas", out.cartas}, {"reservadas", out.reservadas}}});
  return out;
}

Result<std::int64_t> imprimir_cartas(db::Transaction& tx, const Caller& caller, std::int64_t lote,
                                     const std::filesystem::path& fichero,
                                     const std::function<void(const Problem&)>& refuse) {
  const db::Rows rows = tx.query(sql::cartas_de_lote, caller.ente, lote);
  if (rows.empty()) return problem(Code::not_found, "there is no lot of letters {}", lote);
  std::map<std::string, std::shared_ptr<const documentos::Plantilla>> templates;
  const auto in_language =
      [&](const std::string& lang) -> Result<std::shared_ptr<const documentos::Plantilla>> {
    auto& slot = templates[lang];
    if (slot) return slot;
    const auto loaded = documentos::Plantilla::load(kPlantillaCartas, lang);
    if (!loaded) return tl::unexpected(loaded.error().front());
    return slot = *loaded;
  };
  const auto first = in_language(Json::parse(rows.front().view("campos")).value("lang", "es"));
  if (!first) return tl::unexpected(first.error());
  proc::make_folders(fichero.parent_path().empty() ? "." : fichero.parent_path());
  auto file = proc::AtomicFile::create(fichero);
  std::int64_t printed = 0;
  documentos::Tirada tirada((*first)->fonts(),
                            {.title = (*first)->titulo(),
                             .author = Json::parse(rows.front().view("campos")).value("organismo", ""),
                             .subject = {},
                             .lang = "es-ES",
                             .id = fmt::format("cartas-padron-{}", lote),
                             .created = rows.front().get<Instant>("hecho")},
                            [&](std::string_view bytes) { file.write(bytes); });
  for (const auto& row : rows) {
    const auto campos = Json::parse(row.view("campos"));
    const auto plantilla = in_language(campos.value("lang", "es"));
    if (!plantilla) return tl::unexpected(plantilla.error());
    documentos::Registro registro(**plantilla);
    llenar_carta(**plantilla, campos, registro);
    if (const auto ok = tirada.add(*plantilla, registro); !ok) {
      auto told = ok.error();
      told.text = fmt::format("the letter to NIA {}: {}", row.view("nia"), told.text);
      refuse(told);
      continue;
    }
    ++printed;
  }
  if (printed == 0) return problem(Code::lines_refused, "no letter of lot {} fits on its paper", lote);
  tirada.finish();
  file.commit();
  audit::record(tx, caller,
                {.action = "padron.letters.print",
                 .object = fmt::format("cartas/{}", lote),
                 .reason = rows.front().get<std::string>("clase"),
                 .detail = {{"cartas", printed}}});
  return printed;
}

std::int64_t no_informadas(db::Transaction& tx, const Caller& caller, Day antes_de,
                           const std::function<void(const NoInformada&)>& cada) {
  std::int64_t n = 0;
  for (const auto& row : tx.query(sql::no_informadas, caller.ente, antes_de)) {
    cada({.nia = row.get<std::string>("nia"),
          .documento = row.get<std::string>("documento"),
          .nombre = row.get<std::string>("nombre_mostrado"),
          .nhop = row.get<std::string>("nhop"),
          .ultima = row.get<Day>("ultima")});
    ++n;
  }
  audit::record(tx, caller,
                {.action = "padron.uninformed",
                 .object = "padron/no_informadas",
                 .reason = {},
                 .detail = {{"antes_de", sctf::to_string(antes_de)}, {"n", n}}});
  return n;
}

}  // namespace sctf::padron
