-- $1 ente   one load of parties at a time
insert into contador (ente, clase, ejercicio, ultimo) values ($1, 'partes', 0, 0)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = contador.ultimo
