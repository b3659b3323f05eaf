-- $1 ente  $2 run   records by outcome; a block is one
with r as materialized (
  select n, max(valor) as valor, max(resultado) as resultado from cobro_resultado where ente = $1 and run = $2 group by n)
select case when c.bloque <> '' and r.valor > 0 then case when c.clase = 'abono' then 'provisional' else 'returned' end
            else r.resultado end as resultado, count(*) as registros, sum(c.importe_cts)::bigint as importe
  from cobro c join r on r.n = c.n where c.ente = $1 and c.run = $2 group by 1 order by 1
