-- $1 ente  $2 clase   the next number, without gaps
insert into contador (ente, clase, ejercicio, ultimo) values ($1, $2, 0, 1)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = contador.ultimo + 1 returning ultimo
