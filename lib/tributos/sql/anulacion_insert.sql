-- $1 ente  $2 valor  $3 clase  $4 motivo  $5 acto  $6 fecha  $7 part of it  $8 run that replaces it  $9 account  $10 clock
insert into anulacion (ente, valor, n, clase, motivo, acto, fecha, parcial_cts, sustitucion, account, en)
select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10 from anulacion where ente = $1 and valor = $2
