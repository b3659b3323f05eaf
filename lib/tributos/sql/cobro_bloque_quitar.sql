-- $1 ente  $2 run  $3 record
delete from cobro_partida where ente = $1 and run = $2 and n = $3
