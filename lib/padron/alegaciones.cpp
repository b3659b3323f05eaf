#include "padron/alegaciones.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "config/reader.hpp"
#include "crypto/sha256.hpp"
#include "padron/fichero.hpp"
#include "padron/sql.hpp"
#include "proc/file.hpp"

namespace sctf::padron {
namespace {

constexpr std::size_t kReparoEntero = 749;

std::vector<std::string> en_palabras(std::string_view text) {
  std::vector<std::string> out(1);
  for (const char c : text)
    if (c != ' ')
      out.back() += c;
    else if (!out.back().empty())
      out.emplace_back();
  if (out.back().empty()) out.pop_back();
  return out;
}

std::vector<int> en_numeros(std::string_view text) {
  std::vector<int> out;
  for (const auto& word : en_palabras(text)) {
    int n = 0;
    if (std::from_chars(word.data(), word.data() + word.size(), n).ec == std::errc{}) out.push_back(n);
  }
  return out;
}

// UTF-8 of letters that ISO-8859-1 has, as its bytes; what it has not is a blank.
std::string en_latin1(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x80) {
      out += c < 0x20 || c == 0x7F ? ' ' : static_cast<char>(c);
    } else if (c <= 0xC3 && c >= 0xC2 && i + 1 < utf8.size()) {
      out += static_cast<char>(((c & 0x03U) << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3FU));
    } else {
      out += ' ';
      while (i + 1 < utf8.size() && (static_cast<unsigned char>(utf8[i + 1]) & 0xC0U) == 0x80U) ++i;
    }
  }
  return out;
}

// A text in a field of that width, cut where it is longer.
void poner_texto(std::string& record, const Trazado::Pieza& pieza, std::string_view text) {
  const auto bytes = en_latin1(text);
  record.replace(pieza.desde, std::min(bytes.size(), pieza.ancho), bytes, 0, pieza.ancho);
}

}  // namespace

Result<TablaAlegaciones> TablaAlegaciones::cargar(const std::filesystem::path& file) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse(*bytes, file.string());
}

Result<TablaAlegaciones> TablaAlegaciones::parse(std::string_view yaml, const std::string& file) {
  const auto root = config::parse_yaml(yaml, file);
  if (!root) return tl::unexpected(root.error());
  config::Problems problems(file);
  TablaAlegaciones out;
  config::MapReader top(*root, "", problems);
  if (const auto* list = top.required("reglas"))
    if (const auto* items = config::read_list(*list, "reglas", problems))
      for (const auto& item : *items) {
        config::MapReader r(item, "reglas", problems);
        Regla regla;
        const auto text = [&](const char* name) {
          const auto* node = r.optional(name);
          return node == nullptr ? std::string() : node->text();
        };
        regla.tipoinf = text("tipoinf"), regla.cdev = text("cdev");
        regla.errores = en_numeros(text("errores"));
        regla.caleg = text("caleg"), regla.elige = en_palabras(text("elige"));
        r.finish();
        if (regla.caleg.empty() == regla.elige.empty())
          problems.add(Code::inconsistent, item, "a rule has either caleg or elige");
        out.reglas_.push_back(std::move(regla));
      }
  top.finish();
  if (!problems.empty()) return tl::unexpected(problems.take().front());
  return out;
}

Result<std::string> TablaAlegaciones::caleg(std::string_view tipoinf, std::string_view cdev,
                                            const std::vector<int>& errores,
                                            const std::string& elegida) const {
  const auto fits = [&](const Regla& r) {
    return (r.tipoinf.empty() || r.tipoinf == tipoinf) && (r.cdev.empty() || r.cdev == cdev) &&
           (r.errores.empty() || std::any_of(errores.begin(), errores.end(), [&](int n) {
              return std::find(r.errores.begin(), r.errores.end(), n) != r.errores.end();
            }));
  };
  const auto found = std::find_if(reglas_.begin(), reglas_.end(), fits);
  if (found == reglas_.end())
    return problem(Code::not_found, "no rule of alegaciones fits TIPOINF {} with CDEV {}", tipoinf, cdev);
  if (found->elige.empty()) return found->caleg;
  const auto choice = fmt::format("{}", fmt::join(found->elige, ", "));
  if (elegida.empty()) return problem(Code::missing_value, "choose a class of alegación for it: {}", choice);
  if (std::find(found->elige.begin(), found->elige.end(), elegida) == found->elige.end())
    return problem(Code::unknown_value, "\"{}\" is no class of alegación for it: {}", elegida, choice);
  return elegida;
}

