-- $1 ente  $2 valores   what the ledger and the acts say of each. Every part is asked for the whole list at once: right after a
-- large file the planner does not know yet how much there is of each.
with l as materialized (
  select valor, coalesce(sum(importe_cts) filter (where componente = 'principal'), 0)::bigint as principal,
         coalesce(sum(importe_cts) filter (where componente = 'recargo'), 0)::bigint as recargo,
         coalesce(sum(importe_cts) filter (where componente = 'interes'), 0)::bigint as interes,
         coalesce(sum(importe_cts) filter (where componente = 'costas'), 0)::bigint as costas,
         coalesce(-sum(importe_cts) filter (where clase = 'ingreso' and componente = 'principal'), 0)::bigint as cobrado_principal,
         coalesce(-sum(importe_cts) filter (where clase = 'ingreso' and componente = 'recargo'), 0)::bigint as cobrado_recargo,
         coalesce(-sum(importe_cts) filter (where clase = 'ingreso' and componente = 'interes'), 0)::bigint as cobrado_interes,
         coalesce(-sum(importe_cts) filter (where clase = 'ingreso' and componente = 'costas'), 0)::bigint as cobrado_costas,
         coalesce(-sum(importe_cts) filter (where condicional), 0)::bigint as rebaja_vigente,
         max(n) as ultimo_apunte, bool_or(clase = 'cargo') as cargado
    from apunte where ente = $1 and valor = any($2::bigint[]) group by valor),
d as materialized (
  select distinct on (valor) valor, remesa, importe_cts from adeudo where ente = $1 and valor = any($2::bigint[]) order by valor, remesa desc),
s as materialized (
  select valor, remesa, count(*) filter (where clase = 'abono') as abonos, count(*) filter (where clase = 'devolucion') as devoluciones,
         count(*) filter (where clase = 'rechazo') as rechazos, max(n) as ultimo_suceso
    from adeudo_suceso where ente = $1 and valor = any($2::bigint[]) group by valor, remesa),
y as materialized (
  select distinct on (valor, remesa) valor, remesa, aplicado_cts, rebaja_cts, depositado_cts
    from adeudo_suceso where ente = $1 and valor = any($2::bigint[]) and clase = 'abono' order by valor, remesa, n desc),
t as materialized (select valor, max(vence) as vence from notificacion where ente = $1 and valor = any($2::bigint[]) group by valor),
x as materialized (
  select distinct valor from anulacion where ente = $1 and valor = any($2::bigint[]) and clase = 'hecha' and parcial_cts is null)
select f.valor, f.run, f.tributo, f.ejercicio, f.clase_valor, f.rebaja_cts, coalesce(l.principal, 0) as principal,
       coalesce(l.recargo, 0) as recargo, coalesce(l.interes, 0) as interes, coalesce(l.costas, 0) as costas,
       coalesce(l.cobrado_principal, 0) as cobrado_principal, coalesce(l.cobrado_recargo, 0) as cobrado_recargo,
       coalesce(l.cobrado_interes, 0) as cobrado_interes, coalesce(l.cobrado_costas, 0) as cobrado_costas,
       coalesce(l.rebaja_vigente, 0) as rebaja_vigente,
       coalesce(l.ultimo_apunte, 0) as ultimo_apunte, coalesce(l.cargado, false) as cargado,
       case when f.clase_valor = 'pendiente' then o.fin_voluntaria else t.vence end as vence, o.notificada_apremio,
       x.valor is not null as anulado, d.remesa, d.importe_cts as adeudo_cts, coalesce(s.abonos, 0)::int as abonos,
       coalesce(s.devoluciones, 0)::int as devoluciones, coalesce(s.rechazos, 0)::int as rechazos,
       coalesce(s.ultimo_suceso, 0) as ultimo_suceso, y.aplicado_cts, y.rebaja_cts as suceso_rebaja_cts, y.depositado_cts
  from valor_ficha f
  left join l on l.valor = f.valor
  left join d on d.valor = f.valor
  left join s on s.valor = d.valor and s.remesa = d.remesa
  left join y on y.valor = d.valor and y.remesa = d.remesa
  left join t on t.valor = f.valor
  left join x on x.valor = f.valor
  left join pendiente o on o.ente = f.ente and o.valor = f.valor and f.clase_valor = 'pendiente'
 where f.ente = $1 and f.valor = any($2::bigint[]) order by f.valor
