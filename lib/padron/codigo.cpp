#include "padron/codigo.hpp"

#include <algorithm>
#include <array>

namespace sctf::padron {
namespace {

using enum Movimiento;
constexpr std::array<InfoMovimiento, 14> kMovimientos = {{{carga, "", 'A'},
                                                          {aom, "AOM", 'A'},
                                                          {acr, "ACR", 'A'},
                                                          {ana, "ANA", 'A'},
                                                          {bde, "BDE", 'B'},
                                                          {bcr, "BCR", 'B'},
                                                          {bdu, "BDU", 'B'},
                                                          {bii, "BII", 'B'},
                                                          {bbc, "BBC", 'B'},
                                                          {mpe, "MPE", 'M'},
                                                          {mcd, "MCD", 'M'},
                                                          {mrd, "MRD", 'M'},
                                                          {mrn, "MRN", 'M'},
                                                          {mco, "MCO", 'M'}}};

}  // namespace

const InfoMovimiento* find_movimiento(std::string_view codigo) {
  const auto* found = std::find_if(kMovimientos.begin(), kMovimientos.end(),
                                   [&](const InfoMovimiento& one) { return one.codigo == codigo; });
  return found == kMovimientos.end() ? nullptr : found;
}

const InfoMovimiento& info(Movimiento movimiento) {
  return kMovimientos[static_cast<std::size_t>(movimiento)];
}

}  // namespace sctf::padron
