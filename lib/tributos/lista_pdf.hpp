#pragma once

#include "jobs/kind.hpp"
#include "tributos/emision.hpp"

namespace sctf::tributos {

/// Writes the lista cobratoria of a run as a PDF: whole for who approves it, or masked (`expuesta`) for its
/// exposure, in the memory of one page; in several files where a PDF/A cannot hold it. Its parameters are
/// those of `tributos.list`; `stem` the name without its end. A line that cannot be printed is told and left
/// out of the PDF, never of the CSV.
[[nodiscard]] Result<jobs::ChunkDone> imprimir_lista(db::Transaction& tx, const jobs::Work& work,
                                                     const Emision& emision, const std::string& stem,
                                                     bool expuesta);

}  // namespace sctf::tributos
