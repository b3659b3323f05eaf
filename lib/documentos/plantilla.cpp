#include "documentos/plantilla.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/suggest.hpp"
#include "crypto/sha256.hpp"
#include "documentos/compositor.hpp"
#include "proc/assets.hpp"

namespace sctf::documentos {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTemplates = "templates";
constexpr std::string_view kSealFeet = "templates/pie_csv";
constexpr std::string_view kStyleSheet = "templates/estilo.yaml";

tl::unexpected<std::vector<Problem>> only(Problem problem) {
  return tl::unexpected(std::vector<Problem>{std::move(problem)});
}

// `cartas/carta_pago`: two names of our own, nothing that climbs elsewhere.
bool is_template_name(std::string_view name) {
  const auto slash = name.find('/');
  const auto good = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
  };
  return slash != std::string_view::npos && good(name.substr(0, slash)) && good(name.substr(slash + 1));
}

std::vector<std::string> languages_of(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(folder, error))
    if (file.path().extension() == ".xhtml") out.push_back(file.path().stem().string());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<Plantilla::Entrada> Plantilla::list() {
  std::vector<Entrada> out;
  const auto root = proc::asset(kTemplates);
  std::error_code error;
  for (const auto& family : fs::directory_iterator(root, error)) {
    if (!family.is_directory()) continue;
    for (const auto& type : fs::directory_iterator(family.path(), error))
      if (fs::exists(type.path() / "plantilla.yaml", error))
        out.push_back({family.path().filename().string() + "/" + type.path().filename().string(),
                       languages_of(type.path())});
  }
  std::sort(out.begin(), out.end(), [](const Entrada& a, const Entrada& b) { return a.nombre < b.nombre; });
  return out;
}

config::Loaded<std::shared_ptr<const Plantilla>> Plantilla::load(std::string_view nombre,
                                                                 std::string_view lang) {
  const auto folder_name = std::string(kTemplates) + "/" + std::string(nombre);
  if (!is_template_name(nombre) || !proc::asset_exists(folder_name + "/plantilla.yaml")) {
    std::vector<std::string> names;
    for (auto& entry : list()) names.push_back(std::move(entry.nombre));
    return only(
        Problem{.code = Code::not_found,
                .text = fmt::format("there is no template \"{}\"{}", nombre, did_you_mean(nombre, names)),
                .value = std::string(nombre)});
  }
  const auto folder = proc::asset(folder_name);
  std::error_code error;
  const auto text = folder / (std::string(lang.substr(0, 2)) + ".xhtml");
  Fuentes sources{.nombre = std::string(nombre),
                  .lang = fs::exists(text, error) ? std::string(lang.substr(0, 2)) : "es",
                  .folder = folder.string(),
                  .yaml = {},
                  .xhtml = {},
                  .estilo = {},
                  .pie_csv = {}};
  const auto read = [&](const fs::path& file, std::string& out) -> Result<void> {
    auto bytes = config::read_document(file);
    if (!bytes) {
      bytes.error().file = file.string();
      return tl::unexpected(std::move(bytes.error()));
    }
    out = std::move(*bytes);
    return {};
  };
  if (auto got = read(folder / "plantilla.yaml", sources.yaml); !got) return only(got.error());
  if (auto got = read(folder / (sources.lang + ".xhtml"), sources.xhtml); !got) return only(got.error());
  if (auto got = read(proc::asset(kStyleSheet), sources.estilo); !got) return only(got.error());
  const auto foot = proc::asset(kSealFeet) / (sources.lang + ".xhtml");
  if (fs::exists(foot, error))
    if (auto got = read(foot, sources.pie_csv); !got) return only(got.error());
  return parse(sources);
}

