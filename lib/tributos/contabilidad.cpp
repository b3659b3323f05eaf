#include "tributos/contabilidad.hpp"

#include <fmt/format.h>
#include <tuple>

#include "config/reader.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

constexpr std::string_view kMovimientos[] = {"saldo_inicial",
                                             "derecho",
                                             "derecho_anulado",
                                             "rebaja",
                                             "ingreso",
                                             "devolucion_bancaria",
                                             "traslado",
                                             "deposito",
                                             "devolucion_ingreso",
                                             "pendiente_aplicacion"};

using Textos = std::map<std::string, std::string, std::less<>>;

std::string plan_text(const config::Node* node, std::string_view what, config::Problems& problems) {
  return node ? config::read_text(*node, what, problems).value_or("") : std::string();
}

Textos plan_map(const config::Node* node, std::string_view what, config::Problems& problems) {
  Textos out;
  if (!node) return out;
  if (!node->is_map()) {
    problems.add(Code::bad_document, *node, "{} must be a map, not {}", what, node->kind_name());
    return out;
  }
  for (const auto& entry : node->entries()) out[entry.key] = plan_text(&entry.value, entry.key, problems);
  return out;
}

}  // namespace

const std::string& PlanContable::concepto(std::string_view tributo, std::string_view clase,
                                          std::string_view componente) const {
  if (componente == "recargo") return recargo;
  if (componente == "interes") return interes;
  if (componente == "costas") return costas;
  if (const auto found = conceptos.find(fmt::format("{}.{}", tributo, clase)); found != conceptos.end())
    return found->second;
  const auto found = conceptos.find(tributo);
  return found == conceptos.end() ? otros : found->second;
}

config::Loaded<PlanContable> parse_plan(std::string_view bytes, const std::string& file) {
  const auto root = config::parse_yaml(bytes, file);
  if (!root) return tl::unexpected(std::vector{root.error()});
  config::Problems problems(file);
  PlanContable plan;
  config::MapReader r(*root, "", problems);
  if (const auto* example = r.optional("ejemplo"))
    plan.ejemplo = config::read_bool(*example, "ejemplo", problems).value_or(false);
  plan.conceptos = plan_map(r.required("conceptos"), "conceptos", problems);
  plan.otros = plan_text(r.required("otros"), "otros", problems);
  plan.recargo = plan_text(r.required("recargo"), "recargo", problems);
  plan.interes = plan_text(r.required("interes"), "interes", problems);
  plan.costas = plan_text(r.required("costas"), "costas", problems);
  if (const auto* accounts = r.required("cuentas")) {
    config::MapReader cuentas(*accounts, "cuentas", problems);
    for (const auto movimiento : kMovimientos)
      plan.cuentas[std::string(movimiento)] = plan_text(cuentas.required(movimiento), movimiento, problems);
    cuentas.finish();
  }
  r.finish();
  if (!problems.empty()) return tl::unexpected(problems.take());
  return plan;
}

config::Loaded<PlanContable> load_plan(const std::filesystem::path& file) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(std::vector{bytes.error()});
  return parse_plan(*bytes, file.string());
}

std::vector<LineaContable> lineas_contables(db::Transaction& tx, Ente ente, const PlanContable& plan,
                                            Day desde, Day hasta) {
  // Several tributos may share a concept: they are put together under it.
  std::map<std::tuple<Day, std::string, int, std::string>, LineaContable> lines;
  for (const auto& row : tx.query(sql::contable_diario, ente, desde, hasta)) {
    LineaContable line{
        .fecha = row.get<Day>("fecha"),
        .concepto = row.view("tributo").empty()
                        ? std::string()
                        : plan.concepto(row.view("tributo"), row.view("clase"), row.view("componente")),
        .ejercicio = row.get<int>("ejercicio"),
        .movimiento = row.get<std::string>("movimiento"),
        .cuenta = {},
        .apuntes = row.get<std::int64_t>("apuntes"),
        .importe = row.get<Cents>("importe")};
    line.cuenta = plan.cuentas.at(line.movimiento);
    auto [at, fresh] = lines.try_emplace({line.fecha, line.concepto, line.ejercicio, line.movimiento}, line);
    if (!fresh) at->second.apuntes += line.apuntes, at->second.importe += line.importe;
  }
  std::vector<LineaContable> out;
  for (auto& [key, line] : lines) out.push_back(std::move(line));
  return out;
}

Cents control_contable(db::Transaction& tx, Ente ente, Day desde, Day hasta) {
  return tx.query(sql::contable_control, ente, desde, hasta).front().get<Cents>(0);
}

std::vector<LineaCuenta> cuenta_recaudacion(db::Transaction& tx, Ente ente, const PlanContable& plan,
                                            Day desde, Day hasta) {
  std::map<std::tuple<std::string, int, bool>, LineaCuenta> lines;
  for (const auto& row : tx.query(sql::contable_cuenta, ente, desde, hasta)) {
    LineaCuenta line{
        .concepto = plan.concepto(row.view("tributo"), row.view("clase"), row.view("componente")),
        .ejercicio = row.get<int>("ejercicio"),
        .ejecutiva = row.get<bool>("ejecutiva"),
        .inicial = row.get<Cents>("inicial"),
        .cargos = row.get<Cents>("cargos"),
        .ingresos = row.get<Cents>("ingresos"),
        .datas = row.get<Cents>("datas"),
        .final = row.get<Cents>("final")};
    auto [at, fresh] = lines.try_emplace({line.concepto, line.ejercicio, line.ejecutiva}, line);
    if (fresh) continue;
    auto& sum = at->second;
    sum.inicial += line.inicial, sum.cargos += line.cargos, sum.ingresos += line.ingresos;
    sum.datas += line.datas, sum.final += line.final;
  }
  std::vector<LineaCuenta> out;
  for (auto& [key, line] : lines) {
    if (line.inicial + line.cargos - line.ingresos - line.datas != line.final)
      throw Error(Code::unbalanced, "the cuenta of concept {} and year {} does not square", line.concepto,
                  line.ejercicio);
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<LineaParte> parte_diario(db::Transaction& tx, Ente ente, Day desde, Day hasta) {
  std::vector<LineaParte> out;
  for (const auto& row : tx.query(sql::contable_parte, ente, desde, hasta))
    out.push_back({.fecha = row.get<Day>("fecha"),
                   .formato = row.get<std::string>("formato"),
                   .fichero = row.get<std::string>("fichero"),
                   .resultado = row.get<std::string>("resultado"),
                   .registros = row.get<std::int64_t>("registros"),
                   .importe = row.get<Cents>("importe"),
                   .aplicado = row.get<Cents>("aplicado"),
                   .depositado = row.get<Cents>("depositado"),
                   .pendiente = row.get<Cents>("pendiente")});
  return out;
}

}  // namespace sctf::tributos
