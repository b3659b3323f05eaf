-- $1 ente  $2 clase  $3 least   the counter is at least there
insert into contador (ente, clase, ejercicio, ultimo) values ($1, $2, 0, $3)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = greatest(contador.ultimo, excluded.ultimo)
