-- $1 ente  $2 valor   what each payer paid of it and the bank has not taken back, the first first
select pagador, max(pago) as pago, -sum(importe_cts)::bigint as importe from apunte
 where ente = $1 and valor = $2 and clase = 'ingreso' group by pagador having -sum(importe_cts) > 0 order by min(n)
