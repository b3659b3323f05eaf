-- $1 ente  $2 fingerprint of the chain  $3 name  $4 chain   unless it is there
insert into autoridad_tiempo (ente, huella, nombre, cadena) values ($1, $2, $3, $4)
on conflict (ente, huella) do nothing
