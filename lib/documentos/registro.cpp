#include "documentos/registro.hpp"

#include <fmt/format.h>

#include "documentos/plantilla.hpp"
#include "text/normal.hpp"

namespace sctf::documentos {
namespace {

bool type_takes(Tipo tipo, Valor::Clase clase) {
  switch (tipo) {
    case Tipo::dinero: return clase == Valor::Clase::cents;
    case Tipo::fecha: return clase == Valor::Clase::dia;
    case Tipo::numero: return clase == Valor::Clase::entero || clase == Valor::Clase::decimal;
    case Tipo::porcentaje: return clase == Valor::Clase::decimal;
    case Tipo::texto:
    case Tipo::nif:
    case Tipo::referencia:
    case Tipo::codigo:
    case Tipo::url: return clase == Valor::Clase::texto;
  }
  return false;
}

}  // namespace

Registro::Registro(const Declaracion& declaracion, int seccion)
    : declaracion_(&declaracion),
      seccion_(seccion),
      valores_(declaracion.campos_de(seccion).size()),
      filas_(seccion < 0 ? declaracion.filas.size() : 0) {}

Registro::Registro(const Plantilla& plantilla) : Registro(plantilla.declaracion(), -1) {}
Registro::Registro(const Plantilla& plantilla, FilasId filas)
    : Registro(plantilla.declaracion(), filas.indice) {}

Valor& Registro::at(CampoId campo, Valor::Clase clase) {
  if (campo.seccion != seccion_ || campo.indice < 0 ||
      static_cast<std::size_t>(campo.indice) >= valores_.size())
    throw Error(Code::internal, "a value for a field of another record");
  const auto& field = declaracion_->campo(campo);
  if (!type_takes(field.tipo, clase))
    throw Error(Code::internal, "field \"{}\" of type {} was given a value of another kind", field.nombre,
                to_string(field.tipo));
  return valores_[static_cast<std::size_t>(campo.indice)];
}

Registro& Registro::fila(FilasId filas) {
  if (seccion_ >= 0 || filas.indice < 0 || static_cast<std::size_t>(filas.indice) >= filas_.size())
    throw Error(Code::internal, "a row for a section that this record does not have");
  auto& section = filas_[static_cast<std::size_t>(filas.indice)];
  if (static_cast<std::size_t>(section.cuantas) == section.filas.size())
    section.filas.push_back(Registro(*declaracion_, filas.indice));
  auto& row = section.filas[static_cast<std::size_t>(section.cuantas++)];
  row.clear();
  return row;
}

void Registro::canonico(std::string_view before, std::string& out) const {
  const auto& fields = declaracion_->campos_de(seccion_);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& valor = valores_[i];
    if (!valor.puesto() || fields[i].propio) continue;
    out.append(before).append(fields[i].nombre) += '=';
    switch (valor.clase) {
      case Valor::Clase::texto: out += text::nfc(valor.texto); break;
      case Valor::Clase::dia: out += sctf::to_string(Day(std::chrono::days(valor.numero))); break;
      case Valor::Clase::decimal: out += Decimal{valor.numero, valor.escala}.str(); break;
      case Valor::Clase::cents:
      case Valor::Clase::entero: out += fmt::format("{}", valor.numero); break;
      case Valor::Clase::nada: break;
    }
    out += '\n';
  }
}

std::string Registro::canonico() const {
  std::string out;
  canonico("", out);
  for (std::size_t s = 0; s < filas_.size(); ++s)
    for (int row = 0; row < filas_[s].cuantas; ++row)
      filas_[s].filas[static_cast<std::size_t>(row)].canonico(
          fmt::format("{}.{}.", declaracion_->filas[s].nombre, row + 1), out);
  return out;
}

void Registro::clear() {
  for (auto& valor : valores_) valor.clase = Valor::Clase::nada;
  for (auto& section : filas_) section.cuantas = 0;
}

}  // namespace sctf::documentos
