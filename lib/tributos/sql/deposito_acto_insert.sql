-- $1 ente  $2 valor  $3 n  $4 clase  $5 persona  $6 pagador  $7 pagador_iban  $8 importe  $9 destino  $10 iban  $11 interes
-- $12 efecto  $13 acto  $14 account  $15 en
insert into deposito_acto (ente, valor, n, clase, persona, pagador, pagador_iban, importe_cts, destino, iban, interes_cts, efecto, acto,
                           account, en)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
