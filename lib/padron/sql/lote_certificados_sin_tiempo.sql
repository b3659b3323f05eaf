-- $1 ente  $2 run  $3 kind  $4 year  $5 at most   places whose document has a time stamp and whose file does not bear it yet
select l.n, l.numero
  from documento_lote l
  join documento_tiempo t on t.ente = l.ente and t.tipo = $3 and t.ejercicio = $4 and t.numero = l.numero
 where l.ente = $1 and l.run = $2
   and not exists (select from documento_lote_tiempo m where m.ente = l.ente and m.run = l.run and m.n = l.n)
 order by l.n limit $5::bigint
