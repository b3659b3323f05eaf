-- $1 ente  $2 tipo  $3 ejercicio  $4 how many   the last of as many numbers of that kind and year, for this transaction
insert into contador (ente, clase, ejercicio, serie, ultimo) values ($1, 'documento', $3, $2, $4)
on conflict (ente, clase, ejercicio, serie) do update set ultimo = contador.ultimo + excluded.ultimo
returning ultimo
