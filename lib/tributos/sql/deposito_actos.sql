-- $1 ente  $2 valor   what was done with its deposits
select n, clase, persona, pagador, pagador_iban, importe_cts, destino, coalesce(iban, '') as iban, coalesce(interes_cts, 0) as interes_cts,
       efecto, acto, account
  from deposito_acto where ente = $1 and valor = $2 order by n
