-- $1 ente  $2 how many   a block of ids of valores, never given again
insert into contador (ente, clase, ejercicio, ultimo) values ($1, 'valor', 0, $2)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = contador.ultimo + excluded.ultimo
returning ultimo - $2 + 1 as primero
