#include <algorithm>
#include <fmt/format.h>

#include "base/suggest.hpp"
#include "config/reader.hpp"
#include "tributos/cobro_fijo.hpp"

namespace sctf::tributos {
namespace {

using config::MapReader;
using config::Node;

constexpr int kMaxAncho = 1000;

class LectorPerfil {
 public:
  LectorPerfil(const Node& root, config::Problems& problems) : root_(root), problems_(problems) {}
  PerfilFijo read();

 private:
  struct Forma {
    std::string_view clave, nombre;
    std::vector<CampoFijo> obligatorios, posibles;
  };

  RegistroFijo registro(MapReader& registros, const Forma& forma);
  void campos(const Node& node, const Forma& forma, RegistroFijo& out);
  void campo(const Node::Entry& entry, CampoFijo which, RegistroFijo& out);
  void check_lengths(const Node& node, CampoFijo which, Tramo t);
  std::optional<Tramo> tramo(const Node& node, const std::string& what);
  std::optional<std::string> text_of(MapReader& r, std::string_view key);
  void general(MapReader& r);
  void check_tipos(const Node& registros);

  const Node& root_;
  config::Problems& problems_;
  PerfilFijo out_;
};

PerfilFijo LectorPerfil::read() {
  using enum CampoFijo;
  MapReader r(root_, "", problems_);
  general(r);
  const auto* node = r.required("registros");
  r.finish();
  if (!node) return out_;
  MapReader lista(*node, "registros", problems_);
  out_.cabecera = registro(lista, {"cabecera", "the head of the file", {fecha}, {emisora, entidad}});
  out_.emisora = registro(lista, {"emisora", "the head of an emisora", {emisora}, {fecha, entidad}});
  out_.detalle = registro(lista, {"detalle",
                                  "a payment",
                                  {entidad, fecha, importe, referencia, identificacion},
                                  {emisora, oficina, canal, pago, anulacion}});
  out_.total_emisora =
      registro(lista, {"total_emisora", "the total of the emisora", {registros, importe}, {emisora, signo}});
  out_.total =
      registro(lista, {"total", "the total of the file", {registros, importe}, {emisora, signo, emisoras}});
  lista.finish();
  check_tipos(*node);
  return out_;
}

std::optional<std::string> LectorPerfil::text_of(MapReader& r, std::string_view key) {
  const auto* node = r.optional(key);
  return node ? config::read_text(*node, key, problems_) : std::nullopt;
}

void LectorPerfil::general(MapReader& r) {
  if (const auto* node = r.required("nombre"))
    out_.nombre = config::read_text(*node, "nombre", problems_).value_or("");
  if (const auto* node = r.optional("provisional"))
    out_.provisional = config::read_bool(*node, "provisional", problems_).value_or(false);
  if (const auto* node = r.required("longitud"))
    out_.longitud = static_cast<int>(
        config::read_integer(*node, "longitud", 10, kMaxAncho, problems_).value_or(kMaxAncho));
  if (const auto* node = r.optional("codificacion")) {
    const std::vector<std::string> known = {"ascii", "iso-8859-1", "cp850", "utf-8"};
    if (const auto name = config::read_text(*node, "codificacion", problems_)) {
      if (std::find(known.begin(), known.end(), *name) == known.end())
        problems_.add(Code::unknown_value, *node,
                      "codificacion is ascii, iso-8859-1, cp850 or utf-8, not \"{}\"{}", *name,
                      did_you_mean(*name, known));
      out_.solo_ascii = *name == "ascii";
    }
  }
  if (const auto* node = r.required("fechas")) {
    const std::vector<std::string> known = {"DDMMAA", "AAMMDD", "DDMMAAAA", "AAAAMMDD"};
    if (const auto name = config::read_text(*node, "fechas", problems_)) {
      const auto found = std::find(known.begin(), known.end(), *name);
      if (found == known.end())
        problems_.add(Code::unknown_value, *node,
                      "fechas is DDMMAA, AAMMDD, DDMMAAAA or AAAAMMDD, not \"{}\"{}", *name,
                      did_you_mean(*name, known));
      else
        out_.fechas = static_cast<FormatoFecha>(found - known.begin());
    }
  }
  if (auto text = text_of(r, "canales")) out_.canales = std::move(*text);
  if (auto text = text_of(r, "anula")) out_.anula = std::move(*text);
  if (auto text = text_of(r, "negativo")) out_.negativo = std::move(*text);
}

RegistroFijo LectorPerfil::registro(MapReader& registros, const Forma& forma) {
  RegistroFijo out;
  out.nombre = forma.nombre;
  const auto* node = registros.required(forma.clave);
  if (!node) return out;
  const auto where = fmt::format("registros.{}", forma.clave);
  MapReader r(*node, where, problems_);
  const auto* tipo = r.required("tipo");
  const auto* valor = r.required("valor");
  if (tipo)
    if (const auto t = tramo(*tipo, where + ".tipo")) out.tipo = *t;
  if (valor) out.valor = config::read_text(*valor, where + ".valor", problems_).value_or("");
  if (out.tipo && valor && out.valor.size() != static_cast<std::size_t>(out.tipo.hasta - out.tipo.desde + 1))
    problems_.add(Code::inconsistent, *valor, "{}.valor is not as long as its positions {}-{}", where,
                  out.tipo.desde, out.tipo.hasta);
  const bool is_total = forma.clave.starts_with("total");
  if (const auto* cuenta = is_total ? r.required("cuenta") : nullptr)
    if (const auto name = config::read_text(*cuenta, where + ".cuenta", problems_)) {
      if (*name == "detalles")
        out.cuenta = CuentaFijo::detalles;
      else if (*name == "fichero")
        out.cuenta = CuentaFijo::fichero;
      else if (*name == "bloque" && forma.clave == "total_emisora")
        out.cuenta = CuentaFijo::bloque;
      else
        problems_.add(Code::unknown_value, *cuenta, "{}.cuenta is detalles, fichero{}, not \"{}\"", where,
                      forma.clave == "total_emisora" ? " or bloque" : "", *name);
    }
  if (const auto* list = r.required("campos")) campos(*list, forma, out);
  r.finish();
  return out;
}

void LectorPerfil::campos(const Node& node, const Forma& forma, RegistroFijo& out) {
  if (!node.is_map()) {
    problems_.add(Code::invalid_value, node, "registros.{}.campos must be a map, not {}", forma.clave,
                  node.kind_name());
    return;
  }
  std::vector<std::string> known;
  for (const auto* list : {&forma.obligatorios, &forma.posibles})
    for (const auto which : *list) known.emplace_back(to_string(which));
  for (const auto& entry : node.entries()) {
    const auto found = std::find(known.begin(), known.end(), entry.key);
    if (found == known.end()) {
      problems_.add(Code::unknown_key, entry, "unknown key \"{}\" in \"registros.{}.campos\"{}", entry.key,
                    forma.clave, did_you_mean(entry.key, known));
      continue;
    }
    const auto at = static_cast<std::size_t>(found - known.begin());
    campo(entry,
          at < forma.obligatorios.size() ? forma.obligatorios[at]
                                         : forma.posibles[at - forma.obligatorios.size()],
          out);
  }
  for (const auto which : forma.obligatorios)
    if (!node.find(to_string(which)))
      problems_.add(Code::missing_value, node, "registros.{}.campos lacks \"{}\"", forma.clave,
                    to_string(which));
}

void LectorPerfil::campo(const Node::Entry& entry, CampoFijo which, RegistroFijo& out) {
  const auto t = tramo(entry.value, entry.key);
  if (!t) return;
  check_lengths(entry.value, which, *t);
  for (std::size_t i = 0; i < kCamposFijos; ++i)
    if (const auto other = out.campos[i]; other && other.desde <= t->hasta && t->desde <= other.hasta)
      problems_.add(Code::inconsistent, entry.value, "{} {}-{} and {} {}-{} overlap", entry.key, t->desde,
                    t->hasta, to_string(static_cast<CampoFijo>(i)), other.desde, other.hasta);
  out[which] = *t;
}

// What the field must be able to hold.
void LectorPerfil::check_lengths(const Node& node, CampoFijo which, Tramo t) {
  const auto [least, most] = [&]() -> std::pair<int, int> {
    switch (which) {
      case CampoFijo::emisora: return {6, 20};
      case CampoFijo::sufijo: return {3, 3};
      case CampoFijo::entidad:
      case CampoFijo::oficina: return {4, 10};
      case CampoFijo::fecha:
        return {static_cast<int>(largo_de(out_.fechas)), static_cast<int>(largo_de(out_.fechas))};
      case CampoFijo::importe: return {8, 15};
      case CampoFijo::referencia: return {12, 20};
      case CampoFijo::identificacion: return {7, 20};
      case CampoFijo::registros: return {1, 15};
      case CampoFijo::emisoras: return {1, 15};
      case CampoFijo::canal:
      case CampoFijo::anulacion:
      case CampoFijo::signo: return {1, 1};
      case CampoFijo::pago: return {1, 35};
    }
    throw Error(Code::internal, "unknown field of a profile");
  }();
  const int width = t.hasta - t.desde + 1;
  if (width < least || width > most)
    problems_.add(Code::out_of_range, node, "{} has {} positions; it needs {}{}", to_string(which), width,
                  least, most == least ? "" : fmt::format(" to {}", most));
}

// `11-16`, or `22` for one position.
std::optional<Tramo> LectorPerfil::tramo(const Node& node, const std::string& what) {
  const auto text = config::read_text(node, what, problems_);
  if (!text) return std::nullopt;
  const auto hyphen = text->find('-');
  const auto first = std::string_view(*text).substr(0, hyphen);
  const auto last = hyphen == std::string::npos ? first : std::string_view(*text).substr(hyphen + 1);
  const auto from = first.size() > 4 ? -1 : numero_de(first);
  const auto to = last.size() > 4 ? -1 : numero_de(last);
  if (from < 1 || to < from || to > out_.longitud) {
    problems_.add(Code::invalid_value, node,
                  "{} must be positions of a record such as 11-16, 1 to {}, not \"{}\"", what, out_.longitud,
                  *text);
    return std::nullopt;
  }
  return Tramo{static_cast<int>(from), static_cast<int>(to)};
}

// Records that may stand in the same place must be told apart.
void LectorPerfil::check_tipos(const Node& registros) {
  const auto same = [&](const RegistroFijo& a, const RegistroFijo& b, std::string_view key) {
    const auto* node = registros.find(key);
    if (node && a.tipo && a.tipo == b.tipo && a.valor == b.valor)
      problems_.add(Code::duplicate, *node, "{} and {} are both marked \"{}\"", a.nombre, b.nombre, a.valor);
  };
  same(out_.emisora, out_.total, "total");
  same(out_.detalle, out_.total_emisora, "total_emisora");
}

}  // namespace

config::Loaded<PerfilFijo> parse_perfil_c60(std::string_view bytes, const std::string& file) {
  const auto root = config::parse_yaml(bytes, file);
  if (!root) return tl::unexpected(std::vector{root.error()});
  config::Problems problems(file);
  auto out = LectorPerfil(*root, problems).read();
  if (!problems.empty()) return tl::unexpected(problems.take());
  return out;
}

}  // namespace sctf::tributos
