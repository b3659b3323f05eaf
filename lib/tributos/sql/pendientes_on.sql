-- $1 ente  $2 day   payments by payment date, the rest by booking date
select a.valor, a.pendiente, coalesce(o.referencia, '')
  from (select valor, sum(importe_cts)::bigint as pendiente from apunte
         where ente = $1 and coalesce(pago, contable) <= $2 group by valor having sum(importe_cts) <> 0) a
  left join pendiente o on o.ente = $1 and o.valor = a.valor
 order by a.valor
