-- $1 ente  $2 run of the annulment  $3 n  $4 valor  $5 persona  $6 importe  $7 contable  $8 causa
insert into deposito (ente, origen, run, n, valor, persona, pagador, pagador_iban, importe_cts, contable, causa)
values ($1, 'anulacion', $2, $3, $4, $5, '', '', $6, $7, $8)
