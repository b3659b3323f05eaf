-- $1 ente  $2 run  $3 kind  $4 year   of what was asked for, how many documents there are: its numbers stand in a row, and are nobody else's
select e.expedidos, l.pedidos - e.expedidos as otros
  from (select min(numero) as primero, max(numero) as ultimo, count(*) as pedidos from documento_lote where ente = $1 and run = $2) l
  cross join lateral (select count(*) as expedidos from documento d
                       where d.ente = $1 and d.tipo = $3 and d.ejercicio = $4 and d.numero between l.primero and l.ultimo) e
