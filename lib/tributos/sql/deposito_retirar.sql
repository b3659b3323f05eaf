-- $1 ente  $2 n of the act  $3 valor  $4 persona  $5 pagador  $6 pagador_iban  $7 importe that leaves  $8 contable  $9 causa
insert into deposito (ente, origen, run, n, valor, persona, pagador, pagador_iban, importe_cts, contable, causa)
values ($1, 'acto', 0, $2, $3, $4, $5, $6, -$7::bigint, $8, $9)
