-- $1 ente  $2 run  $3 formato  $4 file  $5 sha256  $6 mensaje  $7 its date  $8 registros  $9 suma  $10 provisional
insert into cobro_fichero (ente, run, formato, fichero, sha256, mensaje, fecha, registros, suma_cts, provisional)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
