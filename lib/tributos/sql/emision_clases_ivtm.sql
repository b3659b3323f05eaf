-- $1 ente  $2 censo   classes and units with their first line
select clase_vehiculo, unidad, min(linea) as linea, count(*) as lineas from censo_ivtm
 where ente = $1 and censo = $2 group by 1, 2 order by 3
