-- $1 ente   who changes the padrón: one at a time
insert into contador (ente, clase, ejercicio, ultimo) values ($1, 'padron', 0, 0)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = contador.ultimo
