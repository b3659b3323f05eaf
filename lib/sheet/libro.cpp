#include "sheet/libro.hpp"

#include <array>
#include <string>
#include <xlsxwriter.h>

#include "proc/file.hpp"

namespace sctf::sheet {
namespace {

constexpr std::size_t kMostColumns = 16'384;

void checked(lxw_error error, const std::filesystem::path& path) {
  if (error == LXW_NO_ERROR) return;
  throw Error(Code::io_error, "cannot write {}: {}", path.string(), lxw_strerror(error));
}

}  // namespace

struct Libro::Inside {
  std::filesystem::path path, draft;
  std::string folder;  ///< of the library's own temporary file
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* bold = nullptr;
  lxw_row_t rows = 0;
  lxw_col_t columns = 0;
  std::string cell;
};

Libro::Libro(const std::filesystem::path& path, std::string_view titulo, Instant creado)
    : inside_(std::make_unique<Inside>()) {
  auto& in = *inside_;
  in.path = path;
  in.draft = path.string() + ".draft";
  in.folder = path.has_parent_path() ? path.parent_path().string() : ".";
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = in.folder.data();
  in.book = workbook_new_opt(in.draft.c_str(), &options);
  if (in.book == nullptr) throw Error(Code::cannot_create, "cannot make {}", path.string());
  lxw_doc_properties about = {};
  about.created = std::chrono::system_clock::to_time_t(creado);
  workbook_set_properties(in.book, &about);
  in.sheet = workbook_add_worksheet(in.book, std::string(titulo).c_str());
  in.bold = workbook_add_format(in.book);
  format_set_bold(in.bold);
  worksheet_freeze_panes(in.sheet, 1, 0);
}

Libro::~Libro() {
  if (inside_->book != nullptr) workbook_close(inside_->book);
  std::error_code ignored;
  std::filesystem::remove(inside_->draft, ignored);
}

void Libro::fila(std::span<const std::string_view> celdas) {
  auto& in = *inside_;
  if (in.rows == kFilas)
    throw Error(Code::out_of_range, "a sheet holds {} rows: {} would need more", kFilas, in.path.string());
  if (celdas.size() > kMostColumns) throw Error(Code::internal, "a sheet has no {} columns", celdas.size());
  for (std::size_t i = 0; i < celdas.size(); ++i) {
    if (celdas[i].empty()) continue;
    in.cell.assign(celdas[i]);
    checked(worksheet_write_string(in.sheet, in.rows, static_cast<lxw_col_t>(i), in.cell.c_str(),
                                   in.rows == 0 ? in.bold : nullptr),
            in.path);
  }
  if (in.rows == 0) in.columns = static_cast<lxw_col_t>(celdas.size());
  ++in.rows;
}

void Libro::commit() {
  auto& in = *inside_;
  if (in.rows > 0 && in.columns > 0)
    worksheet_autofilter(in.sheet, 0, 0, in.rows - 1, static_cast<lxw_col_t>(in.columns - 1));
  checked(workbook_close(std::exchange(in.book, nullptr)), in.path);
  // The library writes a file of its own; ours is there whole or not at all.
  const auto draft = must(proc::FileReader::open(in.draft));
  auto file = proc::AtomicFile::create(in.path);
  std::array<char, 65536> part;
  for (std::size_t got = 0; (got = draft->read(part)) > 0;) file.write({part.data(), got});
  file.commit();
}

}  // namespace sctf::sheet
