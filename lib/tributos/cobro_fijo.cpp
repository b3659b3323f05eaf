#include "tributos/cobro_fijo.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace sctf::tributos {
namespace {

class LectorFijo {
 public:
  LectorFijo(LecturaCobro& lectura, const PerfilFijo& perfil, const CuadernoFijo& cuaderno)
      : lectura_(lectura),
        perfil_(perfil),
        cuaderno_(cuaderno),
        lineas_(lectura.source, lectura.name, static_cast<std::size_t>(perfil.longitud)) {}

  Result<void> leer();

 private:
  // Where the reading stands: what may come next follows from it.
  enum class Donde { inicio, fichero, bloque, fin };

  Result<void> registro();
  Result<void> cabecera();
  Result<void> abrir();
  Result<void> detalle();
  Result<void> cerrar();
  Result<void> total();
  Result<void> nuestro(const RegistroFijo& registro);
  Result<Cobro> cobro();
  Result<void> comparar(const RegistroFijo& registro, std::int64_t lineas, std::int64_t detalles,
                        std::int64_t bloque, Cents suma);
  [[nodiscard]] bool es(const RegistroFijo& registro) const {
    return lineas_.campo(registro.tipo) == registro.valor;
  }
  // As UTF-8: whatever byte a bank sends, a table must take it.
  [[nodiscard]] std::string trozo(const RegistroFijo& registro, CampoFijo campo) const {
    const auto t = registro[campo];
    return t ? std::string(sin_blancos(lineas_.texto(t))) : std::string();
  }
  [[nodiscard]] tl::unexpected<Problem> esperaba(std::string_view que) const;

