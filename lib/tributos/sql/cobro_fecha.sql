-- $1 ente  $2 run
select fecha, provisional from cobro_fichero where ente = $1 and run = $2
