// The parts of an ordinance: IBI, IVTM, tasas.

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "tributos/ordenanza_parse.hpp"

namespace sctf::tributos {
namespace {

struct TipoLimits {
  char clase;
  Decimal least, most;
  std::string_view article;
};
// Each maximum is the one of 72.1 and 72.2 with every increment that 72.3 allows.
constexpr TipoLimits kTipoLimits[] = {
    {'U', {40, 2}, {130, 2}, "LRHL 72.1, with every increment of 72.3"},
    {'R', {30, 2}, {122, 2}, "LRHL 72.1, with every increment of 72.3"},
    {'B', {40, 2}, {130, 2}, "LRHL 72.2"},
};

// LRHL 95.1.
const std::vector<std::string> kVehicleClasses = {"turismos",  "autobuses",    "camiones", "tractores",
                                                  "remolques", "ciclomotores", "motos"};
const std::vector<std::string> kVehicleUnits = {"CVF", "plazas", "kg", "cc", "unidad"};

bool ordenanza_name(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

// `<TRIBUTO><ejercicio>-<id10>` must fit the 35 characters of an EndToEndId.
bool ordenanza_concept(std::string_view text) {
  return !text.empty() && text.size() <= 20 && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

OrdenanzaIbi OrdenanzaReader::read_ibi(const Node& node) {
  OrdenanzaIbi out;
  MapReader r(node, "ibi", problems_);
  if (const auto* tipos = r.required("tipos")) read_tipos(*tipos, out);
  if (const auto* uses = r.optional("tipos_por_uso")) read_tipos_por_uso(*uses, out);
  out.comun = read_comun(r, "ibi");
  if (const auto* update = r.optional("actualizacion_general"))
    out.actualizacion_general =
        read_bounded(*update, "ibi.actualizacion_general", {1, 1}, {10, 0}, 6, "TRLCI 32.2")
            .value_or(Decimal{1, 0});
  r.finish();
  return out;
}

void OrdenanzaReader::read_tipos(const Node& node, OrdenanzaIbi& out) {
  MapReader r(node, "ibi.tipos", problems_);
  for (const auto& limits : kTipoLimits) {
    const std::string clase(1, limits.clase);
    if (const auto* tipo = r.optional(clase))
      if (auto value =
              read_bounded(*tipo, "ibi.tipos." + clase, limits.least, limits.most, 6, limits.article))
        out.tipos[limits.clase] = *value;
  }
  r.finish();
  if (node.is_map() && node.entries().empty())
    problems_.add(Code::missing_value, node, "ibi.tipos has none of U, R, B");
}

void OrdenanzaReader::read_tipos_por_uso(const Node& node, OrdenanzaIbi& out) {
  if (!node.is_map())
    problems_.add(Code::invalid_value, node, "\"ibi.tipos_por_uso\" must be a map, not {}", node.kind_name());
  for (const auto& entry : node.entries()) {
    const auto where = "ibi.tipos_por_uso." + entry.key;
    if (entry.key.size() != 1 || entry.key[0] < 'A' || entry.key[0] > 'Z')
      problems_.add(Code::invalid_value, entry, "a use is one capital letter of the cadastre, not \"{}\"",
                    entry.key);
    else if (entry.key == "V")
      problems_.add(Code::out_of_range, entry, "a tipo by use never reaches dwellings, V (LRHL 72.4)");
    MapReader r(entry.value, where, problems_);
    const auto* tipo_node = r.required("tipo");
    const auto* umbral_node = r.required("umbral");
    r.finish();
    const auto& limits = kTipoLimits[0];
    const auto tipo = tipo_node ? read_bounded(*tipo_node, where + ".tipo", limits.least, limits.most, 6,
                                               "LRHL 72.4, the limits of urban property")
                                : std::nullopt;
    const auto umbral = umbral_node ? read_amount(*umbral_node, where + ".umbral") : std::nullopt;
    if (tipo && umbral && entry.key.size() == 1)
      out.tipos_por_uso[entry.key[0]] = {*tipo, *umbral, umbral_node->line(), umbral_node->column()};
  }
}

OrdenanzaIvtm OrdenanzaReader::read_ivtm(const Node& node) {
  OrdenanzaIvtm out;
  MapReader r(node, "ivtm", problems_);
  if (const auto* tarifas = r.required("tarifas")) {
    if (!tarifas->is_map())
      problems_.add(Code::invalid_value, *tarifas, "\"ivtm.tarifas\" must be a map, not {}",
                    tarifas->kind_name());
    else if (tarifas->entries().empty())
      problems_.add(Code::missing_value, *tarifas, "ivtm.tarifas names no class");
    for (const auto& entry : tarifas->entries()) out.clases.push_back(read_clase(entry));
  }
  if (const auto* coefficients = r.optional("coeficientes")) read_coeficientes(*coefficients, out);
  out.comun = read_comun(r, "ivtm");
  r.finish();
  return out;
}

// `{unidad: CVF, bandas: [[limit, amount], …, [null, amount]]}`; for the unidad `unidad` one amount: as
// `importe`, as one band without a limit, or in place of the map.
ClaseVehiculo OrdenanzaReader::read_clase(const Node::Entry& entry) {
  const auto where = "ivtm.tarifas." + entry.key;
  ClaseVehiculo out;
  out.nombre = entry.key;
  if (!ordenanza_name(entry.key))
    problems_.add(Code::invalid_value, entry, "a class is up to 40 letters, digits and _, not \"{}\"",
                  entry.key);
  if (entry.value.is_scalar()) {
    out.unidad = "unidad";
    if (const auto amount = read_tarifa(entry.value, where, 2))
      out.bandas.push_back({.limite = {}, .tarifa = *amount});
    return out;
  }
  MapReader r(entry.value, where, problems_);
  const auto* unit = r.required("unidad");
  const auto* bands = r.optional("bandas");
  const auto* amount_node = r.optional("importe");
  r.finish();
  if (unit) {
    out.unidad = config::read_text(*unit, where + ".unidad", problems_).value_or("");
    if (!out.unidad.empty() &&
        std::find(kVehicleUnits.begin(), kVehicleUnits.end(), out.unidad) == kVehicleUnits.end())
      problems_.add(Code::unknown_value, *unit, "{}.unidad is one of CVF, plazas, kg, cc, unidad, not \"{}\"",
                    where, out.unidad);
  }
  if (!entry.value.is_map()) return out;
  if (!bands && !amount_node)
    problems_.add(Code::missing_value, entry, "\"{}\" has neither bandas nor importe", where);
  else if (bands && amount_node)
    problems_.add(Code::inconsistent, *amount_node, "\"{}\" has both bandas and importe", where);
  else if (amount_node && out.unidad != "unidad")
    problems_.add(Code::inconsistent, *amount_node,
                  "{}.importe is for the unidad \"unidad\"; \"{}\" has bandas", where, out.unidad);
  if (bands) read_bandas(*bands, out);
  if (amount_node)
    if (const auto amount = read_tarifa(*amount_node, where + ".importe", 2))
      out.bandas.push_back({.limite = {}, .tarifa = *amount});
  return out;
}

void OrdenanzaReader::read_bandas(const Node& node, ClaseVehiculo& out) {
  const auto where = "ivtm.tarifas." + out.nombre + ".bandas";
  const auto* items = config::read_list(node, where, problems_);
  if (!items) return;
  if (items->empty()) problems_.add(Code::missing_value, node, "{} is empty", where);
  if (out.unidad == "unidad" && items->size() > 1)
    problems_.add(Code::inconsistent, node, "{}: the unidad \"unidad\" has one amount, not {}", where,
                  items->size());
  for (std::size_t i = 0; i < items->size(); ++i) {
    const auto& item = (*items)[i];
    auto band = read_banda(item, where, i + 1 == items->size());
    if (!band) continue;
    if (band->limite && !out.bandas.empty() && out.bandas.back().limite &&
        *band->limite <= *out.bandas.back().limite)
      problems_.add(Code::inconsistent, item.items()[0],
                    "{}: the limit {} is not above the one before it, {}", where, band->limite->str(),
                    out.bandas.back().limite->str());
    out.bandas.push_back(*band);
  }
}

std::optional<Banda> OrdenanzaReader::read_banda(const Node& node, const std::string& where, bool last) {
  if (!node.is_list() || node.items().size() != 2) {
    problems_.add(Code::invalid_value, node, "{}: a band is [limit, amount]", where);
    return std::nullopt;
  }
  const auto& limit = node.items()[0];
  Banda out;
  if (last && !limit.is_null())
    problems_.add(Code::inconsistent, limit, "{}: the last band has no limit: write null", where);
  if (!last && limit.is_null())
    problems_.add(Code::missing_value, limit, "{}: only the last band has no limit", where);
  if (!limit.is_null()) out.limite = read_bounded(limit, where, {1, 2}, {100'000'000, 0}, 2, "a limit");
  const auto amount = read_tarifa(node.items()[1], where, 2);
  if (!amount || (!limit.is_null() && !out.limite)) return std::nullopt;
  out.tarifa = *amount;
  return out;
}

void OrdenanzaReader::read_coeficientes(const Node& node, OrdenanzaIvtm& out) {
  if (!node.is_map())
    problems_.add(Code::invalid_value, node, "\"ivtm.coeficientes\" must be a map, not {}", node.kind_name());
  for (const auto& entry : node.entries()) {
    const auto where = "ivtm.coeficientes." + entry.key;
    const auto clase = std::find_if(out.clases.begin(), out.clases.end(),
                                    [&](const ClaseVehiculo& one) { return one.nombre == entry.key; });
    const bool known = clase != out.clases.end();
    if (!known &&
        std::find(kVehicleClasses.begin(), kVehicleClasses.end(), entry.key) == kVehicleClasses.end()) {
      auto names = kVehicleClasses;
      for (const auto& one : out.clases) names.push_back(one.nombre);
      problems_.add(Code::unknown_key, entry, "unknown class \"{}\" in \"ivtm.coeficientes\"{}", entry.key,
                    did_you_mean(entry.key, names));
    }
    if (!entry.value.is_list()) {
      const auto one = read_coeficiente(entry.value, where);
      if (one && known)
        for (auto& band : clase->bandas) band.coeficiente = *one;
      continue;
    }
    const auto& items = entry.value.items();
    if (!known || items.size() != clase->bandas.size())
      problems_.add(Code::inconsistent, entry.value, "{} lists {} coefficients for {} bands", where,
                    items.size(), known ? clase->bandas.size() : 0);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto one = read_coeficiente(items[i], where);
      if (one && known && i < clase->bandas.size()) clase->bandas[i].coeficiente = *one;
    }
  }
}

std::optional<Decimal> OrdenanzaReader::read_coeficiente(const Node& node, const std::string& where) {
  return read_bounded(node, where, {1, 4}, {2, 0}, 4, "LRHL 95.4");
}

OrdenanzaTasa OrdenanzaReader::read_tasa(const Node::Entry& entry) {
  const auto where = "tasas." + entry.key;
  OrdenanzaTasa out;
  out.concepto = entry.key;
  if (!ordenanza_concept(entry.key) || entry.key == "ibi" || entry.key == "ivtm")
    problems_.add(
        Code::invalid_value, entry,
        "a tasa is called by up to 20 small letters, digits and _, other than ibi and ivtm, not \"{}\"",
        entry.key);
  MapReader r(entry.value, where, problems_);
  if (const auto* tarifas = r.required("tarifas")) {
    if (!tarifas->is_map())
      problems_.add(Code::invalid_value, *tarifas, "\"{}.tarifas\" must be a map, not {}", where,
                    tarifas->kind_name());
    else if (tarifas->entries().empty())
      problems_.add(Code::missing_value, *tarifas, "{}.tarifas names none", where);
    for (const auto& one : tarifas->entries()) {
      if (!ordenanza_name(one.key))
        problems_.add(Code::invalid_value, one,
                      "a tarifa is called by up to 40 letters, digits and _, not \"{}\"", one.key);
      if (const auto amount = read_tarifa(one.value, where + ".tarifas." + one.key, 6))
        out.tarifas.emplace_back(one.key, *amount);
    }
  }
  if (const auto* prorate = r.optional("prorrateo"))
    if (const auto text = config::read_text(*prorate, where + ".prorrateo", problems_)) {
      if (*text != "trimestres" && *text != "ninguno")
        problems_.add(Code::unknown_value, *prorate, "{}.prorrateo is trimestres or ninguno, not \"{}\"",
                      where, *text);
      out.prorrateo_trimestres = *text == "trimestres";
    }
  out.comun = read_comun(r, where);
  r.finish();
  return out;
}

}  // namespace sctf::tributos
