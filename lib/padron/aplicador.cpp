#include "padron/aplicador.hpp"

#include <algorithm>

#include "padron/fecha.hpp"
#include "padron/filas.hpp"
#include "padron/sql.hpp"

namespace sctf::padron {
namespace {

constexpr std::size_t kAtOnce = 1000;
constexpr std::int64_t kMostTerritory = 100;  // people of a hoja that are told to lack their MRD

void push(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty()) list.push_back(value);
}

// The address of a hoja, in the order of the statement's columns.
constexpr Campo kDeHoja[] = {Campo::dist,    Campo::secc,  Campo::lsecc, Campo::cun,    Campo::cvia,
                             Campo::cpsvia,  Campo::tinum, Campo::numer, Campo::cnumer, Campo::numers,
                             Campo::cnumers, Campo::kmt,   Campo::hmt,   Campo::bloq,   Campo::port,
                             Campo::esca,    Campo::plan,  Campo::puer,  Campo::tloc};

bool same_address(const Bloque& a, const Bloque& b) {
  return std::all_of(std::begin(kDeHoja), std::end(kDeHoja), [&](Campo c) { return a[c] == b[c]; });
}

}  // namespace

Aplicador::Aplicador(db::Transaction& tx, const jobs::RunInfo& run, const Marco& marco, Tramite tramite,
                     Day registro)
    : tx_(tx),
      run_(run),
      marco_(marco),
      tramite_(std::move(tramite)),
      registro_(registro),
      permiso_(permiso_expediente(tx, run.ente, tramite_.expediente)),
      territorio_(Territorio::leer(tx, run.ente)) {}

Result<std::int64_t> Aplicador::aplicar(Lectura& lectura) {
  std::vector<Registro> registros;
  registros.reserve(kAtOnce);
  Registro r;
  std::int64_t applied = 0;
  const auto drain = [&] {
    buscar(registros);
    for (auto& one : registros) {
      lectura.fallos().vaciar();
      uno(one, lectura.fallos());
      if (lectura.juzgar(one)) ++applied;
    }
    if (lectura.rechazados() == 0) escribir();
    registros.clear();
  };
  while (lectura.siguiente(r)) {
    comprobar(r, marco_, lectura.fallos());
    if (!lectura.juzgar(r)) continue;
    registros.push_back(r);
    if (registros.size() == kAtOnce) drain();
  }
  drain();
  if (lectura.rechazados() == 0 && !reubicadas_.empty())
    for (const auto& row : tx_.query(sql::hoja_desacordes, run_.ente, reubicadas_, kMostTerritory))
      return problem(
          Code::inconsistent,
          "hoja {} has a new address by MRD, and NIA {} still the old one: one MRD for each person "
          "affected; nothing was loaded",
          row.view("nhop"), row.view("nia"));
  return applied;
}

// Everybody and every dwelling that these registros name, in a few questions.
void Aplicador::buscar(const std::vector<Registro>& registros) {
  personas_.clear(), por_documento_.clear(), titulares_.clear(), hojas_.clear();
  std::vector<std::string> nias, documentos, nhops;
  for (const auto& r : registros) {
    push(nias, r.antes[Campo::nia]), push(nias, r.v[Campo::nia]);
    push(documentos, documento(r.antes)), push(documentos, documento(r.v));
    push(nhops, r.v[Campo::nhop]);
  }
  for (const auto& row : tx_.query(sql::por_documentos, run_.ente, documentos)) {
    por_documento_.try_emplace(row.get<std::string>("numero"), row.get<std::string>("nia"));
    nias.push_back(row.get<std::string>("nia"));
  }
  for (const auto& row : tx_.query(sql::titulares, run_.ente, documentos))
    titulares_.try_emplace(row.get<std::string>("documento"), row.get<std::string>("nia"));
  for (const auto& row : tx_.query(sql::estados, run_.ente, nias)) {
    Estado e;
    e.n = row.get<int>(0), e.fvar = row.get<Day>(1), e.codigo = row.get<std::string>(2);
    e.viva = row.get<bool>(3);
    e.alta = row.get<std::optional<Day>>(4), e.renovada = row.get<std::optional<Day>>(5);
    e.mostrado = row.get<std::string>(6);
    leer_bloque(row, 7, e.v);
    e.nia = e.v[Campo::nia];
    personas_.emplace(e.nia, std::move(e));
  }
  buscar_hojas(nhops);
}

