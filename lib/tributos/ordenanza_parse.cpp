// The top of an ordinance, its terms, and what all its parts have in common.

#include "tributos/ordenanza_parse.hpp"

#include <algorithm>

#include "base/suggest.hpp"

namespace sctf::tributos {
namespace {

bool ordenanza_word(std::string_view text, std::size_t longest, bool capitals) {
  const auto letter = [&](char c) { return (c >= 'a' && c <= 'z') || (capitals && c >= 'A' && c <= 'Z'); };
  return !text.empty() && text.size() <= longest &&
         (letter(text[0]) || (capitals && text[0] >= '0' && text[0] <= '9')) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '_' || (capitals && c == '-');
         });
}

// ISO 20022 reasons: two letters and two digits.
bool is_return_reason(std::string_view text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 4 && capital(text[0]) && capital(text[1]) && digit(text[2]) && digit(text[3]);
}

// The last day of a term of two months that begins on `from`, both days inside it.
Day two_months_from(Day from) {
  const Day after = add_months(from, 2);
  return day_of_month(after) == day_of_month(from) ? after - std::chrono::days{1} : after;
}

}  // namespace

Ordenanza OrdenanzaReader::read() {
  Ordenanza out;
  MapReader r(root_, "", problems_);
  if (const auto* node = r.required("ejercicio"))
    out.ejercicio =
        static_cast<int>(config::read_integer(*node, "ejercicio", 2000, 2100, problems_).value_or(0));
  if (const auto* node = r.optional("ejemplo"))
    out.ejemplo = config::read_bool(*node, "ejemplo", problems_).value_or(false);
  if (const auto* node = r.required("periodos")) read_periodos(*node, out);
  if (const auto* node = r.optional("ibi")) out.ibi = read_ibi(*node);
  if (const auto* node = r.optional("ivtm")) out.ivtm = read_ivtm(*node);
  if (const auto* node = r.optional("tasas")) {
    if (!node->is_map())
      problems_.add(Code::invalid_value, *node, "\"tasas\" must be a map, not {}", node->kind_name());
    for (const auto& entry : node->entries()) out.tasas.push_back(read_tasa(entry));
  }
  r.finish();
  if (root_.is_map() && !root_.find("ibi") && !root_.find("ivtm") && !root_.find("tasas"))
    problems_.add(Code::missing_value, root_, "the ordinance has none of ibi, ivtm, tasas");
  check_periodos(out);
  return out;
}

void OrdenanzaReader::read_periodos(const Node& node, Ordenanza& out) {
  const auto* items = config::read_list(node, "periodos", problems_);
  if (!items) return;
  for (const auto& item : *items) out.periodos.push_back(read_periodo(item));
}

Periodo OrdenanzaReader::read_periodo(const Node& node) {
  Periodo out;
  MapReader r(node, "periodos", problems_);
  if (const auto* tributos = r.required("tributos"))
    if (const auto* items = config::read_list(*tributos, "tributos", problems_)) {
      if (items->empty()) problems_.add(Code::missing_value, *tributos, "tributos names none");
      for (const auto& item : *items)
        if (auto name = config::read_text(item, "tributos", problems_))
          out.tributos.push_back(std::move(*name));
    }
  if (const auto* voluntaria = r.required("voluntaria")) read_voluntaria(*voluntaria, out);
  const bool term_known = out.desde != Day{} && out.hasta != Day{};
  if (const auto* cargo = r.optional("cargo_domiciliados"))
    if ((out.cargo_domiciliados = config::read_day(*cargo, "cargo_domiciliados", problems_)))
      if (term_known && (*out.cargo_domiciliados < out.desde || *out.cargo_domiciliados > out.hasta))
        problems_.add(Code::inconsistent, *cargo, "cargo_domiciliados {} is not inside voluntaria, {} to {}",
                      sctf::to_string(*out.cargo_domiciliados), sctf::to_string(out.desde),
                      sctf::to_string(out.hasta));
  if (const auto* second = r.optional("segundo_plazo")) out.segundo_plazo = read_segundo_plazo(*second, out);
  r.finish();
  return out;
}

void OrdenanzaReader::read_voluntaria(const Node& node, Periodo& out) {
  MapReader r(node, "voluntaria", problems_);
  const auto* from = r.required("desde");
  const auto* until = r.required("hasta");
  r.finish();
  const auto desde = from ? config::read_day(*from, "voluntaria.desde", problems_) : std::nullopt;
  const auto hasta = until ? config::read_day(*until, "voluntaria.hasta", problems_) : std::nullopt;
  if (!desde || !hasta) return;
  if (*hasta < *desde)
    problems_.add(Code::inconsistent, *until, "voluntaria.hasta {} is before desde {}",
                  sctf::to_string(*hasta), sctf::to_string(*desde));
  else if (*hasta < two_months_from(*desde))
    problems_.add(Code::out_of_range, *until,
                  "the voluntary term {} to {} is shorter than two months (LGT 62.3): {} at the earliest",
                  sctf::to_string(*desde), sctf::to_string(*hasta), sctf::to_string(two_months_from(*desde)));
  out.desde = *desde;
  out.hasta = *hasta;
}

