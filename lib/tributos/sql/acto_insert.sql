-- $1 ente  $2 run  $3 clase  $4 acto  $5 fecha  $6 boletín  $7 expuesta desde  $8 hasta  $9 account  $10 clock
insert into emision_acto (ente, run, n, clase, acto, fecha, boletin, expuesta_desde, expuesta_hasta, account, en)
select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10 from emision_acto where ente = $1 and run = $2
