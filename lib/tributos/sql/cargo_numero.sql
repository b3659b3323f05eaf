-- $1 ente  $2 clase  $3 ejercicio  $4 serie   the next number, without gaps
insert into contador (ente, clase, ejercicio, serie, ultimo) values ($1, $2, $3, $4, 1)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = contador.ultimo + 1 returning ultimo
