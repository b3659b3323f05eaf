#include "support/pdf_sample.hpp"

#include <fmt/format.h>

#include "crypto/cms.hpp"
#include "pdf/barcode.hpp"

namespace sctf::test {

using pdf::kMillimetre;
using pdf::Style;
using pdf::Tag;

PdfSample::PdfSample(std::shared_ptr<const pdf::Fonts> fonts) : fonts_(std::move(fonts)) {}

void PdfSample::page() {
  pages.push_back({pdf::kA4Width, pdf::kA4Height, {}, pdf::Content(*fonts_)});
  mcid_ = 0;
}

int PdfSample::next_mcid() {
  return mcid_++;
}

int PdfSample::open(Tag tag, int parent, pdf::Attributes attributes) {
  elements.push_back({tag, parent, std::move(attributes), {}});
  return static_cast<int>(elements.size()) - 1;
}

int PdfSample::text(Tag tag, int parent, float x, float y, std::string_view utf8, Style style, float size,
                    pdf::Attributes attributes) {
  const int element = open(tag, parent, std::move(attributes));
  more(element, x, y, utf8, style, size);
  return element;
}

void PdfSample::more(int element, float x, float y, std::string_view utf8, Style style, float size) {
  auto& owner = elements[static_cast<std::size_t>(element)];
  const int mcid = next_mcid();
  owner.marks.push_back({static_cast<std::int32_t>(pages.size()) - 1, mcid});
  auto& content = pages.back().own;
  content.begin(owner.tag, mcid);
  content.text(x, y, style, size, must(pdf::shape(fonts_->face(style), utf8)));
  content.end();
}

int PdfSample::symbol(int parent, float x, float y, float module_width, float module_height,
                      const pdf::Bits& bits, std::string alt) {
  const float right = x + module_width * static_cast<float>(bits.width);
  const float top = y + module_height * static_cast<float>(bits.height);
  const int element = open(Tag::figure, parent, {.alt = std::move(alt), .bbox = {x, y, right, top}});
  const int mcid = next_mcid();
  elements.back().marks.push_back({static_cast<std::int32_t>(pages.size()) - 1, mcid});
  auto& content = pages.back().own;
  content.begin(Tag::figure, mcid);
  content.bits(x, y, module_width, module_height, bits);
  content.end();
  return element;
}

void PdfSample::rule(float x1, float y, float x2) {
  auto& content = pages.back().own;
  content.begin_artifact();
  content.line(x1, y, x2, y, 0.6F, {90, 110, 140});
  content.end();
}

std::string sample_digits(int number) {
  return fmt::format("90521380011{:011}1026110000{:010}", number, 12'554 + number % 90'000);
}

std::string sample_link(int number) {
  return fmt::format("https://sede.ejemplo.es/pagar?ref={:011}&imp={}", number, 12'554 + number % 90'000);
}

namespace {

void sample_head(PdfSample& slip, int number) {
  slip.text(Tag::h1, -1, 60, 770, "Carta de pago", Style::bold, 20);
  slip.rule(60, 760, 535);
  slip.text(Tag::p, -1, 60, 738, fmt::format("Ayuntamiento de Prueba · Recibo número {:011}", number),
            Style::regular, 11);
  slip.text(Tag::h2, -1, 60, 710, "Quién paga", Style::bold, 14);
  const int payer =
      slip.text(Tag::p, -1, 60, 692, "MARÍA DE LOS ÁNGELES NÚÑEZ GARCÍA-PEÑA", Style::regular, 11);
  slip.more(payer, 60, 678,
            fmt::format("Calle de la Prueba, {}, 3.º D · 38001 Ciudad de Ejemplo", number % 200),
            Style::regular, 11);
  slip.text(Tag::p, -1, 60, 660, "This letter is also to be had in English.", Style::italic, 11,
            {.lang = "en"});
  slip.text(Tag::h2, -1, 60, 634, "Qué se paga", Style::bold, 14);
}

void sample_table(PdfSample& slip, int number, int lines) {
  const int table = slip.open(Tag::table, -1);
  slip.text(Tag::caption, table, 60, 616, "Conceptos del recibo", Style::italic, 11);
  const int head = slip.open(Tag::tr, slip.open(Tag::thead, table));
  const float columns[] = {60, 150, 330, 410, 480};
  const char* names[] = {"Periodo", "Concepto", "Base", "Tipo", "Cuota"};
  for (int i = 0; i < 5; ++i)
    slip.text(Tag::th, head, columns[i], 600, names[i], Style::bold, 11, {.scope = pdf::Scope::column});
  slip.rule(60, 596, 535);
  const int body = slip.open(Tag::tbody, table);
  float y = 582;
  for (int line = 0; line < lines; ++line, y -= 15) {
    const int row = slip.open(Tag::tr, body);
    slip.text(Tag::th, row, columns[0], y, fmt::format("{}T 2026", line % 4 + 1), Style::regular, 11,
              {.scope = pdf::Scope::row});
    slip.text(Tag::td, row, columns[1], y, "IBI urbana, uso residencial", Style::regular, 11);
    slip.text(Tag::td, row, columns[2], y,
              fmt::format("{}.{:03},{:02}", number % 90 + 10, line * 37, number % 100), Style::regular, 11);
    slip.text(Tag::td, row, columns[3], y, "0,5500 %", Style::regular, 11);
    slip.text(Tag::td, row, columns[4], y, fmt::format("{},{:02} €", number % 300 + line, number % 100),
              Style::regular, 11);
  }
  slip.rule(60, y + 11, 535);
  const int total = slip.open(Tag::tr, body);
  slip.text(Tag::th, total, columns[0], y - 4, "Total", Style::bold, 11,
            {.scope = pdf::Scope::row, .colspan = 4});
  slip.text(Tag::td, total, columns[4], y - 4, "125,54 €", Style::bold, 11);
}

void sample_foot(PdfSample& slip, int number) {
  slip.text(Tag::h2, -1, 60, 400, "Cómo se paga", Style::bold, 14);
  const int list = slip.open(Tag::list, -1, {.numbering = pdf::Numbering::decimal});
  const char* ways[] = {"En cualquier oficina de los bancos colaboradores, con este papel.",
                        "En internet, con la tarjeta de un banco: lea el código QR con el móvil.",
                        "En el quiosco de la oficina de atención, de 8:00 a 20:00."};
  float y = 382;
  for (int i = 0; i < 3; ++i, y -= 15) {
    const int item = slip.open(Tag::item, list);
    slip.text(Tag::label, item, 64, y, fmt::format("{}.", i + 1), Style::regular, 11);
    slip.text(Tag::body, item, 84, y, ways[i], Style::regular, 11);
  }
  const auto digits = sample_digits(number);
  slip.symbol(-1, 60, 240, 0.3F * kMillimetre, 15 * kMillimetre, must(pdf::gs1_128(digits)),
              "Código de barras para pagar; los mismos datos figuran debajo");
  slip.text(Tag::p, -1, 60, 224, "(90) " + digits.substr(2), Style::mono, 10);
  slip.symbol(-1, 420, 230, 0.8F * kMillimetre, 0.8F * kMillimetre, must(pdf::qr(sample_link(number))),
              "Código QR que abre la página de pago");
  slip.text(Tag::p, -1, 60, 200, sample_link(number), Style::regular, 11);
}

}  // namespace

PdfSample sample_slip(const std::shared_ptr<const pdf::Fonts>& fonts, int number, int lines) {
  PdfSample slip(fonts);
  slip.page();
  sample_head(slip, number);
  sample_table(slip, number, lines);
  sample_foot(slip, number);
  return slip;
}

pdf::Metadata sample_metadata(std::string title) {
  return {.title = std::move(title),
          .author = "Ayuntamiento de Prueba",
          .subject = "Muestra de la escritura de documentos",
          .id = "muestra/1",
          .created = must(parse_instant("2026-05-20T08:00:00Z"))};
}

std::string sample_file(int count, int lines) {
  const auto fonts = must(pdf::Fonts::load());
  std::string out;
  pdf::Writer writer(fonts, sample_metadata(), [&](std::string_view bytes) { out += bytes; });
  for (int i = 1; i <= count; ++i) {
    const auto slip = sample_slip(fonts, i, lines);
    writer.add(slip.pages, slip.elements);
  }
  writer.finish();
  return out;
}

std::string signed_sample(crypto::Signer& signer, std::size_t room) {
  const auto fonts = must(pdf::Fonts::load());
  const crypto::CmsTemplate cms(signer.chain());
  pdf::Prefix::Styles all;
  all.fill(true);
  const auto prefix = std::make_shared<const pdf::Prefix>(fonts, all);
  std::string tail;
  pdf::Writer writer(prefix, sample_metadata(), [&](std::string_view bytes) { tail += bytes; });
  writer.sign({.tooltip = "Sello electrónico",
               .signer = "Órgano de prueba",
               .at = sample_metadata().created,
               .reserve = cms.max_size() + room});
  const auto slip = sample_slip(fonts, 1, 2);
  writer.add(slip.pages, slip.elements);
  const auto hole = writer.finish();
  pdf::UnsignedFile file(std::move(tail), hole.value(), prefix->bytes().size());
  const auto digest = file.digest(prefix->sha());
  const auto signatures = must(signer.sign(std::vector{cms.to_be_signed(digest)}));
  return prefix->bytes() + std::move(file).sealed(cms.assemble(digest, signatures.front()));
}

std::string file_of(const PdfSample& sample, pdf::Metadata metadata) {
  std::string out;
  pdf::Writer writer(must(pdf::Fonts::load()), std::move(metadata),
                     [&](std::string_view bytes) { out += bytes; });
  writer.add(sample.pages, sample.elements);
  writer.finish();
  return out;
}

}  // namespace sctf::test
