// A random year of a tax office: after every step the books square, and every receipt is what a model makes
// of the bank's records alone (design 5). SCTF_SEED, SCTF_ANO_RECIBOS and SCTF_ANO_PASOS choose another year.

#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>
#include <unordered_map>

#include "base/ids.hpp"
#include "support/libro_modelo.hpp"

namespace sctf::tributos {
namespace {

using test::ValorModelo;

std::int64_t from_environment(const char* name, std::int64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoll(text);
}

/// One year: the office, what each receipt must be, and chance.
class Ano {
 public:
  Ano(std::int64_t seed, int recibos) : o_(2000), azar_(static_cast<std::uint64_t>(seed)) {
    std::vector<test::Inmueble> inmuebles;
    for (int n = 1; n <= recibos; ++n)
      inmuebles.push_back({.n = n, .valor_euros = entre(2000, 300000), .domiciliado = azar(45)});
    for (auto& r : o_.cargar(inmuebles)) valores_.emplace_back(std::move(r));
    por_paso_ = std::max<std::size_t>(40, valores_.size() / 25);
  }

  // A step of the year; what it was, for messages.
  std::string paso(int n, int pasos) {
    dia_ = make_day(2026, 5, 21) + std::chrono::days{n * 300 / pasos};
    ++paso_;
    switch (entre(0, 13)) {
      case 0:
      case 1:
      case 2:
      case 3: return slips(false);
      case 4: return slips(true);
      case 5: return movimientos("n43");
      case 6: return movimientos("camt053");
      case 7: return movimientos("camt054");
      case 8: return retornos(false);
      case 9: return retornos(true);
      case 10: return anulaciones();
      case 11: return bloques();
      default: return suspensiones();
    }
  }

  // The first thing that is not as it must be; empty: all is.
  std::string comprobar();
  // How often each outcome came.
  std::vector<std::string> resultados() {
    return o_.filas("select resultado, count(*) from cobro_resultado group by resultado order by resultado");
  }

 private:
  [[nodiscard]] std::int64_t entre(std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(azar_() % static_cast<std::uint64_t>(to - from + 1));
  }
  [[nodiscard]] bool azar(int per_cent) { return entre(1, 100) <= per_cent; }
  ValorModelo& alguno() { return valores_[static_cast<std::size_t>(entre(0, std::ssize(valores_) - 1))]; }
  // One that is domiciled, if a few tries find it.
  ValorModelo& domiciliado() {
    for (int i = 0; i < 20; ++i)
      if (auto& v = alguno(); v.recibo().domiciliado) return v;
    return alguno();
  }
  // What somebody pays: mostly what is due.
  Cents pago(const ValorModelo& v) {
    const auto debido = v.debido(dia_);
    if (debido <= 1_cts) return v.recibo().cuota;
    if (azar(55)) return debido;
    if (azar(40)) return v.pendiente();
    if (azar(60)) return {entre(1, debido.value - 1)};
    return debido + Cents{entre(1, 5000)};
  }
  void contar(const Result<Cobrados>& cobrados, Cents movido) {
    if (!cobrados) throw Error(cobrados.error().code, "{}", cobrados.error().text);
    movido_ += movido;
  }

  template <class T>
  void recordar(const std::vector<T>& file, std::vector<T>& before);
  std::string slips(bool c57);
  void un_slip(bool c57, std::vector<demo::PagoSimulado>& file, Cents& movido);
  std::string movimientos(const std::string& formato);
  void un_movimiento(bool n43, std::vector<demo::ApunteSimulado>& file, Cents& movido);
  std::string retornos(bool rechazo);
  std::string anulaciones();
  void una_anulacion(std::size_t which);
  std::string bloques();
  std::string suspensiones();
  std::string contra_el_modelo();

