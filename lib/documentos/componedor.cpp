#include "documentos/componedor.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "text/utf8.hpp"

namespace sctf::documentos {
namespace {

constexpr pdf::Points kSlack = 0.01F;  // what rounding may add to a line that fits

std::string fields_of(const Nodo& nodo, const Declaracion& declaracion) {
  std::string out;
  for (const auto& piece : nodo.piezas)
    if (piece.clase == Pieza::Clase::campo)
      out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", declaracion.campo(piece.campo).nombre);
  return out.empty() ? fmt::format("the text of line {}", nodo.linea) : out;
}

}  // namespace

Valores::Valores(const Plantilla& plantilla)
    : declaracion_(plantilla.declaracion()), idioma_(plantilla.idioma()) {}

Result<void> Valores::leer(const Registro& registro) {
  forma_.clear();
  bases_.clear();
  cuantas_.clear();
  auto total = declaracion_.campos.size();
  for (std::size_t s = 0; s < declaracion_.filas.size(); ++s) {
    const int rows = registro.filas(static_cast<int>(s));
    const auto& filas = declaracion_.filas[s];
    if (filas.maximo > 0 && rows > filas.maximo)
      return problem(Code::out_of_range, "\"{}\" has {} rows, at most {} are allowed", filas.nombre, rows,
                     filas.maximo);
    bases_.push_back(total);
    cuantas_.push_back(rows);
    total += filas.campos.size() * static_cast<std::size_t>(rows);
    forma_ += static_cast<char>(rows & 0xFF);
    forma_ += static_cast<char>(rows >> 8);
  }
  if (textos_.size() < total) textos_.resize(total);
  puestos_.resize(total);
  if (auto read = leer_campos(registro, -1, 0); !read) return read;
  for (std::size_t s = 0; s < declaracion_.filas.size(); ++s)
    for (int row = 0; row < cuantas_[s]; ++row)
      if (auto read =
              leer_campos(registro.fila(static_cast<int>(s), row), row,
                          bases_[s] + static_cast<std::size_t>(row) * declaracion_.filas[s].campos.size());
          !read)
        return read;
  return {};
}

Result<void> Valores::leer_fila(const Registro& fila) {
  forma_.clear();
  return leer_campos(fila, 0, bases_[static_cast<std::size_t>(fila.seccion())]);
}

Result<void> Valores::leer_campos(const Registro& registro, int fila, std::size_t from) {
  const auto& fields = declaracion_.campos_de(registro.seccion());
  const auto refuse = [&](Code code, const Campo& field, std::string what) -> Result<void> {
    auto text = fila < 0 ? fmt::format("field \"{}\" {}", field.nombre, what)
                         : fmt::format("field \"{}\" of row {} {}", field.nombre, fila + 1, what);
    return tl::unexpected(Problem{.code = code, .text = std::move(text), .value = field.nombre});
  };
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& field = fields[i];
    const auto& value = registro.valor(static_cast<int>(i));
    auto& text = textos_[from + i];
    text.clear();
    const bool there = value.puesto();
    puestos_[from + i] = there ? 1 : 0;
    if (field.puede_faltar()) forma_ += there ? '+' : '-';
    if (!there) {
      const bool companion = field.con >= 0 && registro.valor(field.con).puesto();
      if (!field.puede_faltar() || companion) return refuse(Code::missing_value, field, "has no value");
      continue;
    }
    if (field.con >= 0 && !registro.valor(field.con).puesto())
      return refuse(Code::inconsistent, field,
                    fmt::format("has a value, but \"{}\", with which it goes, has none",
                                fields[static_cast<std::size_t>(field.con)].nombre));
    escribir_valor(field.tipo, value, idioma_, text);
    if (text.find_first_not_of(' ') == std::string::npos)
      return refuse(Code::missing_value, field, "is blank");
    if (text.size() <= static_cast<std::size_t>(field.maximo)) continue;  // bytes are no fewer than letters
    if (text::first_invalid_utf8(text) != std::string_view::npos)
      return refuse(Code::bad_encoding, field, "is not UTF-8");
    if (const auto letters = text::count_code_points(text); letters > static_cast<std::size_t>(field.maximo))
      return refuse(Code::out_of_range, field,
                    fmt::format("has {} letters, at most {} are allowed", letters, field.maximo));
  }
  return {};
}

bool Valores::vale(const Condicion& condicion, int fila) const {
  const auto& [campo, presente] = condicion;
  if (campo.indice < 0) return (filas(campo.seccion) > 0) == presente;
  return puesto(campo, fila) == presente;
}

