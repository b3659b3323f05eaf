-- $1 ente  $2 censo  $3 concepto
select tarifa, min(linea) as linea, count(*) as lineas from censo_tasa
 where ente = $1 and censo = $2 and concepto = $3 group by 1 order by 2
