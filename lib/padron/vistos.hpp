#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sctf::padron {

/// Keys that were seen in a file, with the line of the first and a number of its own: 32 bytes each, whatever
/// their length. Keys are told apart by 128 bits of two hashes.
class Vistos {
 public:
  struct Visto {
    std::int64_t linea = 0;
    std::uint64_t valor = 0;
  };
  /// The key as it was seen before; empty where it is new, and kept from now on.
  const Visto* ver(std::string_view clave, std::int64_t linea, std::uint64_t valor = 0);
  [[nodiscard]] std::size_t size() const { return usadas_; }

 private:
  struct Celda {
    std::uint64_t a = 0, b = 0;
    Visto visto;  ///< line 0: free
  };
  void crecer();
  Celda& sitio(std::uint64_t a, std::uint64_t b);
  std::vector<Celda> celdas_;
  std::size_t usadas_ = 0;
};

/// A number that stands for a text: FNV-1a, 64 bits.
[[nodiscard]] std::uint64_t huella(std::string_view texto, std::uint64_t desde = 0xCBF29CE484222325U);

}  // namespace sctf::padron
