-- $1 ente  $2 valores   what the ledger and the acts say of each
select f.valor, f.run, f.tributo, f.ejercicio, f.clase_valor, f.rebaja_cts, l.*,
       case when f.clase_valor = 'pendiente' then o.fin_voluntaria
            else (select max(n.vence) from notificacion n where n.ente = f.ente and n.valor = f.valor) end as vence,
       o.notificada_apremio,
       exists (select 1 from anulacion x where x.ente = f.ente and x.valor = f.valor and x.clase = 'hecha' and x.parcial_cts is null) as anulado,
       d.remesa, d.importe_cts as adeudo_cts, coalesce(s.abonos, 0)::int as abonos, coalesce(s.devoluciones, 0)::int as devoluciones,
       coalesce(s.rechazos, 0)::int as rechazos, coalesce(s.ultimo_suceso, 0) as ultimo_suceso,
       y.aplicado_cts, y.rebaja_cts as suceso_rebaja_cts, y.depositado_cts
  from valor_ficha f
  left join pendiente o on o.ente = f.ente and o.valor = f.valor and f.clase_valor = 'pendiente'
  left join lateral (
    select coalesce(sum(importe_cts) filter (where componente = 'principal'), 0)::bigint as principal,
           coalesce(sum(importe_cts) filter (where componente = 'recargo'), 0)::bigint as recargo,
           coalesce(sum(importe_cts) filter (where componente = 'interes'), 0)::bigint as interes,
           coalesce(sum(importe_cts) filter (where componente = 'costas'), 0)::bigint as costas,
           coalesce(-sum(importe_cts) filter (where clase = 'ingreso' and componente = 'principal'), 0)::bigint as cobrado_principal,
           coalesce(-sum(importe_cts) filter (where clase = 'ingreso' and componente = 'recargo'), 0)::bigint as cobrado_recargo,
           coalesce(-sum(importe_cts) filter (where clase = 'ingreso' and componente = 'interes'), 0)::bigint as cobrado_interes,
           coalesce(-sum(importe_cts) filter (where clase = 'ingreso' and componente = 'costas'), 0)::bigint as cobrado_costas,
           coalesce(-sum(importe_cts) filter (where condicional), 0)::bigint as rebaja_vigente,
           coalesce(max(n), 0) as ultimo_apunte, coalesce(bool_or(clase = 'cargo'), false) as cargado
      from apunte where ente = f.ente and valor = f.valor) l on true
  left join lateral (select a.* from adeudo a where a.ente = f.ente and a.valor = f.valor order by a.remesa desc limit 1) d on true
  left join lateral (
    select count(*) filter (where clase = 'abono') as abonos, count(*) filter (where clase = 'devolucion') as devoluciones,
           count(*) filter (where clase = 'rechazo') as rechazos, max(n) as ultimo_suceso
      from adeudo_suceso where ente = d.ente and valor = d.valor and remesa = d.remesa) s on true
  left join lateral (select z.* from adeudo_suceso z where z.ente = d.ente and z.valor = d.valor and z.remesa = d.remesa
                      and z.clase = 'abono' order by z.n desc limit 1) y on true
 where f.ente = $1 and f.valor = any($2::bigint[]) order by f.valor
