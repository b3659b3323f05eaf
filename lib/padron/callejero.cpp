#include "padron/callejero.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "audit/audit.hpp"
#include "padron/sql.hpp"
#include "text/collate.hpp"

namespace sctf::padron {
namespace {

constexpr int kMinimo = 62;            // points below which a street is not meant
constexpr std::size_t kMostVias = 10;  // that are told

// What clerks write short.
const std::map<std::string, std::string, std::less<>>& abreviaturas() {
  static const std::map<std::string, std::string, std::less<>> list = {
      {"STA", "SANTA"},      {"STO", "SANTO"},     {"S", "SAN"},           {"SN", "SAN"},
      {"DR", "DOCTOR"},      {"DRA", "DOCTORA"},   {"GRAL", "GENERAL"},    {"GRL", "GENERAL"},
      {"VIRG", "VIRGEN"},    {"NTRA", "NUESTRA"},  {"SRA", "SENORA"},      {"PROF", "PROFESOR"},
      {"ALC", "ALCALDE"},    {"CAP", "CAPITAN"},   {"ALMTE", "ALMIRANTE"}, {"PDTE", "PRESIDENTE"},
      {"ARQ", "ARQUITECTO"}, {"ING", "INGENIERO"}, {"HNOS", "HERMANOS"},   {"FCO", "FRANCISCO"}};
  return list;
}

// What a type of street is called besides its code and its name.
const std::map<std::string, std::string, std::less<>>& tipos_escritos() {
  static const std::map<std::string, std::string, std::less<>> list = {
      {"C", "CALLE"},    {"CL", "CALLE"},         {"CLL", "CALLE"},   {"AV", "AVDA"},
      {"AVD", "AVDA"},   {"AVENIDA", "AVDA"},     {"PZA", "PLAZA"},   {"PL", "PLAZA"},
      {"PZ", "PLAZA"},   {"CTA", "CTRA"},         {"CAMINO", "CMNO"}, {"CNO", "CMNO"},
      {"PJE", "PSAJE"},  {"PSJE", "PSAJE"},       {"PS", "PASEO"},    {"PSO", "PASEO"},
      {"RMBLA", "RBLA"}, {"RAMBLA", "RBLA"},      {"TRAV", "TRVA"},   {"TRAVESIA", "TRVA"},
      {"BDA", "BARDA"},  {"URBANIZACION", "URB"}, {"CJON", "CLLON"}};
  return list;
}

bool article(std::string_view word) {
  constexpr std::string_view kArticulos[] = {"DE", "DEL", "LA", "LAS", "LOS", "EL", "Y", "A"};
  return std::find(std::begin(kArticulos), std::end(kArticulos), word) != std::end(kArticulos);
}

// Words of letters and digits, folded.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out(1);
  for (const char c : text::fold(text)) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter)
      out.back() += c;
    else if (!out.back().empty())
      out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> out;
  for (auto& word : words_of(name)) {
    if (article(word)) continue;
    const auto longer = abreviaturas().find(word);
    out.push_back(longer == abreviaturas().end() ? std::move(word) : longer->second);
  }
  return out;
}

// Letters that must change to make one of the other; swapped neighbours are one.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

// 0 to 100: one word against another. A beginning is nearly the word.
int likeness(std::string_view typed, std::string_view word) {
  if (typed == word) return 100;
  if (typed.size() >= 3 && word.starts_with(typed)) return 92;
  const auto longest = std::max(typed.size(), word.size());
  const auto away = distance(typed, word);
  if (away * 3 > longest) return 0;
  return static_cast<int>(100 - 100 * away / longest);
}

// 0 to 100: each word typed against the best one of the name; words that nobody typed weigh a little.
int points(const std::vector<std::string>& typed, const std::vector<std::string>& name) {
  if (typed.empty() || name.empty()) return 0;
  int sum = 0;
  std::set<std::size_t> used;
  for (const auto& word : typed) {
    int best = 0;
    std::size_t at = name.size();
    for (std::size_t i = 0; i < name.size(); ++i)
      if (const int now = likeness(word, name[i]); now > best && !used.contains(i)) best = now, at = i;
    if (at < name.size()) used.insert(at);
    sum += best;
  }
  const auto missing = static_cast<int>(name.size() - used.size());
  return std::max(0, sum / static_cast<int>(typed.size()) - 3 * missing);
}

bool number_word(std::string_view word) {
  return word.find_first_not_of("0123456789") != 0 && word.size() <= 5;
}

void read_number(const std::string& word, DireccionEscrita& out) {
  const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
  if (digits > 4) return;
  out.numero = std::string(4 - digits, '0') + word.substr(0, digits);
  if (word.size() == digits + 1) out.calificador = word.substr(digits);
}

}  // namespace

DireccionEscrita leer_direccion(std::string_view texto, const Listas& listas) {
  DireccionEscrita out;
  const auto words = words_of(texto);
  std::size_t i = 0;
  if (words.size() > 1) {
    const auto& first = words[0];
    if (const auto known = tipos_escritos().find(first); known != tipos_escritos().end())
      out.grupo = listas.grupo_via(known->second);
    else if (listas.tipo_via(first))
      out.grupo = listas.grupo_via(first);
    else
      for (const auto& [tvia, about] : listas.tipos_via())
        if (text::fold(about.first) == first) out.grupo = about.second;
    if (!out.grupo.empty()) i = 1;
  }
  for (; i < words.size(); ++i) {
    const auto& word = words[i];
    // The first number behind the name is the house's; what follows is floor and door.
    if (!out.palabras.empty() && word[0] >= '0' && word[0] <= '9' && number_word(word)) {
      read_number(word, out);
      if (out.calificador.empty() && i + 1 < words.size() && words[i + 1].size() == 1 &&
          words[i + 1][0] >= 'A' && words[i + 1] != "S" && i + 2 == words.size())
        out.calificador = words[i + 1];
      break;
    }
    if (word == "N" || word == "NUM" || word == "NUMERO" || article(word)) continue;
    const auto longer = abreviaturas().find(word);
    out.palabras.push_back(longer == abreviaturas().end() ? word : longer->second);
  }
  return out;
}

