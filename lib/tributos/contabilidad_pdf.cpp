#include "tributos/contabilidad_pdf.hpp"

#include <fmt/format.h>

#include "documentos/lista.hpp"
#include "pdf/writer.hpp"
#include "text/zone.hpp"
#include "tributos/cartas_partes.hpp"

namespace sctf::tributos {
namespace {

std::string nombre_de(const std::map<std::string, std::string>& nombres, const std::string& key) {
  const auto found = nombres.find(key);
  return found == nombres.end() ? key : found->second;
}

/// A list of the accounts on its way into a PDF.
class ListaContable {
 public:
  ListaContable(std::string_view plantilla, const CabeceraContable& c)
      : plantilla_(plantilla_or_throw(plantilla, "es")),
        writer_(plantilla_->fonts(),
                {.title = fmt::format("{} {} {}", plantilla_->titulo(), sctf::to_string(c.desde),
                                      sctf::to_string(c.hasta)),
                 .author = c.organismo,
                 .subject = {},
                 .lang = "es-ES",
                 .id = fmt::format("{}-{}-{}", plantilla, sctf::to_string(c.desde), sctf::to_string(c.hasta)),
                 .created = c.clock},
                [this](std::string_view bytes) { bytes_ += bytes; }),
        cabecera_(*plantilla_),
        fila_(*plantilla_, plantilla_->filas("lineas")) {
    set("organismo", std::string_view(c.organismo));
    set("desde", c.desde);
    set("hasta", c.hasta);
    set("fecha", text::local_day(c.clock));
  }

  template <class T>
  void set(std::string_view campo, const T& value) {
    cabecera_.set(plantilla_->campo(campo), value);
  }
  documentos::Registro& resumen() { return cabecera_.fila(plantilla_->filas("resumen")); }
  template <class T>
  void set_resumen(documentos::Registro& fila, std::string_view campo, const T& value) {
    fila.set(plantilla_->campo(fmt::format("resumen.{}", campo)), value);
  }
  template <class T>
  void set_linea(std::string_view campo, const T& value) {
    fila_.set(plantilla_->campo(fmt::format("lineas.{}", campo)), value);
  }
  /// The sums are set: the lines may come.
  void abrir() {
    lista_.emplace(plantilla_, cabecera_, [this](const documentos::Documento& pagina) {
      writer_.add(pagina.paginas, *pagina.elementos);
    });
  }
  Result<void> linea() {
    auto ok = lista_->fila(fila_);
    fila_.clear();
    return ok;
  }
  Result<std::string> finish() {
    if (auto ok = lista_->finish(); !ok) return tl::unexpected(ok.error());
    writer_.finish();
    return std::move(bytes_);
  }

 private:
  std::shared_ptr<const documentos::Plantilla> plantilla_;
  std::string bytes_;
  pdf::Writer writer_;
  documentos::Registro cabecera_, fila_;
  std::optional<documentos::Lista> lista_;
};

void sumar(LineaCuenta& sum, const LineaCuenta& line) {
  sum.inicial += line.inicial, sum.cargos += line.cargos, sum.ingresos += line.ingresos;
  sum.datas += line.datas, sum.final += line.final;
}

void sumar(LineaParte& sum, const LineaParte& line) {
  sum.registros += line.registros, sum.importe += line.importe, sum.aplicado += line.aplicado;
  sum.depositado += line.depositado, sum.pendiente += line.pendiente;
}

// The amounts of a line of the cuenta, by what `set` does with each.
template <class Set>
void importes_de(const LineaCuenta& l, Set set) {
  set("inicial", l.inicial);
  set("cargos", l.cargos);
  set("ingresos", l.ingresos);
  set("datas", l.datas);
  set("final", l.final);
}

template <class Set>
void importes_de(const LineaParte& l, Set set) {
  set("registros", l.registros);
  set("importe", l.importe);
  set("aplicado", l.aplicado);
  set("depositado", l.depositado);
  set("pendiente", l.pendiente);
}

}  // namespace

Result<std::string> cuenta_pdf(const std::vector<LineaCuenta>& lineas, const CabeceraContable& c) {
  if (lineas.empty()) return std::string();
  ListaContable lista("listas/cuenta_recaudacion", c);
  const auto periodo = [&](bool ejecutiva) {
    return nombre_de(c.resultados, ejecutiva ? "ejecutiva" : "voluntaria");
  };
  std::map<bool, LineaCuenta> sumas;
  LineaCuenta total;
  for (const auto& l : lineas) sumar(sumas[l.ejecutiva], l), sumar(total, l);
  for (const auto& [ejecutiva, suma] : sumas) {
    auto& fila = lista.resumen();
    lista.set_resumen(fila, "periodo", periodo(ejecutiva));
    importes_de(suma, [&](const char* name, auto value) { lista.set_resumen(fila, name, value); });
  }
  importes_de(total, [&](const char* name, auto value) { lista.set(fmt::format("total_{}", name), value); });
  lista.abrir();
  for (const auto& l : lineas) {
    lista.set_linea("concepto", l.concepto);
    if (const auto found = c.conceptos.find(l.concepto); found != c.conceptos.end())
      lista.set_linea("nombre", found->second);
    lista.set_linea("ejercicio", std::to_string(l.ejercicio));
    lista.set_linea("periodo", periodo(l.ejecutiva));
    importes_de(l, [&](const char* name, auto value) { lista.set_linea(name, value); });
    if (auto ok = lista.linea(); !ok) return tl::unexpected(ok.error());
  }
  return lista.finish();
}

Result<std::string> parte_pdf(const std::vector<LineaParte>& lineas, const CabeceraContable& c) {
  if (lineas.empty()) return std::string();
  ListaContable lista("listas/parte_diario", c);
  std::map<std::string, LineaParte> sumas;
  LineaParte total;
  for (const auto& l : lineas) sumar(sumas[nombre_de(c.resultados, l.resultado)], l), sumar(total, l);
  for (const auto& [resultado, suma] : sumas) {
    auto& fila = lista.resumen();
    lista.set_resumen(fila, "resultado", resultado);
    importes_de(suma, [&](const char* name, auto value) { lista.set_resumen(fila, name, value); });
  }
  importes_de(total, [&](const char* name, auto value) { lista.set(fmt::format("total_{}", name), value); });
  lista.abrir();
  for (const auto& l : lineas) {
    lista.set_linea("fecha", l.fecha);
    lista.set_linea("canal", nombre_de(c.resultados, l.formato));
    lista.set_linea("fichero", std::filesystem::path(l.fichero).filename().string());
    lista.set_linea("resultado", nombre_de(c.resultados, l.resultado));
    importes_de(l, [&](const char* name, auto value) { lista.set_linea(name, value); });
    if (auto ok = lista.linea(); !ok) return tl::unexpected(ok.error());
  }
  return lista.finish();
}

}  // namespace sctf::tributos
