-- $1 ente  $2 run
select count(x.clave) as explicados, coalesce(sum(m.importe_cts) filter (where x.clave is null), 0)::bigint as diferencia
  from movimiento m left join conciliacion x on x.ente = m.ente and x.clave = m.clave where m.ente = $1 and m.run = $2
