#include "demo/city_data.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

#include "base/result.hpp"
#include "proc/assets.hpp"
#include "proc/file.hpp"

namespace sctf::demo {
namespace {

using Fields = std::vector<std::string_view>;

Fields split_asset_line(std::string_view line) {
  Fields fields;
  for (std::size_t from = 0;;) {
    const auto to = line.find(';', from);
    fields.push_back(line.substr(from, to - from));
    if (to == std::string_view::npos) return fields;
    from = to + 1;
  }
}

// Calls `row` for each data line of etc/demo/NAME.csv. Comments begin with #; the first other line is the
// header.
void each_asset_row(std::string_view name, std::size_t columns,
                    const std::function<void(const Fields&)>& row) {
  const auto path = proc::asset(std::string("etc/demo/").append(name).append(".csv"));
  const auto text = must(proc::read_file(path, 1U << 20U));
  bool header = true;
  std::size_t number = 0;
  for (std::size_t from = 0; from < text.size();) {
    const auto to = std::min(text.find('\n', from), text.size());
    const auto line = std::string_view(text).substr(from, to - from);
    from = to + 1, ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto fields = split_asset_line(line);
    if (fields.size() != columns)
      throw Error(Code::bad_document, "{}:{}: {} columns are wanted, not {}", path.string(), number, columns,
                  fields.size());
    if (!header) row(fields);
    header = false;
  }
}

std::int64_t asset_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || value < 0)
    throw Error(Code::bad_document, "etc/demo: \"{}\" is not a whole number", text);
  return value;
}

std::uint64_t asset_weight(std::string_view text) {
  return static_cast<std::uint64_t>(asset_number(text));
}

Word asset_word(std::string_view particle, std::string_view written, std::string_view shown) {
  return {std::string(particle), std::string(written), std::string(shown), latin_upper(shown)};
}

void load_names(CityData& data) {
  each_asset_row("apellidos", 4, [&](const Fields& f) {
    data.surnames.words.push_back(asset_word(f[0], f[1], f[2]));
    data.surnames.weights.add(asset_weight(f[3]));
  });
  each_asset_row("nombres", 5, [&](const Fields& f) {
    const auto decade = static_cast<std::size_t>((asset_number(f[1]) - 1930) / 10);
    auto& list = data.given.at(f[0] == "6" ? 1 : 0).at(decade);
    list.words.push_back(asset_word("", f[2], f[3]));
    list.weights.add(asset_weight(f[4]));
  });
  each_asset_row("nombres_extranjeros", 4, [&](const Fields& f) {
    if (data.foreign_names.empty() || data.foreign_names.back().group != f[0])
      data.foreign_names.push_back({std::string(f[0]), {}, {}, {}});
    auto& names = data.foreign_names.back();
    auto& list = f[1] == "apellido" ? names.surnames : f[1] == "varon" ? names.men : names.women;
    list.push_back(asset_word("", f[2], f[3]));
  });
}

void load_people(CityData& data) {
  std::uint64_t men = 0, women = 0;
  each_asset_row("edades", 3, [&](const Fields& f) {
    data.age_from.push_back(static_cast<int>(asset_number(f[0])));
    data.ages[0].add(asset_weight(f[1])), data.ages[1].add(asset_weight(f[2]));
    men += asset_weight(f[1]), women += asset_weight(f[2]);
  });
  data.sexes.add(men), data.sexes.add(women);
  each_asset_row("hogares", 2, [&](const Fields& f) { data.household_sizes.add(asset_weight(f[1])); });
  each_asset_row("nacionalidades", 6, [&](const Fields& f) {
    if (f[0] == "108") return;
    data.nationalities.push_back(
        {std::string(f[0]), std::string(f[1]), f[4] == "UE" || f[4] == "EEE_SUIZA", std::string(f[5])});
    data.nationality_weights[0].add(asset_weight(f[2])), data.nationality_weights[1].add(asset_weight(f[3]));
  });
  each_asset_row("municipios", 6, [&](const Fields& f) {
    data.towns.push_back(
        {std::string(f[0]), std::string(f[1]), std::string(f[2]), std::string(f[3]), std::string(f[4])});
    data.town_weights.add(asset_weight(f[5]));
  });
}

