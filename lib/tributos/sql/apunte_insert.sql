-- $1 ente  $2 valor  $3 n  $4 clase  $5 componente  $6 importe  $7 contable  $8 pago  $9 pagador  $10 run  $11 causa
insert into apunte (ente, valor, n, clase, componente, importe_cts, contable, pago, pagador, run, causa)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
