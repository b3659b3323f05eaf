-- $1 ente   the record that was collected from this very movement, unless it is one that names nothing of ours
insert into conciliacion (ente, clave, clase, por)
select m.ente, m.clave, 'registro', k.run || '/' || k.n
  from movimiento m join cobro_clave k on k.ente = m.ente and k.clave = m.clave
  join cobro c on c.ente = k.ente and c.run = k.run and c.n = k.n and c.clase <> 'movimiento'
 where m.ente = $1 and not exists (select 1 from conciliacion x where x.ente = m.ente and x.clave = m.clave)
on conflict do nothing
