#include "demo/campana_banco.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "crypto/sha256.hpp"
#include "demo/random.hpp"
#include "demo/sql.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"
#include "tributos/cuaderno60.hpp"

namespace sctf::demo {
namespace {

constexpr int kPaganPorMil = 880;  // slips that are paid at all (norms/recaudacion 9.4)
constexpr std::uint64_t kSemillaSlips = 60, kSemillaAdeudos = 19;
// Of a thousand that are paid.
constexpr std::pair<Percance, int> kPercances[] = {
    {Percance::digito, 2},        {Percance::desconocido, 2}, {Percance::duplicado, 3},
    {Percance::parcial, 5},       {Percance::exceso, 3},      {Percance::tarde, 20},
    {Percance::sobre_anulado, 1}, {Percance::anulado, 2},     {Percance::repetido, 3}};
constexpr std::pair<PercanceAdeudo, int> kPercancesAdeudo[] = {{PercanceAdeudo::rechazado, 4},
                                                               {PercanceAdeudo::devuelto_estado, 15},
                                                               {PercanceAdeudo::devuelto_extracto, 5},
                                                               {PercanceAdeudo::devuelto_ambos, 2},
                                                               {PercanceAdeudo::importe_ajeno, 1}};
constexpr Cents kMenor{20};  // of a share of a few cents the recargo is none: who pays it late has paid it
constexpr std::int64_t kSuspendidos = 3;  // of the slips that are paid as they should be
constexpr int kAjenos = 4;

/// Writes one file of the bank and its row.
class Fichero {
 public:
  Fichero(const std::filesystem::path& out, std::string path)
      : path_(std::move(path)), file_(proc::AtomicFile::create(out / path_)) {}
  [[nodiscard]] Salida salida() {
    return [this](std::string_view bytes) {
      file_.write(bytes);
      hash_.update(bytes);
    };
  }
  FicheroBanco done(std::string formato, std::string kind, std::int64_t registros, Esperado esperado) {
    FicheroBanco out{
        .formato = std::move(formato), .path = path_, .esperado = std::move(esperado), .fila = {}};
    out.fila = {.path = path_,
                .kind = std::move(kind),
                .items = registros,
                .sum = out.esperado.suma,
                .sha256 = hash_.hex(),
                .bytes = static_cast<std::int64_t>(file_.bytes())};
    file_.commit();
    return out;
  }

 private:
  std::string path_;
  proc::AtomicFile file_;
  crypto::Sha256 hash_;
};

class Banco {
 public:
  Banco(db::Transaction& tx, Ente ente, const tributos::Emision& emision,
        const tributos::EmisorCartas& emisor, const tributos::Acreedor& acreedor,
        const std::filesystem::path& out)
      : tx_(tx),
        ente_(ente),
        emision_(emision),
        emisor_(emisor),
        acreedor_(acreedor),
        out_(out),
        ordenanza_(tributos::ordenanza_de(emision)) {}

  Result<RespuestaBanco> responder() {
    const auto periodo = ordenanza_.periodo(emision_.tributo);
    if (!periodo) return tl::unexpected(periodo.error());
    periodo_ = *periodo;
    cobro_ = periodo_->cargo_domiciliados.value_or(periodo_->hasta - std::chrono::days{14});
    if (const auto ok = adeudos(); !ok) return tl::unexpected(ok.error());
    if (const auto ok = slips(); !ok) return tl::unexpected(ok.error());
    extracto();
    return std::move(respuesta_);
  }

 private:
  [[nodiscard]] std::string stem(std::string_view what) const {
    return fmt::format("{}-{}-{}", what, emision_.tributo, emision_.ejercicio);
  }
  [[nodiscard]] CabeceraMensaje mensaje(std::string_view what, Day day) const {
    return {.msg_id = fmt::format("{}{}{}{}", what, ente_.value, emision_.ejercicio,
                                  tributos::mayusculas(emision_.tributo)),
            .creado = sctf::to_string(day) + "T06:00:00"};
  }

  // A bank gives no reference twice: the movements of each campaign have chance of their own.
  [[nodiscard]] std::uint64_t semilla(std::uint64_t base) const {
    auto seed = mix64(base ^ static_cast<std::uint64_t>(emision_.ejercicio));
    for (const char c : emision_.tributo) seed = mix64(seed ^ static_cast<unsigned char>(c));
    return seed;
  }