bool Valores::valen(const std::vector<Condicion>& condiciones, int fila) const {
  return std::all_of(condiciones.begin(), condiciones.end(),
                     [&](const Condicion& c) { return vale(c, fila); });
}

Componedor::Componedor(const Plantilla& plantilla) : plantilla_(plantilla), fonts_(*plantilla.fonts()) {
  for (int i = 0; i < pdf::kStyles; ++i) {
    const auto& face = fonts_.face(static_cast<pdf::Style>(i));
    const auto glyph = [&](char32_t c) { return face.glyph(c).value_or(0); };
    cortes_.push_back({glyph(U' '), glyph(U'\u00A0'), glyph(U'/'), glyph(U'-'), glyph(U'.')});
  }
}

Linea linea_de(const Nodo& nodo, const pdf::Fonts& fonts) {
  auto size = nodo.piezas.empty() ? nodo.estilo.texto.tamano : 0.0F;
  for (const auto& piece : nodo.piezas) size = std::max(size, piece.estilo.tamano);
  const auto& face = fonts.face(nodo.estilo.texto.cara);
  const auto height = size * nodo.estilo.interlinea;
  const auto above = static_cast<float>(face.ascent()) * size / 1000;
  const auto below = static_cast<float>(face.descent()) * size / 1000;
  return {height, (height - above - below) / 2 + above};
}

void Componedor::add(const pdf::Run& run, const Nodo& nodo, std::size_t pieza, Cortar cortar) {
  const auto style = nodo.piezas[pieza].estilo.cara;
  const auto& face = fonts_.face(style);
  const auto& breaks = cortes_[static_cast<std::size_t>(style)];
  pdf::Glyph before = 0;
  for (auto glyph : run.glyphs) {
    Letra letter;
    letter.pieza = static_cast<std::uint16_t>(pieza);
    if (glyph == breaks.fijo)
      glyph = breaks.espacio;  // a blank that does not break, but reads as one
    else if (cortar != Cortar::nunca && glyph == breaks.espacio)
      letter.corte = Letra::espacio;
    else if (cortar == Cortar::siempre &&
             (glyph == breaks.barra || glyph == breaks.guion || glyph == breaks.punto))
      letter.corte = Letra::blando;
    // Two blanks where a piece was left out between them.
    if (before == 0 && letter.corte == Letra::espacio && !letras_.empty() &&
        letras_.back().corte == Letra::espacio)
      continue;
    letter.glyph = glyph;
    letter.avance = static_cast<std::int16_t>(face.advance(glyph));
    if (before != 0) letter.kern = static_cast<std::int16_t>(face.kern(before, glyph));
    before = glyph;
    letras_.push_back(letter);
  }
}

pdf::Points Componedor::ancho_de(const Nodo& nodo, int letra, bool primera) const {
  const auto& l = letras_[static_cast<std::size_t>(letra)];
  const auto thousandths = l.avance + (primera ? 0 : l.kern);
  return static_cast<float>(thousandths) * nodo.piezas[l.pieza].estilo.tamano / 1000;
}

Result<Compuesto> Componedor::componer(const Nodo& nodo, const Valores& valores, int fila,
                                       pdf::Points ancho) {
  const auto first = static_cast<int>(letras_.size());
  const auto first_line = static_cast<int>(renglones_.size());
  for (std::size_t i = 0; i < nodo.piezas.size(); ++i) {
    const auto& piece = nodo.piezas[i];
    if (!piece.condiciones.empty() && !valores.valen(piece.condiciones, fila)) continue;
    switch (piece.clase) {
      case Pieza::Clase::texto: add(piece.run, nodo, i, Cortar::siempre); break;
      case Pieza::Clase::salto: {
        Letra line_end;
        line_end.pieza = static_cast<std::uint16_t>(i);
        line_end.corte = Letra::salto;
        letras_.push_back(line_end);
        break;
      }
      case Pieza::Clase::campo:
      case Pieza::Clase::pagina:
      case Pieza::Clase::paginas: {
        const bool value = piece.clase == Pieza::Clase::campo;
        if (!value) numero_ = fmt::format("{}", piece.clase == Pieza::Clase::pagina ? pagina_ : paginas_);
        const auto& text = value ? valores.texto(piece.campo, fila) : numero_;
        auto run = pdf::shape(fonts_.face(piece.estilo.cara), text);
        if (!run) {
          auto refused = std::move(run.error());
          const auto& name = plantilla_.declaracion().campo(piece.campo).nombre;
          refused.text = fmt::format("field \"{}\": {}", name, refused.text);
          refused.value = name;
          return tl::unexpected(std::move(refused));
        }
        const auto tipo = value ? plantilla_.declaracion().campo(piece.campo).tipo : Tipo::numero;
        add(*run, nodo, i,
            tipo == Tipo::texto || tipo == Tipo::url ? Cortar::siempre
            : tipo == Tipo::fecha                    ? Cortar::en_blancos
                                                     : Cortar::nunca);
        break;
      }
    }
  }
  if (!partir(nodo, first, ancho))
    return problem(Code::out_of_range, "{}: a word is longer than its line of {:.0f} mm",
                   fields_of(nodo, plantilla_.declaracion()), ancho / pdf::kMillimetre);
  const auto lines = static_cast<int>(renglones_.size()) - first_line;
  if (nodo.estilo.sin_corte && lines > 1)
    return problem(Code::out_of_range, "{}: longer than its one line of {:.0f} mm",
                   fields_of(nodo, plantilla_.declaracion()), ancho / pdf::kMillimetre);
  return Compuesto{first, first_line, lines};
}

