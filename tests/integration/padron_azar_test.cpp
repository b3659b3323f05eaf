// The padrón after random movements: every invariant of design 5 holds, and history answers any past date as
// a model does. SCTF_MOVEMENTS says how many (default 400).

#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

#include "padron/consulta.hpp"
#include "padron/poblacion.hpp"
#include "support/padron.hpp"

namespace sctf::padron {
namespace {

using test::LineaPadron;
using test::OficinaPadron;

const Day kComienzo = make_day(2020, 1, 2);

/// What the model remembers of a person: movements in the order in which they were registered.
struct Persona {
  struct Paso {
    Day fvar;
    std::string codigo;
    int numero;
  };
  int n = 0;
  bool viva = false, muerta = false;
  std::vector<Paso> pasos;
  LineaPadron linea;

  [[nodiscard]] const Paso* en(Day el) const {
    for (auto it = pasos.rbegin(); it != pasos.rend(); ++it)
      if (it->fvar <= el) return &*it;
    return nullptr;
  }
};

class Azar {
 public:
  explicit Azar(std::uint32_t seed) : random_(seed) {}

  int entre(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  /// One movement of the day, of somebody who has none of it yet; empty where the draw allows none.
  std::optional<LineaPadron> mueve(Day hoy) {
    const int what = entre(0, 99);
    if (what < 30 || personas_.empty()) return alta(hoy);
    auto& p = personas_[static_cast<std::size_t>(entre(0, static_cast<int>(personas_.size()) - 1))];
    if (p.muerta || p.pasos.back().fvar >= hoy) return {};
    if (!p.viva) return paso(p, hoy, "ACR");
    if (what < 40) return defuncion(p, hoy);
    if (what < 52) return paso(p, hoy, "BCR");
    if (what < 58) return paso(p, hoy, "BII");
    if (what < 80) return cambio(p, hoy);
    p.linea["nomb"] = fmt::format("PRUEBA {}", static_cast<char>('A' + entre(0, 25)));
    if (p.linea["nomb"] == p.linea["antes"]) return {};
    p.linea["antes"] = p.linea["nomb"];
    return paso(p, hoy, "MPE");
  }

  [[nodiscard]] const std::vector<Persona>& personas() const { return personas_; }
  [[nodiscard]] std::int64_t vivas() const {
    return std::count_if(personas_.begin(), personas_.end(), [](const Persona& p) { return p.viva; });
  }

 private:
  LineaPadron alta(Day hoy) {
    Persona p;
    p.n = static_cast<int>(personas_.size()) + 1;
    p.linea = OficinaPadron::espanola(p.n, hoy, "AOM");
    situar(p, entre(1, 60));
    personas_.push_back(std::move(p));
    return paso(personas_.back(), hoy, "AOM");
  }

  // A number of the street is a dwelling.
  static void situar(Persona& p, int number) {
    p.linea["numer"] = fmt::format("{:04}", number);
    p.linea["tinum"] = number % 2 == 1 ? "1" : "2";
    p.linea["nhop"] = fmt::format("{:010}", number);
  }

  std::optional<LineaPadron> cambio(Persona& p, Day hoy) {
    const int number = entre(1, 60);
    if (p.linea["numer"] == fmt::format("{:04}", number)) return {};
    situar(p, number);
    return paso(p, hoy, "MCD");
  }

  // Known late as often as not, but never before the last alta.
  LineaPadron defuncion(Persona& p, Day hoy) {
    auto day = hoy;
    Day alta{};
    for (const auto& one : p.pasos)
      if (one.codigo.front() == 'A') alta = one.fvar;
    const auto room = static_cast<int>((hoy - alta).count()) - 1;
    if (room > 0 && entre(0, 1) == 1) day = hoy - std::chrono::days{entre(0, room)};
    for (const auto& one : p.pasos)
      if (one.fvar == day) day = hoy;
    p.muerta = true;
    return paso(p, day, "BDE");
  }

  LineaPadron paso(Persona& p, Day fvar, const std::string& codigo) {
    p.viva = codigo.front() != 'B';
    p.pasos.push_back({fvar, codigo, std::stoi(p.linea["numer"])});
    auto out = p.linea;
    out["fvar"] = sctf::to_string(fvar);
    out["cvar"] = codigo.substr(0, 1), out["cauv"] = codigo.substr(1);
    const bool elsewhere = codigo == "ACR" || codigo == "BCR";
    out["prdp"] = elsewhere ? "35" : "", out["mudp"] = elsewhere ? "016" : "";
    return out;
  }

  std::mt19937 random_;
  std::vector<Persona> personas_;
};

TEST(PadronAlAzar, HoldsAndRemembers) {
  const char* wanted = std::getenv("SCTF_MOVEMENTS");
  const int movements = wanted != nullptr ? std::atoi(wanted) : 400;
  Azar azar(20261124);
  OficinaPadron o;
  int done = 0, days = 0;
  while (done < movements) {
    const auto hoy = kComienzo + std::chrono::days{days++};
    std::vector<LineaPadron> lines;
    for (int i = 0; i < 40 + movements / 50; ++i)
      if (auto line = azar.mueve(hoy)) lines.push_back(std::move(*line));
    const auto moved = o.mover(lines, hoy, {.origen = "INE", .expediente = "AZAR"});
    ASSERT_TRUE(moved) << moved.error().text << testing::PrintToString(o.dichos());
    done += static_cast<int>(moved->movimientos);
  }
  EXPECT_EQ(o.roto(), "");
  db::in_transaction(o.pool(), [&](db::Transaction& tx) {
    EXPECT_EQ(poblacion(tx, {}, 2026).total, azar.vivas());
    for (const auto& p : azar.personas()) {
      const auto held = historia(tx, o.caller(), OficinaPadron::nia(p.n), "test");
      ASSERT_EQ(held.size(), p.pasos.size());
      for (int ask = 0; ask < 5; ++ask) {
        const auto day = kComienzo + std::chrono::days{azar.entre(-2, days + 2)};
        const auto* now = vigente(held, day);
        const auto* model = p.en(day);
        ASSERT_EQ(now == nullptr, model == nullptr) << p.n << " on " << sctf::to_string(day);
        if (model == nullptr) continue;
        EXPECT_EQ(now->codigo, model->codigo);
        EXPECT_EQ(std::stoi(now->v[Campo::numer]), model->numero);
      }
    }
  });
}

}  // namespace
}  // namespace sctf::padron
