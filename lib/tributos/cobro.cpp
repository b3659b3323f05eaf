#include "tributos/cobro.hpp"

#include <array>

#include "base/suggest.hpp"
#include "tributos/cobro_partes.hpp"

namespace sctf::tributos {
namespace {

const std::vector<std::string>& formatos_cobro() {
  static const std::vector<std::string> names = {"c60", "c57", "n43", "camt053", "camt054", "pain002"};
  return names;
}

Result<void> leer_formato(LecturaCobro& lectura, const std::string& perfil_c60) {
  switch (lectura.fichero.formato) {
    case FormatoCobro::c60: return leer_c60(lectura, perfil_c60);
    case FormatoCobro::c57: return leer_c57(lectura);
    case FormatoCobro::n43: return leer_n43(lectura);
    case FormatoCobro::camt053:
    case FormatoCobro::camt054: return leer_camt(lectura);
    case FormatoCobro::pain002: return leer_pain002(lectura);
  }
  throw Error(Code::internal, "unknown FormatoCobro");
}

}  // namespace

std::string_view to_string(FormatoCobro formato) {
  return formatos_cobro()[static_cast<std::size_t>(formato)];
}

Result<FormatoCobro> parse_formato_cobro(std::string_view text) {
  for (std::size_t i = 0; i < formatos_cobro().size(); ++i)
    if (formatos_cobro()[i] == text) return static_cast<FormatoCobro>(i);
  return problem(Code::unknown_value,
                 "\"{}\" is no format of a bank's file: c60, c57, n43, camt053, camt054, pain002{}", text,
                 did_you_mean(text, formatos_cobro()));
}

Result<FicheroCobro> leer_cobros(FormatoCobro formato, proc::ByteSource& source, const std::string& name,
                                 const Recaudador& nuestro, const std::string& perfil_c60,
                                 const TomarCobro& tomar) {
  FicheroCobro fichero;
  fichero.formato = formato;
  SalidaCobros salida(fichero, tomar);
  AvisosCobro avisos(fichero, name);
  LecturaCobro lectura{source, name, nuestro, fichero, salida, avisos};
  if (auto read = leer_formato(lectura, perfil_c60); !read) {
    if (read.error().file.empty()) read.error().file = name;
    return tl::unexpected(std::move(read.error()));
  }
  avisos.close();
  return fichero;
}

}  // namespace sctf::tributos
