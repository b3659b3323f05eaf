-- $1 ente  $2 valor   what the payments went to
select componente, -sum(importe_cts)::bigint as importe from apunte
 where ente = $1 and valor = $2 and clase = 'ingreso' group by componente having sum(importe_cts) <> 0
 order by array_position(array['principal', 'recargo', 'interes', 'costas'], componente)
