-- $1 ente  $2 $3 accounting dates from, to
select (coalesce((select sum(importe_cts) from apunte where ente = $1 and contable between $2 and $3), 0)
      - coalesce((select sum(importe_cts) from deposito where ente = $1 and contable between $2 and $3), 0)
      - coalesce((select sum(pendiente_cts) from cobro_resultado where ente = $1 and contable between $2 and $3), 0))::bigint
