-- $1 ente  $2 $3 accounting dates from, to   what was pending before, what came, what is pending after; a valor is in executive
-- collection when its term ended before the last day
with a as (
  select f.tributo, coalesce(i.clase, '') as clase, f.ejercicio, a.componente,
         coalesce(case f.clase_valor when 'pendiente' then o.fin_voluntaria
                       when 'liquidacion' then (select max(n.vence) from notificacion n where n.ente = f.ente and n.valor = f.valor)
                       else g.voluntaria_hasta end < $3, false) as ejecutiva,
         a.contable < $2 as antes, a.clase as apunte, a.importe_cts
    from apunte a join valor_ficha f on f.ente = a.ente and f.valor = a.valor
    left join pendiente o on o.ente = f.ente and o.valor = f.valor and f.clase_valor = 'pendiente'
    left join cargo g on g.ente = f.ente and g.run = f.run
    left join emision e on e.ente = f.ente and e.run = f.run and e.tributo = 'ibi'
    left join censo_ibi i on i.ente = e.ente and i.censo = e.censo and i.linea = f.linea
   where a.ente = $1 and a.contable <= $3)
select tributo, clase, ejercicio, componente, ejecutiva,
       coalesce(sum(importe_cts) filter (where antes), 0)::bigint as inicial,
       coalesce(sum(importe_cts) filter (where not antes and apunte = 'cargo'), 0)::bigint as cargos,
       coalesce(-sum(importe_cts) filter (where not antes and apunte in ('ingreso', 'devolucion')), 0)::bigint as ingresos,
       coalesce(-sum(importe_cts) filter (where not antes and apunte = 'data'), 0)::bigint as datas,
       sum(importe_cts)::bigint as final
  from a group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
