-- $1 ente  $2 tributo  $3 ejercicio   one issue of a tributo and year is planned at a time
insert into contador (ente, clase, ejercicio, serie, ultimo) values ($1, 'emision', $3, $2, 0)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = contador.ultimo
