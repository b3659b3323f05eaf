-- $1 ente  $2 censo  $3 líneas   refused after they were copied
delete from censo_ibi where ente = $1 and censo = $2 and linea = any($3::bigint[])
