-- $1 ente   a movement that names a debit whose return was collected from another file
insert into conciliacion (ente, clave, clase, por)
select distinct on (c.run, c.n) m.ente, m.clave, 'devolucion', c.run || '/' || c.n
  from movimiento m join cobro c on c.ente = m.ente and c.clase = 'devolucion' and c.importe_cts = m.importe_cts and c.end_to_end = m.end_to_end
 where m.ente = $1 and m.end_to_end <> '' and not exists (select 1 from conciliacion x where x.ente = m.ente and x.clave = m.clave)
 order by c.run, c.n, m.fecha, m.clave
on conflict do nothing