std::optional<SegundoPlazo> OrdenanzaReader::read_segundo_plazo(const Node& node, const Periodo& periodo) {
  MapReader r(node, "segundo_plazo", problems_);
  const auto* until = r.required("hasta");
  const auto* surcharge = r.required("recargo");
  r.finish();
  const auto hasta = until ? config::read_day(*until, "segundo_plazo.hasta", problems_) : std::nullopt;
  const auto recargo = surcharge
                           ? read_bounded(*surcharge, "segundo_plazo.recargo", {0, 0}, {20, 0}, 2, "LGT 28")
                           : std::nullopt;
  if (!hasta || !recargo) return std::nullopt;
  if (periodo.hasta != Day{} && *hasta <= periodo.hasta)
    problems_.add(Code::inconsistent, *until, "segundo_plazo.hasta {} is not after voluntaria.hasta {}",
                  sctf::to_string(*hasta), sctf::to_string(periodo.hasta));
  return SegundoPlazo{*hasta, *recargo};
}

// Each part has exactly one periodo, and each periodo only parts that are there.
void OrdenanzaReader::check_periodos(const Ordenanza& out) {
  std::vector<std::string> known;
  for (const auto& entry : root_.entries()) {
    if (entry.value.is_null()) continue;
    if (entry.key == "ibi" || entry.key == "ivtm") known.push_back(entry.key);
    if (entry.key == "tasas")
      for (const auto& tasa : entry.value.entries()) known.push_back(tasa.key);
  }
  const auto* periodos = root_.find("periodos");
  if (!periodos) return;
  std::vector<std::string> seen;
  for (const auto& item : periodos->items()) {
    const auto* tributos = item.find("tributos");
    if (!tributos) continue;
    for (const auto& name : tributos->items()) {
      if (!name.is_scalar()) continue;
      if (std::find(known.begin(), known.end(), name.text()) == known.end())
        problems_.add(Code::unknown_value, name, "periodos: the ordinance has no part \"{}\"{}", name.text(),
                      did_you_mean(name.text(), known));
      else if (std::find(seen.begin(), seen.end(), name.text()) != seen.end())
        problems_.add(Code::duplicate, name, "periodos: \"{}\" has more than one", name.text());
      seen.push_back(name.text());
    }
  }
  for (const auto& entry : root_.entries()) {
    if (entry.value.is_null()) continue;
    if (entry.key == "ibi" || entry.key == "ivtm") check_named_once(out, entry.key, entry);
    if (entry.key == "tasas")
      for (const auto& tasa : entry.value.entries()) check_named_once(out, tasa.key, tasa);
  }
}

void OrdenanzaReader::check_named_once(const Ordenanza& out, std::string_view tributo,
                                       const Node::Entry& entry) {
  for (const auto& periodo : out.periodos)
    if (std::find(periodo.tributos.begin(), periodo.tributos.end(), tributo) != periodo.tributos.end())
      return;
  problems_.add(Code::missing_value, entry, "no periodo names \"{}\"", tributo);
}

ParteComun OrdenanzaReader::read_comun(MapReader& part, const std::string& where) {
  ParteComun out;
  if (const auto* node = part.optional("beneficios"))
    out.beneficios = read_beneficios(*node, where + ".beneficios");
  if (const auto* node = part.optional("recibo_minimo"))
    out.recibo_minimo = read_amount(*node, where + ".recibo_minimo").value_or(Cents{});
  if (const auto* node = part.optional("domiciliacion"))
    out.domiciliacion = read_domiciliacion(*node, where + ".domiciliacion");
  return out;
}

std::vector<Beneficio> OrdenanzaReader::read_beneficios(const Node& node, const std::string& where) {
  std::vector<Beneficio> out;
  if (!node.is_map())
    problems_.add(Code::invalid_value, node, "\"{}\" must be a map, not {}", where, node.kind_name());
  for (const auto& entry : node.entries()) out.push_back(read_beneficio(entry, where + "." + entry.key));
  check_compatible(node, out);
  return out;
}

