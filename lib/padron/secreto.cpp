#include "padron/secreto.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace sctf::padron {
namespace {

/// Withheld cells as the edges of a graph between rows and columns.
class Red {
 public:
  struct Arista {
    std::size_t fila, columna;
    std::int64_t desde = 0, hasta = 0;  ///< what the sums leave open
    bool puente = false;
  };

  Red(const TablaConteos& tabla, const TablaOcultas& ocultas) : filas_(tabla.size()) {
    const auto columns = tabla.empty() ? 0 : tabla.front().size();
    vecinas_.resize(filas_ + columns);
    sumas_.resize(filas_ + columns);
    for (std::size_t r = 0; r < filas_; ++r)
      for (std::size_t c = 0; c < columns; ++c) {
        if (!ocultas[r][c]) continue;
        vecinas_[r].push_back(aristas_.size());
        vecinas_[filas_ + c].push_back(aristas_.size());
        sumas_[r] += tabla[r][c], sumas_[filas_ + c] += tabla[r][c];
        aristas_.push_back({.fila = r, .columna = c});
      }
  }

  // A cell follows from the equations where no other way leads around it: where its edge is a bridge.
  void puentes() {
    std::vector<int> orden(vecinas_.size(), 0), bajo(vecinas_.size(), 0);
    int next = 0;
    for (std::size_t start = 0; start < vecinas_.size(); ++start) {
      if (orden[start] != 0) continue;
      struct Paso {
        std::size_t nodo, por;
        std::size_t i = 0;
      };
      constexpr auto kNinguna = std::numeric_limits<std::size_t>::max();
      std::vector<Paso> pila{{start, kNinguna}};
      orden[start] = bajo[start] = ++next;
      while (!pila.empty()) {
        auto& top = pila.back();
        if (top.i < vecinas_[top.nodo].size()) {
          const auto edge = vecinas_[top.nodo][top.i++];
          if (edge == top.por) continue;
          const auto other = otro(edge, top.nodo);
          if (orden[other] != 0) {
            bajo[top.nodo] = std::min(bajo[top.nodo], orden[other]);
          } else {
            orden[other] = bajo[other] = ++next;
            pila.push_back({other, edge});
          }
          continue;
        }
        const auto done = top;
        pila.pop_back();
        if (pila.empty()) continue;
        auto& up = pila.back();
        bajo[up.nodo] = std::min(bajo[up.nodo], bajo[done.nodo]);
        if (bajo[done.nodo] > orden[up.nodo]) aristas_[done.por].puente = true;
      }
    }
  }

  // What remains possible where no count is negative: bounds of a cell from those of the others of its sums.
  void acotar() {
    for (auto& a : aristas_) a.hasta = std::min(sumas_[a.fila], sumas_[filas_ + a.columna]);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t nodo = 0; nodo < vecinas_.size(); ++nodo) {
        std::int64_t low = 0, high = 0;
        for (const auto e : vecinas_[nodo]) low += aristas_[e].desde, high += aristas_[e].hasta;
        for (const auto e : vecinas_[nodo]) {
          auto& a = aristas_[e];
          const auto most = sumas_[nodo] - (low - a.desde), least = sumas_[nodo] - (high - a.hasta);
          if (most < a.hasta) high -= a.hasta - most, a.hasta = most, changed = true;
          if (least > a.desde) low += least - a.desde, a.desde = least, changed = true;
        }
      }
    }
  }

  [[nodiscard]] const std::vector<Arista>& aristas() const { return aristas_; }

 private:
  [[nodiscard]] std::size_t otro(std::size_t edge, std::size_t nodo) const {
    return aristas_[edge].fila == nodo ? filas_ + aristas_[edge].columna : aristas_[edge].fila;
  }
  std::size_t filas_;
  std::vector<std::vector<std::size_t>> vecinas_;
  std::vector<std::int64_t> sumas_;
  std::vector<Arista> aristas_;
};

/// Adds cells to those that are withheld.
class Ocultador {
 public:
  Ocultador(const TablaConteos& tabla, std::int64_t k_min, TablaOcultas& ocultas)
      : tabla_(tabla), k_min_(k_min), ocultas_(ocultas), columnas_(tabla.front().size()) {}