config::Loaded<std::shared_ptr<const Plantilla>> Plantilla::parse(const Fuentes& fuentes) {
  const auto yaml_file = fuentes.folder + "/plantilla.yaml";
  auto hoja = HojaDeEstilo::parse(fuentes.estilo, std::string(kStyleSheet));
  if (!hoja) return tl::unexpected(std::move(hoja.error()));
  auto declaracion = Declaracion::parse(fuentes.yaml, yaml_file);
  if (!declaracion) return tl::unexpected(std::move(declaracion.error()));
  auto fonts = pdf::Fonts::load();
  if (!fonts) return only(std::move(fonts.error()));

  const std::shared_ptr<Plantilla> out(new Plantilla);
  out->nombre_ = fuentes.nombre;
  out->declaracion_ = std::move(*declaracion);
  out->fonts_ = std::move(*fonts);
  out->idioma_ = idioma_of(fuentes.lang);
  crypto::Sha256 sha;
  const auto take = [&](const std::string& text) { sha.update(fmt::format("{}\n{}", text.size(), text)); };
  for (const auto* text : {&fuentes.yaml, &fuentes.xhtml, &fuentes.estilo}) take(*text);
  if (out->declaracion_.sello) take(fuentes.pie_csv);
  out->sha256_ = sha.hex();

  Fallos fallos(fuentes.folder + "/" + fuentes.lang + ".xhtml");
  out->arbol_ =
      leer_arbol(fuentes.xhtml, fuentes.pie_csv, fuentes.lang, out->declaracion_, *hoja, yaml_file, fallos);
  if (fallos.empty()) revisar_arbol(out->arbol_, fallos);
  if (fallos.empty()) out->shape_texts(fallos);
  if (fallos.empty()) out->try_samples(fallos);
  if (!fallos.empty()) return tl::unexpected(fallos.take());
  return std::shared_ptr<const Plantilla>(out);
}

// The fixed texts, once for all documents.
void Plantilla::shape_texts(Fallos& fallos) {
  const auto visit = [&](const auto& self, Nodo& nodo) -> void {
    for (auto& piece : nodo.piezas) {
      if (piece.clase != Pieza::Clase::texto) continue;
      auto run = pdf::shape(fonts_->face(piece.estilo.cara), piece.texto);
      if (run)
        piece.run = std::move(*run);
      else
        fallos.add(run.error().code, piece.linea, "{}", run.error().text);
    }
    for (auto& child : nodo.hijos) self(self, child);
  };
  for (auto* part : {&arbol_.cabecera, &arbol_.cuerpo, &arbol_.pie}) visit(visit, *part);
}

// Whether the usual, the longest and the shortest record can be printed.
void Plantilla::try_samples(Fallos& fallos) const {
  // Not owned: the compositor lives no longer than this.
  Compositor compositor(std::shared_ptr<const Plantilla>(std::shared_ptr<const Plantilla>(), this));
  struct Try {
    Muestra cual;
    std::string_view what;
  };
  for (const auto& [cual, what] : {Try{Muestra::usual, "with its sample"},
                                   Try{Muestra::larga, "with the longest values that plantilla.yaml allows"},
                                   Try{Muestra::corta, "without what may be missing"}})
    if (const auto made = compositor.componer(muestra(cual)); !made) {
      fallos.add(made.error().code, 0, "{}: {}", what, made.error().text);
      return;
    }
}

Registro Plantilla::muestra(Muestra cual) const {
  Registro out(*this);
  const auto fill = [&](Registro& record, const std::vector<Campo>& fields, int section, int row) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (cual == Muestra::corta && fields[i].puede_faltar()) continue;
      const auto& samples = fields[i].muestras;
      const auto& usual =
          samples.empty() ? fields[i].muestra : samples[static_cast<std::size_t>(row) % samples.size()];
      record.set(CampoId{section, static_cast<int>(i)},
                 cual == Muestra::larga ? valor_mas_largo(fields[i]) : usual);
    }
  };
  fill(out, declaracion_.campos, -1, 0);
  for (std::size_t s = 0; s < declaracion_.filas.size(); ++s) {
    const auto& filas = declaracion_.filas[s];
    const int rows = cual == Muestra::larga && filas.maximo > 0 ? filas.maximo : filas.muestra;
    for (int row = 0; row < rows; ++row)
      fill(out.fila(FilasId{static_cast<int>(s)}), filas.campos, static_cast<int>(s), row);
  }
  return out;
}

CampoId Plantilla::campo(std::string_view nombre) const {
  const auto dot = nombre.find('.');
  const int section = dot == std::string_view::npos ? -1 : declaracion_.find_filas(nombre.substr(0, dot));
  const auto field = dot == std::string_view::npos ? nombre : nombre.substr(dot + 1);
  const auto found =
      dot != std::string_view::npos && section < 0 ? std::nullopt : declaracion_.find(field, section);
  if (!found || found->seccion != section)
    throw Error(Code::internal, "template {} has no field \"{}\"", nombre_, nombre);
  return *found;
}

FilasId Plantilla::filas(std::string_view nombre) const {
  const int found = declaracion_.find_filas(nombre);
  if (found < 0) throw Error(Code::internal, "template {} has no rows \"{}\"", nombre_, nombre);
  return {found};
}

bool Plantilla::has(std::string_view nombre) const {
  return declaracion_.find(nombre).has_value() || declaracion_.find_filas(nombre) >= 0;
}

}  // namespace sctf::documentos
