-- $1 ente  $2 run  $3 records of a chunk, about   ranges of valores: all records of a valor stand in one
select min(valor) as desde, max(valor) as hasta
  from (select valor, (sum(count(*)) over (order by valor) - 1)::bigint / $3::bigint as tramo
          from cobro_partida where ente = $1 and run = $2 and valor > 0 group by valor) t
 group by tramo order by tramo
