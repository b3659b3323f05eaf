-- $1 ente  $2 run   records of whole blocks that have no parts yet
select n, clase, bloque, importe_cts from cobro c
 where ente = $1 and run = $2 and bloque <> '' and not exists (select 1 from cobro_partida p where p.ente = c.ente and p.run = c.run and p.n = c.n)
 order by n
