#include "tributos/municipios.hpp"

#include "proc/file.hpp"
#include "text/csv.hpp"

namespace sctf::tributos {

Result<Municipios> Municipios::load(const std::filesystem::path& file) {
  auto source = proc::FileReader::open(file);
  if (!source) return tl::unexpected(source.error());
  text::CsvReader reader(**source);
  text::Record record;
  Municipios out;
  for (;;) {
    const auto more = reader.next(record);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (record.size() != 2)
      return problem(Code::wrong_columns, "{}, line {}: {} columns, 2 are wanted", file.string(),
                     record.line(), record.size());
    out.nombres_.emplace(record[0], record[1]);
  }
  return out;
}

std::string_view Municipios::nombre(std::string_view codigo) const {
  const auto found = nombres_.find(codigo);
  return found == nombres_.end() ? codigo : std::string_view(found->second);
}

}  // namespace sctf::tributos
