-- $1 ente  $2 organo  $3 its name  $4 resolution  $5 sede  $6 method  $7 years   its id
select id from csv_sistema
 where ente = $1 and organo = $2 and organo_nombre = $3 and resolucion = $4 and sede = $5 and generacion = $6 and anos = $7
