// What banks send. The first byte takes the format: c60, c57, n43, camt053, camt054, pain002, the profile of
// c60.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "proc/assets.hpp"
#include "text/utf8.hpp"
#include "tributos/cobro.hpp"
#include "tributos/cobro_fijo.hpp"

namespace {

using namespace sctf;
using namespace sctf::tributos;

struct Read {
  Result<FicheroCobro> file = FicheroCobro{};
  std::vector<std::string> keys;
  Cents sum;
};

// What a table or a JSON line must take.
void must_be_utf8(std::initializer_list<std::string_view> texts) {
  for (const auto text : texts)
    if (text::first_invalid_utf8(text) != std::string_view::npos || text.find('\0') != std::string_view::npos)
      std::abort();
}
void check(const Problem& p) {
  if (p.text.empty() || p.file.empty() || p.line < 0 || p.column < 0) std::abort();
  must_be_utf8({p.text, p.value});
}

Read read(FormatoCobro format, std::string_view bytes, std::size_t step) {
  static const std::string profile = proc::asset("etc/perfiles/c60.yaml").string();
  static const Recaudador ours{.iban = "ES9121000418450200051332",
                               .acreedor = "ES97000P3803800F",
                               .emisora_c60 = "380386",
                               .emisora_c57 = "38038000",
                               .sufijo_c57 = "000"};
  proc::MemorySource source(bytes, step);
  Read out;
  out.file = leer_cobros(format, source, "f", ours, profile, [&](Cobro&& cobro) {
    if (cobro.n != static_cast<std::int64_t>(out.keys.size()) + 1) std::abort();
    if (cobro.clase == ClaseCobro::rechazo && cobro.importe != Cents{}) std::abort();
    if (cobro.clave.empty() || cobro.linea < 1) std::abort();
    must_be_utf8({cobro.clave, cobro.clave_apunte, cobro.emisora, cobro.sufijo, cobro.referencia,
                  cobro.identificacion, cobro.end_to_end, cobro.mandato, cobro.bloque, cobro.mensaje_original,
                  cobro.motivo, cobro.entidad, cobro.oficina, cobro.canal, cobro.pagador,
                  cobro.pagador_iban});
    for (const auto& line : cobro.texto) must_be_utf8({line});
    out.sum += cobro.importe;
    out.keys.push_back(std::move(cobro.clave));
  });
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const int which = *data % 7;
  if (which == 6) {
    const auto profile = parse_perfil_c60(bytes, "f");
    if (!profile && profile.error().empty()) std::abort();
    return 0;
  }
  const auto format = static_cast<FormatoCobro>(which);
  const auto whole = read(format, bytes, 0);
  const auto pieces = read(format, bytes, 7);
  if (whole.file.has_value() != pieces.file.has_value()) std::abort();
  // How much a refused file had handed over by then depends on the pieces in which it came.
  if (!whole.file) {
    check(whole.file.error());
    return 0;
  }
  if (whole.keys != pieces.keys) std::abort();
  must_be_utf8({whole.file->mensaje});
  for (const auto& aviso : whole.file->avisos) check(aviso);
  if (whole.file->suma != whole.sum || whole.file->registros != static_cast<std::int64_t>(whole.keys.size()))
    std::abort();
  return 0;
}
