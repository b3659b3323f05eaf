#pragma once

#include <cstdint>
#include <vector>

#include "base/api.hpp"

namespace sctf::padron {

/// A table of counts whose sums by row and by column everybody knows.
using TablaConteos = std::vector<std::vector<std::int64_t>>;
/// Which of its cells are withheld.
using TablaOcultas = std::vector<std::vector<bool>>;

/// Withholds every cell of 1 to `k_min` - 1, and as many more as it takes that nobody can work one out from
/// the sums: none follows from the equations of rows and columns, none is pinned down by counts never being
/// negative, and what a row or column withholds together is `k_min` people or more where it can be
/// (norms/padron 7.2). The same table gives the same answer.
///
/// Where a table has a single row or column its sums are its cells: nothing can be kept secret, and only the
/// small cells are withheld.
[[nodiscard]] SCTF_API TablaOcultas ocultar_conteos(const TablaConteos& tabla, std::int64_t k_min);

/// Withheld cells that the sums give away nonetheless.
[[nodiscard]] SCTF_API TablaOcultas deducibles(const TablaConteos& tabla, const TablaOcultas& ocultas);

}  // namespace sctf::padron
