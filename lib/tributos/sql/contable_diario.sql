-- $1 ente  $2 $3 accounting dates from, to   one row a date, tributo, clase of its property, year, component and movement
with a as (
  select a.contable as fecha, f.tributo, coalesce(i.clase, '') as clase, f.ejercicio, a.componente,
         case when a.causa = 'saldo inicial' then 'saldo_inicial'
              when a.clase = 'ingreso' and a.cobro is null then 'traslado'
              when a.clase = 'ingreso' and a.importe_cts > 0 then 'devolucion_bancaria'
              when a.clase = 'ingreso' then 'ingreso'
              when a.clase = 'data' and a.condicional then 'rebaja'
              when a.clase = 'data' then 'derecho_anulado'
              else 'derecho' end as movimiento, a.importe_cts
    from apunte a join valor_ficha f on f.ente = a.ente and f.valor = a.valor
    left join emision e on e.ente = f.ente and e.run = f.run and e.tributo = 'ibi'
    left join censo_ibi i on i.ente = e.ente and i.censo = e.censo and i.linea = f.linea
   where a.ente = $1 and a.contable between $2 and $3
  union all
  select d.contable, '', '', 0, '', case when x.clase = 'devuelto' then 'devolucion_ingreso' else 'deposito' end, -d.importe_cts
    from deposito d left join deposito_acto x on d.origen = 'acto' and x.ente = d.ente and x.valor = d.valor and x.n = d.n
   where d.ente = $1 and d.contable between $2 and $3
  union all
  select contable, '', '', 0, '', 'pendiente_aplicacion', -pendiente_cts from cobro_resultado
   where ente = $1 and pendiente_cts <> 0 and contable between $2 and $3)
select fecha, tributo, clase, ejercicio, componente, movimiento, count(*) as apuntes, sum(importe_cts)::bigint as importe
  from a group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
