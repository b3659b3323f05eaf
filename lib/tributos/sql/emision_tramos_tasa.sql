-- $1 ente  $2 censo  $3 concepto  $4 objects a chunk
select min(linea) as desde, max(linea) as hasta from censo_tasa
 where ente = $1 and censo = $2 and concepto = $3 group by objeto_n / $4::int order by 1