std::vector<ViaHallada> buscar_vias(db::Transaction& tx, Ente ente, const DireccionEscrita& d,
                                    const Listas& listas) {
  std::map<std::pair<std::string, std::string>, ViaHallada> best;
  for (const auto& row : tx.query(sql::callejero, ente)) {
    ViaHallada via{.cvia = row.get<std::string>("cvia"),
                   .tvia = row.get<std::string>("tvia"),
                   .nombre = row.get<std::string>("nombre"),
                   .cpsvia = row.get<std::string>("cpsvia"),
                   .por = row.get<std::string>("alias")};
    via.puntos = points(d.palabras, name_words(via.por.empty() ? via.nombre : via.por));
    // Another type of street is an unlikely slip, not an impossible one.
    if (!d.grupo.empty() && !via.tvia.empty() && listas.grupo_via(via.tvia) != d.grupo) via.puntos -= 8;
    if (via.puntos < kMinimo) continue;
    auto& slot = best[{via.cvia, via.cpsvia}];
    if (via.puntos > slot.puntos) slot = std::move(via);
  }
  std::vector<ViaHallada> out;
  for (auto& [key, via] : best) out.push_back(std::move(via));
  std::stable_sort(out.begin(), out.end(),
                   [](const ViaHallada& a, const ViaHallada& b) { return a.puntos > b.puntos; });
  if (out.size() > kMostVias) out.resize(kMostVias);
  return out;
}

namespace {

// A dwelling with who is registered in it; nobody is named where somebody has a note.
HojaHallada leer_hallada(const db::Row& row, std::int64_t& people) {
  const auto text = [&](const char* column) { return row.get<std::string>(column); };
  HojaHallada hoja{.nhop = text("nhop"),
                   .numero = text("numer") + text("cnumer"),
                   .bloq = text("bloq"),
                   .port = text("port"),
                   .esca = text("esca"),
                   .plan = text("plan"),
                   .puer = text("puer"),
                   .dist = text("dist"),
                   .secc = text("secc"),
                   .lsecc = text("lsecc"),
                   .antes = text("antes"),
                   .nias = {},
                   .protegida = row.get<bool>("protegida")};
  const auto nias = text("nias");
  for (std::size_t at = 0; at < nias.size();) {
    const auto end = std::min(nias.find(' ', at), nias.size());
    hoja.nias.push_back(nias.substr(at, end - at));
    at = end + 1;
  }
  people += static_cast<std::int64_t>(hoja.nias.size());
  if (hoja.protegida) hoja.nias.clear();
  return hoja;
}

}  // namespace

std::string manzana_catastral(std::string_view texto) {
  std::string ref;
  for (const char c : texto)
    if (c != ' ' && c != '-' && c != '.') ref += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  // Of a town: five digits and two of the plot, two letters, four digits, a letter of its sheet.
  constexpr std::string_view kForma = "0000000AA0000A";
  if (ref.size() != kForma.size() && ref.size() != kForma.size() + 6) return {};
  for (std::size_t i = 0; i < kForma.size(); ++i)
    if (kForma[i] == '0' ? ref[i] < '0' || ref[i] > '9' : ref[i] < 'A' || ref[i] > 'Z') return {};
  return ref.substr(0, 5) + ref.substr(7, 7);
}

std::vector<HojaDeManzana> buscar_manzana(db::Transaction& tx, const Caller& caller,
                                          const std::string& manzana) {
  std::vector<HojaDeManzana> out;
  std::int64_t people = 0;
  for (const auto& row : tx.query(sql::hojas_de_manzana, caller.ente, manzana)) {
    ViaHallada via{.cvia = row.get<std::string>("cvia"),
                   .tvia = row.get<std::string>("tvia"),
                   .nombre = row.get<std::string>("nombre"),
                   .cpsvia = row.get<std::string>("cpsvia"),
                   .por = {},
                   .puntos = 100};
    out.push_back({std::move(via), leer_hallada(row, people)});
  }
  audit::record(tx, caller,
                {.action = "padron.address",
                 .object = fmt::format("manzana/{}", manzana),
                 .reason = {},
                 .detail = {{"hojas", out.size()}, {"personas", people}}});
  return out;
}

std::vector<HojaHallada> buscar_hojas(db::Transaction& tx, const Caller& caller, const ViaHallada& via,
                                      const DireccionEscrita& d) {
  std::vector<HojaHallada> out;
  std::int64_t people = 0;
  for (const auto& row :
       tx.query(sql::hojas_de_via, caller.ente, via.cvia, via.cpsvia, d.numero, d.calificador))
    out.push_back(leer_hallada(row, people));
  audit::record(tx, caller,
                {.action = "padron.address",
                 .object = fmt::format("via/{}", via.cvia),
                 .reason = {},
                 .detail = {{"numero", d.numero}, {"hojas", out.size()}, {"personas", people}}});
  return out;
}

}  // namespace sctf::padron
