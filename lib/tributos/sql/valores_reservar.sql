-- $1 ente  $2 how many   a block of ids of valores, never given again: the first gap that is free of loaded ones
update contador c set ultimo = (
  select min(s) from (select c.ultimo + 1 as s union all select p.valor + 1 from pendiente p where p.ente = $1 and p.valor > c.ultimo) g
   where not exists (select 1 from pendiente p where p.ente = $1 and p.valor between g.s and g.s + $2 - 1)) + $2 - 1
 where ente = $1 and clase = 'valor' and ejercicio = 0 and serie = ''
returning ultimo - $2 + 1 as primero
