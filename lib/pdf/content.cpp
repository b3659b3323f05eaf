#include "pdf/content.hpp"

#include "pdf/face_inside.hpp"
#include "pdf/number.hpp"

namespace sctf::pdf {
namespace {

void put_colour(std::string& out, Colour colour, std::string_view gray, std::string_view rgb) {
  const auto part = [&](std::uint8_t value) {
    put_decimal(out, static_cast<float>(value) / 255.0F);
    out += ' ';
  };
  part(colour.r);
  if (colour.r == colour.g && colour.g == colour.b) {
    out += gray;
    return;
  }
  part(colour.g);
  part(colour.b);
  out += rgb;
}

/// Numbers, a space after each.
template <class... Numbers>
void put_all(std::string& out, Numbers... numbers) {
  ((put_decimal(out, numbers), out += ' '), ...);
}

}  // namespace

std::string_view name(Tag tag) {
  switch (tag) {
    case Tag::document: return "Document";
    case Tag::part: return "Part";
    case Tag::sect: return "Sect";
    case Tag::h1: return "H1";
    case Tag::h2: return "H2";
    case Tag::h3: return "H3";
    case Tag::h4: return "H4";
    case Tag::p: return "P";
    case Tag::list: return "L";
    case Tag::item: return "LI";
    case Tag::label: return "Lbl";
    case Tag::body: return "LBody";
    case Tag::table: return "Table";
    case Tag::thead: return "THead";
    case Tag::tbody: return "TBody";
    case Tag::tr: return "TR";
    case Tag::th: return "TH";
    case Tag::td: return "TD";
    case Tag::caption: return "Caption";
    case Tag::figure: return "Figure";
    case Tag::span:
    case Tag::strong:
    case Tag::em: return "Span";
  }
  throw Error(Code::internal, "unknown Tag {}", static_cast<int>(tag));
}

void Content::begin(Tag tag, int mcid) {
  if (inside_) throw Error(Code::internal, "marked content {} begins inside another", mcid);
  if (mcid < 0) throw Error(Code::internal, "marked content has the number {}", mcid);
  inside_ = true;
  out_ += '/';
  out_ += name(tag);
  out_ += "<</MCID ";
  put_integer(out_, mcid);
  out_ += ">>BDC\n";
  marked_.push_back({tag, mcid});
}

void Content::begin_artifact() {
  if (inside_) throw Error(Code::internal, "an artifact begins inside other marked content");
  inside_ = true;
  out_ += "/Artifact BMC\n";
}

void Content::end() {
  if (!inside_) throw Error(Code::internal, "marked content ends that did not begin");
  inside_ = false;
  out_ += "EMC\n";
}

void Content::need_inside(const char* what) const {
  if (!inside_) throw Error(Code::internal, "{} is drawn neither in marked content nor in an artifact", what);
}

void Content::set_fill(Colour colour) {
  if (fill_ == colour) return;
  fill_ = colour;
  put_colour(out_, colour, "g\n", "rg\n");
}

void Content::set_stroke(Colour colour) {
  if (stroke_ == colour) return;
  stroke_ = colour;
  put_colour(out_, colour, "G\n", "RG\n");
}

void Content::set_font(Style style, Points size) {
  if (font_ == style && font_size_ == size) return;
  font_ = style, font_size_ = size;
  used_[static_cast<std::size_t>(style)] = true;
  out_ += "/F";
  out_ += static_cast<char>('0' + static_cast<int>(style));
  out_ += ' ';
  put_all(out_, size);
  out_ += "Tf\n";
}

void Content::text(Points x, Points y, Style style, Points size, const Run& run, Colour colour) {
  need_inside("text");
  if (run.glyphs.empty()) return;
  set_fill(colour);
  set_font(style, size);
  const auto& face = fonts_->face(style);
  const auto& codes = face.inside().codes;
  out_ += "BT ";
  put_all(out_, x, y);
  out_ += "Td[(";
  Glyph left = 0;
  for (const auto glyph : run.glyphs) {
    if (glyph == 0 || glyph >= codes.size())
      throw Error(Code::internal, "glyph {} is none of the face that it is drawn in", glyph);
    if (const int kern = left == 0 ? 0 : face.kern(left, glyph); kern != 0) {
      out_ += ')';
      put_integer(out_, -kern);  // TJ takes its numbers off
      out_ += '(';
    }
    out_.append(codes[glyph].bytes.data(), codes[glyph].size);
    left = glyph;
  }
  out_ += ")]TJ ET\n";
}

void Content::fill(Points x, Points y, Points width, Points height, Colour colour) {
  need_inside("a filled rectangle");
  set_fill(colour);
  put_all(out_, x, y, width, height);
  out_ += "re f\n";
}

void Content::line(Points x1, Points y1, Points x2, Points y2, Points width, Colour colour) {
  need_inside("a line");
  set_stroke(colour);
  put_all(out_, width);
  out_ += "w ";
  put_all(out_, x1, y1);
  out_ += "m ";
  put_all(out_, x2, y2);
  out_ += "l S\n";
}

void Content::frame(Points x, Points y, Points width, Points height, Points line, Colour colour) {
  need_inside("a frame");
  set_stroke(colour);
  put_all(out_, line);
  out_ += "w ";
  put_all(out_, x + line / 2, y + line / 2, width - line, height - line);
  out_ += "re S\n";
}

void Content::bits(Points x, Points y, Points module_width, Points module_height, const Bits& bits) {
  need_inside("a symbol");
  if (bits.width <= 0 || bits.height <= 0 ||
      bits.dark.size() != static_cast<std::size_t>(bits.width) * static_cast<std::size_t>(bits.height))
    throw Error(Code::internal, "a symbol of {} x {} modules has {} of them", bits.width, bits.height,
                bits.dark.size());
  set_fill({});
  // In modules from here to Q: small whole numbers, and edges that meet exactly.
  out_ += "q ";
  put_all(out_, module_width);
  out_ += "0 0 ";
  put_all(out_, module_height, x, y);
  out_ += "cm\n";
  // Rectangles that still grow downwards, by the column of their left edge: width (0: none) and first row.
  struct Growing {
    int width = 0, row = 0;
  };
  std::vector<Growing> growing(static_cast<std::size_t>(bits.width));
  const auto draw = [&](int column, Growing& rectangle, int end) {
    for (const int number : {column, bits.height - end, rectangle.width, end - rectangle.row}) {
      put_integer(out_, number);
      out_ += ' ';
    }
    out_ += "re\n";
    rectangle.width = 0;
  };
  for (int row = 0; row <= bits.height; ++row) {
    const auto dark = [&](int column) {
      return row < bits.height && bits.dark[static_cast<std::size_t>(row * bits.width + column)];
    };
    for (int column = 0, end = 0; column < bits.width; ++column) {
      int width = 0;
      if (column >= end)
        while (column + width < bits.width && dark(column + width)) ++width;
      auto& above = growing[static_cast<std::size_t>(column)];
      if (above.width != 0 && above.width != width) draw(column, above, row);
      if (width == 0) continue;
      if (above.width == 0) above = {width, row};
      end = column + width;
    }
  }
  out_ += "f Q\n";
}

}  // namespace sctf::pdf
