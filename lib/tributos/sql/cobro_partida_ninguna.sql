-- $1 ente  $2 run  $3 record   it is about none of ours
insert into cobro_partida (ente, run, n, valor, repetido) values ($1, $2, $3, 0, false)
