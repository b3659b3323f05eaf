#include "tributos/emision_calculo.hpp"

#include "tributos/censo.hpp"
#include "tributos/emision.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

// Calculates and copies the lines of one chunk.
class Escritor {
 public:
  Escritor(db::Transaction& tx, const jobs::RunInfo& run)
      : tx_(tx), run_(run), emision_(must(find_emision(tx, run.ente, run.id))) {}

  Result<jobs::ChunkDone> ibi(const std::vector<LineaConocida<LineaIbi>>& lineas, const Marco& marco) {
    auto copy = tx_.copy_in(sql::padron_copy);
    for (std::size_t from = 0, to = 0; from < lineas.size(); from = to) {
      std::vector<LineaIbi> inmueble;
      std::vector<Antecedentes> antecedentes;
      bool emitida = false;
      for (to = from; to < lineas.size() && lineas[to].linea.objeto_n == lineas[from].linea.objeto_n; ++to) {
        inmueble.push_back(lineas[to].linea);
        antecedentes.push_back(lineas[to].antecedentes);
        emitida = emitida || lineas[to].emitida;
      }
      if (emitida) continue;
      const auto calculados = calcular_ibi(inmueble, antecedentes, marco);
      if (!calculados) return tl::unexpected(calculados.error());
      for (const auto& c : *calculados)
        escribir(copy, c, inmueble[c.indice], lineas[from + c.indice].persona,
                 inmueble[c.indice].valor_catastral);
    }
    copy.finish();
    return done_;
  }

  template <class Linea, class Calcular>
  Result<jobs::ChunkDone> uno_a_uno(const std::vector<LineaConocida<Linea>>& lineas, const Marco& marco,
                                    Calcular calcular) {
    auto copy = tx_.copy_in(sql::padron_copy);
    for (const auto& conocida : lineas) {
      if (conocida.emitida) continue;
      const auto c = calcular(conocida.linea, conocida.antecedentes, marco);
      if (!c) return tl::unexpected(c.error());
      if (*c) escribir(copy, **c, conocida.linea, conocida.persona, std::nullopt);
    }
    copy.finish();
    return done_;
  }

 private:
  void escribir(db::CopyIn& copy, const Calculado& c, const LineaComun& l, std::int64_t persona,
                std::optional<Cents> catastral) {
    const auto valor =
        c.situacion == Situacion::valor ? std::optional(emision_.primer_valor + l.linea) : std::nullopt;
    copy.add(run_.ente)
        .add(run_.id)
        .add(l.linea)
        .add(valor)
        .add(to_string(c.clase))
        .add(to_string(c.situacion));
    copy.add(l.objeto).add(l.nif).add(persona).add(catastral).add(c.base).add(c.tipo).add(c.integra).add(
        c.beneficios);
    copy.add(c.liquida).add(c.domiciliado).add(c.rebaja).add(c.importe);
    copy.end_row();
    ++done_.items;
    done_.sum += c.liquida;
  }

  db::Transaction& tx_;
  const jobs::RunInfo& run_;
  Emision emision_;
  jobs::ChunkDone done_;
};

}  // namespace

Result<jobs::ChunkDone> calcular_lineas(db::Transaction& tx, const jobs::RunInfo& run, const Marco& marco,
                                        const Lectura& lectura) {
  Escritor escritor(tx, run);
  switch (censo_de(marco.tributo)) {
    case Censo::ibi: return escritor.ibi(leer_ibi(tx, lectura), marco);
    case Censo::ivtm: return escritor.uno_a_uno(leer_ivtm(tx, lectura), marco, calcular_ivtm);
    case Censo::tasa: return escritor.uno_a_uno(leer_tasa(tx, lectura), marco, calcular_tasa);
  }
  return problem(Code::internal, "no such census");
}

}  // namespace sctf::tributos
