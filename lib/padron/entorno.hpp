#pragma once

#include "json/fwd.hpp"
#include "padron/listas.hpp"
#include "padron/lugares.hpp"
#include "padron/trazado.hpp"

namespace sctf::padron {

/// The data of the padrón, read: code lists, the layout of inhabitants, and where other layouts are.
struct Entorno {
  Listas listas;
  Trazados trazados;
  Trazado habitantes;

  [[nodiscard]] SCTF_API static Result<Entorno> cargar(const Lugares& lugares);
  /// From what the parameters of a run keep.
  [[nodiscard]] static Result<Entorno> de_json(const json::Json& lugares);
};

/// For the parameters of a run.
[[nodiscard]] json::Json a_json(const Lugares& lugares);
/// A layout by its name, its first problem alone.
[[nodiscard]] SCTF_API Result<Trazado> cargar_trazado(const Trazados& trazados, const std::string& nombre);

}  // namespace sctf::padron