void Aplicador::buscar_hojas(const std::vector<std::string>& nhops) {
  for (const auto& row : tx_.query(sql::hojas, run_.ente, nhops, aaaammdd(add_months(registro_, -12 * 16)))) {
    Hoja hoja;
    hoja.existe = true;
    hoja.adultos = row.get<int>("adultos");
    for (std::size_t i = 0; i < std::size(kDeHoja); ++i)
      hoja.domicilio[kDeHoja[i]] = row.get<std::string>(static_cast<int>(i) + 2);
    hojas_.emplace(row.get<std::string>("nhop"), std::move(hoja));
  }
}

Estado* Aplicador::persona(const Registro& r) {
  const bool by_antes = r.ine && !r.antes.vacio();
  const auto& block = by_antes ? r.antes : r.v;
  if (const auto found = personas_.find(block[Campo::nia]); found != personas_.end()) return &found->second;
  // Who has no NIA yet, or one of another system, is found by the document.
  if (const auto number = documento(block); !number.empty() && (block[Campo::nia].empty() || by_antes))
    if (const auto known = por_documento_.find(number); known != por_documento_.end())
      if (const auto found = personas_.find(known->second); found != personas_.end()) return &found->second;
  return nullptr;
}

void Aplicador::uno(Registro& r, Fallos& fallos) {
  const auto& mov = *find_movimiento(r.codigo());
  auto* antes = persona(r);
  if (mov.clase != 'B') situar(r);
  Frente frente{.antes = antes,
                .hoja = nullptr,
                .titular = {},
                .clase = marco_.clase,
                .tramite = tramite_,
                .listas = marco_.listas,
                .registro = registro_};
  if (const auto found = hojas_.find(r.v[Campo::nhop]); found != hojas_.end()) frente.hoja = &found->second;
  // A DNI or NIE is one person's; passports of two countries may have one number.
  const bool ours = r.v[Campo::tiden] == "1" || r.v[Campo::tiden] == "3";
  if (const auto holder = titulares_.find(documento(r.v)); ours && holder != titulares_.end())
    if (antes == nullptr || holder->second != antes->nia) frente.titular = holder->second;
  comprobar_movimiento(r, mov, frente, fallos);
  if (marco_.clase == ClaseFichero::movimientos) comprobar_expediente(mov, antes, fallos);
  if (mov.clase != 'B') {
    territorio_.comprobar(r, marco_.listas, fallos);
    comprobar_hoja(r, mov, fallos);
  }
  if (fallos.limpio()) anotar(r, mov, antes);
}

// A movement without NHOP: the hoja of its address, if there is one.
void Aplicador::situar(Registro& r) {
  auto& nhop = r.v[Campo::nhop];
  if (!nhop.empty()) return;
  std::string key;
  for (const auto campo : kDeHoja) key += r.v[campo] + "\x1F";
  const auto found = tx_.query(sql::hoja_por_domicilio, run_.ente, r.v[Campo::cvia], r.v[Campo::cpsvia],
                               r.v[Campo::numer], key);
  nhop = found.empty() ? siguiente("nhop", "{:010}") : found.front().get<std::string>(0);
  if (!hojas_.contains(nhop)) buscar_hojas({nhop});
}

// A movement on an expediente that is held here comes after the step that decides it, and is of its people.
void Aplicador::comprobar_expediente(const InfoMovimiento& mov, const Estado* antes, Fallos& fallos) const {
  const auto& number = tramite_.expediente;
  if (!permiso_.existe) {
    if (mov.movimiento == Movimiento::bii || mov.movimiento == Movimiento::bbc)
      fallos.aviso(Campo::cvar, Code::not_found, number,
                   "expediente \"{}\" is not held here: nobody saw whether its steps were kept", number);
    return;
  }
  const auto allowed = fmt::format(" {} ", permiso_.movimientos);
  if (allowed.find(fmt::format(" {} ", mov.codigo)) == std::string::npos)
    fallos.error(Campo::cvar, Code::wrong_state, std::string(mov.codigo),
                 "expediente {} ({}) stands at {}, which lets {} be registered, not {}", number,
                 permiso_.clase, permiso_.paso,
                 permiso_.movimientos.empty() ? "nothing" : permiso_.movimientos, mov.codigo);
  const auto& nias = permiso_.nias;
  if (antes != nullptr && !nias.empty() && std::find(nias.begin(), nias.end(), antes->nia) == nias.end())
    fallos.error(Campo::nia, Code::inconsistent, antes->nia, "expediente {} is not about NIA {}", number,
                 antes->nia);
}

void Aplicador::comprobar_hoja(const Registro& r, const InfoMovimiento& mov, Fallos& fallos) {
  const auto found = hojas_.find(r.v[Campo::nhop]);
  if (found == hojas_.end() || same_address(found->second.domicilio, r.v)) return;
  if (mov.movimiento == Movimiento::mrd) return;
  for (const auto campo : kDeHoja)
    if (found->second.domicilio[campo] != r.v[campo]) {
      fallos.error(campo, Code::inconsistent, r.v[campo], "hoja {} is at another address: its {} is \"{}\"",
                   r.v[Campo::nhop], info(campo).ine, found->second.domicilio[campo]);
      return;
    }
}

