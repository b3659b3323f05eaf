-- $1 ente  $2 run  $3 record   what the debits of a block add up to
select count(*) as adeudos, coalesce(sum(a.importe_cts), 0)::bigint as suma
  from cobro_partida p join lateral (select importe_cts from adeudo where ente = p.ente and valor = p.valor order by remesa desc limit 1) a on true
 where p.ente = $1 and p.run = $2 and p.n = $3
