-- $1 ente  $2 valor   what was paid of each component, in the order in which it is given back
select componente, -sum(importe_cts)::bigint as pagado from apunte
 where ente = $1 and valor = $2 and clase = 'ingreso' group by componente having -sum(importe_cts) > 0
 order by array_position(array['costas', 'interes', 'recargo', 'principal'], componente)
