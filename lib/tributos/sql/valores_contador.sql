-- $1 ente   the counter of valores
insert into contador (ente, clase, ejercicio, ultimo) values ($1, 'valor', 0, 0) on conflict do nothing