Beneficio OrdenanzaReader::read_beneficio(const Node::Entry& entry, const std::string& where) {
  Beneficio out;
  out.codigo = entry.key;
  if (!ordenanza_word(entry.key, 20, true))
    problems_.add(Code::invalid_value, entry,
                  "the code of a beneficio is up to 20 letters and digits, not \"{}\"", entry.key);
  MapReader r(entry.value, where, problems_);
  if (const auto* node = r.required("nombre"))
    out.nombre = config::read_text(*node, where + ".nombre", problems_).value_or("");
  if (const auto* node = r.required("base"))
    if (const auto base = config::read_text(*node, where + ".base", problems_)) {
      if (*base != "integra" && *base != "restante")
        problems_.add(Code::unknown_value, *node, "{}.base is integra or restante, not \"{}\"", where, *base);
      out.base = *base == "restante" ? Beneficio::Base::restante : Beneficio::Base::integra;
    }
  if (const auto* node = r.optional("compatible_con"))
    if (const auto* items = config::read_list(*node, where + ".compatible_con", problems_)) {
      out.compatible_con.emplace();
      for (const auto& item : *items)
        if (auto code = config::read_text(item, where + ".compatible_con", problems_))
          out.compatible_con->push_back(std::move(*code));
    }
  r.finish();
  return out;
}

void OrdenanzaReader::check_compatible(const Node& node, const std::vector<Beneficio>& all) {
  std::vector<std::string> codes;
  for (const auto& one : all) codes.push_back(one.codigo);
  for (const auto& entry : node.entries()) {
    const auto* list = entry.value.find("compatible_con");
    if (!list) continue;
    for (const auto& item : list->items()) {
      if (!item.is_scalar() || item.text().empty()) continue;
      if (std::find(codes.begin(), codes.end(), item.text()) == codes.end())
        problems_.add(Code::unknown_value, item,
                      "compatible_con of \"{}\" names \"{}\", which is no beneficio here{}", entry.key,
                      item.text(), did_you_mean(item.text(), codes));
    }
  }
}

std::optional<Domiciliacion> OrdenanzaReader::read_domiciliacion(const Node& node, const std::string& where) {
  Domiciliacion out;
  MapReader r(node, where, problems_);
  const auto* percent = r.required("porcentaje");
  if (percent)
    out.porcentaje =
        read_bounded(*percent, where + ".porcentaje", {0, 0}, {5, 0}, 4, "LRHL 9.1").value_or(Decimal{});
  if (const auto* until = r.optional("solicitud_hasta"))
    out.solicitud_hasta = config::read_day(*until, where + ".solicitud_hasta", problems_);
  if (const auto* list = r.optional("pierde_por"))
    if (const auto* items = config::read_list(*list, where + ".pierde_por", problems_))
      for (const auto& item : *items) {
        auto reason = config::read_text(item, where + ".pierde_por", problems_);
        if (!reason) continue;
        if (!is_return_reason(*reason))
          problems_.add(Code::invalid_value, item,
                        "{}.pierde_por: a reason of return is like AM04, not \"{}\"", where, *reason);
        else if (std::find(out.pierde_por.begin(), out.pierde_por.end(), *reason) != out.pierde_por.end())
          problems_.add(Code::duplicate, item, "{}.pierde_por names {} twice", where, *reason);
        out.pierde_por.push_back(std::move(*reason));
      }
  r.finish();
  return percent ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Decimal> OrdenanzaReader::read_bounded(const Node& node, const std::string& what,
                                                     const Decimal& least, const Decimal& most,
                                                     int max_decimals, std::string_view article) {
  auto value = config::read_decimal(node, what, max_decimals, problems_);
  if (!value) return std::nullopt;
  if (*value >= least && *value <= most) return value;
  problems_.add(Code::out_of_range, node, "{} must be {} to {} ({}), not {}", what, least.str(), most.str(),
                article, value->str());
  return std::nullopt;
}

std::optional<Tarifa> OrdenanzaReader::read_tarifa(const Node& node, const std::string& what,
                                                   int max_decimals) {
  const auto value = config::read_decimal(node, what, max_decimals, problems_);
  if (!value) return std::nullopt;
  if (*value < Decimal{0, 0} || *value > Decimal{10'000'000, 0}) {
    problems_.add(Code::out_of_range, node, "{} must be 0 to 10000000 euros, not {}", what, value->str());
    return std::nullopt;
  }
  return Tarifa{*value};
}

std::optional<Cents> OrdenanzaReader::read_amount(const Node& node, const std::string& what) {
  const auto value = config::read_cents(node, what, problems_);
  if (!value || *value >= Cents{}) return value;
  problems_.add(Code::out_of_range, node, "{} must not be negative, but is {}", what, value->str());
  return std::nullopt;
}

config::Loaded<Ordenanza> parse_ordenanza(std::string_view bytes, const std::string& file) {
  const auto root = config::parse_yaml(bytes, file);
  if (!root) return tl::unexpected(std::vector{root.error()});
  config::Problems problems(file);
  auto out = OrdenanzaReader(*root, problems).read();
  if (!problems.empty()) return tl::unexpected(problems.take());
  out.texto = std::string(bytes);
  return out;
}

config::Loaded<Ordenanza> load_ordenanza(const std::filesystem::path& file) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(std::vector{bytes.error()});
  return parse_ordenanza(*bytes, file.string());
}

}  // namespace sctf::tributos
