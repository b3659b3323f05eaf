-- $1 ente   a movement that names a block of debits, or a debit, which was collected from another file; a statement that names
-- nothing credits a block by its amount
insert into conciliacion (ente, clave, clase, por)
select distinct on (c.run, c.n) m.ente, m.clave, 'bloque', c.run || '/' || c.n
  from movimiento m join cobro c on c.ente = m.ente and c.clase = 'abono' and c.importe_cts = m.importe_cts
   and ((m.bloque <> '' and c.bloque = m.bloque) or (m.end_to_end <> '' and c.end_to_end = m.end_to_end)
        or (m.bloque = '' and m.end_to_end = '' and c.bloque <> ''))
  join cobro_resultado r on r.ente = c.ente and r.run = c.run and r.n = c.n and r.resultado <> 'repeated'
 where m.ente = $1 and not exists (select 1 from conciliacion x where x.ente = m.ente and x.clave = m.clave)
 order by c.run, c.n, m.fecha, m.clave
on conflict do nothing
