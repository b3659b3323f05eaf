-- $1 ente  $2 tipo  $3 resolution  $4 csv_sistema   its id
select id from actuacion where ente = $1 and tipo = $2 and resolucion = $3 and csv = $4