Result<Exportado> exportar_alegaciones(db::Transaction& tx, const Caller& caller, Instant clock,
                                       const Trazado& traza, const TablaAlegaciones& tabla,
                                       const PeticionExportacion& p,
                                       const std::function<void(const Problem&)>& refuse) {
  const auto* clase = traza.pieza('T', "CALEG");
  const auto* observaciones = traza.pieza('T', "OBSVR");
  if (clase == nullptr || observaciones == nullptr)
    return problem(Code::bad_document, "layout {} lacks CALEG or OBSVR", traza.nombre);
  tx.exec(sql::padron_lock, caller.ente);
  const auto periodo = std::to_string(p.ejercicio);
  Exportado out{.fichero = p.carpeta / nombre_anual(traza, p.cpro, p.cmun, p.ejercicio), .sha256 = {}};
  out.fichero.replace_filename("A" + out.fichero.filename().string().substr(1));
  std::string bytes;
  std::int64_t refused = 0;
  const db::Rows rows = tx.query(sql::alegables, caller.ente, periodo);
  for (const auto& row : rows) {
    auto record = en_latin1(row.view("texto"));
    if (record.size() != kReparoEntero)
      return problem(Code::wrong_state,
                     "{} was read before its records were kept: an alegación repeats them byte by byte",
                     row.view("fichero"));
    const auto caleg = tabla.caleg(row.view("tipoinf"), row.view("cdev"), en_numeros(row.view("errores")),
                                   row.get<std::string>("caleg"));
    if (!caleg) {
      ++refused;
      refuse(Problem(caleg.error()).at(row.get<std::string>("fichero"), row.get<std::int64_t>("linea"), 1));
      continue;
    }
    record.resize(traza.longitud, ' ');
    poner_texto(record, *clase, *caleg);
    poner_texto(record, *observaciones, row.view("documento"));
    bytes += record;
    bytes += traza.crlf ? "\r\n" : "\n";
    ++out.registros;
  }
  if (rows.empty()) return problem(Code::not_found, "no reparos of {} were read", p.ejercicio);
  if (refused > 0)
    return problem(Code::lines_refused, "{} of {} reparos lack their class of alegación; nothing was written",
                   refused, rows.size());
  out.sha256 = crypto::sha256_hex(bytes);
  const auto last = tx.query(sql::lote_ultimo, caller.ente, "A", periodo);
  out.existed = !last.empty() && last.front().view("sha256") == out.sha256;
  if (!last.empty()) out.lote = last.front().get<std::int64_t>("id");
  if (!out.existed) {
    const auto replaced = out.lote == 0 ? std::optional<std::int64_t>{} : std::optional(out.lote);
    out.corrige = out.lote;
    out.lote = tx.query(sql::lote_insert, caller.ente, "A", periodo, out.fichero.filename().string(),
                        out.registros, out.sha256, clock, replaced, std::optional<std::int64_t>{})
                   .front()
                   .get<std::int64_t>(0);
  }
  audit::record(
      tx, caller,
      {.action = "padron.export",
       .object = fmt::format("fichero/{}", out.fichero.filename().string()),
       .reason = {},
       .detail = {{"format", "ine-alegaciones"}, {"registros", out.registros}, {"sha256", out.sha256}}});
  if (!p.dry_run) {
    proc::make_folders(p.carpeta);
    proc::write_file(out.fichero, bytes);
  }
  return out;
}

}  // namespace sctf::padron
