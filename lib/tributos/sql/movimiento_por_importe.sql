-- $1 ente   the settlement of a whole file, less what it repeats and what was seen one by one: slips (Cuaderno 60 and 57), credits of
-- debits, returns (pain.002). Equal amounts are matched one to one, in the order of their dates.
with m as (
  select m.*, row_number() over (partition by importe_cts order by fecha, clave) as k from movimiento m
   where m.ente = $1 and m.importe_cts <> 0 and not exists (select 1 from conciliacion x where x.ente = m.ente and x.clave = m.clave)),
f as (
  select q.ente, q.run, q.suma_cts - coalesce(r.repetido, 0) as suma_cts,
         row_number() over (partition by q.suma_cts - coalesce(r.repetido, 0) order by q.fecha, q.run) as k
    from cobro_fichero q
    left join lateral (
      select sum(c.importe_cts)::bigint as repetido from cobro c
       where c.ente = q.ente and c.run = q.run
         and (exists (select 1 from cobro_resultado z where z.ente = c.ente and z.run = c.run and z.n = c.n and z.resultado = 'repeated')
           or exists (select 1 from conciliacion x where x.ente = c.ente and x.clase in ('devolucion', 'bloque', 'registro')
                       and x.por = c.run || '/' || c.n))) r on true
   where q.ente = $1 and q.formato in ('c60', 'c57', 'pain002', 'camt054')
     and not exists (select 1 from conciliacion x where x.ente = q.ente and x.clase = 'fichero' and x.por = q.run::text))
insert into conciliacion (ente, clave, clase, por)
select m.ente, m.clave, 'fichero', f.run::text from m join f on f.suma_cts = m.importe_cts and f.k = m.k
on conflict do nothing
