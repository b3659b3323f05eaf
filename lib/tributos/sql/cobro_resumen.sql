-- $1 ente  $2 run   records by outcome; a block is one
select resultado, count(*) as registros, sum(importe_cts)::bigint as importe
  from (select c.n, c.importe_cts,
               case when c.bloque <> '' and max(r.valor) > 0 then case when c.clase = 'abono' then 'provisional' else 'returned' end
                    else max(r.resultado) end as resultado
          from cobro c join cobro_resultado r on r.ente = c.ente and r.run = c.run and r.n = c.n
         where c.ente = $1 and c.run = $2 group by c.n, c.importe_cts, c.bloque, c.clase) t
 group by resultado order by resultado