std::size_t quarter_position(CityData& data, std::string_view name) {
  auto found = std::find_if(data.quarters.begin(), data.quarters.end(),
                            [&](const Quarter& q) { return q.name == name; });
  if (found == data.quarters.end())
    found = data.quarters.insert(found, Quarter{std::string(name), {}, {}, 0});
  return static_cast<std::size_t>(found - data.quarters.begin());
}

void load_territory(CityData& data) {
  each_asset_row("secciones", 4, [&](const Fields& f) {
    auto& quarter = data.quarters[quarter_position(data, f[3])];
    quarter.sections.push_back(data.sections.size());
    quarter.people += asset_number(f[2]);
    data.sections.push_back({std::string(f[0]), std::string(f[1]), asset_number(f[2])});
  });
  for (const auto& quarter : data.quarters)
    data.quarter_weights.add(static_cast<std::uint64_t>(quarter.people));
  std::vector<std::pair<std::string, std::string>> types;
  each_asset_row("tipos_via", 2, [&](const Fields& f) { types.emplace_back(f[0], f[1]); });
  each_asset_row("calles", 6, [&](const Fields& f) {
    const auto type =
        std::find_if(types.begin(), types.end(), [&](const auto& t) { return t.first == f[1]; });
    if (type == types.end())
      throw Error(Code::bad_document, "etc/demo/calles.csv: type of street \"{}\"", f[1]);
    const auto quarter = quarter_position(data, f[5]);
    data.quarters[quarter].streets.push_back(data.streets.size());
    data.streets.push_back(
        {std::string(f[0]), std::string(f[1]), type->second, std::string(f[2]), std::string(f[3]), quarter});
  });
}

void load_things(CityData& data) {
  each_asset_row("bancos", 3, [&](const Fields& f) {
    data.banks.push_back({std::string(f[0])});
    data.bank_weights.add(asset_weight(f[2]));
  });
  each_asset_row("vehiculos", 3, [&](const Fields& f) {
    data.vehicles.push_back({std::string(f[0]), std::string(f[1])});
    data.vehicle_weights.add(asset_weight(f[2]));
  });
  each_asset_row("especiales", 2, [&](const Fields& f) {
    data.specials.push_back({std::string(f[0]), asset_number(f[1]) * 100});
  });
  each_asset_row("entidades", 2, [&](const Fields& f) {
    auto& list = f[0] == "ramo"           ? data.trades
                 : f[0] == "marca"        ? data.brands
                 : f[0] == "edificio"     ? data.buildings
                 : f[0] == "congregacion" ? data.congregations
                                          : data.public_bodies;
    list.push_back(latin_upper(f[1]));
  });
}

}  // namespace

std::string latin_upper(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte >= 'a' && byte <= 'z') out[i] = static_cast<char>(byte - 0x20);
    if (byte < 0xC3 || byte > 0xC8 || i + 1 == out.size()) continue;
    const auto next = static_cast<unsigned char>(out[++i]);
    if (byte == 0xC3 && next >= 0xA0 && next <= 0xBE && next != 0xB7) {
      out[i] = static_cast<char>(next - 0x20);  // U+00E0 to U+00FE: à to þ
    } else if (byte == 0xC5 && next >= 0xB9 && next <= 0xBE) {
      if (next % 2 == 0) out[i] = static_cast<char>(next - 1);  // U+0179 to U+017E: capitals are odd
    } else if (byte == 0xC4 || byte == 0xC5 || byte == 0xC8) {
      // Latin Extended-A and Ș, Ț: capitals even, small letters odd; U+0139 to U+0148 the other way round.
      const bool capitals_odd = (byte == 0xC4 && next >= 0xB9) || (byte == 0xC5 && next <= 0x88);
      if ((next % 2 == 0) == capitals_odd) out[i] = static_cast<char>(next - 1);
    }
  }
  return out;
}

const ForeignNames& CityData::names_of(const Nationality& nationality) const {
  for (const auto& names : foreign_names)
    if (names.group == nationality.names) return names;
  throw Error(Code::bad_document, "etc/demo/nombres_extranjeros.csv: no group \"{}\"", nationality.names);
}

CityData load_city_data() {
  CityData data;
  load_names(data);
  load_people(data);
  load_territory(data);
  load_things(data);
  return data;
}

}  // namespace sctf::demo
