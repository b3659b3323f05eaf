-- $1 ente  $2 run  $3 valores, or null   receipts whose last debit was taken back or refused, that are still pending and whose
-- collection does not stand still
select p.valor, s.remesa, s.n, s.motivo, s.fecha, d.importe_cts, d.fecha_cobro, d.iban,
       case when coalesce((select sum(x.importe_cts) from apunte x
                            where x.ente = p.ente and x.valor = p.valor and x.clase = 'data' and x.condicional), 0) = 0
                 and v.pendiente_cts > p.importe_cts then p.rebaja_cts else 0 end as rebaja_perdida_cts
  from padron_fiscal p
  join lateral (select * from adeudo_suceso s where s.ente = p.ente and s.valor = p.valor
                 order by s.remesa desc, s.n desc limit 1) s on s.clase in ('devolucion', 'rechazo')
  join adeudo d on d.ente = s.ente and d.valor = s.valor and d.remesa = s.remesa
  join valor_estado v on v.ente = p.ente and v.run = p.run and v.linea = p.linea
 where p.ente = $1 and p.run = $2 and p.valor is not null and ($3::bigint[] is null or p.valor = any($3::bigint[]))
   and v.pendiente_cts > 0 and v.estado <> 'anulado'
   and not coalesce((select u.hasta is null from suspension u
                      where u.ente = p.ente and u.valor = p.valor order by u.n desc limit 1), false)
   and not exists (select 1 from adeudo m where m.ente = p.ente and m.valor = p.valor and m.remesa > s.remesa)
 order by p.valor
