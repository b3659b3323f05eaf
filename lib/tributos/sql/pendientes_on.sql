-- $1 ente  $2 day   payments by payment date, the rest by booking date
select valor, sum(importe_cts)::bigint from apunte
 where ente = $1 and coalesce(pago, contable) <= $2 group by valor having sum(importe_cts) <> 0 order by valor
