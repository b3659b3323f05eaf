-- $1 ente
insert into contador (ente, clase, ejercicio, ultimo) values ($1, 'audit', 0, 0)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = contador.ultimo