std::string Aplicador::siguiente(const char* clase, const char* formato) {
  const auto n = tx_.query(sql::contador_siguiente, run_.ente, clase).front().get<std::int64_t>(0);
  return fmt::format(fmt::runtime(formato), n);
}

// What the movement leaves, in memory and among the rows to be written.
void Aplicador::anotar(Registro& r, const InfoMovimiento& mov, Estado* antes) {
  Estado next;
  std::string stays;
  if (mov.clase == 'B') {
    next = *antes;
    for (const auto campo : {Campo::prdp, Campo::mudp, Campo::codp}) next.v[campo] = r.v[campo];
    if (mov.movimiento == Movimiento::bdu) {
      stays = r.ine ? r.v[Campo::nia] : std::string();
      if (const auto holder = titulares_.find(documento(r.v)); !r.ine && holder != titulares_.end())
        stays = holder->second;
    }
  } else {
    next.v = r.v;
    if (antes != nullptr) next.v[Campo::nia] = antes->nia;
    if (next.v[Campo::nia].empty())
      next.v[Campo::nia] = marco_.cpro + marco_.cmun + siguiente("nia", "{:010}");
    next.mostrado = !r.mostrado.empty() ? r.mostrado
                    : antes != nullptr && iguales(antes->v, r.v, Campo::nomb, Campo::ape2)
                        ? antes->mostrado
                        : nombre_completo(r.v);
  }
  next.nia = next.v[Campo::nia];
  next.n = antes == nullptr ? 1 : antes->n + 1;
  next.fvar = *leer_dia(r.fvar);
  next.codigo = r.codigo();
  next.viva = mov.clase != 'B';
  if (antes != nullptr) next.alta = antes->alta, next.renovada = antes->renovada;
  if (mov.clase == 'A') next.alta = next.fvar;
  if (mov.clase == 'A' || mov.movimiento == Movimiento::mrn) next.renovada = next.fvar;

  if (antes != nullptr && antes->viva) {
    if (const auto old = documento(antes->v); !old.empty()) titulares_.erase(old);
    if (const auto hoja = hojas_.find(antes->v[Campo::nhop]); hoja != hojas_.end())
      if (const auto fnac = FechaParcial::leer(antes->v[Campo::fnac]); fnac && edad(*fnac, registro_) >= 16)
        --hoja->second.adultos;
  }
  if (next.viva) {
    if (const auto number = documento(next.v); !number.empty()) {
      titulares_[number] = next.nia;
      por_documento_[number] = next.nia;
    }
    auto& hoja = hojas_[next.v[Campo::nhop]];
    if (hoja.existe && !same_address(hoja.domicilio, next.v)) reubicadas_.push_back(next.v[Campo::nhop]);
    hoja.existe = true;
    for (const auto campo : kDeHoja) hoja.domicilio[campo] = next.v[campo];
    if (const auto fnac = FechaParcial::leer(next.v[Campo::fnac]); fnac && edad(*fnac, registro_) >= 16)
      ++hoja.adultos;
  }
  ++por_codigo_[next.codigo];
  filas_.push_back({next, r.linea, std::move(stays)});
  personas_[next.nia] = std::move(next);
}

void Aplicador::escribir() {
  territorio_.guardar(tx_, run_.ente);
  if (filas_.empty()) return;
  std::vector<std::string> nias, nhops;
  {
    auto copy = tx_.copy_in(sql::inscripcion_copy);
    for (const auto& fila : filas_) {
      const auto& e = fila.estado;
      copiar_inscripcion(copy,
                         {.ente = run_.ente,
                          .n = e.n,
                          .fvar = e.fvar,
                          .registrado = run_.clock,
                          .cvar = std::string_view(e.codigo).substr(0, 1),
                          .cauv = std::string_view(e.codigo).substr(1),
                          .origen = tramite_.origen,
                          .expediente = tramite_.expediente,
                          .duplicado_de = fila.duplicado_de,
                          .run = run_.id,
                          .linea = fila.linea},
                         e.v, e.mostrado);
      nias.push_back(e.nia);
      if (e.viva) nhops.push_back(e.v[Campo::nhop]);
    }
    copy.finish();
  }
  tx_.exec(sql::hojas_refrescar, run_.ente, run_.id, nhops);
  tx_.exec(sql::habitantes_refrescar, run_.ente, nias);
  tx_.exec(sql::documentos_refrescar, run_.ente, run_.id, nias);
  filas_.clear();
}

}  // namespace sctf::padron
