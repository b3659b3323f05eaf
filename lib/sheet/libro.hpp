#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "base/day.hpp"

namespace sctf::sheet {

/// A workbook of one sheet, written row by row in constant memory. Every cell is text: codes keep their
/// zeros. The first row stays in sight, and each of its cells filters its column.
class SCTF_API Libro {
 public:
  /// What a sheet can hold, the header included.
  static constexpr std::size_t kFilas = 1'048'576;

  /// @param titulo   name of the sheet, at most 31 characters
  /// @param creado   what the file says of when it was made
  /// Throws `cannot_create` where it cannot be made beside `path`.
  Libro(const std::filesystem::path& path, std::string_view titulo, Instant creado);
  Libro(const Libro&) = delete;
  Libro& operator=(const Libro&) = delete;
  /// Without `commit` nothing is left.
  ~Libro();

  /// The next row. Throws `out_of_range` past kFilas, `disk_full` or `io_error` where it cannot be kept.
  void fila(std::span<const std::string_view> celdas);
  /// Whole or not at all, under its name.
  void commit();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sctf::sheet