  LecturaCobro& lectura_;
  const PerfilFijo& perfil_;
  const CuadernoFijo& cuaderno_;
  LineasFijas lineas_;
  Donde donde_ = Donde::inicio;
  std::int64_t registros_ = 0, detalles_ = 0, bloques_ = 0;
  std::int64_t en_bloque_ = 0, detalles_bloque_ = 0;
  Cents suma_, suma_bloque_;
};

Result<void> LectorFijo::leer() {
  for (;;) {
    auto more = lineas_.next();
    if (!more) return tl::unexpected(std::move(more.error()));
    if (!*more) break;
    ++registros_;
    if (auto ok = registro(); !ok) return ok;
  }
  if (donde_ == Donde::fin) return {};
  return lineas_.cortado(
      fmt::format("the file ends in the middle: no {} ({}) follows",
                  donde_ == Donde::bloque ? perfil_.total_emisora.nombre : perfil_.total.nombre,
                  donde_ == Donde::bloque ? perfil_.total_emisora.valor : perfil_.total.valor));
}

Result<void> LectorFijo::registro() {
  if (perfil_.solo_ascii) {
    const auto line = lineas_.linea();
    const auto high =
        std::find_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    const int at = static_cast<int>(high - line.begin()) + 1;
    if (high != line.end())
      return lineas_.rechazo(Code::invalid_value, {at, at}, "a character that is not ASCII");
  }
  switch (donde_) {
    case Donde::inicio: return es(perfil_.cabecera) ? cabecera() : esperaba("the head of the file");
    case Donde::fichero:
      if (es(perfil_.emisora)) return abrir();
      return es(perfil_.total) ? total() : esperaba("the head of an emisora or the total of the file");
    case Donde::bloque:
      if (es(perfil_.detalle)) return detalle();
      return es(perfil_.total_emisora) ? cerrar() : esperaba("a payment or the total of the emisora");
    case Donde::fin: return lineas_.rechazo(Code::invalid_value, {}, "a record after the total of the file");
  }
  throw Error(Code::internal, "unknown state of a file of slips");
}

tl::unexpected<Problem> LectorFijo::esperaba(std::string_view que) const {
  const auto name = [](const RegistroFijo& r) { return fmt::format("{} ({})", r.valor, r.nombre); };
  std::string codes;
  Tramo tipo;
  switch (donde_) {
    case Donde::inicio: codes = name(perfil_.cabecera), tipo = perfil_.cabecera.tipo; break;
    case Donde::fichero:
      codes = name(perfil_.emisora) + " or " + name(perfil_.total), tipo = perfil_.emisora.tipo;
      break;
    case Donde::bloque:
      codes = name(perfil_.detalle) + " or " + name(perfil_.total_emisora), tipo = perfil_.detalle.tipo;
      break;
    case Donde::fin: break;
  }
  return lineas_.rechazo(Code::invalid_value, tipo, fmt::format("{} must come here: {}", que, codes));
}

// Emisora and sufijo of the record, where it has them. The file's total is of all emisoras and may name none.
Result<void> LectorFijo::nuestro(const RegistroFijo& registro) {
  if (&registro == &perfil_.total && trozo(registro, CampoFijo::emisora).empty()) return {};
  if (const auto t = registro[CampoFijo::emisora];
      t && trozo(registro, CampoFijo::emisora) != cuaderno_.emisora)
    return lineas_.rechazo(Code::unknown_value, t,
                           fmt::format("the emisora is not ours, {}", cuaderno_.emisora));
  if (const auto t = registro[CampoFijo::sufijo]; t && trozo(registro, CampoFijo::sufijo) != cuaderno_.sufijo)
    return lineas_.rechazo(Code::unknown_value, t,
                           fmt::format("the sufijo is not ours, {}", cuaderno_.sufijo));
  return {};
}

Result<void> LectorFijo::cabecera() {
  if (auto ok = nuestro(perfil_.cabecera); !ok) return ok;
  const auto day = lineas_.fecha(perfil_.cabecera[CampoFijo::fecha], perfil_.fechas, "the date of the file");
  if (!day) return tl::unexpected(day.error());
  lectura_.fichero.fecha = *day;
  lectura_.fichero.mensaje = fmt::format("{} {} {}", cuaderno_.emisora,
                                         trozo(perfil_.cabecera, CampoFijo::entidad), sctf::to_string(*day));
  donde_ = Donde::fichero;
  return {};
}

Result<void> LectorFijo::abrir() {
  if (auto ok = nuestro(perfil_.emisora); !ok) return ok;
  if (const auto t = perfil_.emisora[CampoFijo::fecha])
    if (const auto day = lineas_.fecha(t, perfil_.fechas, "the date of the emisora"); !day)
      return tl::unexpected(day.error());
  donde_ = Donde::bloque;
  ++bloques_;
  en_bloque_ = 1;
  detalles_bloque_ = 0;
  suma_bloque_ = Cents{};
  return {};
}

Result<void> LectorFijo::detalle() {
  if (auto ok = nuestro(perfil_.detalle); !ok) return ok;
  ++en_bloque_;
  ++detalles_bloque_;
  ++detalles_;
  auto record = cobro();
  if (!record) return tl::unexpected(std::move(record.error()));
  for (auto* sum : {&suma_bloque_, &suma_})
    if (auto ok = sumar(*sum, record->importe); !ok)
      return lineas_.rechazo(Code::out_of_range, perfil_.detalle[CampoFijo::importe],
                             std::move(ok.error().text));
  return lectura_.salida.put(std::move(*record));
}

Result<Cobro> LectorFijo::cobro() {
  const auto& r = perfil_.detalle;
  Cobro out;
  out.linea = lineas_.numero();
  out.canal = trozo(r, CampoFijo::canal);
  if (!perfil_.canales.empty() && r[CampoFijo::canal] &&
      (out.canal.size() != 1 || perfil_.canales.find(out.canal) == std::string::npos))
    return lineas_.rechazo(Code::unknown_value, r[CampoFijo::canal],
                           fmt::format("the channel is one of {}", perfil_.canales));
  out.entidad = trozo(r, CampoFijo::entidad);
  if (numero_de(out.entidad) < 0 || out.entidad.size() != 4)
    return lineas_.rechazo(Code::invalid_value, r[CampoFijo::entidad], "the entidad must be 4 digits");
  out.oficina = trozo(r, CampoFijo::oficina);
  if (!out.oficina.empty() && numero_de(out.oficina) < 0)
    return lineas_.rechazo(Code::invalid_value, r[CampoFijo::oficina], "the oficina must be digits");
  const auto day = lineas_.fecha(r[CampoFijo::fecha], perfil_.fechas, "the date of the payment");
  if (!day) return tl::unexpected(day.error());
  out.pago = *day;
  const auto amount = lineas_.importe(r[CampoFijo::importe], "the amount");
  if (!amount) return tl::unexpected(amount.error());
  if (*amount == Cents{})
    return lineas_.rechazo(Code::out_of_range, r[CampoFijo::importe], "a payment of nothing");
  const auto annuls = trozo(r, CampoFijo::anulacion);
  if (annuls != perfil_.anula && !annuls.empty() && annuls != "0")
    return lineas_.rechazo(Code::unknown_value, r[CampoFijo::anulacion],
                           fmt::format("an annulment is marked {}, a payment 0 or blank", perfil_.anula));
  out.clase = annuls == perfil_.anula ? ClaseCobro::anulacion : ClaseCobro::ingreso;
  out.importe = *amount;
  out.emisora = cuaderno_.emisora;
  out.sufijo = cuaderno_.sufijo;
  out.referencia = trozo(r, CampoFijo::referencia);
  if (out.referencia.size() != cuaderno_.largo_referencia || numero_de(out.referencia) < 0)
    return lineas_.rechazo(Code::invalid_value, r[CampoFijo::referencia],
                           fmt::format("the referencia must be {} digits", cuaderno_.largo_referencia));
  out.identificacion = trozo(r, CampoFijo::identificacion);
  if (!cuaderno_.comprobar(out))
    return lineas_.rechazo(Code::invalid_value, r[CampoFijo::identificacion],
                           "the identificación must be 7 or 10 digits");
  out.clave = fmt::format("{}{}|{}|{}|{}|{}|{}|{}|{}|{}", cuaderno_.nombre,
                          out.clase == ClaseCobro::anulacion ? "-" : "", out.emisora, out.sufijo,
                          out.referencia, out.identificacion, out.entidad, sctf::to_string(out.pago),
                          out.importe.value, trozo(r, CampoFijo::pago));
  if (out.clase == ClaseCobro::anulacion) out.importe = -out.importe;
  return out;
}

Result<void> LectorFijo::cerrar() {
  if (auto ok = nuestro(perfil_.total_emisora); !ok) return ok;
  ++en_bloque_;
  donde_ = Donde::fichero;
  return comparar(perfil_.total_emisora, registros_, detalles_bloque_, en_bloque_, suma_bloque_);
}

Result<void> LectorFijo::total() {
  if (auto ok = nuestro(perfil_.total); !ok) return ok;
  donde_ = Donde::fin;
  if (const auto t = perfil_.total[CampoFijo::emisoras]) {
    const auto count = lineas_.entero(t, "the number of emisoras");
    if (!count) return tl::unexpected(count.error());
    if (*count != bloques_)
      return lineas_.rechazo(Code::inconsistent, t, fmt::format("the file has {} emisoras", bloques_));
  }
  return comparar(perfil_.total, registros_, detalles_, registros_, suma_);
}

// What a total says against what was counted.
Result<void> LectorFijo::comparar(const RegistroFijo& registro, std::int64_t lineas, std::int64_t detalles,
                                  std::int64_t bloque, Cents suma) {
  if (const auto t = registro[CampoFijo::registros]) {
    const auto said = lineas_.entero(t, "the number of records");
    if (!said) return tl::unexpected(said.error());
    const auto& [counted, what] = [&]() -> std::pair<std::int64_t, std::string_view> {
      switch (registro.cuenta) {
        case CuentaFijo::detalles: return {detalles, "payments"};
        case CuentaFijo::bloque: return {bloque, "records of this emisora, its head and total with them"};
        case CuentaFijo::fichero: return {lineas, "records with this one"};
      }
      throw Error(Code::internal, "unknown count of a total");
    }();
    // More records than the field has digits for: the count wraps round, as banks write it.
    std::int64_t room = 1;
    for (int i = t.desde; i <= t.hasta; ++i) room *= 10;
    if (*said != counted % room)
      return lineas_.rechazo(
          Code::inconsistent, t,
          fmt::format("{} says {}, there are {} {}", registro.nombre, *said, counted, what));
  }
  if (const auto t = registro[CampoFijo::importe]) {
    auto said = lineas_.importe(t, "the sum");
    if (!said) return tl::unexpected(said.error());
    const auto sign = trozo(registro, CampoFijo::signo);
    if (sign == perfil_.negativo)
      *said = -*said;
    else if (!sign.empty() && sign != "0")
      return lineas_.rechazo(Code::unknown_value, registro[CampoFijo::signo],
                             fmt::format("a negative sum is marked {}, others 0 or blank", perfil_.negativo));
    if (*said != suma)
      return lineas_.rechazo(
          Code::inconsistent, t,
          fmt::format("{} says {}, the payments sum up to {}", registro.nombre, said->str(), suma.str()));
  }
  return {};
}

}  // namespace

std::string_view to_string(CampoFijo campo) {
  constexpr std::array<std::string_view, kCamposFijos> kNames = {
      "emisora",    "sufijo",         "entidad", "oficina",   "canal",     "fecha", "importe",
      "referencia", "identificacion", "pago",    "anulacion", "registros", "signo", "emisoras"};
  return kNames[static_cast<std::size_t>(campo)];
}

Result<void> leer_fijo(LecturaCobro& lectura, const PerfilFijo& perfil, const CuadernoFijo& cuaderno) {
  lectura.fichero.provisional = perfil.provisional;
  return LectorFijo(lectura, perfil, cuaderno).leer();
}

}  // namespace sctf::tributos