  // What the bank says of each debit of the remesa, read one after the other; none where there is no remesa.
  Result<std::optional<AdeudosPlaneados>> planear_adeudos(const ReglasAdeudos& reglas) {
    const db::Rows head = tx_.query(sql::campana_remesa, ente_, emision_.run);
    if (head.empty() || head.front().get<std::int64_t>("adeudos") == 0) return std::nullopt;
    enviados_ = head.front().get<std::int64_t>("adeudos");
    enviado_ = head.front().get<Cents>("suma");
    const auto n = head.front().get<int>("n");
    remesa_ = tributos::msg_id(ente_, emision_.tributo, emision_.ejercicio, n, 1);
    const auto per_file = tributos::adeudos_por_fichero(must(json::parse(head.front().view("acreedor"))));
    const auto plan =
        plan_de_problemas(static_cast<std::size_t>(enviados_), kPercancesAdeudo, semilla(kSemillaAdeudos));
    if (!plan) return tl::unexpected(plan.error());
    RealizadorAdeudos realizador(reglas, semilla(kSemillaAdeudos));
    tx_.stream(
        sql::campana_adeudos,
        [&](const db::Row& row) {
          const auto orden = row.get<std::int64_t>("orden") - 1;
          const auto file = static_cast<int>(orden / per_file + 1);
          const auto position = static_cast<std::size_t>(orden);
          realizador.add({.end_to_end = tributos::end_to_end_id(emision_.tributo, emision_.ejercicio,
                                                                row.get<std::int64_t>("valor")),
                          .bloque = fmt::format(
                              "{}-{}", tributos::msg_id(ente_, emision_.tributo, emision_.ejercicio, n, file),
                              row.view("secuencia")),
                          .mandato = row.get<std::string>("mandato"),
                          .deudor = row.get<std::string>("deudor"),
                          .iban = row.get<std::string>("iban"),
                          .importe = row.get<Cents>("importe_cts")},
                         plan->at(position), position);
        },
        ente_, emision_.run);
    return realizador.finish();
  }

  // Rejections, then the credits of the blocks, then returns: told by a pain.002, by the statement, by both.
  Result<void> adeudos() {
    const auto devuelto = cobro_ + std::chrono::days{5};
    auto planeados =
        planear_adeudos({.cobro = cobro_, .devolucion = devuelto, .con_detalles = false, .ajenos = kAjenos});
    if (!planeados) return tl::unexpected(planeados.error());
    if (!*planeados) return {};
    auto& p = **planeados;
    const auto id = acreedor_.identificador();
    if (!p.rechazos.empty()) {
      Fichero f(out_, stem("rechazos") + ".xml");
      escribir_rechazos(f.salida(),
                        {.mensaje = mensaje("RJ", cobro_ - std::chrono::days{1}),
                         .mensaje_original = remesa_,
                         .acreedor = id},
                        enviados_, enviado_, p.rechazos);
      add(f.done("pain002", "pain.002", std::ssize(p.rechazos), p.esperado_rechazos));
    }
    {
      Fichero f(out_, stem("abonos") + ".xml");
      escribir_camt054(f.salida(), VersionCamt::v08, mensaje("AB", cobro_), cuenta(cobro_, cobro_), p.abonos);
      // A block is one record, however many debits it credits.
      Esperado esperado{.resultados = {{"provisional", std::ssize(p.abonos)}},
                        .suma = p.esperado_abonos.suma};
      add(f.done("camt054", "camt.054", std::ssize(p.abonos), std::move(esperado)));
    }
    if (!p.devoluciones.empty()) {
      Fichero f(out_, stem("devoluciones") + ".xml");
      escribir_devoluciones(f.salida(),
                            {.mensaje = mensaje("DA", devuelto), .mensaje_original = remesa_, .acreedor = id},
                            devuelto, p.devoluciones);
      add(f.done("pain002", "pain.002", std::ssize(p.devoluciones), p.esperado_devoluciones));
    }
    if (!p.retornos.empty()) {
      Fichero f(out_, stem("extracto-devoluciones") + ".xml");
      escribir_camt053(f.salida(), VersionCamt::v02, mensaje("EX", devuelto), cuenta(devuelto, devuelto),
                       p.retornos);
      std::int64_t registros = 0;
      for (const auto& r : p.retornos) registros += std::max<std::int64_t>(1, std::ssize(r.detalles));
      add(f.done("camt053", "camt.053", registros, p.esperado_retornos));
    }
    apuntes_ = std::move(p.abonos);
    for (auto& r : p.retornos) {
      if (r.concepto != "14") ajenos_.push_back(r.importe);
      apuntes_.push_back(std::move(r));
    }
    return {};
  }

