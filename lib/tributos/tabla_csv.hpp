#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "proc/source.hpp"
#include "tributos/censo_formato.hpp"

namespace sctf::tributos {

/// Reads a table that the office made: a header with these columns, then line by line. Whole or not at all.
class TablaCsv {
 public:
  using Tell = std::function<void(Problem)>;
  /// Judges a line: what `campos` is told refuses it. A problem that it returns ends the reading.
  using Linea = std::function<Result<void>(CamposLinea& campos, const text::Record& record)>;

  TablaCsv(std::string name, std::span<const std::string_view> columnas, Tell tell)
      : name_(std::move(name)), columnas_(columnas), tell_(std::move(tell)) {}

  /// How many lines; `lines_refused` where one was, after all were read and told; `empty_file`, `bad_header`.
  [[nodiscard]] Result<std::int64_t> leer(proc::ByteSource& source, const Linea& linea);

 private:
  void refuse(Problem problem);
  [[nodiscard]] Result<void> una(const text::Record& record, const Linea& linea);

  std::string name_;
  std::span<const std::string_view> columnas_;
  Tell tell_;
  std::int64_t refused_ = 0;
};

}  // namespace sctf::tributos