// Ends a line, without the blanks at its end.
void Componedor::cerrar(const Nodo& nodo, int desde, int hasta, pdf::Points ancho) {
  while (hasta > desde && letras_[static_cast<std::size_t>(hasta) - 1].corte == Letra::espacio) {
    --hasta;
    ancho -= ancho_de(nodo, hasta, hasta == desde);
  }
  renglones_.push_back({desde, hasta, ancho});
}

// Greedy: as many words as fit; inside a word, after / - . only where the word alone is longer than the line.
bool Componedor::partir(const Nodo& nodo, int desde, pdf::Points ancho) {
  const auto end = static_cast<int>(letras_.size());
  if (desde == end) return true;
  int begin = desde, space = -1, soft = -1;
  pdf::Points width = 0, at_space = 0, at_soft = 0;
  const auto restart = [&](int from) {
    begin = from;
    space = soft = -1;
    width = 0;
  };
  for (int i = desde; i < end; ++i) {
    const auto kind = letras_[static_cast<std::size_t>(i)].corte;
    if (kind == Letra::salto) {
      cerrar(nodo, begin, i, width);
      restart(i + 1);
      continue;
    }
    const auto letter = ancho_de(nodo, i, i == begin);
    if (kind == Letra::espacio) {
      space = i, at_space = width;
    } else if (width + letter > ancho + kSlack) {
      if (space < 0 && soft < 0) return false;
      cerrar(nodo, begin, space >= 0 ? space : soft + 1, space >= 0 ? at_space : at_soft);
      const int from = (space >= 0 ? space : soft) + 1;
      restart(from);
      i = from - 1;
      continue;
    }
    width += letter;
    if (kind == Letra::blando) soft = i, at_soft = width;
  }
  cerrar(nodo, begin, end, width);
  return true;
}

void Componedor::dibujar(pdf::Content& content, const Nodo& nodo, const Compuesto& compuesto, pdf::Points x,
                         pdf::Points y, pdf::Points ancho, int desde, int hasta) {
  const auto line_height = linea_de(nodo, fonts_).alto;
  for (int l = 0; l < compuesto.renglones; ++l, y -= line_height) {
    const auto& line = renglones_[static_cast<std::size_t>(compuesto.renglon + l)];
    auto at = x;
    if (nodo.estilo.alinear == Alinear::derecha) at += ancho - line.ancho;
    if (nodo.estilo.alinear == Alinear::centro) at += (ancho - line.ancho) / 2;
    for (int i = line.desde; i < line.hasta;) {
      const auto piece = letras_[static_cast<std::size_t>(i)].pieza;
      const auto& style = nodo.piezas[piece].estilo;
      run_.glyphs.clear();
      const auto start = at;
      const int first = i;
      // Pieces of one look are one run of text.
      for (; i < line.hasta; ++i) {
        const auto& letter = letras_[static_cast<std::size_t>(i)];
        if (letter.pieza != piece &&
            (!(nodo.piezas[letter.pieza].estilo == style) || (letter.pieza >= desde) != (piece >= desde) ||
             (letter.pieza < hasta) != (piece < hasta)))
          break;
        run_.glyphs.push_back(letter.glyph);
        at += ancho_de(nodo, i, i == first);
      }
      // The blank that a line ends with is drawn, though nobody sees it: who reads aloud or copies needs it.
      const bool broken_at_blank = i == line.hasta && l + 1 < compuesto.renglones &&
                                   letras_[static_cast<std::size_t>(i)].corte == Letra::espacio;
      if (broken_at_blank) run_.glyphs.push_back(cortes_[static_cast<std::size_t>(style.cara)].espacio);
      if (piece >= desde && piece < hasta)
        content.text(start, y, style.cara, style.tamano, run_, style.color);
    }
  }
}

}  // namespace sctf::documentos
