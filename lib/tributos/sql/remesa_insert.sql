-- $1 ente  $2 run  $3 n  $4 fecha de cobro  $5 versión  $6 acreedor  $7 preparada por  $8 clock
insert into remesa (ente, run, n, fecha_cobro, version, acreedor, adeudos, suma_cts, excluidos, preparada_por, preparada_en)
values ($1, $2, $3, $4, $5, $6, 0, 0, 0, $7, $8)
