-- $1 ente  $2 censo  $3 concepto, unused here  $4 objects a chunk
select min(linea) as desde, max(linea) as hasta from censo_ivtm
 where ente = $1 and censo = $2 and $3::text is not null group by objeto_n / $4::int order by 1
