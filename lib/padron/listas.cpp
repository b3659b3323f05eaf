#include "padron/listas.hpp"

#include "proc/file.hpp"
#include "text/csv.hpp"

namespace sctf::padron {
namespace {

using Each = std::function<Result<void>(const text::Record&)>;

// Each line of a table with a header and `columns` columns.
Result<void> read_table(const std::filesystem::path& file, std::size_t columns, const Each& each) {
  const auto source = proc::FileReader::open(file);
  if (!source) return tl::unexpected(source.error());
  text::CsvReader reader(**source);
  text::Record record;
  for (bool header = true;; header = false) {
    const auto more = reader.next(record);
    auto read = more ? Result<void>{} : Result<void>(tl::unexpected(more.error()));
    if (more && !*more) return {};
    if (more && record.size() != columns)
      read = problem(Code::wrong_columns, "{} columns, {} are wanted", record.size(), columns);
    if (read && !header) read = each(record);
    if (!read) {
      auto told = read.error();
      return tl::unexpected(std::move(told).at(file.string(), more ? record.line() : read.error().line, 1));
    }
  }
}

Result<Ambito> read_ambito(std::string_view text) {
  if (text == "ES") return Ambito::espana;
  if (text == "UE" || text == "EEE_SUIZA") return Ambito::union_europea;
  if (text == "TERCERO") return Ambito::tercero;
  return problem(Code::unknown_value, "\"{}\" is no ambito: ES, UE, EEE_SUIZA, TERCERO", text);
}

template <class Map>
std::string_view name_in(const Map& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? key : std::string_view(found->second);
}

}  // namespace

Result<Listas> Listas::cargar(const Lugar& lugar) {
  Listas out;
  const auto put_in = [](auto& map) {
    return [&map](const text::Record& r) -> Result<void> {
      map.emplace(r[0], r[1]);
      return {};
    };
  };
  auto ok = read_table(lugar("padron/paises.csv"), 3, [&](const text::Record& r) -> Result<void> {
    const auto ambito = read_ambito(r[2]);
    if (!ambito) return tl::unexpected(ambito.error());
    out.paises_.emplace(r[0], std::pair(std::string(r[1]), *ambito));
    return {};
  });
  if (ok)
    ok = read_table(lugar("padron/tipos_via.csv"), 3, [&](const text::Record& r) -> Result<void> {
      out.tipos_via_.emplace(r[0], std::pair(std::string(r[1]), std::string(r[2])));
      return {};
    });
  if (ok)
    ok = read_table(lugar("padron/estudios.csv"), 3, [&](const text::Record& r) -> Result<void> {
      if (r[2].size() != 1 || r[2][0] < '0' || r[2][0] > '4')
        return problem(Code::out_of_range, "nivel is 0 to 4");
      out.estudios_.emplace(r[0], r[2][0] - '0');
      return {};
    });
  if (ok)
    ok = read_table(lugar("padron/particulas.csv"), 1, [&](const text::Record& r) -> Result<void> {
      out.particulas_.emplace(r[0]);
      return {};
    });
  if (ok) ok = read_table(lugar("padron/provincias.csv"), 2, put_in(out.provincias_));
  if (ok)
    ok = read_table(lugar("municipios.csv"), 2, [&](const text::Record& r) -> Result<void> {
      out.municipios_.emplace(r[0].substr(0, 5), r[1]);  // without its check digit
      return {};
    });
  if (!ok) return tl::unexpected(ok.error());
  return out;
}

std::string_view Listas::nombre_pais(std::string_view codigo) const {
  const auto found = paises_.find(codigo);
  return found == paises_.end() ? codigo : std::string_view(found->second.first);
}

Ambito Listas::ambito(std::string_view naci) const {
  const auto found = paises_.find(naci);
  return found == paises_.end() ? Ambito::tercero : found->second.second;
}

std::string_view Listas::grupo_via(std::string_view tvia) const {
  const auto found = tipos_via_.find(tvia);
  return found == tipos_via_.end() ? tvia : std::string_view(found->second.second);
}

std::string_view Listas::nombre_via(std::string_view tvia) const {
  const auto found = tipos_via_.find(tvia);
  return found == tipos_via_.end() ? tvia : std::string_view(found->second.first);
}

int Listas::nivel_estudios(std::string_view cnes) const {
  const auto found = estudios_.find(cnes);
  return found == estudios_.end() ? 0 : found->second;
}

std::string_view Listas::nombre_provincia(std::string_view cpro) const {
  return name_in(provincias_, cpro);
}

std::string_view Listas::nombre_municipio(std::string_view cpro_cmun) const {
  return name_in(municipios_, cpro_cmun);
}

}  // namespace sctf::padron
