-- $1 ente  $2 organismo  $3 referencia  $4 run  $5 line  $6 nif  $7 concepto  $8 importe  $9 hasta
insert into externa (ente, organismo, referencia, run, linea, nif, concepto, importe_cts, hasta)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing
