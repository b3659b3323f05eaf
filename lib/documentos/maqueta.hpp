#pragma once

// Inside lib/documentos only.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "documentos/componedor.hpp"
#include "documentos/compositor.hpp"
#include "documentos/variante.hpp"

namespace sctf::documentos {

/// An element of one document: an element of the template in one row, or none where a section leaves it out.
struct Caja {
  const Nodo* nodo = nullptr;
  int fila = -1;
  int orden = -1;  ///< of a paragraph with fields: its number in the document
  int puesto = 0;  ///< its place among the children of the template's element
  pdf::Points ancho = 0, alto = 0;
  pdf::Points bajada = 0;  ///< of a cell, so that the first lines of its row stand on one line
  Compuesto texto;         ///< of a paragraph
  int lineas = 0;          ///< of a paragraph, those that are kept for it
  std::vector<Caja> hijos;
};

/// Whether its blocks stand in columns; one that is left alone has all of the width.
inline bool side_by_side(const Caja& caja) {
  return !caja.nodo->estilo.columnas.empty() && caja.hijos.size() != 1;
}

/// Lines that paragraphs with fields keep, by their id: those of their sample at that width. Filled as
/// needed.
using LineasGuardadas = std::map<std::pair<int, pdf::Points>, int>;

/// Lays a template out for one form of record. One use each.
class Maqueta {
 public:
  /// `lineas`: for paragraphs that need more lines than their sample, how many, by their number. `sample` are
  /// the values of Plantilla::muestra().
  Maqueta(const Plantilla& plantilla, const Valores& valores, const Valores& sample,
          const std::map<int, int>& lineas, LineasGuardadas& guardadas, const Partes& partes = {});

  /// `out_of_range` where something does not fit: names the fields and the place.
  [[nodiscard]] Result<Variante> hacer();

  /// Heights that a list needs to fill its pages.
  struct Medidas {
    pdf::Points cabecera = 0, antes = 0, cabeza = 0, despues = 0;  ///< of head, what is before, thead, after
    pdf::Points hueco = 0;  ///< between the table and what comes after it
  };
  [[nodiscard]] Result<Medidas> medir();
  /// Height of the first row of a section with the values that hold now, as often as wanted. After medir(),
  /// with the table whose rows they are.
  [[nodiscard]] Result<pdf::Points> alto_de_fila();

 private:
  struct Sitio {  // where something is drawn
    int pagina = 0;
    int padre = -1;          // element
    bool artefacto = false;  // a repetition
  };

  // maqueta.cpp: what there is, and how high it is
  void instanciar(const std::vector<Nodo>& nodos, int fila, std::vector<Caja>& out);
  void instanciar(const Nodo& nodo, int fila, int puesto, std::vector<Caja>& out);
  [[nodiscard]] Caja caja(const Nodo& nodo, int fila);
  void instanciar_cuerpo();
  Result<void> medir(Caja& caja, pdf::Points ancho);
  Result<void> medir_parrafo(Caja& caja, pdf::Points ancho);
  Result<void> medir_columnas(Caja& caja, pdf::Points ancho);
  Result<void> medir_tabla(Caja& caja, pdf::Points ancho);
  Result<void> medir_fila(Caja& fila, const std::vector<pdf::Points>& columnas);
  Result<void> medir_hijos(Caja& caja, pdf::Points ancho);
  Result<void> comprobar_alto(Caja& caja, pdf::Points contenido) const;
  [[nodiscard]] int lineas_guardadas(const Nodo& nodo, int fila, pdf::Points ancho);
  [[nodiscard]] std::vector<pdf::Points> columnas_de(const Caja& tabla) const;
  [[nodiscard]] std::string campos_de(const Caja& caja) const;
  Result<void> medir_todo();

  // maqueta_flujo.cpp: pages
  Result<void> fluir(std::vector<Caja>& cajas, pdf::Points x, int padre);
  Result<void> fluir_caja(Caja& caja, pdf::Points sitio, pdf::Points x, int padre);
  Result<void> fluir_tabla(Caja& tabla, pdf::Points x, int padre);
  void nueva_pagina();
  void dibujar_repetidos();
  [[nodiscard]] pdf::Points fondo() const;

  // maqueta_dibujo.cpp: what is drawn
  void dibujar(const Caja& caja, pdf::Points x, pdf::Points y, Sitio sitio);
  void dibujar_hijos(const Caja& caja, pdf::Points x, pdf::Points y, Sitio sitio);
  void dibujar_fondo(const Caja& caja, pdf::Points x, pdf::Points y, pdf::Points ancho, pdf::Points alto,
                     int pagina);
  void dibujar_filete(const Estilo& estilo, pdf::Points x, pdf::Points y, pdf::Points ancho,
                      pdf::Points grueso, int pagina);
  void dibujar_parrafo(const Caja& caja, pdf::Points x, pdf::Points y, Sitio sitio);
  void dibujar_vineta(const Caja& caja, int number, pdf::Points x, pdf::Points y, Sitio sitio);
  void dibujar_fila(const Caja& fila, const std::vector<pdf::Points>& columnas, pdf::Points x, pdf::Points y,
                    Sitio sitio);
  void dibujar_tabla(const Caja& tabla, pdf::Points x, pdf::Points y, Sitio sitio);
  void dibujar_imagen(const Caja& caja, pdf::Points x, pdf::Points y, Sitio sitio);
  int elemento_de_seccion(const Caja& box, const Sitio& sitio);
  int elemento(pdf::Tag tag, const Nodo& nodo, const Sitio& sitio);
  std::vector<Tramo> tramos(const Caja& caja, const Sitio& sitio, int element);
  pdf::Content& pagina(int which) { return *paginas_[static_cast<std::size_t>(which)]; }

  const Plantilla& plantilla_;
  const Declaracion& declaracion_;
  const pdf::Fonts& fonts_;
  const Valores& valores_;
  const Valores& sample_;
  const std::map<int, int>& lineas_;
  LineasGuardadas& guardadas_;
  Partes partes_;
  Componedor componedor_, de_muestra_;

  Caja cabecera_, cuerpo_, pie_;
  std::size_t tabla_ = 0;              // the child of the body with the rows that come one by one
  std::vector<pdf::Points> columnas_;  // of that table, and the elements that one row becomes
  std::vector<const Nodo*> de_fila_;
  bool reales_ = false;  // whether heights are those of the values, not those that are kept
  int siguiente_ = 0;    // number of the next paragraph with fields

  Variante out_;
  std::vector<std::shared_ptr<pdf::Content>> paginas_;
  std::vector<int> mcids_;  // next of each page
  pdf::Points y_ = 0;       // how far down the page is filled, from its top
  bool vacia_ = true;       // nothing stands on the page yet
};

}  // namespace sctf::documentos
