#include "documentos/compositor.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

#include "documentos/maqueta.hpp"
#include "pdf/barcode.hpp"

namespace sctf::documentos {
namespace {

constexpr std::size_t kMostVariants = 256;  // kept; a form beyond them is laid out each time it comes
constexpr int kQuietQr = 4, kQuietBars = 10;
constexpr pdf::Points kLeastQrModule = 0.4F * pdf::kMillimetre;
constexpr pdf::Points kUsualBarModule = 0.33F * pdf::kMillimetre;
constexpr pdf::Points kSymbolSlack = 0.01F;

// The part that does not fit, with the field that it is of.
Problem told_of(const Campo& campo, const Problem& problem) {
  auto out = problem;
  out.text = fmt::format("field \"{}\": {}", campo.nombre, problem.text);
  out.value = campo.nombre;
  return out;
}

void begin_part(pdf::Content& content, pdf::Tag tag, int mcid) {
  if (mcid >= 0)
    content.begin(tag, mcid);
  else
    content.begin_artifact();
}

// Whether what was composed for one holds for the other.
bool same_holes(const Variante& a, const Variante& b) {
  return a.paginas.size() == b.paginas.size() &&
         std::equal(a.huecos.begin(), a.huecos.end(), b.huecos.begin(), b.huecos.end(),
                    [](const Hueco& x, const Hueco& y) {
                      return x.nodo == y.nodo && x.fila == y.fila && x.pagina == y.pagina &&
                             x.ancho == y.ancho;
                    });
}

}  // namespace

struct Compositor::Inside {
  using Elements = std::shared_ptr<const std::vector<pdf::Element>>;

  explicit Inside(const Plantilla& of)
      : plantilla(of), valores(of), sample(of), componedor(of), row_values(of) {
    must(sample.leer(of.muestra()));
  }

  Result<std::shared_ptr<const Variante>> variant(const std::map<int, int>& lines, const Partes& partes) {
    key.assign(valores.forma());
    key += static_cast<char>((partes.antes ? 1 : 0) + (partes.tabla ? 2 : 0) + (partes.despues ? 4 : 0) +
                             (partes.primera ? 8 : 0));
    for (const auto& [order, count] : lines) fmt::format_to(std::back_inserter(key), "{}:{};", order, count);
    if (const auto known = variants.find(key); known != variants.end()) return known->second;
    auto made = Maqueta(plantilla, valores, sample, lines, kept_lines, partes).hacer();
    if (!made) return tl::unexpected(std::move(made.error()));
    const bool kept = variants.size() < kMostVariants;
    // A value that needs more lines comes seldom; the form with rows by the page, never again.
    made->compartida = kept && lines.empty();
    auto variant = std::make_shared<const Variante>(std::move(*made));
    if (kept) variants.emplace(key, variant);
    return variant;
  }

  // Every paragraph with fields in lines; those that need more than were kept go to `lines`.
  Result<bool> compose(const Variante& variant, int pagina, std::map<int, int>& lines) {
    componedor.clear();
    composed.clear();
    bool fits = true;
    for (const auto& hole : variant.huecos) {
      componedor.paginas(pagina + hole.pagina, static_cast<int>(variant.paginas.size()));
      const auto text = componedor.componer(*hole.nodo, valores, hole.fila, hole.ancho);
      if (!text) return tl::unexpected(text.error());
      composed.push_back(*text);
      if (text->renglones <= hole.lineas) continue;
      fits = false;
      auto& needed = lines[hole.orden];
      needed = std::max(needed, text->renglones);
    }
    return fits;
  }

  Result<void> draw_symbol(const HuecoImagen& hole, pdf::Content& content) {
    const auto& imagen = hole.nodo->imagen;
    const auto& style = hole.nodo->estilo;
    const auto& field = plantilla.declaracion().campo(imagen.campo);
    const auto& text = valores.texto(imagen.campo, hole.fila);
    if (imagen.clase == Imagen::Clase::barra) {
      constexpr float kWhole = 1000;
      int part = 0;
      for (const char c : text)
        if (c >= '0' && c <= '9' && part <= static_cast<int>(kWhole)) part = 10 * part + (c - '0');
      part = std::min(part, static_cast<int>(kWhole));
      begin_part(content, pdf::Tag::figure, hole.mcid);
      content.fill(hole.x, hole.y, *style.ancho * static_cast<float>(part) / kWhole, *style.alto,
                   style.texto.color);
      content.end();
      return {};
    }
    const bool qr = imagen.clase == Imagen::Clase::qr;
    // The printed form of a codigo is `(90)…`; the symbol has the digits alone.
    const auto bits =
        qr ? pdf::qr(text) : pdf::gs1_128("90" + text.substr(std::min<std::size_t>(4, text.size())));
    if (!bits) return tl::unexpected(told_of(field, bits.error()));
    const int quiet = 2 * (qr ? kQuietQr : kQuietBars);
    const auto width = *style.ancho, height = *style.alto;
    const auto across = static_cast<float>(bits->width + quiet);
    auto module = style.modulo;
    if (module == 0) module = qr ? std::min(width, height) / across : kUsualBarModule;
    if (module * across > width + kSymbolSlack || (qr && module < kLeastQrModule - kSymbolSlack))
      return problem(Code::out_of_range, "field \"{}\": its symbol of {} modules does not fit in {:.0f} mm",
                     field.nombre, bits->width, width / pdf::kMillimetre);
    begin_part(content, pdf::Tag::figure, hole.mcid);
    const auto left = hole.x + module * static_cast<float>(quiet / 2);
    if (qr) {
      const auto top = hole.y + height - module * static_cast<float>(kQuietQr + bits->height);
      content.bits(left, top, module, module, *bits);
    } else {
      content.bits(left, hole.y, module, height, *bits);
    }
    content.end();
    return {};
  }

