#pragma once

#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

#include "tributos/cobro.hpp"

namespace sctf::tributos {

/// What leer_cobros() handed over, or why it refused.
struct Leido {
  Result<FicheroCobro> fichero = FicheroCobro{};
  std::vector<Cobro> cobros;
};

inline Recaudador recaudador() {
  return {.iban = "ES9121000418450200051332",
          .acreedor = "ES97000P3803800F",
          .emisora_c60 = "380386",
          .emisora_c57 = "38038000",
          .sufijo_c57 = "000"};
}

inline std::string perfil_c60_nuestro() {
  return (std::filesystem::path(SCTF_TEST_DATA).parent_path().parent_path() / "etc/perfiles/c60.yaml")
      .string();
}

/// `step` bytes at a time; 0: all at once.
inline Leido leer(FormatoCobro formato, std::string_view bytes, std::size_t step = 0,
                  const Recaudador& nuestro = recaudador(),
                  const std::string& perfil = perfil_c60_nuestro()) {
  proc::MemorySource source(bytes, step);
  Leido out;
  out.fichero = leer_cobros(formato, source, "banco.txt", nuestro, perfil,
                            [&](Cobro&& cobro) { out.cobros.push_back(std::move(cobro)); });
  return out;
}

/// `text` with `put` written over the positions from `column` of line `line`, both from 1.
inline std::string con(std::string text, int line, int column, std::string_view put) {
  std::size_t from = 0;
  for (int i = 1; i < line; ++i) from = text.find('\n', from) + 1;
  return text.replace(from + static_cast<std::size_t>(column) - 1, put.size(), put);
}

/// Without line `line`.
inline std::string sin_linea(std::string text, int line) {
  std::size_t from = 0;
  for (int i = 1; i < line; ++i) from = text.find('\n', from) + 1;
  return text.erase(from, text.find('\n', from) + 1 - from);
}

/// Every `from` replaced.
inline std::string cambiado(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// A broken file: what it is, and where the refusal must point.
struct Roto {
  std::string nombre;
  std::string texto;
  Code codigo;
  std::int64_t linea;
  std::int64_t columna;
  std::string dice;  ///< must stand in the message
};

inline std::string donde(const Problem& p) {
  return fmt::format("{}:{}:{} {} [{}]", p.file, p.line, p.column, p.text, p.value);
}

}  // namespace sctf::tributos
