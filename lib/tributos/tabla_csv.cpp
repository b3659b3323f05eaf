#include "tributos/tabla_csv.hpp"

#include <fmt/format.h>

namespace sctf::tributos {

void TablaCsv::refuse(Problem problem) {
  problem.file = name_;
  ++refused_;
  if (tell_) tell_(std::move(problem));
}

Result<void> TablaCsv::una(const text::Record& record, const Linea& linea) {
  if (record.size() != columnas_.size()) {
    refuse(Problem{
        .code = Code::wrong_columns,
        .text = fmt::format("the line has {} columns, {} are wanted", record.size(), columnas_.size())}
               .at(name_, record.line(), 1));
    return {};
  }
  std::vector<Problem> problems;
  CamposLinea campos(record, name_, problems);
  auto ok = linea(campos, record);
  if (!problems.empty()) {
    for (auto& p : problems)
      if (tell_) tell_(std::move(p));
    ++refused_;
  }
  return ok;
}

Result<std::int64_t> TablaCsv::leer(proc::ByteSource& source, const Linea& linea) {
  text::CsvReader reader(source);
  text::Record record;
  auto more = reader.next(record);
  if (more && !*more) return problem(Code::empty_file, "{} is empty", name_);
  auto header = more ? comprobar_cabecera(record, columnas_) : Result<void>(tl::unexpected(more.error()));
  if (!header) {
    header.error().file = name_;
    return tl::unexpected(std::move(header.error()));
  }
  std::int64_t lineas = 0;
  for (;;) {
    more = reader.next(record);
    if (!more) {
      refuse(std::move(more.error()));
      continue;
    }
    if (!*more) break;
    ++lineas;
    if (const auto ok = una(record, linea); !ok) return tl::unexpected(ok.error());
  }
  if (refused_ > 0)
    return problem(Code::lines_refused, "{} {} refused; nothing was recorded", refused_,
                   refused_ == 1 ? "line was" : "lines were");
  return lineas;
}

}  // namespace sctf::tributos
