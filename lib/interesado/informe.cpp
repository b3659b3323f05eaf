#include "interesado/informe.hpp"

#include <fmt/format.h>

#include "config/yaml.hpp"
#include "documentos/lista.hpp"
#include "pdf/writer.hpp"
#include "text/zone.hpp"

namespace sctf::interesado {
namespace {

constexpr std::string_view kInforme = "informes/accesos";

std::string in_hole(std::string text, std::string_view hole, std::string_view value) {
  if (const auto at = text.find(hole); at != std::string::npos) text.replace(at, hole.size(), value);
  return text;
}

bool says_true(const config::Node& entry, const char* key) {
  const auto* node = entry.find(key);
  return node != nullptr && node->text() == "true";
}

}  // namespace

Result<Acciones> Acciones::cargar(const std::filesystem::path& file, const std::string& lang) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto root = config::parse_yaml(*bytes, file.string());
  if (!root) return tl::unexpected(root.error());
  Acciones out;
  for (const auto& entry : root->entries()) {
    const auto* text = entry.value.find(lang);
    if (text == nullptr) text = entry.value.find("es");
    if (text != nullptr)
      out.acciones_[entry.key] = {.texto = text->text(),
                                  .motivo = says_true(entry.value, "motivo"),
                                  .reservada = says_true(entry.value, "reservada")};
  }
  return out;
}

Acciones::Accion Acciones::de(const std::string& accion) const {
  if (const auto found = acciones_.find(accion); found != acciones_.end()) return found->second;
  const auto other = acciones_.find("otra");
  return {.texto = other == acciones_.end() ? accion : in_hole(other->second.texto, "{accion}", accion)};
}

std::string Acciones::canal(const std::string& canal) const {
  if (const auto found = acciones_.find("canal." + canal); found != acciones_.end())
    return found->second.texto;
  return in_hole(de("canal.otro").texto, "{canal}", canal);
}

std::vector<AccesoContado> contar(const Accesos& accesos, const Acciones& acciones) {
  std::vector<AccesoContado> out;
  for (const auto& fila : accesos.filas) {
    const auto accion = acciones.de(fila.action);
    if (accion.reservada) continue;
    out.push_back({.at = fila.at,
                   .que = accion.texto,
                   .para = accion.motivo ? fila.reason : std::string(),
                   .canal = acciones.canal(fila.channel),
                   .denegado = !fila.refusal.empty()});
  }
  return out;
}

Result<std::string> informe_pdf(const std::vector<AccesoContado>& accesos, const Acciones& acciones,
                                const CabeceraInforme& c) {
  const auto loaded = documentos::Plantilla::load(kInforme, c.lang);
  if (!loaded) throw Error(loaded.error().front());
  const auto& plantilla = *loaded;
  std::string bytes;
  pdf::Writer writer(plantilla->fonts(),
                     {.title = plantilla->titulo(),
                      .author = c.organismo,
                      .subject = {},
                      .lang = plantilla->lang() == "es" ? "es-ES" : plantilla->lang(),
                      .id = fmt::format("accesos-{}-{}", c.documento, to_string(c.clock)),
                      .created = c.clock},
                     [&](std::string_view more) { bytes += more; });
  documentos::Registro head(*plantilla);
  head.set(plantilla->campo("organismo"), c.organismo);
  head.set(plantilla->campo("documento"), c.documento);
  if (c.desde) head.set(plantilla->campo("desde"), *c.desde);
  head.set(plantilla->campo("hasta"), c.hasta);
  head.set(plantilla->campo("fecha"), text::local_day(c.clock, c.zona));
  head.set(plantilla->campo("total"), static_cast<std::int64_t>(accesos.size()));
  if (c.recortado) head.set(plantilla->campo("recortado"), *c.recortado);
  documentos::Lista lista(
      plantilla, head, [&](const documentos::Documento& page) { writer.add(page.paginas, *page.elementos); });
  documentos::Registro row(*plantilla, plantilla->filas("accesos"));
  const auto put = [&](const char* campo, std::string_view text) {
    if (!text.empty()) row.set(plantilla->campo(campo), text);
  };
  const auto line = [&](const std::string& when, const AccesoContado& one, const std::string& outcome) {
    row.clear();
    put("accesos.cuando", when), put("accesos.que", one.que), put("accesos.para", one.para);
    put("accesos.canal", one.canal), put("accesos.resultado", outcome);
    return lista.fila(row);
  };
  for (const auto& one : accesos) {
    const auto local = text::local_time(one.at, c.zona);
    const std::chrono::year_month_day day{local.day};
    const auto when = fmt::format("{:02}/{:02}/{}, {:02}:{:02}", unsigned(day.day()), unsigned(day.month()),
                                  int(day.year()), local.hour, local.minute);
    if (auto ok = line(when, one, acciones.texto(one.denegado ? "denegada" : "hecha")); !ok)
      return tl::unexpected(ok.error());
  }
  if (accesos.empty())
    if (auto ok = line("—", {.at = {}, .que = acciones.texto("ninguno"), .para = {}, .canal = {}}, ""); !ok)
      return tl::unexpected(ok.error());
  if (auto ok = lista.finish(); !ok) return tl::unexpected(ok.error());
  writer.finish();
  return bytes;
}

}  // namespace sctf::interesado
