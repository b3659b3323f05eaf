-- $1 ente  $2 run  $3 file  $4 clase  $5 periodo  $6 clock
insert into retorno_ine (ente, run, fichero, clase, periodo, registros, recibido) values ($1, $2, $3, $4, $5, 0, $6)