  // Rows and columns that withhold one cell alone, or too few people together.
  bool completar_sumas() {
    bool changed = false;
    for (std::size_t r = 0; r < tabla_.size(); ++r)
      while (falta(r, true) && una_mas(r, true)) changed = true;
    for (std::size_t c = 0; c < columnas_; ++c)
      while (falta(c, false) && una_mas(c, false)) changed = true;
    return changed;
  }

  // One more in the row and in the column of each cell that the sums give away.
  bool tapar(const TablaOcultas& given_away) {
    bool changed = false;
    for (std::size_t r = 0; r < tabla_.size(); ++r)
      for (std::size_t c = 0; c < columnas_; ++c)
        if (given_away[r][c]) {
          if (una_mas(r, true)) changed = true;
          if (una_mas(c, false)) changed = true;
        }
    return changed;
  }

 private:
  [[nodiscard]] bool falta(std::size_t line, bool row) const {
    std::int64_t cells = 0, people = 0;
    for (std::size_t i = 0; i < largo(row); ++i)
      if (ocultas_[row ? line : i][row ? i : line]) ++cells, people += valor(line, i, row);
    return cells == 1 || (cells > 0 && people < k_min_);
  }

  // The cheapest other cell of a line: the one of fewest people, an empty one only after those; where two are
  // alike, the one whose other line withholds something already.
  bool una_mas(std::size_t line, bool row) {
    auto best = largo(row);
    std::pair<std::int64_t, int> least{std::numeric_limits<std::int64_t>::max(), 0};
    for (std::size_t i = 0; i < largo(row); ++i) {
      if (ocultas_[row ? line : i][row ? i : line]) continue;
      const auto people = valor(line, i, row);
      const std::pair cost{people == 0 ? std::numeric_limits<std::int64_t>::max() - 1 : people,
                           alguna(i, !row) ? 0 : 1};
      if (cost < least) least = cost, best = i;
    }
    if (best == largo(row)) return false;
    ocultas_[row ? line : best][row ? best : line] = true;
    return true;
  }

  [[nodiscard]] bool alguna(std::size_t line, bool row) const {
    for (std::size_t i = 0; i < largo(row); ++i)
      if (ocultas_[row ? line : i][row ? i : line]) return true;
    return false;
  }
  [[nodiscard]] std::size_t largo(bool row) const { return row ? columnas_ : tabla_.size(); }
  [[nodiscard]] std::int64_t valor(std::size_t line, std::size_t i, bool row) const {
    return row ? tabla_[line][i] : tabla_[i][line];
  }

  const TablaConteos& tabla_;
  std::int64_t k_min_;
  TablaOcultas& ocultas_;
  std::size_t columnas_;
};

TablaOcultas nada_oculto(const TablaConteos& tabla) {
  return TablaOcultas(tabla.size(), std::vector<bool>(tabla.empty() ? 0 : tabla.front().size(), false));
}

}  // namespace

TablaOcultas deducibles(const TablaConteos& tabla, const TablaOcultas& ocultas) {
  auto out = nada_oculto(tabla);
  Red red(tabla, ocultas);
  red.puentes();
  red.acotar();
  for (const auto& a : red.aristas())
    if (a.puente || a.desde == a.hasta) out[a.fila][a.columna] = true;
  return out;
}

TablaOcultas ocultar_conteos(const TablaConteos& tabla, std::int64_t k_min) {
  auto out = nada_oculto(tabla);
  for (std::size_t r = 0; r < tabla.size(); ++r)
    for (std::size_t c = 0; c < tabla[r].size(); ++c) out[r][c] = tabla[r][c] > 0 && tabla[r][c] < k_min;
  if (tabla.size() < 2 || tabla.front().size() < 2) return out;
  Ocultador ocultador(tabla, k_min, out);
  while (ocultador.completar_sumas() || ocultador.tapar(deducibles(tabla, out))) {
  }
  return out;
}

}  // namespace sctf::padron
