-- $1 ente  $2 run   movements of a statement that nothing explains
select m.fecha, m.importe_cts, m.texto from movimiento m
 where m.ente = $1 and m.run = $2 and not exists (select 1 from conciliacion x where x.ente = m.ente and x.clave = m.clave) order by m.n
