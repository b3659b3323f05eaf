#include "support/oficina.hpp"

#include <fmt/format.h>
#include <fstream>

#include "base/ids.hpp"
#include "tributos/calendario.hpp"
#include "tributos/censo.hpp"
#include "tributos/conciliacion.hpp"
#include "tributos/cuaderno57.hpp"
#include "tributos/cuaderno60.hpp"
#include "tributos/emision.hpp"
#include "tributos/lista.hpp"
#include "tributos/pendientes.hpp"
#include "tributos/remesa.hpp"

namespace sctf::test {
namespace {

namespace fs = std::filesystem;
using tributos::FormatoCobro;

const fs::path kData = SCTF_TEST_DATA;
const fs::path kEtc = kData / "../../etc";
constexpr const char* kIban = "ES9121000418450200051332";
constexpr const char* kEmisoraC60 = "380386";
constexpr const char* kEmisoraC57 = "03803800";
const Day kLimite = make_day(2026, 7, 22);

const tributos::Acreedor& acreedor() {
  static const tributos::Acreedor one{.nombre = "AYUNTAMIENTO DE PRUEBA",
                                      .nif = "P3803800F",
                                      .sufijo = "000",
                                      .iban = kIban,
                                      .bic = "CAIXESBBXXX"};
  return one;
}

std::string nif_de(int n) {
  constexpr std::string_view kLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
  return fmt::format("{:08}{}", n, kLetters[static_cast<std::size_t>(n % 23)]);
}

constexpr db::Sql kRecibos{
    "to/recibos",
    "select p.valor, p.liquida_cts, p.rebaja_cts, p.importe_cts, p.domiciliado, p.objeto, e.tributo, "
    "e.ejercicio, coalesce(a.mandato, '') as mandato, a.remesa, coalesce(a.secuencia, '') as secuencia "
    "from padron_fiscal p join emision e on e.ente = p.ente and e.run = p.run "
    "left join adeudo a on a.ente = p.ente and a.valor = p.valor "
    "where p.ente = 1 and p.run = $1 and p.valor is not null order by p.valor"};

// A statement of a test: prepared under a name of its own.
db::Sql named(const std::string& text) {
  static std::map<std::string, std::string> names;
  const auto& [kept, name] = *names.try_emplace(text, fmt::format("to/{}", names.size())).first;
  return {name.c_str(), kept.c_str()};
}

}  // namespace

Oficina::Oficina(int chunk) : pool_(fresh_pool(8)), chunk_(chunk) {
  registry_.add(tributos::make_carga());
  registry_.add(tributos::make_emision());
  registry_.add(tributos::make_cargo());
  registry_.add(tributos::make_cobros());
  registry_.add(tributos::make_lista());
  registry_.add(tributos::make_conciliacion());
  registry_.add(tributos::make_anulacion());
  registry_.add(tributos::make_carga_pendientes());
  registry_.add(tributos::make_carga_externas());
  reglas_ = {.calendario = *tributos::load_calendarios(kEtc / "calendarios"),
             .intereses = *tributos::load_intereses(kEtc / "intereses.yaml")};
}

Caller Oficina::caller(std::string account) const {
  return {.ente = {}, .account = std::move(account), .channel = "cli", .level = Level::alto};
}

jobs::Engine Oficina::engine(Day day, const std::string& account) {
  jobs::Engine::Options options;
  options.account = account;
  options.clock = Instant{day} + std::chrono::hours{12};
  options.chunk = chunk_;
  options.refuse = [](const Problem& p) { fmt::print(stderr, "{}:{}: {}\n", p.file, p.line, p.text); };
  return jobs::Engine(*pool_, registry_, std::move(options));
}

fs::path Oficina::censo(const std::vector<Inmueble>& inmuebles, const std::string& name) {
  const auto path = folder() / name;
  std::ofstream out(path, std::ios::binary);
  out << "referencia_catastral;clase;uso;valor_catastral;valor_catastral_inicial;valor_base;coeficiente_"
         "reductor;nif;nombre;derecho;cuota_participacion;division;notificada;domicilio_tributario;domicilio_"
         "fiscal;codigo_postal;municipio;iban;titular_cuenta_nif;mandato;fecha_mandato;beneficios\n";
  for (const auto& i : inmuebles) {
    out << fmt::format(
        "{:07}CS7406S0001XD;U;V;{}.00;;;;{};PERSONA DE PRUEBA {};PR;100.00;n;s;CALLE UNO {};"
        "CALLE UNO {};38005;380380;",
        i.n, i.valor_euros, nif_de(i.n), i.n, i.n, i.n);
    out << (i.domiciliado ? fmt::format("{};;PRUEBA-{};2024-02-29;\n", kIban, i.n) : ";;;;\n");
  }
  out.close();
  return path;
}

std::vector<ReciboCargado> Oficina::cargar(const std::vector<Inmueble>& inmuebles) {
  auto engine = this->engine(make_day(2026, 5, 10));
  const auto carga =
      must(tributos::cargar(engine, {.censo = tributos::Censo::ibi, .file = censo(inmuebles, "ibi.csv")}));
  const auto emitida =
      must(tributos::emitir(engine, *pool_,
                            {.tributo = "ibi",
                             .ejercicio = 2026,
                             .carga = carga.id,
                             .ordenanza = *tributos::load_ordenanza(kData / "ordenanza_design.yaml"),
                             .ordenanza_shown = "ordenanza_design.yaml"}));
  db::in_transaction(*pool_, [&](db::Transaction& tx) {
    const auto ok = tributos::aprobar(tx, caller(), emitida.run,
                                      {.acto = "Acuerdo de prueba",
                                       .fecha = make_day(2026, 4, 30),
                                       .boletin = "BOP 52",
                                       .expuesta_desde = make_day(2026, 5, 5),
                                       .expuesta_hasta = make_day(2026, 6, 5)},
                                      engine.options().clock);
    if (!ok) throw Error(ok.error().code, "{}", ok.error().text);
  });
  const auto cargo = must(
      tributos::cargar_emision(engine, *pool_,
                               {.run = emitida.run,
                                .fecha_cobro = {},
                                .acreedor = acreedor(),
                                .max_operaciones = 1'000'000,  // one file, however large the year: one block
                                .max_bytes = 4'000'000'000}));
  adeudos_ = cargo.adeudos;
  suma_adeudos_ = cargo.suma_adeudos;
  remesa_ = tributos::msg_id({}, "ibi", 2026, cargo.remesa, 1);
  return recibos(emitida.run);
}

std::vector<ReciboCargado> Oficina::recibos(std::int64_t run) {
  return db::in_transaction(*pool_, [&](db::Transaction& tx) {
    std::vector<ReciboCargado> out;
    for (const auto& row : tx.query(kRecibos, run)) {
      const auto valor = row.get<std::int64_t>("valor");
      ReciboCargado r{.valor = valor,
                      .cuota = row.get<Cents>("liquida_cts"),
                      .rebaja = row.get<Cents>("rebaja_cts"),
                      .importe = row.get<Cents>("importe_cts"),
                      .domiciliado = row.get<bool>("domiciliado"),
                      .objeto = row.get<std::string>("objeto"),
                      .end_to_end = tributos::end_to_end_id("ibi", row.get<int>("ejercicio"), valor),
                      .mandato = row.get<std::string>("mandato"),
                      .bloque = {}};
      if (const auto remesa = row.get<std::optional<int>>("remesa"))
        r.bloque = fmt::format("{}-{}", tributos::msg_id({}, "ibi", 2026, *remesa, 1), row.view("secuencia"));
      out.push_back(std::move(r));
    }
    return out;
  });
}

tributos::Recaudador Oficina::recaudador() const {
  return {.iban = kIban,
          .acreedor = acreedor().identificador(),
          .emisora_c60 = kEmisoraC60,
          .emisora_c57 = kEmisoraC57,
          .sufijo_c57 = "000"};
}

tributos::PeticionCobro Oficina::peticion(FormatoCobro formato, const fs::path& file) const {
  return {.formato = formato,
          .file = file,
          .nuestro = recaudador(),
          .perfil_c60 = (kEtc / "perfiles/c60.yaml").string(),
          .reglas = reglas_};
}

Result<tributos::Cobrados> Oficina::cobrar(FormatoCobro formato, Day day,
                                           const std::function<void(const demo::Salida&)>& write) {
  const auto path = folder() / fmt::format("banco-{}", ++files_);
  {
    std::ofstream out(path, std::ios::binary);
    write([&](std::string_view bytes) { out << bytes; });
  }
  auto engine = this->engine(day);
  return tributos::cobrar(engine, peticion(formato, path));
}

Result<tributos::Cobrados> Oficina::c60(Day day, const std::vector<demo::PagoSimulado>& pagos) {
  return cobrar(FormatoCobro::c60, day, [&](const demo::Salida& out) {
    demo::escribir_c60(out, {.emisora = kEmisoraC60, .sufijo = {}, .dia = day}, pagos);
  });
}

Result<tributos::Cobrados> Oficina::c57(Day day, const std::vector<demo::PagoSimulado>& pagos) {
  return cobrar(FormatoCobro::c57, day, [&](const demo::Salida& out) {
    demo::escribir_c57(out, {.emisora = kEmisoraC57, .sufijo = "000", .dia = day}, pagos);
  });
}

Result<tributos::Cobrados> Oficina::n43(Day day, const std::vector<demo::ApunteSimulado>& apuntes) {
  return cobrar(FormatoCobro::n43, day,
                [&](const demo::Salida& out) { demo::escribir_n43(out, cuenta(day), apuntes); });
}

Result<tributos::Cobrados> Oficina::camt053(Day day, const std::vector<demo::ApunteSimulado>& apuntes) {
  return cobrar(FormatoCobro::camt053, day, [&](const demo::Salida& out) {
    demo::escribir_camt053(out, demo::VersionCamt::v02, mensaje("EX", day), cuenta(day), apuntes);
  });
}

Result<tributos::Cobrados> Oficina::camt054(Day day, const std::vector<demo::ApunteSimulado>& apuntes) {
  return cobrar(FormatoCobro::camt054, day, [&](const demo::Salida& out) {
    demo::escribir_camt054(out, demo::VersionCamt::v08, mensaje("NT", day), cuenta(day), apuntes);
  });
}

Result<tributos::Cobrados> Oficina::rechazos(Day day, const std::vector<demo::RetornoSimulado>& rechazos) {
  return cobrar(FormatoCobro::pain002, day, [&](const demo::Salida& out) {
    demo::escribir_rechazos(
        out,
        {.mensaje = mensaje("RJ", day), .mensaje_original = remesa_, .acreedor = acreedor().identificador()},
        adeudos_, suma_adeudos_, rechazos);
  });
}

Result<tributos::Cobrados> Oficina::devoluciones(Day day,
                                                 const std::vector<demo::RetornoSimulado>& devoluciones) {
  return cobrar(FormatoCobro::pain002, day, [&](const demo::Salida& out) {
    demo::escribir_devoluciones(
        out,
        {.mensaje = mensaje("DA", day), .mensaje_original = remesa_, .acreedor = acreedor().identificador()},
        day, devoluciones);
  });
}

demo::PagoSimulado Oficina::slip(std::int64_t valor, Cents importe, Day day, int numero) const {
  const auto documento = fmt::format("{:010}", valor);
  const auto identificacion =
      must(tributos::identificacion_m2(tributos::DiscriminanteC60::unico, "001", 2026, kLimite));
  return {.referencia = documento + tributos::digitos_c60(kEmisoraC60, documento, identificacion, importe),
          .identificacion = identificacion,
          .importe = importe,
          .dia = day,
          .numero = numero};
}

demo::PagoSimulado Oficina::slip57(std::int64_t valor, Cents importe, Day day, int numero) const {
  const auto codigo = must(
      tributos::codigo_c57({.emisora = kEmisoraC57, .sufijo = "000", .documento = valor}, kLimite, importe));
  return {.referencia = codigo.referencia,
          .identificacion = codigo.identificacion,
          .importe = importe,
          .dia = day,
          .numero = numero};
}

demo::ApunteSimulado Oficina::apunte(Cents importe, Day day, demo::DetalleSimulado detalle) {
  detalle.importe = importe < 0_cts ? -importe : importe;
  demo::ApunteSimulado out;
  out.importe = importe;
  out.referencia_banco = fmt::format("BANCO{:08}", ++apuntes_);
  out.dia = out.valor = day;
  out.detalles.push_back(std::move(detalle));
  return out;
}

demo::ApunteSimulado Oficina::transferencia(Cents importe, Day day, const std::string& texto,
                                            const std::string& pagador) {
  demo::DetalleSimulado detalle;
  detalle.texto = texto;
  detalle.pagador = pagador;
  if (!pagador.empty()) detalle.pagador_iban = kIban;
  return apunte(importe, day, std::move(detalle));
}

demo::ApunteSimulado Oficina::adeudo(Cents importe, Day day, const ReciboCargado& recibo,
                                     const std::string& motivo) {
  demo::DetalleSimulado detalle;
  detalle.end_to_end = recibo.end_to_end;
  detalle.motivo = motivo;
  return apunte(importe, day, std::move(detalle));
}

demo::ApunteSimulado Oficina::abono_bloque(const std::string& bloque, Cents importe, Day day) {
  demo::ApunteSimulado out;
  out.importe = importe;
  out.referencia_banco = fmt::format("BANCO{:08}", ++apuntes_);
  out.dia = out.valor = day;
  out.concepto = "03";
  out.bloque = bloque;
  out.operaciones = 1;
  return out;
}

demo::RetornoSimulado Oficina::retorno(const ReciboCargado& recibo, const std::string& motivo) {
  return {.end_to_end = recibo.end_to_end,
          .bloque = recibo.bloque,
          .mandato = recibo.mandato,
          .motivo = motivo,
          .importe = recibo.importe,
          .cobro = make_day(2026, 7, 8),
          .deudor = "PERSONA DE PRUEBA",
          .iban = kIban};
}

tributos::Recibo Oficina::recibo(std::int64_t valor) {
  return db::in_transaction(
      *pool_, [&](db::Transaction& tx) { return must(tributos::find_recibo(tx, Ente{}, valor)); });
}

std::vector<std::string> Oficina::filas(const std::string& text) {
  const auto wrapped = fmt::format(
      "select (select string_agg(coalesce(value, ''), '|' order by n) from "
      "json_each_text(row_to_json(q)) with ordinality as j(key, value, n)) "
      "from ({}) q",
      text);
  return db::in_transaction(*pool_, [&](db::Transaction& tx) {
    std::vector<std::string> out;
    for (const auto& row : tx.query(named(wrapped))) out.push_back(row.get<std::string>(0));
    return out;
  });
}

std::int64_t Oficina::numero(const std::string& text) {
  return db::in_transaction(
      *pool_, [&](db::Transaction& tx) { return tx.query(named(text)).front().get<std::int64_t>(0); });
}

std::string Oficina::descuadre() {
  return db::in_transaction(*pool_, [&](db::Transaction& tx) -> std::string {
    for (const auto& c : tributos::cuadrar_libros(tx, Ente{}))
      if (c.diferencia() != 0_cts)
        return fmt::format("{} ({}): {} and {}", c.prueba, c.ambito, c.esperado.str(), c.hallado.str());
    return {};
  });
}

demo::CabeceraMensaje Oficina::mensaje(const std::string& what, Day day) {
  return {.msg_id = fmt::format("{}{:06}", what, files_), .creado = sctf::to_string(day) + "T06:00:00"};
}

demo::CuentaSimulada Oficina::cuenta(Day day) const {
  return {.iban = kIban, .titular = acreedor().nombre, .saldo = 1'000'000'00_cts, .desde = day, .hasta = day};
}

}  // namespace sctf::test
