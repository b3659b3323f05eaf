#pragma once

#include <algorithm>
#include <string>

#include "padron/escritor.hpp"
#include "padron/sql.hpp"

namespace sctf::padron {

/// One line of COPY's text format, its values in place: tabs apart, a backslash doubled.
class LineaCopy {
 public:
  static constexpr std::size_t kValores = kCampos + 4;  // fvar, cvar, cauv, the block, nombre_mostrado
  void leer(std::string_view line) {
    if (line.find('\\') != std::string_view::npos) {
      clear_.clear();
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) ++i;
        clear_ += line[i];
      }
      line = clear_;
    }
    for (std::size_t i = 0; i < kValores; ++i) {
      const auto tab = std::min(line.find('\t'), line.size());
      valores_[i] = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    std::copy_n(valores_.begin() + 3, kCampos, v_.begin());
  }
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return valores_[i]; }
  [[nodiscard]] const Vista& v() const { return v_; }

 private:
  std::string clear_;
  std::array<std::string_view, kValores> valores_;
  Vista v_;
};

/// Who is registered at 1 January of a year, by NIA, one line after another in constant memory.
template <class Each>
void cada_vivo(db::Transaction& tx, Ente ente, int ejercicio, const Each& each) {
  LineaCopy line;
  tx.copy_out(
      sql::completo_copy,
      [&](std::string_view text) {
        line.leer(text);
        each(line);
      },
      ente, make_day(ejercicio - 1, 12, 31));
}

}  // namespace sctf::padron