  Result<Documento> draw(const std::shared_ptr<const Variante>& variant) {
    Documento out;
    const auto& paper = plantilla.declaracion();
    for (const auto& fixed : variant->paginas)
      if (variant->compartida)
        out.paginas.push_back({paper.ancho, paper.alto, {fixed}, pdf::Content(*plantilla.fonts())});
      else
        out.paginas.push_back({paper.ancho, paper.alto, {}, *fixed});
    for (std::size_t i = 0; i < variant->huecos.size(); ++i) {
      const auto& hole = variant->huecos[i];
      auto& content = out.paginas[static_cast<std::size_t>(hole.pagina)].own;
      for (const auto& part : hole.tramos) {
        begin_part(content, part.tag, part.mcid);
        componedor.dibujar(content, *hole.nodo, composed[i], hole.x, hole.y, hole.ancho, part.desde,
                           part.hasta);
        content.end();
      }
    }
    for (const auto& hole : variant->imagenes)
      if (auto drawn = draw_symbol(hole, out.paginas[static_cast<std::size_t>(hole.pagina)].own); !drawn)
        return tl::unexpected(std::move(drawn.error()));
    out.elementos = Elements(variant, &variant->elementos);
    return out;
  }

  const Plantilla& plantilla;
  Valores valores, sample;
  Componedor componedor;
  LineasGuardadas kept_lines;
  std::vector<Compuesto> composed;
  // For the rows of a list: values of one row, and what measures it.
  Valores row_values;
  std::map<int, int> no_lines;
  std::unique_ptr<Maqueta> row_measure;
  std::unordered_map<std::string, std::shared_ptr<const Variante>> variants;
  std::string key;
};

Compositor::Compositor(std::shared_ptr<const Plantilla> plantilla)
    : plantilla_(std::move(plantilla)), inside_(std::make_unique<Inside>(*plantilla_)) {}
Compositor::~Compositor() = default;
Compositor::Compositor(Compositor&&) noexcept = default;
Compositor& Compositor::operator=(Compositor&&) noexcept = default;

Result<Documento> Compositor::componer(const Registro& registro) {
  return componer(registro, {}, 1);
}

Result<Documento> Compositor::componer(const Registro& registro, const Partes& partes, int pagina) {
  auto& in = *inside_;
  if (&registro.declaracion() != &plantilla_->declaracion() || registro.seccion() >= 0)
    throw Error(Code::internal, "a row, or a record of another template than {}", plantilla_->nombre());
  if (auto read = in.valores.leer(registro); !read) return tl::unexpected(std::move(read.error()));
  std::map<int, int> lines;
  auto variant = in.variant(lines, partes);
  if (!variant) return tl::unexpected(std::move(variant.error()));
  auto fits = in.compose(**variant, pagina, lines);
  if (!fits) return tl::unexpected(std::move(fits.error()));
  if (!*fits) {
    const auto first = *variant;
    variant = in.variant(lines, partes);
    if (!variant) return tl::unexpected(std::move(variant.error()));
    if (same_holes(*first, **variant)) return in.draw(*variant);
    // Copies in repeated heads may have come with the further pages: composed again for these pages.
    fits = in.compose(**variant, pagina, lines);
    if (!fits) return tl::unexpected(std::move(fits.error()));
    if (!*fits) throw Error(Code::internal, "the layout of {} kept too few lines", plantilla_->nombre());
  }
  return in.draw(*variant);
}

Result<Compositor::Alturas> Compositor::alturas(const Registro& registro, bool primera) {
  auto& in = *inside_;
  if (auto read = in.row_values.leer(registro); !read) return tl::unexpected(std::move(read.error()));
  const Partes partes{.antes = primera, .tabla = true, .despues = true, .primera = primera};
  in.row_measure =
      std::make_unique<Maqueta>(*plantilla_, in.row_values, in.sample, in.no_lines, in.kept_lines, partes);
  const auto medidas = in.row_measure->medir();
  if (!medidas) return tl::unexpected(medidas.error());
  const auto& paper = plantilla_->declaracion();
  const auto foot = primera && paper.margenes.pie_fijo > 0 ? paper.margenes.pie_fijo : paper.margenes.abajo;
  return Alturas{.sitio = paper.alto - paper.margenes.arriba - foot - medidas->cabecera - medidas->antes -
                          medidas->cabeza,
                 .despues = medidas->hueco + medidas->despues};
}

Result<pdf::Points> Compositor::alto_de_fila(const Registro& fila) {
  auto& in = *inside_;
  if (!in.row_measure) throw Error(Code::internal, "a row before its page was measured");
  if (auto read = in.row_values.leer_fila(fila); !read) return tl::unexpected(std::move(read.error()));
  return in.row_measure->alto_de_fila();
}

}  // namespace sctf::documentos
