-- $1 ente  $2 valor  $3 persona  $4 pagador  $5 pagador_iban   what is left of a payer's deposit
select coalesce(sum(importe_cts), 0)::bigint as saldo from deposito
 where ente = $1 and valor = $2 and persona is not distinct from $3::bigint and pagador = $4 and pagador_iban = $5
