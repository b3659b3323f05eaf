#pragma once

#include <utility>

#include "db/sql.hpp"

namespace sctf::tributos {

// What the tables say of themselves, whatever the model says.
inline constexpr std::pair<const char*, const char*> kInvariantes[] = {
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

inline constexpr db::Sql kEstados{
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

}  // namespace sctf::tributos