  test::Oficina o_;
  std::mt19937_64 azar_;
  std::vector<ValorModelo> valores_;
  std::size_t por_paso_ = 0;
  std::vector<demo::PagoSimulado> enviados_[2];  // slips of either Cuaderno, to be sent again
  std::vector<demo::ApunteSimulado> apuntes_;    // of camt
  Day dia_;
  int paso_ = 0, numero_ = 0;
  Cents movido_;      // by all records but repetitions
  Cents sin_recibo_;  // of it, by records that name no receipt or whose digits are wrong
};

void Ano::un_slip(bool c57, std::vector<demo::PagoSimulado>& file, Cents& movido) {
  const auto numero = ++numero_ % 1'000'000;
  auto& before = enviados_[c57];
  if (azar(3) && !before.empty()) {  // the bank sends one of an earlier file again: it moves nothing
    file.push_back(before.back());
    before.pop_back();
    return;
  }
  auto& v = alguno();
  if (azar(6) && !v.pagos().empty()) {  // taken back; now and then for the second time
    const auto& pago = v.pagos()[static_cast<std::size_t>(entre(0, std::ssize(v.pagos()) - 1))];
    if (pago.c57 != c57) return;
    auto back = pago.slip;
    back.anula = true, back.dia = dia_, back.numero = numero;
    v.anulacion(back, c57);
    movido -= back.importe;
    file.push_back(std::move(back));
    return;
  }
  const auto importe = pago(v);
  auto slip = c57 ? o_.slip57(v.recibo().valor, importe, dia_, numero)
                  : o_.slip(v.recibo().valor, importe, dia_, numero);
  if (azar(2)) {
    slip.importe += 1_cts;
    sin_recibo_ += slip.importe;
  } else if (azar(1)) {
    slip =
        c57 ? o_.slip57(9'000'000'001, importe, dia_, numero) : o_.slip(9'000'000'001, importe, dia_, numero);
    sin_recibo_ += slip.importe;
  } else {
    v.ingreso(importe, dia_, &slip, c57);
  }
  movido += slip.importe;
  file.push_back(std::move(slip));
}

// Some of a file are sent again one day, each once: alike records of one file would be told apart.
template <class T>
void Ano::recordar(const std::vector<T>& file, std::vector<T>& before) {
  for (std::size_t i = 0; i < file.size() && i < 20; ++i) before.push_back(file[i]);
}

std::string Ano::slips(bool c57) {
  std::vector<demo::PagoSimulado> file;
  Cents movido;
  for (std::size_t i = 0; i < por_paso_; ++i) un_slip(c57, file, movido);
  contar(c57 ? o_.c57(dia_, file) : o_.c60(dia_, file), movido);
  recordar(file, enviados_[c57]);
  return fmt::format("{} slips of Cuaderno {}", file.size(), c57 ? 57 : 60);
}

// A transfer that names a receipt, the credit of a debit, its return; money of nobody.
void Ano::un_movimiento(bool n43, std::vector<demo::ApunteSimulado>& file, Cents& movido) {
  if (!n43 && azar(4) && !apuntes_.empty()) {
    file.push_back(apuntes_.back());
    apuntes_.pop_back();
    return;
  }
  if (azar(4)) {
    file.push_back(o_.transferencia({entre(1, 90000)}, dia_, "SIN REFERENCIA"));
    return;
  }
  if (azar(50)) {
    auto& v = alguno();
    const auto importe = pago(v);
    v.ingreso(importe, dia_);
    movido += importe;
    file.push_back(o_.transferencia(importe, dia_, "RECIBO " + referencia_text(v.recibo().valor), "ALGUIEN"));
  } else {
    auto& v = domiciliado();
    if (!v.recibo().domiciliado) return;
    auto importe = v.recibo().importe + (azar(3) ? 1_cts : 0_cts);
    const bool vuelta = azar(50);
    // The statement of Norma 43 gives no reason: MS03, which keeps the rebate.
    const bool pierde = !n43 && azar(50);
    if (vuelta) {
      if (v.devolucion_mueve(importe)) movido -= importe;
      v.devolucion(importe, pierde);
    } else {
      movido += importe;
      v.abono(importe);
    }
    file.push_back(o_.adeudo(vuelta ? -importe : importe, dia_, v.recibo(),
                             vuelta && !n43 ? (pierde ? "AC04" : "AM04") : ""));
  }
}

std::string Ano::movimientos(const std::string& formato) {
  std::vector<demo::ApunteSimulado> file;
  Cents movido;
  // Ordinals of Norma 43 count the movements of one day: each statement has a day of its own.
  if (formato == "n43") dia_ = make_day(2026, 5, 21) + std::chrono::days{paso_};
  const auto n = std::min<std::size_t>(por_paso_, 2000);
  for (std::size_t i = 0; i < n; ++i) un_movimiento(formato == "n43", file, movido);
  contar(formato == "n43"       ? o_.n43(dia_, file)
         : formato == "camt053" ? o_.camt053(dia_, file)
                                : o_.camt054(dia_, file),
         movido);
  if (formato != "n43") recordar(file, apuntes_);
  return fmt::format("{} movements by {}", file.size(), formato);
}

std::string Ano::retornos(bool rechazo) {
  std::vector<demo::RetornoSimulado> file;
  Cents movido;
  for (std::size_t i = 0; i < por_paso_ / 4; ++i) {
    auto& v = domiciliado();
    if (!v.recibo().domiciliado) continue;
    const bool pierde = azar(50);
    file.push_back(test::Oficina::retorno(v.recibo(), pierde ? "MD01" : "MS03"));
    if (rechazo) {
      v.rechazo(pierde);
    } else {
      if (v.devolucion_mueve(v.recibo().importe)) movido -= v.recibo().importe;
      v.devolucion(v.recibo().importe, pierde);
    }
  }
  if (file.empty()) return "nothing";
  contar(rechazo ? o_.rechazos(dia_, file) : o_.devoluciones(dia_, file), movido);
  return fmt::format("{} {}", file.size(), rechazo ? "rejections" : "returns");
}

// All debits at once, but those that were refused.
std::string Ano::bloques() {
  Cents suma;
  std::string bloque;
  for (auto& v : valores_)
    if (v.recibo().domiciliado && !v.rechazado()) {
      suma += v.recibo().importe;
      bloque = v.recibo().bloque;
    }
  const bool falta = azar(20);
  if (falta) suma -= 1_cts;
  for (auto& v : valores_)
    if (!falta && v.recibo().domiciliado && !v.rechazado()) v.abono(v.recibo().importe);
  if (falta) sin_recibo_ += suma;
  const auto apunte = o_.abono_bloque(bloque, suma, dia_);
  contar(o_.camt054(dia_, {apunte}), suma);
  return falta ? "a block that does not add up" : "the block of debits";
}

void Ano::una_anulacion(std::size_t which) {
  if (valores_[which].anulado()) return;
  PeticionAnulacion p{.referencia = referencia_text(valores_[which].recibo().valor),
                      .motivo = "error",
                      .acto = fmt::format("Resolución {}-{}", paso_, which),
                      .parcial = {},
                      .sustitucion = {},
                      .two_persons = false};
  const auto tope = valores_[which].principal() + valores_[which].cobrado_principal();
  const bool parcial = azar(40) && tope > 2_cts;
  const bool sustituye = !parcial && azar(50) && valores_[which].con_plazo();
  if (parcial) p.parcial = Cents{entre(1, tope.value - 1)};
  if (sustituye)
    p.sustitucion = o_.censo({{.n = static_cast<int>(which) + 1, .valor_euros = entre(2000, 300000)}},
                             fmt::format("sustituye-{}-{}.csv", paso_, which));
  auto engine = o_.engine(dia_);
  const auto done = anular(engine, o_.pool(), o_.caller(), p);
  if (!done) throw Error(done.error().code, "{}", done.error().text);
  if (parcial) return valores_[which].anular_parte(*p.parcial);
  auto pagado = valores_[which].anular();
  if (sustituye) {
    for (auto& r : o_.recibos(done->sustitucion)) {
      const auto parte = std::min(pagado, r.cuota);
      pagado -= parte;
      valores_.emplace_back(std::move(r), false).trasladado(parte);
    }
  }
  valores_[which].depositar(pagado);
}

std::string Ano::anulaciones() {
  for (int i = 0; i < 15; ++i) una_anulacion(static_cast<std::size_t>(entre(0, std::ssize(valores_) - 1)));
  return "annulments";
}

std::string Ano::suspensiones() {
  int n = 0;
  for (std::size_t i = 0; i < por_paso_ / 2; ++i) {
    auto& v = alguno();
    const auto referencia = referencia_text(v.recibo().valor);
    db::in_transaction(
        o_.pool(),
        [&](db::Transaction& tx) {
          if (v.suspendido()) {
            if (!reanudar(tx, o_.caller(), referencia, "Resuelto", dia_)) return;
            v.reanudar(dia_);
          } else {
            if (!suspender(tx, o_.caller(), referencia, fmt::format("Recurso {}-{}", paso_, i), dia_)) return;
            v.suspender(dia_);
          }
          ++n;
        },
        true);
  }
  return fmt::format("{} suspensions begun or ended", n);
}

// What the tables say of themselves, whatever the model says.
constexpr std::pair<const char*, const char*> kInvariantes[] = {
    {"records without an outcome, or with several",
     "select count(*) from (select c.run, c.n from cobro c left join cobro_resultado r on r.ente = c.ente "
     "and "
     "r.run = c.run and r.n = c.n group by c.run, c.n, c.bloque having count(r.n) = 0 or (c.bloque = '' and "
     "count(r.n) > 1) or count(distinct r.resultado = 'repeated') > 1) x"},
    {"records whose money is not where it went",
     "select count(*) from (select c.run, c.n from cobro c join cobro_resultado r on r.ente = c.ente and "
     "r.run "
     "= c.run and r.n = c.n group by c.run, c.n, c.importe_cts, c.clase having sum(r.aplicado_cts + "
     "r.depositado_cts + r.pendiente_cts) <> case when c.clase = 'movimiento' or bool_and(r.resultado = "
     "'repeated') then 0 else c.importe_cts end) x"},
    {"outcomes whose entries differ",
     "select count(*) from (select r.run, r.n, r.valor, r.aplicado_cts from cobro_resultado r left join "
     "apunte a "
     "on a.ente = r.ente and a.run = r.run and a.cobro = r.n and a.valor = r.valor and a.clase = 'ingreso' "
     "group by r.run, r.n, r.valor, r.aplicado_cts having coalesce(-sum(a.importe_cts), 0) <> "
     "r.aplicado_cts) x"},
    {"components below zero",
     "select count(*) from (select valor, componente from apunte group by valor, componente having "
     "sum(importe_cts) < 0 or sum(importe_cts) filter (where clase = 'ingreso') > 0) x"},
    {"receipts with no state or two",
     "select count(*) from (select valor from valor_estado where valor is not null group by valor having "
     "count(*) <> 1 or bool_or(estado is null)) x"},
    {"annulled receipts that still owe",
     "select count(*) from valor_estado where estado = 'anulado' and pendiente_cts <> 0"},
    {"keys of no record, or records of no key",
     "select (select count(*) from cobro c where not exists (select 1 from cobro_clave k where k.ente = "
     "c.ente "
     "and k.clave = c.clave)) + (select count(*) from cobro_clave k where not exists (select 1 from cobro c "
     "where c.ente = k.ente and c.run = k.run and c.n = k.n))"}};

constexpr db::Sql kEstados{
    "ta/estados",
    "select e.valor, e.estado, e.pendiente_cts, coalesce(l.recargo, 0)::bigint as recargo, "
    "coalesce(d.depositado, 0)::bigint as depositado, coalesce(r.espera, 0)::bigint as espera "
    "from valor_estado e "
    "left join (select valor, sum(importe_cts) filter (where componente = 'recargo') as recargo from apunte "
    "group "
    "by valor) l using (valor) "
    "left join (select valor, sum(importe_cts) as depositado from deposito group by valor) d using (valor) "
    "left join (select r.valor, sum(r.pendiente_cts) as espera from cobro_resultado r where r.resultado <> "
    "'bad_check_digit' group by r.valor) r using (valor) "
    "where e.valor is not null"};

std::string Ano::contra_el_modelo() {
  std::unordered_map<std::int64_t, const ValorModelo*> by_id;
  for (const auto& v : valores_) by_id[v.recibo().valor] = &v;
  std::size_t seen = 0;
  std::string differs;
  db::in_transaction(o_.pool(), [&](db::Transaction& tx) {
    tx.stream(kEstados, [&](const db::Row& row) {
      const auto found = by_id.find(row.get<std::int64_t>("valor"));
      if (found == by_id.end() || !differs.empty()) return;
      ++seen;
      const auto& v = *found->second;
      const auto must_be = fmt::format("{} {} {} {} {}", v.estado(), v.pendiente().str(), v.recargo().str(),
                                       v.depositado().str(), v.espera().str());
      const auto is = fmt::format("{} {} {} {} {}", row.view("estado"), row.get<Cents>("pendiente_cts").str(),
                                  row.get<Cents>("recargo").str(), row.get<Cents>("depositado").str(),
                                  row.get<Cents>("espera").str());
      if (is != must_be)
        differs = fmt::format("receipt {} (state, pending, recargo, deposits, waiting): is {}, must be {}",
                              v.recibo().valor, is, must_be);
    });
  });
  if (differs.empty() && seen != valores_.size())
    return fmt::format("{} receipts of {}", seen, valores_.size());
  return differs;
}

std::string Ano::comprobar() {
  if (auto text = o_.descuadre(); !text.empty()) return text;
  for (const auto& [what, sql] : kInvariantes)
    if (const auto n = o_.numero(sql); n != 0) return fmt::format("{} {}", n, what);
  if (auto text = contra_el_modelo(); !text.empty()) return text;
  // No cent is lost: what the bank moved lies on receipts, in deposits, or waits.
  const auto placed = o_.numero(
      "select (select coalesce(-sum(importe_cts), 0) from apunte where clase = 'ingreso')::bigint + (select "
      "coalesce(sum(importe_cts), 0) from deposito)::bigint + (select coalesce(sum(pendiente_cts), 0) from "
      "cobro_resultado)::bigint");
  if (placed != movido_.value)
    return fmt::format("the bank moved {}, {} are placed", movido_.str(), Cents{placed}.str());
  const auto waiting = o_.numero(
      "select coalesce(sum(pendiente_cts), 0)::bigint from cobro_resultado where valor = 0 or resultado = "
      "'bad_check_digit'");
  if (waiting != sin_recibo_.value)
    return fmt::format("{} name no receipt, {} wait", sin_recibo_.str(), Cents{waiting}.str());
  return {};
}

TEST(AnoAleatorio, EveryInvariantHoldsAfterEveryStep) {
  const auto seed = from_environment("SCTF_SEED", 20260520);
  const auto recibos = static_cast<int>(from_environment("SCTF_ANO_RECIBOS", 2000));
  const auto pasos = static_cast<int>(from_environment("SCTF_ANO_PASOS", 60));
  Ano ano(seed, recibos);
  ASSERT_EQ(ano.comprobar(), "") << "charged; SCTF_SEED=" << seed;
  for (int n = 1; n <= pasos; ++n) {
    const auto what = ano.paso(n, pasos);
    ASSERT_EQ(ano.comprobar(), "") << "after step " << n << ", " << what << "; SCTF_SEED=" << seed;
  }
  // The year is worth something only if everything happened in it.
  const auto resultados = ano.resultados();
  for (const auto& r : resultados) RecordProperty(r.substr(0, r.find('|')), r.substr(r.find('|') + 1));
  EXPECT_EQ(resultados.size(), static_cast<std::size_t>(kResultados)) << testing::PrintToString(resultados);
}

}  // namespace
}  // namespace sctf::tributos