  // Each slip is read, paid in some way and written before the next: however many they are.
  Result<void> slips() {
    Result<std::vector<Percance>> plan;
    std::optional<Fichero> file;
    std::optional<EscritorSlips> escritor;
    const auto dia = periodo_->hasta + std::chrono::days{30};
    RealizadorSlips realizador({.emisora = emisor_.emisora_c60, .sufijo = {}, .desde = periodo_->desde},
                               semilla(kSemillaSlips),
                               [&](const PagoSimulado& pago) { escritor->add(pago); });
    Result<void> ok;
    std::int64_t suspendidos = 0;
    std::size_t position = 0;
    tx_.stream(
        sql::campana_slips,
        [&](const db::Row& row) {
          if (!ok) return;
          if (!file) {
            plan = plan_de_problemas(static_cast<std::size_t>(row.get<std::int64_t>("todos")), kPercances,
                                     semilla(kSemillaSlips));
            if (!plan) {
              ok = tl::unexpected(plan.error());
              return;
            }
            file.emplace(out_, stem("c60-1") + ".txt");
            escritor.emplace(file->salida(), cabecera(dia));
          }
          const auto valor = row.get<std::int64_t>("valor");
          const auto importe = row.get<Cents>("liquida_cts");
          const auto slip = tributos::codigo_de_recibo(emisor_, emision_.tributo, emision_.ejercicio, valor,
                                                       importe, *periodo_);
          if (!slip) {
            ok = tl::unexpected(slip.error());
            return;
          }
          const auto what = plan->at(position);
          realizador.add({.referencia = slip->primero.referencia,
                          .identificacion = slip->primero.identificacion,
                          .importe = importe,
                          .limite = periodo_->hasta},
                         what, position++);
          if (what == Percance::sobre_anulado) respuesta_.por_anular.push_back(valor);
          if (what == Percance::ninguno && suspendidos < kSuspendidos) {
            respuesta_.por_suspender.push_back(valor);
            ++suspendidos;
          }
        },
        ente_, emision_.run, kPaganPorMil, kMenor, tributos::kMaxC60);
    if (!ok || !file) return ok;
    auto p = realizador.finish();
    escritor->finish();
    p.esperado_primero.resultados["paid"] -= suspendidos;
    p.esperado_primero.resultados["suspended"] += suspendidos;
    liquidado_.push_back({.importe = p.esperado_primero.suma, .dia = dia});
    add(file->done("c60", "c60", escritor->pagos(), std::move(p.esperado_primero)));
    repetir(p);
    return {};
  }

  // A file that only repeats what another told: it settles nothing.
  void repetir(SlipsPlaneados& p) {
    if (p.segundo.empty()) return;
    Fichero file(out_, stem("c60-2") + ".txt");
    escribir_c60(file.salida(), cabecera(periodo_->hasta + std::chrono::days{45}), p.segundo);
    add(file.done("c60", "c60", std::ssize(p.segundo), std::move(p.esperado_segundo)));
  }

  [[nodiscard]] CabeceraSlips cabecera(Day dia) const {
    return {.emisora = emisor_.emisora_c60, .sufijo = {}, .dia = dia};
  }

  [[nodiscard]] CuentaSimulada cuenta(Day desde, Day hasta) const {
    return {.iban = acreedor_.iban,
            .titular = acreedor_.nombre,
            .saldo = 100'000'00_cts,
            .desde = desde,
            .hasta = hasta};
  }

  // The whole account as Norma 43 has it: what was credited and taken back, the settlement of the slips, and
  // movements that nothing explains.
  void extracto() {
    int n = 0;
    for (const auto& l : liquidado_)
      apuntes_.push_back({.importe = l.importe,
                          .referencia_banco = fmt::format("LIQ{:06}", ++n),
                          .dia = l.dia,
                          .valor = l.dia,
                          .concepto = "02",
                          .bloque = {},
                          .operaciones = 0,
                          .detalles = {}});
    std::stable_sort(apuntes_.begin(), apuntes_.end(),
                     [](const auto& a, const auto& b) { return a.dia < b.dia; });
    if (apuntes_.empty()) return;
    Fichero f(out_, stem("extracto") + ".n43");
    escribir_n43(f.salida(), cuenta(apuntes_.front().dia, apuntes_.back().dia), apuntes_);
    Esperado esperado;
    for (const auto& a : apuntes_) esperado.suma += a.importe;
    respuesta_.extracto = f.done("n43", "n43", std::ssize(apuntes_), std::move(esperado));
    for (const auto& importe : ajenos_) respuesta_.sin_explicar += importe;
  }

  void add(FicheroBanco f) { respuesta_.cobros.push_back(std::move(f)); }

  struct Liquidado {
    Cents importe;
    Day dia;
  };
  db::Transaction& tx_;
  Ente ente_;
  const tributos::Emision& emision_;
  const tributos::EmisorCartas& emisor_;
  const tributos::Acreedor& acreedor_;
  std::filesystem::path out_;
  tributos::Ordenanza ordenanza_;
  const tributos::Periodo* periodo_ = nullptr;
  Day cobro_;
  std::string remesa_;  // MsgId of its first file, how many debits it has and their sum
  std::int64_t enviados_ = 0;
  Cents enviado_;
  std::vector<ApunteSimulado> apuntes_;
  std::vector<Liquidado> liquidado_;
  std::vector<Cents> ajenos_;
  RespuestaBanco respuesta_;
};

}  // namespace

Result<RespuestaBanco> responder(db::Transaction& tx, Ente ente, const tributos::Emision& emision,
                                 const tributos::EmisorCartas& emisor, const tributos::Acreedor& acreedor,
                                 const std::filesystem::path& out) {
  proc::make_folders(out);
  return Banco(tx, ente, emision, emisor, acreedor, out).responder();
}

}  // namespace sctf::demo
