-- $1 ente  $2 id  $3 censo  $4 fichero  $5 sha256  $6 rechazos  $7 clock
insert into censo (ente, id, censo, fichero, sha256, lineas, objetos, rechazos, cargado)
select $1, $2, $3, $4, $5, count(*), count(distinct objeto_n), $6, $7 from censo_linea where ente = $1 and censo = $2
returning lineas, objetos
