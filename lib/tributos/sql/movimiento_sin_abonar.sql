-- $1 ente   files whose money no statement shows yet
select q.fecha, q.suma_cts as importe_cts, q.formato || ' ' || q.fichero as texto from cobro_fichero q
 where q.ente = $1 and q.formato in ('c60', 'c57') and q.suma_cts <> 0
   and not exists (select 1 from conciliacion x where x.ente = q.ente and x.clase = 'fichero' and x.por = q.run::text)
 order by q.fecha, q.run
