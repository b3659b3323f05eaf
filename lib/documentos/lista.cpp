#include "documentos/lista.hpp"

namespace sctf::documentos {
namespace {

constexpr pdf::Points kRowSlack = 0.01F;

}  // namespace

Lista::Lista(std::shared_ptr<const Plantilla> plantilla, const Registro& cabecera, Salida salida)
    : compositor_(std::move(plantilla)),
      salida_(std::move(salida)),
      pagina_(cabecera),
      cabecera_(cabecera),
      muestra_(cabecera),
      seccion_{compositor_.plantilla()->declaracion().flujo} {
  if (seccion_.indice < 0)
    throw Error(Code::internal, "template {} has no flujo: it is no list", compositor_.plantilla()->nombre());
  pagina_.vaciar(seccion_);
  cabecera_.vaciar(seccion_);
  muestra_ = compositor_.plantilla()->muestra().fila(seccion_.indice, 0);
}
Lista::~Lista() = default;

// How much room the page has for rows.
Result<void> Lista::abrir() {
  // A row must be there for its table to be measured; which one does not matter.
  auto medida = cabecera_;
  medida.fila(seccion_) = muestra_;
  const auto alturas = compositor_.alturas(medida, paginas_ == 0);
  if (!alturas) return tl::unexpected(alturas.error());
  sitio_ = alturas->sitio;
  despues_ = alturas->despues;
  ocupado_ = 0;
  abierta_ = true;
  return {};
}

Result<void> Lista::fila(const Registro& fila) {
  if (&fila.declaracion() != &cabecera_.declaracion() || fila.seccion() != seccion_.indice)
    throw Error(Code::internal, "a row of another section or template for a list of {}",
                compositor_.plantilla()->nombre());
  if (!abierta_)
    if (auto opened = abrir(); !opened) return opened;
  const auto alto = compositor_.alto_de_fila(fila);
  if (!alto) return tl::unexpected(alto.error());
  if (ocupado_ + *alto > sitio_ + kRowSlack && pagina_.filas(seccion_.indice) > 0) {
    if (auto written = volcar(false, nullptr); !written) return written;
    if (auto opened = abrir(); !opened) return opened;
  }
  pagina_.fila(seccion_) = fila;
  ocupado_ += *alto;
  ++filas_;
  return {};
}

Result<void> Lista::volcar(bool ultima, const Registro* final) {
  const int rows = pagina_.filas(seccion_.indice);
  const Partes partes{.antes = paginas_ == 0, .tabla = rows > 0, .despues = ultima, .primera = paginas_ == 0};
  if (final != nullptr) {
    auto last = *final;
    last.vaciar(seccion_);
    for (int i = 0; i < rows; ++i) last.fila(seccion_) = pagina_.fila(seccion_.indice, i);
    pagina_ = std::move(last);
  }
  const auto documento = compositor_.componer(pagina_, partes, paginas_ + 1);
  if (!documento) return tl::unexpected(documento.error());
  if (documento->paginas.size() != 1)
    throw Error(Code::internal, "a page of a list of {} rows became {} pages", rows,
                documento->paginas.size());
  salida_(*documento);
  ++paginas_;
  pagina_.vaciar(seccion_);
  return {};
}

Result<void> Lista::finish() {
  return finish(cabecera_);
}

Result<void> Lista::finish(const Registro& final) {
  if (filas_ == 0) return problem(Code::missing_value, "the list has no row");
  auto medida = final;
  medida.vaciar(seccion_);
  medida.fila(seccion_) = muestra_;
  const auto alturas = compositor_.alturas(medida, paginas_ == 0);
  if (!alturas) return tl::unexpected(alturas.error());
  despues_ = alturas->despues;
  // What comes after the table stays in one piece: on a page of its own where this one is full.
  if (ocupado_ + despues_ > sitio_ + kRowSlack)
    if (auto written = volcar(false, nullptr); !written) return written;
  return volcar(true, &final);
}

}  // namespace sctf::documentos
